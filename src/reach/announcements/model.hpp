#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/attachments/model.hpp"
#include "reach/audience/model.hpp"
#include "reach/model.hpp"
#include "reach/posting/model.hpp"

namespace thon::reach {

/// What a draft says may be missing until it is published.
using DraftAreaIds = List<Id, 0, 500>;
using Title = Text<0, 200>;
using Body = LongText<0, 20'000>;
using DecisionNumber = Text<0, 60>;
/// A moment; 0: none.
using Moment = Whole<0, 4'102'444'800'000>;

struct DraftInput {
  Id id;
  DraftAreaIds area_ids;
  Title title;
  Body body;
  ContentClass content_class;
  bool ask_confirmation = false;
  std::optional<DecisionNumber> decision_number;
  std::optional<DateOrNone> decision_date;
  std::optional<Moment> expires_at;
  std::optional<AudienceFilter> filter;
};
BOOST_DESCRIBE_STRUCT(DraftInput, (),
                      (id, area_ids, title, body, content_class, ask_confirmation, decision_number,
                       decision_date, expires_at, filter))

/// Only what was changed is sent, and `version` is the one that it was changed on.
struct EditInput {
  Id announcement_id;
  std::int64_t version = 0;
  std::optional<DraftAreaIds> area_ids;
  std::optional<Title> title;
  std::optional<Body> body;
  std::optional<ContentClass> content_class;
  std::optional<bool> ask_confirmation;
  std::optional<DecisionNumber> decision_number;
  std::optional<DateOrNone> decision_date;
  std::optional<Moment> expires_at;
  std::optional<Text<0, 500>> change_note;
  std::optional<AudienceFilter> filter;
};
BOOST_DESCRIBE_STRUCT(EditInput, (),
                      (announcement_id, version, area_ids, title, body, content_class, ask_confirmation,
                       decision_number, decision_date, expires_at, change_note, filter))

struct PublishInput {
  Id announcement_id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PublishInput, (), (announcement_id, version))

struct ScheduleInput {
  Id announcement_id;
  std::int64_t version = 0;
  Moment at;  ///< 0: not by itself after all
};
BOOST_DESCRIBE_STRUCT(ScheduleInput, (), (announcement_id, version, at))

struct CorrectInput {
  Id announcement_id;
  Id id;  ///< of the new version
};
BOOST_DESCRIBE_STRUCT(CorrectInput, (), (announcement_id, id))

struct WithdrawInput {
  Id announcement_id;
  std::int64_t version = 0;
  Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawInput, (), (announcement_id, version, reason))

struct AnnouncementQuery {
  Id announcement_id;
};
BOOST_DESCRIBE_STRUCT(AnnouncementQuery, (), (announcement_id))

struct ListQuery {
  std::optional<Id> area;
  std::optional<Text<0, 100>> cursor;
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (area, cursor))

/// What a list shows of an announcement at once.
struct Heading {
  std::string id;
  std::string title;
  std::int64_t content_class = 14;
  Status status = Status::draft;
  bool ask_confirmation = false;
  std::optional<std::int64_t> published_at;
  std::int64_t updated_at = 0;
  std::optional<std::int64_t> publish_at;  ///< a draft that will publish itself then
  std::optional<std::int64_t> expires_at;
  std::optional<std::string> corrects_id;       ///< the version before this one
  std::optional<std::string> corrected_by_id;   ///< the version after this one, which is withdrawn with it
};
BOOST_DESCRIBE_STRUCT(Heading, (),
                      (id, title, content_class, status, ask_confirmation, published_at, updated_at,
                       publish_at, expires_at, corrects_id, corrected_by_id))

struct AnnouncementRow : Heading {
  std::string sender_name;
  std::int64_t audience = 0;
  Coverage coverage;  ///< of the units that the caller may view
  std::optional<Deadline> deadline;
};
BOOST_DESCRIBE_STRUCT(AnnouncementRow, (Heading), (sender_name, audience, coverage, deadline))

struct AnnouncementPage {
  std::vector<AnnouncementRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AnnouncementPage, (), (items, next))

/// How far a correction has come among those who had seen what it corrects.
struct CorrectionReach {
  std::int64_t had_seen = 0;  ///< households with evidence of the version before
  std::int64_t told_again = 0;
};
BOOST_DESCRIBE_STRUCT(CorrectionReach, (), (had_seen, told_again))

struct Announcement : AnnouncementRow {
  std::string body;
  std::vector<std::string> area_ids;
  std::string sender_area_id;
  std::int64_t version = 1;
  std::string created_by_name;
  std::optional<std::string> withdrawn_reason;
  std::string decision_number;
  std::optional<std::string> decision_date;
  std::string change_note;                    ///< what a correction changed
  std::optional<std::string> publish_fault;   ///< why a draft did not publish itself: the key of a sentence
  ClassRule rule;                             ///< what the law asks of its class
  std::optional<std::string> posted_until;    ///< how long the boards must show it at least
  std::optional<CorrectionReach> correction;
  AudienceFilter filter;
  std::string audience_words;  ///< the filter as people read it
  std::vector<Attachment> attachments;
};
BOOST_DESCRIBE_STRUCT(Announcement, (AnnouncementRow),
                      (body, area_ids, sender_area_id, version, created_by_name, withdrawn_reason,
                       decision_number, decision_date, change_note, publish_fault, rule, posted_until,
                       correction, filter, audience_words, attachments))

}  // namespace thon::reach
