#pragma once
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/book.hpp"

namespace thon::reach {

/// What a finished write changed in one announcement's book.
struct Change {
  std::string announcement_id;
  Mark mark;
  Bitmap households;
  bool retract = false;  ///< takes back what was told in person; `mark` does not matter
  std::optional<Ending> ending = {};  ///< of the announcement itself; nothing else matters
};

/// The books of announcements in memory: read from the database when first asked for, kept up to date by
/// every write of this process, and the longest unused dropped when they take up too much. Threads may share
/// it.
///
/// On PostgreSQL other servers write too. Their segments have higher ids than those already seen, but for
/// writes that were still under way; so the newest part is read again, which is harmless, for adding evidence
/// twice changes nothing.
class Ledger {
 public:
  struct Options {
    std::size_t bytes = std::size_t{256} << 20;
    std::chrono::milliseconds refresh{1000};  ///< how old other servers' evidence may be
  };
  Ledger() : Ledger(Options{}) {}
  explicit Ledger(Options options) : options_(options) {}

  /// The book of an announcement that was published; null for a draft and for a missing one.
  std::shared_ptr<Book> find(Tx& tx, std::string_view announcement_id);
  /// The same, when it is in memory; never asks the database.
  std::shared_ptr<Book> peek(std::string_view announcement_id);
  /// Takes in what other servers have written, when it is time to. Only reading transactions do.
  void keep_up(Tx& tx);
  /// Takes in what other servers wrote, when it was last looked for long enough ago. Answers the books in
  /// memory whose evidence it touched. PostgreSQL only.
  std::vector<std::shared_ptr<Book>> catch_up(Tx& tx);
  /// Takes in what is on disk now. In the order of the commits.
  void apply(const std::shared_ptr<const std::vector<Change>>& changes);
  void withdraw(const Ending& ending);
  /// Forgets all books; the next reader reads them anew.
  void clear();
  std::size_t bytes() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::shared_ptr<Book> book;
    std::uint64_t used = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using ById = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  std::shared_ptr<Book> read(Tx& tx, std::string_view announcement_id);
  std::shared_ptr<const Roster> roster(Tx& tx, const std::string& roster_id);
  std::shared_ptr<Book> keep(std::shared_ptr<Book> book);
  void make_room(const Book* spare);
  std::vector<std::pair<std::string, std::shared_ptr<Book>>> books();
  void take_segments(Tx& tx, Clock::time_point now, const ById<std::shared_ptr<Book>>& known,
                     ById<std::shared_ptr<Book>>& touched);
  void take_told(Tx& tx, Millis since, const ById<std::shared_ptr<Book>>& known,
                 ById<std::shared_ptr<Book>>& touched);

  const Options options_;
  mutable std::mutex mutex_;  // of all below
  ById<Entry> books_;
  ById<std::weak_ptr<const Roster>> rosters_;
  std::uint64_t uses_ = 0;
  // A reader whose snapshot is older than a commit may finish reading a book after that commit was applied
  // here: what was applied lately is applied again to every book that comes in.
  std::deque<std::pair<Clock::time_point, std::shared_ptr<const std::vector<Change>>>> recent_;

  std::mutex catching_up_;
  std::atomic<Clock::time_point> caught_up_{Clock::time_point{}};
  std::deque<std::pair<Clock::time_point, std::int64_t>>
      seen_;  // the last segment's id, and when it was that
  Millis looked_at_ = 0;
};

}  // namespace thon::reach
