#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/planner/lessons.hpp"
#include "reach/planner/model.hpp"

/// SQL of what the planner knows and of what it has foretold.
namespace thon::reach::planner_store {

Habits habits(Tx& tx, std::uint32_t chunk);
void put_habits(Tx& tx, std::uint32_t chunk, const Habits& habits);

/// Of a commune; of everywhere when the id is empty.
std::array<Pace, kWays> paces(Tx& tx, std::string_view area_id);
void put_paces(Tx& tx, std::string_view area_id, const std::array<Pace, kWays>& paces);

struct Forecast {
  std::int64_t made_at = 0;
  std::int64_t deadline = 0;
  std::int64_t households = 0;
  double expected = 0;
  double low = 0;
  double high = 0;
  double variance = 0;
  std::optional<std::int64_t> scored_at;
  std::optional<std::int64_t> reached;
  std::optional<double> brier;
};
BOOST_DESCRIBE_STRUCT(Forecast, (),
                      (made_at, deadline, households, expected, low, high, variance, scored_at, reached, brier))
std::optional<Forecast> forecast(Tx& tx, std::string_view announcement_id);
void put_forecast(Tx& tx, std::string_view announcement_id, const Forecast& forecast, std::string chances);
/// Forgets one that has not been compared: the plan it was made for was changed.
void drop_forecast(Tx& tx, std::string_view announcement_id);
std::string chances(Tx& tx, std::string_view announcement_id);
/// Writes down what became of it; the chances of single households are gone then.
void put_verdict(Tx& tx, std::string_view announcement_id, const Verdict& verdict);
/// How the last ones strayed.
std::vector<Stray> strays(Tx& tx, std::int64_t limit);

/// When an announcement is to be learned from; a later call moves it.
void plan_lesson(Tx& tx, std::string_view announcement_id, Millis at);
struct Due {
  std::string announcement_id;
  std::int64_t due_at = 0;
  std::int64_t next_chunk = 0;
};
BOOST_DESCRIBE_STRUCT(Due, (), (announcement_id, due_at, next_chunk))
std::optional<Due> due_lesson(Tx& tx);
/// Goes on from `from` to `to`; false when another server has done so.
bool advance_lesson(Tx& tx, std::string_view announcement_id, std::int64_t from,
                    std::optional<std::int64_t> to);
std::int64_t lessons_done(Tx& tx);

/// Of what was sent from the unit or below it and is past, newest first.
std::vector<PastForecast> scored(Tx& tx, std::string_view area_id, std::int64_t limit);
struct BinRow {
  std::int64_t bin = 0;
  std::int64_t households = 0;
  double expected = 0;
  std::int64_t reached = 0;
};
BOOST_DESCRIBE_STRUCT(BinRow, (), (bin, households, expected, reached))
std::vector<BinRow> bins(Tx& tx, std::string_view area_id);

}  // namespace thon::reach::planner_store
