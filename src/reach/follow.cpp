#include "reach/follow.hpp"

#include "reach/ledger/store.hpp"
#include "reach/news.hpp"

namespace thon::reach {
namespace {

/// Longer than any writing transaction lasts, and than servers' clocks differ.
constexpr Millis kOverlap = 20 * kSecond;

}  // namespace

void Follower::follow(Db& db) {
  if (db.engine() == Engine::sqlite) return;
  db.read([&](Tx& tx) {
    const auto since = (since_ ? since_ : tx.now()) - kOverlap;
    for (const auto& book : context_.ledger.catch_up(tx)) news::covered(context_, *book);
    const auto tree = context_.areas.tree(tx);
    for (const auto& id : ledger_store::changed_since(tx, since)) {
      const auto book = context_.ledger.find(tx, id);
      if (!book) continue;
      if (book->withdrawn())
        news::withdrawn(context_, *book);
      else
        news::published(context_, *book, tree->name(book->notice().sender_area_id));
    }
    since_ = tx.now();
  });
}

}  // namespace thon::reach
