#include "reach/ledger/book.hpp"

#include <algorithm>
#include <mutex>

namespace thon::reach {
namespace {

constexpr std::array kGrades{Evidence::delivered, Evidence::opened, Evidence::confirmed, Evidence::told};

}  // namespace

Book::Book(Notice notice, Bitmap audience, std::shared_ptr<const Roster> roster)
    : notice_(std::move(notice)),
      audience_(std::make_shared<const Bitmap>(std::move(audience))),
      roster_(std::move(roster)),
      withdrawn_(notice_.withdrawn),
      bytes_(sizeof *this + notice_.title.size() + notice_.body.size() + audience_->bytes() +
             roster_->bytes()) {
  if (notice_.withdrawn) ending_ = {notice_.id, notice_.withdrawn_reason.value_or(""), notice_.corrected_by_id};
}

std::optional<Ending> Book::ending() const {
  const std::shared_lock lock(mutex_);
  return ending_;
}

void Book::withdraw(const Ending& ending) {
  const std::unique_lock lock(mutex_);
  ending_ = ending;
  withdrawn_ = true;
}

bool Book::received(Evidence grade, std::uint32_t ordinal) const {
  const std::shared_lock lock(mutex_);
  return received_[static_cast<std::size_t>(grade) - 1].has(ordinal);
}

Evidence Book::best(std::uint32_t ordinal) const {
  const std::shared_lock lock(mutex_);
  Evidence best = Evidence::none;
  for (const auto grade : kGrades)
    if (reached(grade).has(ordinal)) best = grade;
  return best;
}

Coverage Book::coverage(const Bitmap& unit) const {
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  Coverage c;
  c.audience = count(unit.common(*audience_));
  const std::shared_lock lock(mutex_);
  const auto told = count(unit.common(reached(Evidence::told)));
  const auto confirmed = count(unit.common(reached(Evidence::confirmed)));
  const auto opened = count(unit.common(reached(Evidence::opened)));
  const auto delivered = count(unit.common(reached(Evidence::delivered)));
  c.told = told;
  c.confirmed = confirmed - told;
  c.opened = opened - confirmed;
  c.delivered = delivered - opened;
  c.none = c.audience - delivered;
  return c;
}

std::vector<CurvePoint> Book::curve(const Bitmap& unit) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::pair<const Mark*, const Bitmap*>> by_hour;
  for (const auto& [mark, ordinals] : marks_) by_hour.emplace_back(&mark, &ordinals);
  std::sort(by_hour.begin(), by_hour.end(),
            [](const auto& a, const auto& b) { return a.first->hour < b.first->hour; });
  // A household that climbs grade by grade counts once for each grade, so sums of rows would be wrong.
  std::array<Bitmap, 4> so_far;
  std::vector<CurvePoint> points;
  for (std::size_t i = 0; i < by_hour.size(); ++i) {
    const auto& [mark, ordinals] = by_hour[i];
    const Bitmap part = *ordinals & unit;
    for (std::size_t g = 0; g < static_cast<std::size_t>(mark->grade); ++g) so_far[g] |= part;
    if (i + 1 < by_hour.size() && by_hour[i + 1].first->hour == mark->hour) continue;
    const auto count = [&](std::size_t g) { return static_cast<std::int64_t>(so_far[g].size()); };
    const CurvePoint point{mark->hour * kHour, count(3), count(2), count(1), count(0)};
    if (point.delivered > 0) points.push_back(point);
  }
  return points;
}

Bitmap Book::unreached() const {
  const std::shared_lock lock(mutex_);
  return *audience_ - reached(Evidence::delivered);
}

Bitmap Book::missing(Evidence grade) const {
  const std::shared_lock lock(mutex_);
  return *audience_ - reached(grade);
}

Bitmap Book::at_least(Evidence grade) const {
  const std::shared_lock lock(mutex_);
  return reached(grade);
}

Bitmap Book::reached_before(Evidence grade, std::int64_t hour) const {
  Bitmap found;
  const std::shared_lock lock(mutex_);
  for (const auto& [mark, ordinals] : marks_)
    if (mark.grade >= grade && mark.hour < hour) found |= ordinals;
  return found;
}

std::vector<std::pair<Mark, Bitmap>> Book::firsts(Evidence grade) const {
  std::vector<std::pair<Mark, Bitmap>> found;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [mark, ordinals] : marks_)
      if (mark.grade >= grade) found.emplace_back(mark, ordinals);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first.hour < b.first.hour; });
  Bitmap seen;
  for (auto& [mark, ordinals] : found) {
    ordinals -= seen;
    seen |= ordinals;
  }
  return found;
}

std::vector<Trace> Book::traces(const Bitmap& unit) const {
  std::vector<Trace> found;
  Bitmap left = unit & *audience_;
  found.reserve(left.size());
  const auto take = [&](const Bitmap& ordinals, const Mark& mark) {
    ordinals.each([&](std::uint32_t ordinal) {
      found.push_back({ordinal, mark});
      return true;
    });
  };
  {
    const std::shared_lock lock(mutex_);
    std::vector<std::pair<const Mark*, const Bitmap*>> best_first;
    for (const auto& [mark, ordinals] : marks_) best_first.emplace_back(&mark, &ordinals);
    std::sort(best_first.begin(), best_first.end(), [](const auto& a, const auto& b) {
      return a.first->grade != b.first->grade ? a.first->grade > b.first->grade
                                              : a.first->hour < b.first->hour;
    });
    for (const auto& [mark, ordinals] : best_first) {
      const Bitmap part = *ordinals & left;
      take(part, *mark);
      left -= part;
    }
  }
  take(left, Mark{});
  std::sort(found.begin(), found.end(), [](const Trace& a, const Trace& b) { return a.ordinal < b.ordinal; });
  return found;
}

void Book::add(const Mark& mark, const Bitmap& ordinals) {
  const std::unique_lock lock(mutex_);
  std::size_t before = 0, after = 0;
  const auto put = [&](Bitmap& set) {
    before += set.bytes();
    set |= ordinals;
    after += set.bytes();
  };
  put(marks_[mark]);
  for (std::size_t g = 0; g < static_cast<std::size_t>(mark.grade); ++g) {
    put(reached_[g]);
    if (mark.grade != Evidence::told) put(received_[g]);
  }
  bytes_ += after - before;
}

void Book::retract(const Bitmap& ordinals) {
  const std::unique_lock lock(mutex_);
  for (auto& [mark, marked] : marks_)
    if (mark.grade == Evidence::told) marked -= ordinals;
  reached(Evidence::told) -= ordinals;
  for (std::size_t g = 0; g < received_.size(); ++g) reached_[g] -= ordinals - received_[g];
}

}  // namespace thon::reach
