#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"
#include "reach/outlets/model.hpp"

/// SQL of outlets.
namespace thon::reach::outlet_store {

std::optional<Outlet> find(Tx& tx, std::int64_t number);
std::optional<Outlet> by_address(Tx& tx, channels::Kind kind, std::string_view address);
/// All in use, of one kind.
std::vector<Outlet> all(Tx& tx, channels::Kind kind);
/// In use at the unit or below it.
std::vector<Outlet> in(Tx& tx, std::string_view area_id);
std::int64_t insert(Tx& tx, const Outlet& outlet);
void remove(Tx& tx, std::int64_t number);
/// Households that some outlet of the kind speaks to today.
Bitmap households(Tx& tx, channels::Kind kind);

extern const Sql kHouseholds;

}  // namespace thon::reach::outlet_store
