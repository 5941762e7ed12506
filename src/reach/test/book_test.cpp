#include "reach/ledger/book.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

namespace thon::reach {
namespace {

constexpr std::uint32_t kHouseholds = 60;

/// What the ledger promises, written down household by household.
struct Naive {
  std::map<std::uint32_t, std::set<std::pair<std::int64_t, Evidence>>> receipts;
  std::map<std::uint32_t, std::int64_t> told;  ///< hour

  Evidence best(std::uint32_t ordinal, std::int64_t until = INT64_MAX) const {
    Evidence best = Evidence::none;
    if (const auto found = receipts.find(ordinal); found != receipts.end())
      for (const auto& [hour, grade] : found->second)
        if (hour <= until) best = std::max(best, grade);
    if (const auto found = told.find(ordinal); found != told.end() && found->second <= until)
      best = Evidence::told;
    return best;
  }

  Coverage coverage(std::uint32_t first, std::uint32_t last) const {
    Coverage c;
    for (auto ordinal = first; ordinal <= last; ++ordinal) {
      ++c.audience;
      switch (best(ordinal)) {
        case Evidence::told:
          ++c.told;
          break;
        case Evidence::confirmed:
          ++c.confirmed;
          break;
        case Evidence::opened:
          ++c.opened;
          break;
        case Evidence::delivered:
          ++c.delivered;
          break;
        case Evidence::none:
          ++c.none;
          break;
      }
    }
    return c;
  }
};

Book book_of(std::uint32_t households) {
  Bitmap audience;
  audience.add_range(0, households - 1);
  return Book(Notice{}, std::move(audience),
              std::make_shared<const Roster>(std::vector<Roster::Unit>{}, std::vector<Roster::Run>{}));
}

Bitmap one(std::uint32_t ordinal) {
  Bitmap bitmap;
  bitmap.add(ordinal);
  return bitmap;
}

Bitmap range(std::uint32_t first, std::uint32_t last) {
  Bitmap bitmap;
  bitmap.add_range(first, last);
  return bitmap;
}

void play(Book& book, Naive& naive) {
  const auto steps = *rc::gen::inRange(0, 300);
  for (int i = 0; i < steps; ++i) {
    const auto ordinal = *rc::gen::inRange<std::uint32_t>(0, kHouseholds);
    const auto hour = *rc::gen::inRange<std::int64_t>(0, 6);
    const auto act = *rc::gen::inRange(0, 5);
    if (act == 4) {
      book.retract(one(ordinal));
      naive.told.erase(ordinal);
      continue;
    }
    const auto grade = static_cast<Evidence>(act + 1);
    if (grade == Evidence::told) {
      if (naive.told.contains(ordinal)) continue;
      naive.told[ordinal] = hour;
    } else {
      naive.receipts[ordinal].emplace(hour, grade);
    }
    book.add({grade, Channel::app, hour}, one(ordinal));
  }
}

RC_GTEST_PROP(Book, counts_as_one_by_one, ()) {
  auto book = book_of(kHouseholds);
  Naive naive;
  play(book, naive);
  const auto first = *rc::gen::inRange<std::uint32_t>(0, kHouseholds);
  const auto last = *rc::gen::inRange<std::uint32_t>(first, kHouseholds);
  RC_ASSERT(book.coverage(range(first, last)) == naive.coverage(first, last));
  const auto unreached = book.unreached();
  for (std::uint32_t ordinal = 0; ordinal < kHouseholds; ++ordinal) {
    RC_ASSERT(book.best(ordinal) == naive.best(ordinal));
    RC_ASSERT(unreached.has(ordinal) == (naive.best(ordinal) == Evidence::none));
  }
}

RC_GTEST_PROP(Book, traces_the_first_hour_of_the_best_evidence, ()) {
  auto book = book_of(kHouseholds);
  Naive naive;
  play(book, naive);
  const auto traces = book.traces(range(0, kHouseholds - 1));
  RC_ASSERT(traces.size() == kHouseholds);
  for (std::uint32_t ordinal = 0; ordinal < kHouseholds; ++ordinal) {
    const auto& trace = traces[ordinal];
    const auto best = naive.best(ordinal);
    RC_ASSERT(trace.ordinal == ordinal);
    RC_ASSERT(trace.best.grade == best);
    if (best == Evidence::none) continue;
    RC_ASSERT(naive.best(ordinal, trace.best.hour) == best);
    RC_ASSERT(naive.best(ordinal, trace.best.hour - 1) < best);
  }
}

RC_GTEST_PROP(Book, draws_the_curve_hour_by_hour, ()) {
  auto book = book_of(kHouseholds);
  Naive naive;
  play(book, naive);
  for (const auto& point : book.curve(range(0, kHouseholds - 1))) {
    CurvePoint wanted{point.at};
    for (std::uint32_t ordinal = 0; ordinal < kHouseholds; ++ordinal) {
      const auto best = naive.best(ordinal, point.at / kHour);
      wanted.delivered += best >= Evidence::delivered;
      wanted.opened += best >= Evidence::opened;
      wanted.confirmed += best >= Evidence::confirmed;
      wanted.told += best >= Evidence::told;
    }
    RC_ASSERT(point == wanted);
  }
}

TEST(Book, keeps_receipts_when_what_was_told_is_taken_back) {
  auto book = book_of(3);
  book.add({Evidence::told, Channel::in_person, 1}, one(2));
  EXPECT_FALSE(book.received(Evidence::delivered, 2));
  book.add({Evidence::opened, Channel::app, 2}, one(2));
  EXPECT_EQ(book.best(2), Evidence::told);
  book.retract(one(2));
  EXPECT_EQ(book.best(2), Evidence::opened);
  EXPECT_TRUE(book.received(Evidence::delivered, 2));
}

}  // namespace
}  // namespace thon::reach
