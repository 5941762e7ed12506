#pragma once
#include <memory>
#include <string>
#include <vector>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/channels/channel.hpp"
#include "platform/events/events.hpp"
#include "reach/ledger/ledger.hpp"
#include "reach/ledger/receipts.hpp"

namespace thon::reach {

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
  /// Somebody's addresses or wishes have changed, in this transaction.
  std::function<void(Tx&)> addresses_changed = [](Tx&) {};
};

/// Where a write puts evidence that comes as receipts.
ReceiptGroup& receipts_of(Tx& tx, Context& context);

/// Today's tree and where in it the caller may look: units that hold the permission, none below another.
struct Sight {
  std::shared_ptr<const areas::Tree> tree;
  std::vector<const areas::TreeUnit*> roots;

  /// False for a unit that is not in the tree.
  bool covers(std::string_view area_id) const;
  /// The unit of that id; throws not_found when it is missing or out of sight.
  const areas::TreeUnit& unit(std::string_view area_id) const;
  /// The same, narrowed to one unit in sight when `area_id` is given.
  Sight narrowed(const std::optional<Id>& area_id) const;
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
