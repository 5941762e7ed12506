#pragma once
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/audience/model.hpp"
#include "reach/ledger/bitmap.hpp"

/// What is known of households, fact by fact, as sets of their ordinals; and saved audiences.
namespace thon::reach::audience_store {

/// A statement looks at the households below so many units at once; more units take more statements.
inline constexpr std::size_t kMostUnits = 16;
/// None of them below another.
using Units = std::vector<std::string>;

struct Residents {
  std::map<std::string, Bitmap> by_unit;       ///< directly in it
  std::array<Bitmap, 3> by_standing;           ///< [Standing]
};
/// The households that live there today.
Residents residents(Tx& tx, const Units& units);
/// Those with a device that is signed in.
Bitmap with_device(Tx& tx, const Units& units);
struct Phones {
  Bitmap any, zalo, smartphone;
};
Phones phones(Tx& tx, const Units& units);
/// Those with somebody born in these years, both included.
Bitmap born_between(Tx& tx, const Units& units, std::int64_t first, std::int64_t last);
/// By the tag, folded.
std::map<std::string, Bitmap, std::less<>> tagged(Tx& tx, const Units& units);

struct Saved {
  std::string id;
  std::string area_id;
  std::string name;
  std::string area_ids;  ///< JSON
  std::string filter;    ///< JSON
  std::string words;
};
BOOST_DESCRIBE_STRUCT(Saved, (), (id, area_id, name, area_ids, filter, words))
std::optional<Saved> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const Saved& saved, std::string_view by_name);
void remove(Tx& tx, std::string_view id);
/// Those that belong to the unit or one below it, by name.
std::vector<Saved> saved_below(Tx& tx, std::string_view area_id);

}  // namespace thon::reach::audience_store
