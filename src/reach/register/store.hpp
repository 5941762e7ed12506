#pragma once
#include <string>
#include <vector>

#include "areas/model.hpp"
#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"

/// Households and units as this capability reads them from below.
namespace thon::reach::register_store {

struct House {
  std::string id;
  std::int64_t ordinal = 0;
  std::string code;
  std::string area_id;
  std::string head_name;
  std::string address;
  std::int64_t walk_order = 0;
  std::string search_text;
};
BOOST_DESCRIBE_STRUCT(House, (), (id, ordinal, code, area_id, head_name, address, walk_order, search_text))

std::optional<House> find(Tx& tx, std::string_view household_id);
std::optional<House> by_code(Tx& tx, std::string_view code);
/// Those of the ordinals that there are, in ascending order of ordinal. Neighbours are read by one statement.
std::vector<House> houses(Tx& tx, const Bitmap& ordinals);
/// What one walk or one group's page lists: a commune before the mergers. A province's would fill the memory.
inline constexpr std::int64_t kMostHouses = 5000;
/// Those living in the unit or below it today, at most `limit`.
std::vector<House> houses_in(Tx& tx, std::string_view area_id, std::int64_t limit);

struct HousePhone {
  std::int64_t ordinal = 0;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(HousePhone, (), (ordinal, number))
/// In ascending order of ordinal, the representative's first.
std::vector<HousePhone> phones(Tx& tx, const Bitmap& ordinals);

/// Where a house stands.
struct HousePlace {
  std::int64_t ordinal = 0;
  double latitude = 0;
  double longitude = 0;
};
BOOST_DESCRIBE_STRUCT(HousePlace, (), (ordinal, latitude, longitude))
/// In ascending order of ordinal; houses that nobody has put on the map are left out.
std::vector<HousePlace> places(Tx& tx, const Bitmap& ordinals);

/// A unit by its id, also one that is closed.
struct Unit {
  std::string name;
  areas::AreaKind kind = areas::AreaKind::group;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (name, kind))
Unit unit(Tx& tx, std::string_view area_id);

}  // namespace thon::reach::register_store
