#include "reach/context.hpp"

#include "base/error.hpp"

namespace thon::reach {

ReceiptGroup& receipts_of(Tx& tx, Context& context) {
  return tx.group_work<ReceiptGroup>(
      [&context] { return std::make_unique<ReceiptGroup>(context.ledger, context.covered); });
}

bool Announced::first(std::string_view kind, std::string_view announcement_id) {
  // More than are published in the minutes that anybody looks back.
  constexpr std::size_t kRemembered = 1000;
  std::string news = std::string(kind) + "/" + std::string(announcement_id);
  const std::lock_guard lock(mutex_);
  if (std::find(told_.begin(), told_.end(), news) != told_.end()) return false;
  told_.push_back(std::move(news));
  if (told_.size() > kRemembered) told_.pop_front();
  return true;
}

bool Sight::shows(const Book& book) const {
  if (covers(book.notice().sender_area_id)) return true;
  const auto units = book.roster()->on(tree);
  return std::any_of(roots.begin(), roots.end(), [&](const auto* root) { return units->any(*root); });
}

Coverage Sight::coverage(const Book& book) const {
  const auto units = book.roster()->on(tree);
  Coverage sum;
  for (const auto* root : roots) {
    const auto part = book.coverage(*units->of(*root));
    sum.audience += part.audience;
    sum.told += part.told;
    sum.confirmed += part.confirmed;
    sum.opened += part.opened;
    sum.delivered += part.delivered;
    sum.none += part.none;
  }
  return sum;
}

Sight sight_of(Tx& tx, const Context& context, const Actor& actor, std::string_view permission) {
  return {context.areas.sight(tx, actor, permission)};
}

std::shared_ptr<Book> book_in_sight(Tx& tx, Context& context, const Sight& sight,
                                    std::string_view announcement_id) {
  auto book = context.ledger.find(tx, announcement_id);
  if (!book || !sight.shows(*book)) throw Error::not_found("reach.error.not_found");
  return book;
}

}  // namespace thon::reach
