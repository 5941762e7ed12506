#include "reach/links/links.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "reach/delivery/outcomes.hpp"
#include "reach/links/rules.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/store.hpp"

namespace thon::reach {

namespace {

constexpr Millis kTryWindow = kHour;
constexpr std::int64_t kMostTries = 5;

}  // namespace

// --- a household's own link

MessageRow Links::message(Tx& tx, const LinkInput& input) {
  auto row = delivery_store::by_key(tx, input.token.value);
  if (!row) throw Error::not_found("reach.error.link");
  return std::move(*row);
}

LinkPage Links::page(Tx& tx, const Book& book) const {
  const auto& notice = book.notice();
  return {notice.title,
          notice.body,
          std::string(context_.areas.tree(tx)->name(notice.sender_area_id)),
          notice.content_class,
          notice.published_at,
          notice.ask_confirmation,
          book.withdrawn(),
          static_cast<std::int64_t>(notice.attachments.size())};
}

HouseLink Links::house(Tx& tx, const LinkInput& input) {
  const auto row = message(tx, input);
  const auto book = context_.ledger.find(tx, row.announcement_id);
  const bool own = rules::to_households(row.channel);
  return {page(tx, *book), own && book->best(static_cast<std::uint32_t>(row.target)) >= Evidence::confirmed};
}

void Links::opened(Tx& tx, const LinkInput& input) {
  Outcomes outcomes(context_, tx);
  outcomes.opened(message(tx, input), Evidence::opened);
  outcomes.finish();
}

void Links::confirm(Tx& tx, const LinkInput& input) {
  const auto row = message(tx, input);
  if (!rules::to_households(row.channel)) throw Error::not_found("reach.error.link");
  told_store::confirm(tx, row.announcement_id, {row.target, rules::kByLink, tx.now()});
  Outcomes outcomes(context_, tx);
  outcomes.opened(row, Evidence::confirmed);
  outcomes.finish();
}

// --- a group's link

Links::Group Links::group(Tx& tx, const std::string& token) {
  auto link = link_store::by_token(tx, token);
  if (!link) throw Error::not_found("reach.error.link");
  auto book = context_.ledger.find(tx, link->announcement_id);
  return {std::move(*link), std::move(book)};
}

ChatPage Links::chat(Tx& tx, const LinkInput& input) {
  const auto group = this->group(tx, input.token.value);
  ChatPage found{page(tx, *group.book), register_store::unit(tx, group.link.area_id).name, group.link.code, {}};
  auto houses = register_store::houses_in(tx, group.link.area_id, register_store::kMostHouses);
  std::sort(houses.begin(), houses.end(), [](const auto& a, const auto& b) {
    return std::tie(a.area_id, a.walk_order, a.ordinal) < std::tie(b.area_id, b.walk_order, b.ordinal);
  });
  for (const auto& house : houses)
    if (group.book->audience()->has(static_cast<std::uint32_t>(house.ordinal)))
      found.houses.push_back({house.ordinal, house.address, rules::initial_of(house.head_name)});
  return found;
}

ChatAnswer Links::answer(Tx& tx, const ChatAnswerInput& input) {
  const auto group = this->group(tx, input.token.value);
  const auto ordinal = static_cast<std::uint32_t>(input.number.value);
  Bitmap one;
  one.add(ordinal);
  const auto houses = register_store::houses(tx, one);
  const auto tree = context_.areas.tree(tx);
  if (houses.empty() || !group.book->audience()->has(ordinal) ||
      !tree->is_under(houses.front().area_id, group.link.area_id))
    throw Error::not_found("reach.error.link");
  const auto proof = proof_of(houses.front().id);
  if (!input.proof || input.proof->value != proof) {
    if (!input.digits) throw Error::invalid("/digits", "error.required");
    if (link_store::wrong_tries(tx, ordinal, tx.now() - kTryWindow) >= kMostTries)
      return {ChatResult::locked, std::nullopt};
    if (!rules::ends_with(register_store::phones(tx, one), input.digits->value)) {
      link_store::add_wrong_try(tx, ordinal);
      return {ChatResult::wrong, std::nullopt};
    }
  }
  const auto grade = input.confirmed ? Evidence::confirmed : Evidence::opened;
  if (input.confirmed) told_store::confirm(tx, group.link.announcement_id, {ordinal, rules::kByLink, tx.now()});
  if (!group.book->received(grade, ordinal)) {
    auto& receipts = receipts_of(tx, context_);
    receipts.add(receipts.book(tx, group.link.announcement_id), {grade, Channel::chat_link, hour_of(tx.now())}, ordinal);
  }
  return {ChatResult::taken, proof};
}

std::string Links::proof_of(const std::string& household_id) const {
  return rules::keyed_digest(context_.outside.secret, "chat-house:" + household_id);
}

std::vector<jobs::Timer> Links::timers() {
  return {{"reach.forget_chat_tries", kHour, [](Db& db) {
             db.write([](Tx& tx) { link_store::forget_wrong_tries(tx, tx.now() - kTryWindow); });
           }}};
}

}  // namespace thon::reach
