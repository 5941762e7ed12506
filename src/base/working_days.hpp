#pragma once
#include <boost/describe.hpp>
#include <map>
#include <string_view>
#include <vector>

#include "base/day.hpp"

namespace thon {

/// Why a day is not what its weekday says. holiday: a public holiday · compensatory: off because a holiday fell on
/// a weekend · swap_off, swap_work: two days that have changed places.
enum class DayKind { holiday, compensatory, swap_off, swap_work };
BOOST_DESCRIBE_ENUM(DayKind, holiday, compensatory, swap_off, swap_work)

/// A day off or on by law or by the yearly notice. `name` is the last part of a sentence's key: "tet".
struct SpecialDay {
  Day day;
  DayKind kind = DayKind::holiday;
  std::string_view name;
};

/// True when the Government's notice on that year's holidays is part of this program. Which five days Tết takes,
/// which day stands beside 2 September and what is swapped come from that notice alone; without it the days of the
/// year follow from the Labour Code, and are only to be expected.
bool is_announced(int year);

/// Weekdays off and weekend days on of a year, in order.
std::vector<SpecialDay> special_days(int year);

/// The calendar of public offices: Monday to Friday without holidays, with what an office has decided for itself on
/// top. Whole days; used alike for publication deadlines and for procedures.
class WorkingDays {
 public:
  /// Days that a unit has entered, which count before the yearly ones.
  using Own = std::map<Day, DayKind>;
  explicit WorkingDays(Own own = {}) : own_(std::move(own)) {}

  bool works(Day day) const;
  /// The n-th working day after `from`, which is not counted itself; `from` for none.
  Day after(Day from, int count) const;
  /// Working days behind `from` up to `until`, itself included; negative when `until` is earlier.
  int between(Day from, Day until) const;

 private:
  Own own_;
};

}  // namespace thon
