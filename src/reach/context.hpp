#pragma once
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/channels/channel.hpp"
#include "platform/events/events.hpp"
#include "reach/ledger/ledger.hpp"
#include "reach/ledger/receipts.hpp"

namespace thon::reach {

/// To see single households, what they miss and how to reach them; who sees figures alone does not hold it.
inline constexpr std::string_view kDoors = "reach.doors";

/// What this server's listeners have been told of lately, so that what is found out twice is told once.
class Announced {
 public:
  /// True the first time; of each kind of news by itself.
  bool first(std::string_view kind, std::string_view announcement_id);

 private:
  std::mutex mutex_;
  std::deque<std::string> told_;
};

/// The ways out of the app, as the program connects them.
struct Outside {
  /// What links sent to people begin with: "https://thon.xa.vn".
  std::string public_url;
  /// 32 bytes that only this installation knows.
  std::string secret;
  /// The channel that a unit has, or the nearest one above it; null when there is none that works.
  std::function<std::shared_ptr<channels::Channel>(Tx&, channels::Kind, std::string_view area_id)> channel =
      [](Tx&, channels::Kind, std::string_view) { return nullptr; };
  /// A browser's subscription is no more.
  std::function<void(Tx&, std::string_view subscription_id, std::string_view reason)> push_gone =
      [](Tx&, std::string_view, std::string_view) {};
};

/// What the parts of this capability share.
struct Context {
  const areas::Authority& authority;
  const areas::Service& areas;
  EventSink& events;
  Ledger& ledger;
  Outside outside;
  ReceiptGroup::Covered covered;
  Announced announced = {};
  /// Somebody's addresses or wishes have changed, in this transaction.
  std::function<void(Tx&)> addresses_changed = [](Tx&) {};
};

/// Where a write puts evidence that comes as receipts.
ReceiptGroup& receipts_of(Tx& tx, Context& context);

/// Where the caller may look, and what of an announcement is seen from there.
struct Sight : areas::Sight {
  /// The same, narrowed to one unit in sight when `area_id` is given.
  Sight narrowed(const std::optional<Id>& area_id) const { return {areas::Sight::narrowed(area_id)}; }
  /// True when the caller may know of the announcement: it concerns households in sight or was sent from
  /// there.
  bool shows(const Book& book) const;
  Coverage coverage(const Book& book) const;
};

Sight sight_of(Tx& tx, const Context& context, const Actor& actor, std::string_view permission);

/// The book of a published announcement that the caller may know of; throws not_found otherwise.
std::shared_ptr<Book> book_in_sight(Tx& tx, Context& context, const Sight& sight,
                                    std::string_view announcement_id);

}  // namespace thon::reach
