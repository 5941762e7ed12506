#include "reach/planner/store.hpp"

namespace thon::reach::planner_store {
namespace {

const Sql kHabits{"reach.habits", "SELECT content FROM reach_habits WHERE chunk = :chunk"};
const Sql kPutHabits{"reach.put_habits",
                     "INSERT INTO reach_habits (chunk, content) VALUES (:chunk, :content) "
                     "ON CONFLICT (chunk) DO UPDATE SET content = excluded.content"};
const Sql kPaces{"reach.paces", "SELECT way, content FROM reach_pace WHERE area_id = :area"};
const Sql kPutPace{"reach.put_pace",
                   "INSERT INTO reach_pace (area_id, way, content) VALUES (:area, :way, :content) "
                   "ON CONFLICT (area_id, way) DO UPDATE SET content = excluded.content"};

const Sql kForecast{"reach.forecast",
                    "SELECT made_at, deadline, households, expected, low, high, variance, scored_at, reached, "
                    "brier FROM reach_forecast WHERE announcement_id = :id"};
const Sql kPutForecast{
    "reach.put_forecast",
    "INSERT INTO reach_forecast (announcement_id, made_at, deadline, households, expected, low, high, variance, "
    "chances) VALUES (:id, :made_at, :deadline, :households, :expected, :low, :high, :variance, :chances) "
    "ON CONFLICT (announcement_id) DO NOTHING"};
const Sql kDropForecast{"reach.drop_forecast",
                        "DELETE FROM reach_forecast WHERE announcement_id = :id AND scored_at IS NULL"};
const Sql kChances{"reach.chances", "SELECT chances FROM reach_forecast WHERE announcement_id = :id"};
const Sql kVerdict{"reach.verdict",
                   "UPDATE reach_forecast SET scored_at = :now, reached = :reached, brier = :brier, "
                   "chances = NULL WHERE announcement_id = :id"};
const Sql kPutBin{"reach.put_bin",
                  "INSERT INTO reach_forecast_bin (announcement_id, bin, households, expected, reached) "
                  "VALUES (:id, :bin, :households, :expected, :reached)"};
const Sql kStrays{"reach.strays",
                  "SELECT households, expected, reached, variance FROM reach_forecast "
                  "WHERE scored_at IS NOT NULL ORDER BY scored_at DESC LIMIT :limit"};

const Sql kPlanLesson{"reach.plan_lesson",
                      "INSERT INTO reach_lesson (announcement_id, due_at, next_chunk) VALUES (:id, :at, 0) "
                      "ON CONFLICT (announcement_id) DO UPDATE SET due_at = excluded.due_at "
                      "WHERE reach_lesson.next_chunk = 0"};
const Sql kDueLesson{"reach.due_lesson",
                     "SELECT announcement_id, due_at, next_chunk FROM reach_lesson "
                     "WHERE next_chunk IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT 1"};
const Sql kAdvance{"reach.advance_lesson",
                   "UPDATE reach_lesson SET next_chunk = :to WHERE announcement_id = :id AND next_chunk = :from"};
const Sql kLessonsDone{"reach.lessons_done", "SELECT COUNT(*) FROM reach_lesson WHERE next_chunk IS NULL"};

#define THON_REACH_SENT                                                                        \
  "FROM areas_closure c JOIN reach_announcement a ON a.sender_area_id = c.descendant_id "      \
  "JOIN reach_forecast f ON f.announcement_id = a.id AND f.scored_at IS NOT NULL "

const Sql kScored{"reach.scored",
                  "SELECT a.id, a.title, f.deadline, f.households, f.expected, f.low, f.high, f.reached, "
                  "f.brier " THON_REACH_SENT "WHERE c.ancestor_id = :area ORDER BY f.deadline DESC LIMIT :limit"};
const Sql kBinRows{"reach.bins",
                "SELECT b.bin, SUM(b.households), SUM(b.expected), SUM(b.reached) " THON_REACH_SENT
                "JOIN reach_forecast_bin b ON b.announcement_id = f.announcement_id "
                "WHERE c.ancestor_id = :area GROUP BY b.bin ORDER BY b.bin"};

struct StrayRow {
  std::int64_t households = 0;
  double expected = 0;
  std::int64_t reached = 0;
  double variance = 0;
};
BOOST_DESCRIBE_STRUCT(StrayRow, (), (households, expected, reached, variance))

}  // namespace

Habits habits(Tx& tx, std::uint32_t chunk) {
  const auto content = tx.value<Bytes>(kHabits, {{"chunk", chunk}});
  return content ? Habits::unpack(content->data) : Habits();
}

void put_habits(Tx& tx, std::uint32_t chunk, const Habits& habits) {
  tx.exec(kPutHabits, {{"chunk", chunk}, {"content", Bytes{habits.pack()}}});
}

std::array<Pace, kWays> paces(Tx& tx, std::string_view area_id) {
  std::array<Pace, kWays> found;
  tx.run(kPaces, {{"area", area_id}}, {Column::integer, Column::bytes}, [&](const Row& row) {
    found.at(static_cast<std::size_t>(std::get<std::int64_t>(row[0]))) =
        Pace::unpack(std::get<Bytes>(row[1]).data);
    return true;
  });
  return found;
}

void put_paces(Tx& tx, std::string_view area_id, const std::array<Pace, kWays>& paces) {
  for (std::size_t way = 0; way < kWays; ++way)
    tx.exec(kPutPace, {{"area", area_id}, {"way", way}, {"content", Bytes{paces[way].pack()}}});
}

std::optional<Forecast> forecast(Tx& tx, std::string_view announcement_id) {
  return tx.one<Forecast>(kForecast, {{"id", announcement_id}});
}

void put_forecast(Tx& tx, std::string_view announcement_id, const Forecast& forecast, std::string chances) {
  tx.exec(kPutForecast, {{"id", announcement_id},
                         {"made_at", forecast.made_at},
                         {"deadline", forecast.deadline},
                         {"households", forecast.households},
                         {"expected", forecast.expected},
                         {"low", forecast.low},
                         {"high", forecast.high},
                         {"variance", forecast.variance},
                         {"chances", Bytes{std::move(chances)}}});
}

void drop_forecast(Tx& tx, std::string_view announcement_id) {
  tx.exec(kDropForecast, {{"id", announcement_id}});
}

std::string chances(Tx& tx, std::string_view announcement_id) {
  const auto found = tx.value<Bytes>(kChances, {{"id", announcement_id}});
  return found ? found->data : std::string();
}

void put_verdict(Tx& tx, std::string_view announcement_id, const Verdict& verdict) {
  tx.exec(kVerdict, {{"id", announcement_id},
                     {"now", tx.now()},
                     {"reached", verdict.reached},
                     {"brier", verdict.brier}});
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const auto& counts = verdict.bins[bin];
    if (counts.households == 0) continue;
    tx.exec(kPutBin, {{"id", announcement_id},
                      {"bin", bin},
                      {"households", counts.households},
                      {"expected", counts.expected},
                      {"reached", counts.reached}});
  }
}

std::vector<Stray> strays(Tx& tx, std::int64_t limit) {
  std::vector<Stray> found;
  for (const auto& row : tx.rows<StrayRow>(kStrays, {{"limit", limit}})) {
    const auto households = static_cast<double>(std::max<std::int64_t>(1, row.households));
    found.push_back({(static_cast<double>(row.reached) - row.expected) / households,
                     row.variance / households / households});
  }
  return found;
}

void plan_lesson(Tx& tx, std::string_view announcement_id, Millis at) {
  tx.exec(kPlanLesson, {{"id", announcement_id}, {"at", at}});
}

std::optional<Due> due_lesson(Tx& tx) { return tx.one<Due>(kDueLesson, {{"now", tx.now()}}); }

bool advance_lesson(Tx& tx, std::string_view announcement_id, std::int64_t from,
                    std::optional<std::int64_t> to) {
  return tx.exec(kAdvance, {{"id", announcement_id}, {"from", from}, {"to", to}}) == 1;
}

std::int64_t lessons_done(Tx& tx) { return tx.value<std::int64_t>(kLessonsDone).value_or(0); }

std::vector<PastForecast> scored(Tx& tx, std::string_view area_id, std::int64_t limit) {
  return tx.rows<PastForecast>(kScored, {{"area", area_id}, {"limit", limit}});
}

std::vector<BinRow> bins(Tx& tx, std::string_view area_id) {
  return tx.rows<BinRow>(kBinRows, {{"area", area_id}});
}

}  // namespace thon::reach::planner_store
