#include "base/lunar.hpp"

#include <array>
#include <cmath>
#include <numbers>

// Months begin on the day of the new moon, the winter solstice stands in the 11th month, and in a year of 13 months
// the first one without a principal term of the sun is the leap month. The positions of sun and moon are the series
// of J. Meeus, "Astronomical Algorithms" (1998), chapters 25 and 49, cut where terms fall below a few minutes.
namespace thon {
namespace {

constexpr double kDaysFromEpoch = 2440587.5;  ///< Julian day of 1970-01-01T00:00Z
constexpr double kMeanMonth = 29.530588861;
constexpr double kFirstMoon = 2451550.09766;  ///< the new moon of January 2000, in dynamical time

double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }

/// Dynamical time runs ahead of our clocks by about this, in days; a minute more or less does not matter here.
double dynamical_lead(double julian) {
  const double year = 2000 + (julian - 2451545) / 365.25, t = year - 2000;
  return (year < 1986 ? 45.5 + 0.6 * (year - 1970) : 62.9 + 0.32 * t + 0.0056 * t * t) / 86400;
}

/// The moment of the k-th new moon after that of January 2000, as a Julian day of universal time.
double new_moon(int k) {
  const double t = k / 1236.85, e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const double sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const double node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const double rising = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const double mean = kFirstMoon + kMeanMonth * k + 0.00015437 * t * t;
  const double periodic =
      -0.4072 * sine(moon) + 0.17241 * e * sine(sun) + 0.01608 * sine(2 * moon) + 0.01039 * sine(2 * node) +
      0.00739 * e * sine(moon - sun) - 0.00514 * e * sine(moon + sun) + 0.00208 * e * e * sine(2 * sun) -
      0.00111 * sine(moon - 2 * node) - 0.00057 * sine(moon + 2 * node) + 0.00056 * e * sine(2 * moon + sun) -
      0.00042 * sine(3 * moon) + 0.00042 * e * sine(sun + 2 * node) + 0.00038 * e * sine(sun - 2 * node) -
      0.00024 * e * sine(2 * moon - sun) - 0.00017 * sine(rising);
  const double planets = 0.000325 * sine(299.77 + 0.107408 * k - 0.009173 * t * t) +
                         0.000165 * sine(251.88 + 0.016321 * k) + 0.000164 * sine(251.83 + 26.651886 * k) +
                         0.000126 * sine(349.42 + 36.412478 * k) + 0.00011 * sine(84.66 + 18.206239 * k);
  const double dynamical = mean + periodic + planets;
  return dynamical - dynamical_lead(dynamical);
}

/// The day in Viet Nam on which the k-th new moon falls.
Day month_begins(int k) {
  return Day{days{static_cast<int>(std::floor(new_moon(k) - kDaysFromEpoch + 7.0 / 24))}};
}

/// In which twelfth of its yearly round the sun stands when the day begins in Viet Nam: 0 from the spring equinox.
int twelfth_of_sun(Day day) {
  const double julian = day.time_since_epoch().count() + kDaysFromEpoch - 7.0 / 24;
  const double t = (julian + dynamical_lead(julian) - 2451545) / 36525;
  const double anomaly = 357.52911 + 35999.05029 * t;
  const double centre = (1.914602 - 0.004817 * t) * sine(anomaly) + 0.019993 * sine(2 * anomaly) +
                        0.000289 * sine(3 * anomaly);
  const double seen = 280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return static_cast<int>(std::floor(seen / 30 - 12 * std::floor(seen / 360)));
}

/// The new moon on or before the day.
int moon_before(Day day) {
  int k = static_cast<int>(std::floor((day.time_since_epoch().count() + kDaysFromEpoch - kFirstMoon) / kMeanMonth)) + 1;
  while (month_begins(k) > day) --k;
  return k;
}

/// The new moon with which the 11th month begins, the one that holds the winter solstice of that year.
int eleventh_month(int year) {
  const int k = moon_before(day_of(year, 12, 31));
  // The solstice has come before this month begins: it stands in the month before.
  return twelfth_of_sun(month_begins(k)) >= 9 ? k - 1 : k;
}

}  // namespace

LunarDate lunar_date(Day day) {
  const int k = moon_before(day);
  int year = year_of(day);
  int first = eleventh_month(year);
  if (first > k) first = eleventh_month(--year);
  const int last = eleventh_month(year + 1);
  // Of 13 months between two solstices, the first in which the sun does not enter a new twelfth is the leap month.
  int leap = -1;
  if (last - first == 13)
    for (int i = 1; i < 13 && leap < 0; ++i)
      if (twelfth_of_sun(month_begins(first + i)) == twelfth_of_sun(month_begins(first + i + 1))) leap = i;
  const int count = k - first;
  const bool is_leap = count == leap;
  const int months = leap >= 0 && count >= leap ? count - 1 : count;
  LunarDate date;
  date.month = (10 + months) % 12 + 1;
  date.year = months >= 2 ? year + 1 : year;
  date.day = static_cast<int>((day - month_begins(k)).count()) + 1;
  date.leap = is_leap;
  return date;
}

Day day_of_lunar(int year, int month, int day) {
  // A lunar year begins between 20 January and 21 February; months are looked for from there on.
  for (int k = moon_before(day_of(year, 1, 1)); k < moon_before(day_of(year, 1, 1)) + 16; ++k) {
    const auto begins = month_begins(k);
    const auto date = lunar_date(begins);
    if (date.year == year && date.month == month && !date.leap) return begins + days{day - 1};
  }
  return {};
}

Day lunar_new_year(int year) { return day_of_lunar(year, 1, 1); }

}  // namespace thon
