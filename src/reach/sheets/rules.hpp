#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "reach/sheets/model.hpp"

/// Decisions about paper lists, without I/O.
namespace thon::reach {

/// What was printed, in the form in which it is stored.
struct SheetRow {
  std::int64_t number = 0;
  std::string household_id;
  std::vector<std::int64_t> missing;  ///< places among the announcements
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (number, household_id, missing))

struct SheetContent {
  std::string area_id;
  std::vector<std::string> announcements;
  std::vector<SheetRow> rows;
};
BOOST_DESCRIBE_STRUCT(SheetContent, (), (area_id, announcements, rows))

namespace rules {

/// 0 → "A", 25 → "Z"; a sheet has at most 26 announcements.
std::string letter(std::size_t place);

/// The digest of all that is printed: the same list, the same sheet.
std::string digest_of(const SheetContent& content);
/// A code for the digest; `attempt` counts those that other sheets have already.
std::string sheet_code(const std::string& digest, int attempt);

/// The code as typed in its stored form; throws invalid at /code, saying what a sheet's code looks like and,
/// when it is a house's, that it is one.
std::string read_code(const std::string& typed);

/// Everything that is wrong with an entry of this sheet, at its field: numbers that are not on it, letters
/// that were not missing there, a house that is told and absent at once, a day before the printing or after
/// now. Throws invalid with all of it.
void check(const SheetContent& content, Millis printed_at, const SheetEntry& entry, Millis now);

/// When the walk was: a day is known, the hour is not, so it is never before the printing or after now.
Millis walked_at(Millis at, Millis printed_at, Millis now);

/// The places of the announcements that a tick stands for.
std::vector<std::int64_t> meant(const SheetRow& row, const SheetTick& tick);

}  // namespace rules
}  // namespace thon::reach
