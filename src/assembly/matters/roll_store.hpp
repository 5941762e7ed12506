#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/matters/model.hpp"
#include "platform/db/db.hpp"

/// SQL of the roll: the households of a matter.
namespace thon::assembly::roll_store {

struct House : RollHouse {
  std::int64_t ordinal = 0;
  std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(House, (RollHouse), (ordinal, position))

/// Writes down who lives in the matter's units today, in walking order, in place of what was there; answers
/// how many.
std::int64_t fix(Tx& tx, std::string_view matter_id);
/// In walking order.
std::vector<House> all(Tx& tx, std::string_view matter_id);
std::optional<House> find(Tx& tx, std::string_view matter_id, std::string_view household_id);
std::optional<House> find_by_code(Tx& tx, std::string_view matter_id, std::string_view code);
/// In ascending order.
std::vector<std::int64_t> ordinals(Tx& tx, std::string_view matter_id);
struct Phone {
  std::string household_id;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(Phone, (), (household_id, number))
/// Today's numbers of all households of the roll, each household's representative first.
std::vector<Phone> phones(Tx& tx, std::string_view matter_id);
/// How many households live in the units today.
std::int64_t count_today(Tx& tx, std::string_view matter_id);

}  // namespace thon::assembly::roll_store
