#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "platform/text/text.hpp"
#include "reach/links/links.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/store.hpp"

namespace thon::reach {
namespace {

constexpr const char* kTell = "reach.tell";

}  // namespace

ChatText Links::text(Tx& tx, const Actor& actor, const ChatInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto& unit = sight.unit(input.area_id.value);
  const auto book = book_in_sight(tx, context_, sight, input.announcement_id.value);
  if (!book->roster()->on(sight.tree)->any(unit)) throw Error::not_found("reach.error.not_found");
  const auto link = link_store::kept(tx, book->notice().id, unit.id, actor.account_id);
  const auto url = context_.outside.public_url + "/g/" + link.token;
  const auto sender = std::string(sight.tree->name(book->notice().sender_area_id));
  return {unit.id, unit.name, url, link.code,
          say(actor.language, "reach.chat.text",
              {{"title", book->notice().title}, {"sender", sender}, {"url", url}, {"code", link.code}})};
}

ChatRows Links::rows(Tx& tx, const Actor& actor, const ChatQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto& unit = sight.unit(query.area.value);
  const auto book = book_in_sight(tx, context_, sight, query.announcement_id.value);
  ChatRows rows{unit.id, unit.name, std::nullopt, 0, {}};
  if (const auto link = link_store::find(tx, book->notice().id, unit.id)) rows.code = link->code;
  const auto members = link_store::members(tx, unit.id);
  for (const auto& house : register_store::houses_in(tx, unit.id, register_store::kMostHouses)) {
    const auto ordinal = static_cast<std::uint32_t>(house.ordinal);
    if (!book->audience()->has(ordinal)) continue;
    ChatRow row{house.id, house.code, house.head_name, house.address, house.walk_order, book->best(ordinal), std::nullopt};
    if (const auto member = members.find(house.id); member != members.end()) row.in_chat = member->second;
    rows.absent += row.in_chat == false;
    rows.items.push_back(std::move(row));
  }
  std::sort(rows.items.begin(), rows.items.end(), [](const ChatRow& a, const ChatRow& b) {
    return std::tie(a.walk_order, a.code) < std::tie(b.walk_order, b.code);
  });
  return rows;
}

ChatReplies Links::replies(Tx& tx, const Actor& actor, const ChatRepliesInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto book = book_in_sight(tx, context_, sight, input.announcement_id.value);
  ChatReplies result;
  Bitmap fresh;
  boost::json::array households;
  for (const auto& id : input.household_ids) {
    const auto house = register_store::find(tx, id.value);
    if (!house || !sight.covers(house->area_id)) throw Error::not_found("reach.error.house_not_found");
    const auto ordinal = static_cast<std::uint32_t>(house->ordinal);
    if (!book->audience()->has(ordinal)) throw Error::not_found("reach.error.house_not_found");
    if (book->received(Evidence::confirmed, ordinal) || !fresh.add(ordinal)) continue;
    told_store::confirm(tx, book->notice().id, {house->ordinal, actor.account_id, tx.now()});
    households.emplace_back(house->id);
  }
  result.credited = static_cast<std::int64_t>(fresh.size());
  if (fresh.empty()) return result;
  const boost::json::object detail{{"title", book->notice().title}, {"households", households}};
  audit::record(tx, actor, "reach.chat_reply", "announcement", book->notice().id, book->notice().sender_area_id,
                boost::json::serialize(detail));
  auto& receipts = receipts_of(tx, context_);
  const auto shared = receipts.book(tx, book->notice().id);
  fresh.each([&](std::uint32_t ordinal) {
    receipts.add(shared, {Evidence::confirmed, Channel::chat_link, hour_of(tx.now())}, ordinal);
    return true;
  });
  return result;
}

void Links::member(Tx& tx, const Actor& actor, const ChatMemberInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto house = register_store::find(tx, input.household_id.value);
  if (!house || !sight.covers(house->area_id)) throw Error::not_found("reach.error.house_not_found");
  link_store::set_member(tx, house->id, input.in_chat, actor.name);
}

}  // namespace thon::reach
