#include "reach/visits/store.hpp"

#include "reach/register/ranges.hpp"

namespace thon::reach::visit_store {
namespace {

const Sql kLast{"reach.last_word", "SELECT MAX(at) FROM reach_visit WHERE household_id = :household_id"};
const Sql kSay{"reach.say_visit",
               "INSERT INTO reach_visit (household_id, by_account, made_at, ordinal, by_name, outcome, at, "
               "recorded_at, until, note, standing) VALUES (:household_id, :by_account, :made_at, :ordinal, "
               ":by_name, :outcome, :at, :now, :until, :note, :standing) "
               "ON CONFLICT (household_id, by_account, made_at) DO NOTHING"};
const Sql kYield{"reach.yield_visit",
                 "UPDATE reach_visit SET standing = 0 WHERE household_id = :household_id AND standing = 1 "
                 "AND NOT (by_account = :by_account AND made_at = :made_at)"};
const Sql kStanding{"reach.standing_visits",
                    "SELECT ordinal, outcome, at, by_name, until, note FROM reach_visit WHERE standing = 1 "
                    "AND ordinal BETWEEN :first AND :last AND outcome IN ('absent', 'refused', 'moved') "
                    "ORDER BY ordinal"};

struct StandingRow {
  std::int64_t ordinal = 0;
  VisitOutcome outcome = VisitOutcome::absent;
  std::int64_t at = 0;
  std::string by_name;
  std::optional<std::string> until;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(StandingRow, (), (ordinal, outcome, at, by_name, until, note))

}  // namespace

Said say(Tx& tx, const Word& word) {
  const auto last = tx.value<std::int64_t>(kLast, {{"household_id", word.household_id}});
  const bool newest = !last || word.at >= *last;
  const auto written = tx.exec(kSay, {{"household_id", word.household_id},
                                      {"by_account", word.by_account},
                                      {"made_at", word.made_at},
                                      {"ordinal", word.ordinal},
                                      {"by_name", word.by_name},
                                      {"outcome", word.outcome},
                                      {"at", word.at},
                                      {"now", tx.now()},
                                      {"until", word.until},
                                      {"note", word.note},
                                      {"standing", newest}});
  if (written == 0) return Said::already;
  if (!newest) return Said::older;
  tx.exec(kYield,
          {{"household_id", word.household_id}, {"by_account", word.by_account}, {"made_at", word.made_at}});
  return Said::stands;
}

std::map<std::int64_t, Visit> standing(Tx& tx, const Bitmap& ordinals) {
  std::map<std::int64_t, Visit> found;
  for (auto& row : by_ranges<StandingRow>(tx, kStanding, ordinals))
    found.emplace(row.ordinal, Visit{row.outcome, row.at, std::move(row.by_name), std::move(row.until),
                                     std::move(row.note)});
  return found;
}

}  // namespace thon::reach::visit_store
