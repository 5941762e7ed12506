#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "areas/model.hpp"
#include "areas/tree.hpp"
#include "platform/db/db.hpp"

/// All SQL of the capability.
namespace thon::areas::store {

/// The unit and those above it in today's tree; empty for a unit that is closed or missing.
std::vector<std::string> ancestors(Tx& tx, std::string_view area_id);

std::int64_t revision(Tx& tx);
void bump_revision(Tx& tx);
/// Today's units, siblings in their order.
std::vector<Tree::Row> tree_rows(Tx& tx);

std::optional<Area> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const NewArea& area, std::int64_t position);
void update(Tx& tx, const Area& area);
/// Puts the units right below the parent into this order.
void reorder(Tx& tx, std::string_view parent_id, const std::vector<std::string>& ids);
/// The open units right below the parent, in their order.
std::vector<std::string> children(Tx& tx, std::string_view parent_id);
/// The place behind the last open unit below the parent (empty: among the roots).
std::int64_t next_position(Tx& tx, std::string_view parent_id);
/// Another open unit below the parent with this name, or of this kind with this code.
bool name_taken(Tx& tx, std::string_view parent_id, std::string_view name, std::string_view except_id);
bool code_taken(Tx& tx, AreaKind kind, std::string_view code, std::string_view except_id);

/// Ends the unit and its link, and takes it out of today's tree.
void close(Tx& tx, std::string_view id, std::string_view date);

// --- the calendar (store_calendar.cpp)
struct OwnDay {
  std::string date;
  DayKind kind = DayKind::holiday;
  std::string area_id;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(OwnDay, (), (date, kind, area_id, note))
/// Days entered at the unit or above it, those of the outermost unit first.
std::vector<OwnDay> own_days(Tx& tx, std::string_view area_id);
void put_day(Tx& tx, const OwnDay& day, std::string_view by_name);
/// False when there was none.
bool remove_day(Tx& tx, std::string_view area_id, std::string_view date);

extern const Sql kTreeRows, kNextRoot;

}  // namespace thon::areas::store
