#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "households/rules.hpp"
#include "platform/actor.hpp"
#include "platform/db/db.hpp"

/// All SQL of the capability.
namespace thon::households::store {

// --- households (store.cpp)
std::optional<Household> find(Tx& tx, std::string_view id);
std::int64_t next_ordinal(Tx& tx);
/// The place behind the last household of the unit.
std::int64_t next_walk_order(Tx& tx, std::string_view area_id);
/// Adds the household with its people, its numbers and its first membership.
void insert(Tx& tx, const WholeHousehold& household, bool is_demo);
/// Writes everything of the row but its people and numbers; search_text is made from both.
void update(Tx& tx, const WholeHousehold& household);
std::int64_t revision(Tx& tx);
void bump_revision(Tx& tx);
using Counts = std::map<std::string, std::int64_t, std::less<>>;
/// Open households by unit.
Counts counts(Tx& tx);

// --- where it belonged, what was changed (store_history.cpp)
struct Membership {
  std::string area_id;
  std::string valid_from;
  std::optional<std::string> valid_to;
};
BOOST_DESCRIBE_STRUCT(Membership, (), (area_id, valid_from, valid_to))

/// The latest one.
Membership membership(Tx& tx, std::string_view household_id);
void begin_membership(Tx& tx, std::string_view household_id, std::string_view area_id, std::string_view date);
void end_membership(Tx& tx, std::string_view household_id, std::string_view date);
std::vector<HouseholdMove> moves(Tx& tx, std::string_view household_id);

void record_change(Tx& tx, const Actor& actor, const Household& household, const rules::FieldEdit& edit);
rules::Changed changed_since(Tx& tx, std::string_view household_id, std::int64_t version);
std::vector<HouseholdChange> changes(Tx& tx, std::string_view household_id);

// --- people and numbers (store_people.cpp)
Members members(Tx& tx, std::string_view household_id);
Phones phones(Tx& tx, std::string_view household_id);
void insert_members(Tx& tx, const Household& household, const Members& members);
void insert_phones(Tx& tx, const Household& household, const Phones& phones);
/// Those no longer in the list end today, those changed get a new version, new ones are added.
void replace_members(Tx& tx, const Household& household, const Members& before, const Members& after);
void replace_phones(Tx& tx, const Household& household, const Phones& phones);
std::int64_t devices(Tx& tx, std::string_view household_id);

// --- tags (store_tags.cpp)
std::vector<std::string> tags(Tx& tx, std::string_view household_id);
void put_tag(Tx& tx, std::string_view household_id, const std::string& tag);
void remove_tag(Tx& tx, std::string_view household_id, const std::string& tag);
/// Writes the household's version alone.
void touch(Tx& tx, const Household& household);
/// Of open households in the unit and below it; the hundred most used.
std::vector<TagCount> tag_counts(Tx& tx, std::string_view area_id);

// --- lists (store_list.cpp)
/// Households of the units whose sort_key lies in a range, and what else they must satisfy.
struct Filter {
  std::string from, until;
  std::string status;  ///< empty: the open ones
  std::array<std::string, rules::kSearchWords> patterns;
};
struct ListRow {
  std::string id;
  std::string code;
  std::string head_name;
  std::string address;
  std::string area_id;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::optional<std::string> phone;
  std::int64_t members = 0;
  std::int64_t devices = 0;
  std::int64_t walk_order = 0;
  std::string sort_key;
};
BOOST_DESCRIBE_STRUCT(ListRow, (),
                      (id, code, head_name, address, area_id, status, phone, members, devices, walk_order,
                       sort_key))
std::vector<ListRow> list(Tx& tx, const Filter& filter, const rules::Place& after, std::int64_t limit);
std::int64_t count(Tx& tx, const Filter& filter);

extern const Sql kCounts;

}  // namespace thon::households::store
