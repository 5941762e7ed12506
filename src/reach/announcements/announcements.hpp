#pragma once
#include "reach/announcements/model.hpp"
#include "reach/announcements/store.hpp"
#include "reach/context.hpp"
#include "reach/plan/waving.hpp"

namespace thon::reach {

/// From the first draft to the withdrawal.
class Announcements {
 public:
  Announcements(Context& context, Waving& waving) : context_(context), waving_(waving) {}

  AudiencePreview audience(Tx& tx, const Actor& actor, const AudienceInput& input) const;
  AnnouncementPage list(Tx& tx, const Actor& actor, const ListQuery& query);
  Announcement find(Tx& tx, const Actor& actor, std::string_view id);
  /// The same id twice answers the first result.
  Announcement draft(Tx& tx, const Actor& actor, const DraftInput& input);
  Announcement edit(Tx& tx, const Actor& actor, const EditInput& input);
  /// Fixes the audience: the households of the ticked units on this day. Publishing what is published already
  /// answers it as it is.
  Announcement publish(Tx& tx, const Actor& actor, const PublishInput& input);
  Announcement withdraw(Tx& tx, const Actor& actor, const WithdrawInput& input);

 private:
  using Record = announcement_store::Record;
  using Line = announcement_store::Line;

  /// The record, when the actor may publish in the sender's name; throws not_found otherwise.
  Record own(Tx& tx, const Sight& sight, std::string_view id) const;
  std::string sender_for(const Sight& sight, const std::vector<std::string>& area_ids) const;
  Bitmap fix_audience(Tx& tx, const Sight& sight, const Record& record);
  AnnouncementRow row(Tx& tx, const Sight& sight, const Line& line);
  Announcement view(Tx& tx, const Sight& sight, const Record& record);

  Context& context_;
  Waving& waving_;
};

}  // namespace thon::reach
