#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

struct WalkPdfQuery {
  Id area;
  std::optional<Id> announcement;  ///< absent: all that are live
};
BOOST_DESCRIBE_STRUCT(WalkPdfQuery, (), (area, announcement))

struct SheetQuery {
  Text<1, 20> code;
};
BOOST_DESCRIBE_STRUCT(SheetQuery, (), (code))

struct SheetArea {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(SheetArea, (), (id, name))

struct SheetAnnouncement {
  std::string letter;  ///< as on paper
  std::string id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(SheetAnnouncement, (), (letter, id, title))

/// A row of the paper, and what is still missing of it now.
struct SheetHouse {
  std::int64_t number = 0;
  std::string household_id;
  std::string head_name;
  std::string address;
  std::vector<std::string> printed;  ///< letters of the announcements missing when it was printed
  std::vector<std::string> missing;  ///< of those, what is missing today
};
BOOST_DESCRIBE_STRUCT(SheetHouse, (), (number, household_id, head_name, address, printed, missing))

/// A printed walking list, as it is entered again.
struct Sheet {
  std::string id;
  std::string code;
  SheetArea area;
  std::int64_t printed_at = 0;
  std::string printed_by;
  std::vector<SheetAnnouncement> announcements;
  std::vector<SheetHouse> houses;
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (id, code, area, printed_at, printed_by, announcements, houses))

using HouseNumber = Whole<1, 9999>;
using HouseNumbers = List<HouseNumber, 0, 999>;

struct SheetTick {
  HouseNumber number;
  List<Text<1, 2>, 0, 26> letters;  ///< empty: all that were missing at that door
};
BOOST_DESCRIBE_STRUCT(SheetTick, (), (number, letters))

struct SheetEntry {
  Id sheet_id;
  std::int64_t at = 0;       ///< when the walk was, as written on the paper
  std::int64_t made_at = 0;  ///< the device's clock when it was saved first: saving again is the same entry
  List<SheetTick, 0, 999> told;
  HouseNumbers absent;
  HouseNumbers refused;
  HouseNumbers moved;
};
BOOST_DESCRIBE_STRUCT(SheetEntry, (), (sheet_id, at, made_at, told, absent, refused, moved))

struct SheetEntryResult {
  std::int64_t recorded = 0;  ///< houses at which something new was written down
  std::int64_t already = 0;   ///< houses whose ticks were known before
  std::int64_t visits = 0;    ///< houses at which nobody could be told
  std::int64_t refused = 0;   ///< houses that have left the unit since
};
BOOST_DESCRIBE_STRUCT(SheetEntryResult, (), (recorded, already, visits, refused))

}  // namespace thon::reach
