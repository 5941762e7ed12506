#include "reach/ledger/receipts.hpp"

#include "reach/ledger/store.hpp"

namespace thon::reach {

std::shared_ptr<Book> ReceiptGroup::book(Tx& tx, std::string_view announcement_id) {
  if (auto known = ledger_.peek(announcement_id)) return known;
  if (const auto found = read_.find(announcement_id); found != read_.end()) return found->second;
  auto fresh = ledger_.find(tx, announcement_id);
  if (fresh) read_.emplace(announcement_id, fresh);
  return fresh;
}

void ReceiptGroup::add(const std::shared_ptr<Book>& book, const Mark& mark, std::uint32_t ordinal) {
  Pile& pile = piles_[{book.get(), mark}];
  if (!pile.book) pile.book = book;
  pile.households.add(ordinal);
}

void ReceiptGroup::flush(Tx& tx) {
  for (const auto& [key, pile] : piles_)
    ledger_store::append(tx, pile.book->notice().id, key.second, pile.households);
}

void ReceiptGroup::committed() {
  const auto changes = std::make_shared<std::vector<Change>>();
  for (auto& [key, pile] : piles_)
    changes->push_back({pile.book->notice().id, key.second, std::move(pile.households)});
  ledger_.apply(changes);
  const Book* told = nullptr;
  for (const auto& [key, pile] : piles_) {
    // Piles of one book stand next to one another.
    if (pile.book.get() != told) covered_(*pile.book);
    told = pile.book.get();
  }
}

}  // namespace thon::reach
