#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"

namespace thon::reach {

using AreaIds = List<Id, 1, 500>;
/// The classes of content that a commune must publish (Luật 10/2022/QH15, Điều 11): sentences "reach.class.1"
/// to "reach.class.14".
using ContentClass = Whole<1, 14>;
using Title = Text<1, 200>;
using Body = LongText<1, 20'000>;

struct AudienceInput {
  AreaIds area_ids;
};
BOOST_DESCRIBE_STRUCT(AudienceInput, (), (area_ids))

struct AreaHouseholds {
  std::string area_id;
  std::int64_t households = 0;
};
BOOST_DESCRIBE_STRUCT(AreaHouseholds, (), (area_id, households))

/// Households by the best way to reach them today; the last four add up to the first.
struct AudiencePreview {
  std::int64_t households = 0;
  std::int64_t app = 0;    ///< a device is signed in
  std::int64_t zalo = 0;   ///< no device, a phone with Zalo
  std::int64_t phone = 0;  ///< neither, but a phone
  std::int64_t none = 0;   ///< only at the door
  std::vector<AreaHouseholds> by_area;
};
BOOST_DESCRIBE_STRUCT(AudiencePreview, (), (households, app, zalo, phone, none, by_area))

struct DraftInput {
  Id id;
  AreaIds area_ids;
  Title title;
  Body body;
  ContentClass content_class;
  bool ask_confirmation = false;
};
BOOST_DESCRIBE_STRUCT(DraftInput, (), (id, area_ids, title, body, content_class, ask_confirmation))

struct EditInput {
  Id announcement_id;
  std::int64_t version = 0;
  std::optional<AreaIds> area_ids;
  std::optional<Title> title;
  std::optional<Body> body;
  std::optional<ContentClass> content_class;
  std::optional<bool> ask_confirmation;
};
BOOST_DESCRIBE_STRUCT(EditInput, (),
                      (announcement_id, version, area_ids, title, body, content_class, ask_confirmation))

struct PublishInput {
  Id announcement_id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PublishInput, (), (announcement_id, version))

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
};
BOOST_DESCRIBE_STRUCT(Heading, (),
                      (id, title, content_class, status, ask_confirmation, published_at, updated_at))

struct AnnouncementRow : Heading {
  std::string sender_name;
  std::int64_t audience = 0;
  Coverage coverage;  ///< of the units that the caller may view
};
BOOST_DESCRIBE_STRUCT(AnnouncementRow, (Heading), (sender_name, audience, coverage))

struct AnnouncementPage {
  std::vector<AnnouncementRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AnnouncementPage, (), (items, next))

struct Announcement : AnnouncementRow {
  std::string body;
  std::vector<std::string> area_ids;
  std::string sender_area_id;
  std::int64_t version = 1;
  std::string created_by_name;
  std::optional<std::string> withdrawn_reason;
};
BOOST_DESCRIBE_STRUCT(Announcement, (AnnouncementRow),
                      (body, area_ids, sender_area_id, version, created_by_name, withdrawn_reason))

}  // namespace thon::reach
