#include "assembly/cards/store.hpp"

namespace thon::assembly::card_store {
namespace {

const Sql kLines{
    "assembly.cards",
    "SELECT m.id, CASE m.kind WHEN 'vote' THEN CASE m.status WHEN 'asking' THEN "
    "(SELECT COUNT(*) FROM assembly_consent a WHERE a.matter_id = m.id AND a.household_id = r.household_id) "
    "ELSE "
    "(SELECT COUNT(*) FROM assembly_cast a WHERE a.matter_id = m.id AND a.household_id = r.household_id "
    "AND (a.app_id IS NOT NULL OR a.paper_id IS NOT NULL)) END WHEN 'poll' THEN "
    "(SELECT COUNT(*) FROM assembly_answer a WHERE a.matter_id = m.id AND a.household_id = r.household_id) "
    "ELSE "
    "(SELECT COUNT(*) FROM assembly_reply a WHERE a.matter_id = m.id AND a.household_id = r.household_id) "
    "END "
    "FROM assembly_roll r JOIN assembly_matter m ON m.id = r.matter_id WHERE r.household_id = :household_id "
    "AND (m.status IN ('asking', 'open') OR m.updated_at >= :since) ORDER BY m.id DESC LIMIT :limit"};

}  // namespace

std::vector<Line> lines(Tx& tx, std::string_view household_id, Millis since, std::int64_t limit) {
  return tx.rows<Line>(kLines, {{"household_id", household_id}, {"since", since}, {"limit", limit}});
}

}  // namespace thon::assembly::card_store
