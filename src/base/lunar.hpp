#pragma once
#include "base/day.hpp"

namespace thon {

/// A day of the Vietnamese lunar calendar. A leap month follows the month of the same number.
struct LunarDate {
  int year = 0;
  int month = 0;
  int day = 0;
  bool leap = false;
  friend bool operator==(const LunarDate&, const LunarDate&) = default;
};

/// The lunar date of a day, reckoned by Viet Nam's clock (UTC+7): in some years it is not that of China.
/// Good for the years 1970 to 2050.
LunarDate lunar_date(Day day);

/// The first day of the lunar year (mùng một Tết) that begins in this year.
Day lunar_new_year(int year);

/// The day of a lunar date that is not in a leap month.
Day day_of_lunar(int year, int month, int day);

}  // namespace thon
