#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/db/db.hpp"

/// SQL of ticks at doors, one row for each that a device told of.
namespace thon::reach::tick_store {

struct Tick {
  std::string announcement_id;
  std::string household_id;
  std::string by_account;
  std::int64_t made_at = 0;
  std::string by_name;
  std::int64_t at = 0;
  std::string note;
  std::optional<std::string> sheet_id;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<double> accuracy;
};
BOOST_DESCRIBE_STRUCT(Tick, (),
                      (announcement_id, household_id, by_account, made_at, by_name, at, note, sheet_id,
                       latitude, longitude, accuracy))

/// False when this very tick is there already.
bool add(Tx& tx, const Tick& tick);
/// Takes back what was ticked at a door up to a moment: `made_at` counts for the account's own ticks, which
/// the same clock has stamped, `at` for those of others. Answers how many.
std::int64_t retract(Tx& tx, std::string_view announcement_id, std::string_view household_id,
                     std::string_view by_account, std::int64_t made_at, std::int64_t at);
/// The first of those that were not taken back.
std::optional<Tick> standing(Tx& tx, std::string_view announcement_id, std::string_view household_id);
/// Removes where ticks recorded before then were made; the ticks stay. Answers how many.
std::int64_t forget_places(Tx& tx, std::int64_t recorded_before);

}  // namespace thon::reach::tick_store
