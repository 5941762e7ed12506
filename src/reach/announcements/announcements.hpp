#pragma once
#include "reach/announcements/model.hpp"
#include "reach/announcements/store.hpp"
#include "reach/audience/audience.hpp"
#include "reach/context.hpp"
#include "reach/plan/waving.hpp"
#include "reach/posting/terms.hpp"

namespace thon::reach {

/// From the first draft to the withdrawal.
class Announcements {
 public:
  Announcements(Context& context, Waving& waving, const Audiences& audiences)
      : context_(context), waving_(waving), audiences_(audiences) {}

  AnnouncementPage list(Tx& tx, const Actor& actor, const ListQuery& query);
  Announcement find(Tx& tx, const Actor& actor, std::string_view id);

  // --- drafts (drafts.cpp)
  /// The same id twice answers the first result.
  Announcement draft(Tx& tx, const Actor& actor, const DraftInput& input);
  /// Two people who change different fields of one version both succeed; the conflict tells both values. What is
  /// changed no longer publishes itself.
  Announcement edit(Tx& tx, const Actor& actor, const EditInput& input);
  void discard(Tx& tx, const Actor& actor, const PublishInput& input);
  /// Takes a discarded draft back.
  Announcement restore(Tx& tx, const Actor& actor, std::string_view id);
  /// A draft that, once published, takes the place of an announcement among the same households. There is one at
  /// most for each announcement: asked again, it is answered.
  Announcement correct(Tx& tx, const Actor& actor, const CorrectInput& input);

  // --- publication (publish.cpp)
  /// Fixes the audience: the households of the ticked units on this day, or those of the version before.
  /// Publishing what is published already answers it as it is.
  Announcement publish(Tx& tx, const Actor& actor, const PublishInput& input);
  /// The draft publishes itself at a time, as it then stands.
  Announcement schedule(Tx& tx, const Actor& actor, const ScheduleInput& input);
  /// What the outbox calls when the time has come; `payload` is what schedule() put there. Does nothing when the
  /// draft has been changed, published or thrown away since.
  void publish_due(Tx& tx, const std::string& payload);
  Announcement withdraw(Tx& tx, const Actor& actor, const WithdrawInput& input);

 private:
  using Record = announcement_store::Record;
  using Line = announcement_store::Line;

  /// The record, when the actor may publish in the sender's name; throws not_found otherwise.
  Record own(Tx& tx, const Sight& sight, std::string_view id) const;
  /// What keeps the draft from being published. When nothing does, its audience has been fixed.
  std::vector<FieldError> fix_audience(Tx& tx, const Sight& sight, Record& record);
  /// Checks the filter of the record and writes down what it says.
  void take_filter(Tx& tx, const Sight& sight, Record& record) const;
  std::vector<FieldError> take_over_audience(Tx& tx, Record& record);
  void go_live(Tx& tx, const Actor& actor, const Sight& sight, Record& record);
  /// Withdraws the announcement, with what is to be told of it.
  void end(Tx& tx, const Actor& actor, Record& record, const char* verb);
  AnnouncementRow row(Tx& tx, const Sight& sight, PostingTerms& terms, const Line& line);
  Announcement view(Tx& tx, const Sight& sight, const Record& record);
  CorrectionReach correction_reach(Tx& tx, const Sight& sight, const Record& record);

  Context& context_;
  Waving& waving_;
  const Audiences& audiences_;
};

}  // namespace thon::reach
