#include "reach/delivery/pages.hpp"

#include "base/error.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/delivery/rules.hpp"
#include "reach/delivery/store.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {

namespace store = delivery_store;

namespace {

constexpr std::size_t kPage = 100;

/// States of rows and of batches under one roof; the first ten have the same names.
DeliveryState state_of(MessageState state) {
  switch (state) {
    case MessageState::sending: return DeliveryState::sending;
    case MessageState::retry: return DeliveryState::retry;
    case MessageState::accepted: return DeliveryState::accepted;
    case MessageState::delivered: return DeliveryState::delivered;
    case MessageState::seen: return DeliveryState::seen;
    case MessageState::refused: return DeliveryState::refused;
    case MessageState::gone: return DeliveryState::gone;
    case MessageState::uncertain: return DeliveryState::uncertain;
    case MessageState::spared: return DeliveryState::spared;
    case MessageState::stopped: break;
  }
  return DeliveryState::stopped;
}

}  // namespace

DeliveryPages::Seen DeliveryPages::look(Tx& tx, const Actor& actor, std::string_view permission,
                                        std::string_view announcement_id, const std::optional<Id>& area) {
  Seen seen{sight_of(tx, context_, actor, permission), nullptr, {}};
  seen.book = book_in_sight(tx, context_, seen.sight, announcement_id);
  const auto units = seen.book->roster()->on(seen.sight.tree);
  for (const auto* root : seen.sight.narrowed(area).roots) seen.households |= *units->of(*root);
  seen.households &= *seen.book->audience();
  return seen;
}

DeliveryPages::Parts DeliveryPages::parts(Tx& tx, std::string_view announcement_id, const Bitmap& households) {
  Parts parts;
  store::each_message(tx, announcement_id, [&](const store::Glance& row) {
    const auto target = static_cast<std::uint32_t>(row.target);
    if (rules::to_households(row.channel) && !households.has(target)) return;
    auto& part = parts[{row.channel, state_of(row.state), row.reason}];
    part.targets.add(target);
    part.cost += row.cost;
  });
  const auto add = [&](channels::Kind kind, DeliveryState state, const Bitmap& targets) {
    const auto mine = rules::to_households(kind) ? targets & households : targets;
    if (!mine.empty()) parts[{kind, state, ""}].targets |= mine;
  };
  for (const auto& batch : store::batches(tx, announcement_id)) {
    add(batch.channel, DeliveryState::waiting, batch.waiting);
    add(batch.channel, DeliveryState::spared, batch.spared);
    add(batch.channel, DeliveryState::late, batch.late);
  }
  return parts;
}

DeliveryView DeliveryPages::view(Tx& tx, const Actor& actor, const DeliveryQuery& query) {
  const auto seen = look(tx, actor, "reach.view", query.announcement_id.value, query.area);
  DeliveryView view;
  for (const auto& [key, part] : parts(tx, query.announcement_id.value, seen.households)) {
    const auto& [kind, state, reason] = key;
    if (view.channels.empty() || view.channels.back().channel != kind) {
      const auto channel = context_.outside.channel(tx, kind, seen.book->notice().sender_area_id);
      view.channels.push_back({kind, channel && channel->configured(), rules::to_households(kind), 0, 0, {}});
    }
    auto& mine = view.channels.back();
    const auto count = static_cast<std::int64_t>(part.targets.size());
    mine.total += count;
    mine.cost += part.cost;
    mine.counts.push_back({state, reason, count});
  }
  return view;
}

DeliveryHouses DeliveryPages::houses(Tx& tx, const Actor& actor, const DeliveryHousesQuery& query) {
  const auto seen = look(tx, actor, kDoors, query.announcement_id.value, query.area);
  if (!rules::to_households(query.channel)) throw Error::not_found("reach.error.not_found");
  Bitmap wanted;
  std::map<std::uint32_t, std::string> reasons;
  for (const auto& [key, part] : parts(tx, query.announcement_id.value, seen.households)) {
    const auto& [kind, state, reason] = key;
    if (kind != query.channel || state != query.state || (query.reason && reason != query.reason->value)) continue;
    wanted |= part.targets;
    for (const auto target : part.targets.values()) reasons[target] = reason;
  }
  DeliveryHouses page{{}, static_cast<std::int64_t>(wanted.size()), std::nullopt};
  Bitmap shown;
  wanted.each([&](std::uint32_t ordinal) {
    if (query.after && ordinal <= query.after->value) return true;
    if (shown.size() == kPage) {
      page.next = shown.values().back();
      return false;
    }
    return shown.add(ordinal);
  });
  const auto found = register_store::houses(tx, shown);
  for (const auto& row : walk_rows(tx, seen.sight, found)) {
    const auto ordinal = static_cast<std::uint32_t>(row.ordinal);
    DeliveryHouse house{row.household_id, row.ordinal,  row.code,   row.head_name, row.address,
                        row.area_name,    row.phones, reasons[ordinal], std::nullopt};
    if (const auto message = store::find(tx, query.announcement_id.value, query.channel, row.ordinal))
      if (message->sent_at > 0) house.sent_at = message->sent_at;
    page.items.push_back(std::move(house));
  }
  return page;
}

}  // namespace thon::reach
