#pragma once
#include <array>
#include <atomic>
#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "reach/attachments/model.hpp"
#include "reach/ledger/bitmap.hpp"
#include "reach/ledger/roster.hpp"
#include "reach/model.hpp"

namespace thon::reach {

/// What one receipt says beside whose it is. Hours are whole hours since 1970-01-01T00:00Z.
struct Mark {
  Evidence grade = Evidence::none;
  Channel channel = Channel::app;
  std::int64_t hour = 0;
  friend auto operator<=>(const Mark&, const Mark&) = default;
};

inline std::int64_t hour_of(Millis at) { return at / kHour; }

/// A published announcement as households read it.
struct Notice : Letter {
  Millis published_at = 0;
  bool withdrawn = false;
  std::optional<std::int64_t> expires_at;
  std::optional<std::string> corrects_id;  ///< the version that this one replaces
  std::string change_note;                 ///< and what it changed
  std::optional<std::string> withdrawn_reason;
  std::optional<std::string> corrected_by_id;
  std::vector<Attachment> attachments;

  bool expired(Millis now) const { return expires_at && *expires_at <= now; }
};
BOOST_DESCRIBE_STRUCT(Notice, (Letter),
                      (published_at, withdrawn, expires_at, corrects_id, change_note, withdrawn_reason,
                       corrected_by_id))

/// How an announcement ended: withdrawn, with what households read of it, or replaced by a newer version.
struct Ending {
  std::string announcement_id;
  std::string reason;
  std::optional<std::string> corrected_by_id;
};
BOOST_DESCRIBE_STRUCT(Ending, (), (announcement_id, reason, corrected_by_id))

/// The best evidence of one household: its grade, the first hour of that grade and by which way.
struct Trace {
  std::uint32_t ordinal = 0;
  Mark best;
};

/// One announcement's pages of the ledger in memory. Audience and roster never change; evidence only grows,
/// but for what was told in person, which may be taken back. Threads may share it.
class Book {
 public:
  Book(Notice notice, Bitmap audience, std::shared_ptr<const Roster> roster);

  const Notice& notice() const { return notice_; }
  const std::shared_ptr<const Bitmap>& audience() const { return audience_; }
  const std::shared_ptr<const Roster>& roster() const { return roster_; }
  bool withdrawn() const { return withdrawn_; }
  std::optional<Ending> ending() const;
  void withdraw(const Ending& ending);

  /// True when a receipt of at least the grade is in already. What was told in person does not count: it may
  /// be taken back, and must leave the receipts then.
  bool received(Evidence grade, std::uint32_t ordinal) const;
  Evidence best(std::uint32_t ordinal) const;
  Coverage coverage(const Bitmap& unit) const;
  std::vector<CurvePoint> curve(const Bitmap& unit) const;
  /// Households of the audience without any evidence.
  Bitmap unreached() const;
  /// Households of the audience without evidence of at least the grade.
  Bitmap missing(Evidence grade) const;
  /// Those that had evidence of at least the grade before the hour.
  Bitmap reached_before(Evidence grade, std::int64_t hour) const;
  /// The first evidence of at least the grade of every household that has any, by hour.
  std::vector<std::pair<Mark, Bitmap>> firsts(Evidence grade) const;
  /// Households with evidence of at least the grade.
  Bitmap at_least(Evidence grade) const;
  /// All of the audience in the unit, those without evidence too, by ordinal.
  std::vector<Trace> traces(const Bitmap& unit) const;

  /// Adds evidence; adding what is there already changes nothing.
  void add(const Mark& mark, const Bitmap& ordinals);
  /// Takes back what was told in person; other evidence stays.
  void retract(const Bitmap& ordinals);

  std::size_t bytes() const { return bytes_; }

 private:
  Bitmap& reached(Evidence grade) { return reached_[static_cast<std::size_t>(grade) - 1]; }
  const Bitmap& reached(Evidence grade) const { return reached_[static_cast<std::size_t>(grade) - 1]; }

  const Notice notice_;
  const std::shared_ptr<const Bitmap> audience_;
  const std::shared_ptr<const Roster> roster_;
  std::atomic<bool> withdrawn_;
  std::atomic<std::size_t> bytes_;

  mutable std::shared_mutex mutex_;  // of all below
  std::optional<Ending> ending_;
  std::array<Bitmap, 4> reached_;    // [grade - 1]: evidence of at least the grade
  std::array<Bitmap, 3> received_;   // the same, of receipts alone
  std::map<Mark, Bitmap> marks_;
};

}  // namespace thon::reach
