#include "reach/ledger/ledger.hpp"

#include <algorithm>

#include "reach/ledger/store.hpp"
#include "reach/ledger/volume.hpp"

namespace thon::reach {
namespace {

/// Longer than any reading transaction lasts.
constexpr std::chrono::seconds kRecent{60};
/// Longer than any writing transaction lasts, and than servers' clocks differ.
constexpr std::chrono::seconds kOverlap{20};
/// Who has not looked for so long may find that other servers' segments have been bound meanwhile.
constexpr Millis kLongAway = kSettled / 2;

void apply_to(Book& book, const Change& change) {
  if (change.ending)
    book.withdraw(*change.ending);
  else if (change.retract)
    book.retract(change.households);
  else
    book.add(change.mark, change.households);
}

Mark told_mark(Millis at) { return {Evidence::told, Channel::in_person, hour_of(at)}; }

}  // namespace

std::shared_ptr<Book> Ledger::find(Tx& tx, std::string_view announcement_id) {
  keep_up(tx);
  if (auto book = peek(announcement_id)) return book;
  auto book = read(tx, announcement_id);
  if (!book) return nullptr;
  if (!tx.writable()) return keep(std::move(book));
  // What a write reads may still be rolled back, so its book is kept only once all is on disk.
  tx.after_commit([this, book] { keep(book); });
  return book;
}

void Ledger::keep_up(Tx& tx) {
  if (tx.engine() == Engine::postgresql && !tx.writable()) catch_up(tx);
}

std::shared_ptr<Book> Ledger::peek(std::string_view announcement_id) {
  const std::lock_guard lock(mutex_);
  const auto found = books_.find(announcement_id);
  if (found == books_.end()) return nullptr;
  found->second.used = ++uses_;
  return found->second.book;
}

std::shared_ptr<Book> Ledger::read(Tx& tx, std::string_view announcement_id) {
  auto notice = ledger_store::notice(tx, announcement_id);
  if (!notice) return nullptr;
  auto audience = ledger_store::audience(tx, announcement_id);
  if (!audience) return nullptr;
  auto book = std::make_shared<Book>(std::move(*notice), std::move(audience->households),
                                     roster(tx, audience->roster_id));
  std::map<Mark, Bitmap> marks;
  ledger_store::segments_of(tx, announcement_id,
                            [&](ledger_store::Segment s) { marks[s.mark] |= s.households; });
  for (const auto& told : ledger_store::told(tx, announcement_id))
    marks[told_mark(told.at)].add(static_cast<std::uint32_t>(told.ordinal));
  for (const auto& [mark, households] : marks) book->add(mark, households);
  return book;
}

std::shared_ptr<const Roster> Ledger::roster(Tx& tx, const std::string& roster_id) {
  {
    const std::lock_guard lock(mutex_);
    if (auto known = rosters_[roster_id].lock()) return known;
  }
  auto found = ledger_store::roster(tx, roster_id);
  if (!found) throw std::runtime_error("the roster " + roster_id + " is missing");
  auto fresh = std::make_shared<const Roster>(std::move(*found));
  const std::lock_guard lock(mutex_);
  std::erase_if(rosters_, [](const auto& entry) { return entry.second.expired(); });
  rosters_[roster_id] = fresh;
  return fresh;
}

std::shared_ptr<Book> Ledger::keep(std::shared_ptr<Book> book) {
  const std::lock_guard lock(mutex_);
  const auto& id = book->notice().id;
  const auto [place, fresh] = books_.try_emplace(id);
  place->second.used = ++uses_;
  if (!fresh) return place->second.book;
  for (const auto& [at, changes] : recent_)
    for (const auto& change : *changes)
      if (change.announcement_id == id) apply_to(*book, change);
  place->second.book = book;
  make_room(book.get());
  return book;
}

void Ledger::make_room(const Book* spare) {
  std::size_t sum = 0;
  for (const auto& [id, entry] : books_) sum += entry.book->bytes();
  while (sum > options_.bytes && books_.size() > 1) {
    const auto oldest = std::min_element(books_.begin(), books_.end(), [&](const auto& a, const auto& b) {
      const bool a_spared = a.second.book.get() == spare, b_spared = b.second.book.get() == spare;
      return a_spared != b_spared ? b_spared : a.second.used < b.second.used;
    });
    sum -= std::min(sum, oldest->second.book->bytes());
    books_.erase(oldest);
  }
}

void Ledger::apply(const std::shared_ptr<const std::vector<Change>>& changes) {
  std::vector<std::shared_ptr<Book>> changed(changes->size());
  {
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    while (!recent_.empty() && recent_.front().first + kRecent < now) recent_.pop_front();
    recent_.emplace_back(now, changes);
    for (std::size_t i = 0; i < changes->size(); ++i)
      if (const auto found = books_.find((*changes)[i].announcement_id); found != books_.end())
        changed[i] = found->second.book;
  }
  // Outside the lock: a book may be busy with a reader for some milliseconds.
  for (std::size_t i = 0; i < changed.size(); ++i)
    if (changed[i]) apply_to(*changed[i], (*changes)[i]);
}

void Ledger::withdraw(const Ending& ending) {
  auto changes = std::make_shared<std::vector<Change>>();
  changes->push_back({ending.announcement_id, {}, {}, false, ending});
  apply(changes);
}

void Ledger::clear() {
  const std::lock_guard lock(mutex_);
  books_.clear();
}

std::size_t Ledger::bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (const auto& [id, entry] : books_) sum += entry.book->bytes();
  return sum;
}

std::vector<std::pair<std::string, std::shared_ptr<Book>>> Ledger::books() {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, std::shared_ptr<Book>>> all;
  for (const auto& [id, entry] : books_) all.emplace_back(id, entry.book);
  return all;
}

std::vector<std::shared_ptr<Book>> Ledger::catch_up(Tx& tx) {
  const auto now = Clock::now();
  if (now - caught_up_.load() < options_.refresh) return {};
  const std::unique_lock only_one(catching_up_, std::try_to_lock);
  if (!only_one) return {};
  const Millis looked_before = looked_at_;
  looked_at_ = tx.now();
  if (looked_at_ - looked_before > kLongAway) {
    clear();
    seen_.clear();
  }
  if (seen_.empty()) {
    seen_.emplace_back(now, ledger_store::last_segment(tx));
    caught_up_ = now;
    return {};
  }
  ById<std::shared_ptr<Book>> known;
  for (auto& [id, book] : books()) known.emplace(id, std::move(book));
  ById<std::shared_ptr<Book>> touched;
  take_segments(tx, now, known, touched);
  take_told(tx, looked_before - std::chrono::milliseconds(kOverlap).count(), known, touched);
  caught_up_ = now;
  std::vector<std::shared_ptr<Book>> changed;
  for (auto& [id, book] : touched) changed.push_back(std::move(book));
  return changed;
}

void Ledger::take_segments(Tx& tx, Clock::time_point now, const ById<std::shared_ptr<Book>>& known,
                           ById<std::shared_ptr<Book>>& touched) {
  while (seen_.size() > 1 && seen_[1].first + kOverlap < now) seen_.pop_front();
  const std::int64_t before = seen_.back().second;
  std::int64_t last = before;
  ledger_store::segments_after(tx, seen_.front().second, [&](ledger_store::Segment segment) {
    last = std::max(last, segment.id);
    const auto book = known.find(segment.announcement_id);
    if (book == known.end()) return;
    book->second->add(segment.mark, segment.households);
    // What was read before is read again for the writes that were still under way, and is no news.
    if (segment.id > before) touched.insert(*book);
  });
  seen_.emplace_back(now, last);
}

void Ledger::take_told(Tx& tx, Millis since, const ById<std::shared_ptr<Book>>& known,
                       ById<std::shared_ptr<Book>>& touched) {
  for (const auto& told : ledger_store::told_since(tx, since)) {
    const auto book = known.find(told.announcement_id);
    if (book == known.end()) continue;
    Bitmap one;
    one.add(static_cast<std::uint32_t>(told.ordinal));
    book->second->retract(one);
    if (!told.retracted_at) book->second->add(told_mark(told.at), one);
    touched.insert(*book);
  }
  for (const auto& ending : ledger_store::withdrawn_since(tx, since))
    if (const auto book = known.find(ending.announcement_id); book != known.end())
      book->second->withdraw(ending);
}

}  // namespace thon::reach
