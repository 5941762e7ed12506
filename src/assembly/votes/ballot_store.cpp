#include "assembly/votes/ballot_store.hpp"

namespace thon::assembly::ballot_store {
namespace {

#define THON_ASSEMBLY_BALLOT                                                                        \
  "SELECT id, matter_id, household_id, way, choice, opinion, sealed, session_id, by_name, at FROM " \
  "assembly_ballot "
const Sql kFind{"assembly.ballot", THON_ASSEMBLY_BALLOT "WHERE id = :id"};
const Sql kHistory{"assembly.ballots_of", THON_ASSEMBLY_BALLOT
                   "WHERE matter_id = :matter_id AND household_id = :household_id ORDER BY at, id"};
const Sql kInsert{
    "assembly.insert_ballot",
    "INSERT INTO assembly_ballot (id, matter_id, household_id, way, choice, opinion, sealed, session_id, "
    "by_name, at) "
    "VALUES (:id, :matter_id, :household_id, :way, :choice, :opinion, :sealed, :session_id, :by_name, :at)"};
const Sql kStandApp{
    "assembly.stand_app",
    "INSERT INTO assembly_cast (matter_id, household_id, app_id) VALUES (:matter_id, :household_id, :id) "
    "ON CONFLICT (matter_id, household_id) DO UPDATE SET app_id = excluded.app_id"};
const Sql kStandPaper{
    "assembly.stand_paper",
    "INSERT INTO assembly_cast (matter_id, household_id, paper_id) VALUES (:matter_id, :household_id, :id) "
    "ON CONFLICT (matter_id, household_id) DO UPDATE SET paper_id = excluded.paper_id"};
const Sql kMarkRetracted{"assembly.mark_retracted",
                         "UPDATE assembly_ballot SET retracted_at = :now, retracted_by = :by_name WHERE "
                         "matter_id = :matter_id AND "
                         "household_id = :household_id AND way = 'paper' AND retracted_at IS NULL"};
const Sql kRetractPaper{"assembly.retract_paper",
                        "UPDATE assembly_cast SET paper_id = NULL "
                        "WHERE matter_id = :matter_id AND household_id = :household_id"};
const Sql kForget{
    "assembly.forget_sealed",
    "UPDATE assembly_ballot SET sealed = NULL WHERE matter_id = :matter_id AND sealed IS NOT NULL"};

#define THON_ASSEMBLY_CAST                                                                                \
  "SELECT c.household_id, c.app_id, a.choice, COALESCE(a.opinion, ''), a.sealed, COALESCE(a.at, 0), "     \
  "c.paper_id, "                                                                                          \
  "p.choice, COALESCE(p.opinion, ''), COALESCE(p.at, 0), COALESCE(p.by_name, ''), (SELECT COUNT(*) FROM " \
  "assembly_ballot b WHERE b.matter_id = c.matter_id AND b.household_id = c.household_id) FROM "          \
  "assembly_cast c "                                                                                      \
  "LEFT JOIN assembly_ballot a ON a.id = c.app_id LEFT JOIN assembly_ballot p ON p.id = c.paper_id "      \
  "WHERE c.matter_id = :matter_id"
const Sql kCast{"assembly.cast", THON_ASSEMBLY_CAST " AND c.household_id = :household_id"};
const Sql kAll{"assembly.casts", THON_ASSEMBLY_CAST};

}  // namespace

std::optional<Ballot> find(Tx& tx, std::string_view id) { return tx.one<Ballot>(kFind, {{"id", id}}); }

void put(Tx& tx, const Ballot& ballot) {
  tx.exec(kInsert, {{"id", ballot.id},
                    {"matter_id", ballot.matter_id},
                    {"household_id", ballot.household_id},
                    {"way", ballot.way},
                    {"choice", ballot.choice},
                    {"opinion", ballot.opinion},
                    {"sealed", ballot.sealed},
                    {"session_id", ballot.session_id},
                    {"by_name", ballot.by_name},
                    {"at", ballot.at}});
  tx.exec(ballot.way == BallotWay::app ? kStandApp : kStandPaper,
          {{"matter_id", ballot.matter_id}, {"household_id", ballot.household_id}, {"id", ballot.id}});
}

void retract_paper(Tx& tx, std::string_view matter_id, std::string_view household_id,
                   std::string_view by_name) {
  tx.exec(
      kMarkRetracted,
      {{"matter_id", matter_id}, {"household_id", household_id}, {"by_name", by_name}, {"now", tx.now()}});
  tx.exec(kRetractPaper, {{"matter_id", matter_id}, {"household_id", household_id}});
}

std::vector<Ballot> history(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.rows<Ballot>(kHistory, {{"matter_id", matter_id}, {"household_id", household_id}});
}

std::optional<Cast> cast(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<Cast>(kCast, {{"matter_id", matter_id}, {"household_id", household_id}});
}

std::vector<Cast> all(Tx& tx, std::string_view matter_id) {
  return tx.rows<Cast>(kAll, {{"matter_id", matter_id}});
}

void forget_sealed(Tx& tx, std::string_view matter_id) { tx.exec(kForget, {{"matter_id", matter_id}}); }

}  // namespace thon::assembly::ballot_store
