#include "assembly/votes/store.hpp"

namespace thon::assembly::vote_store {
namespace {

const Sql kFind{"assembly.vote",
                "SELECT kind_name, clause, legal_basis, secrecy, village_head, front_head, agreed_on, "
                "heading, place, secretary, "
                "note, signed_on, sent_on, sent_to, matter_id, seal_key, box_agree, box_disagree, box_other, "
                "box_invalid, "
                "box_opinions, counted_at, COALESCE(agree, 0), COALESCE(disagree, 0), COALESCE(other, 0), "
                "COALESCE(invalid, 0) "
                "FROM assembly_vote WHERE matter_id = :matter_id"};
const Sql kInsert{"assembly.insert_vote",
                  "INSERT INTO assembly_vote (matter_id, kind_name, clause, legal_basis, secrecy, "
                  "village_head, front_head, "
                  "box_opinions, heading, place, secretary, note, sent_to) VALUES (:matter_id, :kind_name, "
                  ":clause, :legal_basis, "
                  ":secrecy, '', '', '[]', :heading, '', '', '', '')"};
const Sql kUpdate{
    "assembly.update_vote",
    "UPDATE assembly_vote SET kind_name = :kind_name, clause = :clause, legal_basis = :legal_basis, secrecy "
    "= "
    ":secrecy, village_head = :village_head, front_head = :front_head, agreed_on = :agreed_on, seal_key = "
    ":seal_key, "
    "box_agree = :box_agree, box_disagree = :box_disagree, box_other = :box_other, box_invalid = "
    ":box_invalid, "
    "box_opinions = :box_opinions, counted_at = :counted_at, agree = :agree, disagree = "
    ":disagree, other = :other, invalid = :invalid, heading = :heading, place = :place, secretary = "
    ":secretary, note "
    "= :note, signed_on = :signed_on, sent_on = :sent_on, sent_to = :sent_to WHERE matter_id = :matter_id"};
const Sql kTeam{
    "assembly.team",
    "SELECT name, office, from_front FROM assembly_team WHERE matter_id = :matter_id ORDER BY position"};
const Sql kClearTeam{"assembly.clear_team", "DELETE FROM assembly_team WHERE matter_id = :matter_id"};
const Sql kInsertTeam{"assembly.insert_team",
                      "INSERT INTO assembly_team (matter_id, position, name, office, from_front) "
                      "VALUES (:matter_id, :position, :name, :office, :from_front)"};
const Sql kOpinions{"assembly.opinions",
                    "SELECT text FROM assembly_opinion WHERE matter_id = :matter_id ORDER BY position"};
const Sql kClearOpinions{"assembly.clear_opinions",
                         "DELETE FROM assembly_opinion WHERE matter_id = :matter_id"};
const Sql kInsertOpinion{"assembly.insert_opinion",
                         "INSERT INTO assembly_opinion (matter_id, position, text) "
                         "VALUES (:matter_id, :position, :text)"};

#define THON_ASSEMBLY_CONSENT                                                              \
  "SELECT c.household_id, c.agrees, c.way, c.by_name, c.at FROM assembly_consent c "       \
  "JOIN assembly_roll r ON r.matter_id = c.matter_id AND r.household_id = c.household_id " \
  "WHERE c.matter_id = :matter_id"
const Sql kConsents{"assembly.consents", THON_ASSEMBLY_CONSENT};
const Sql kConsent{"assembly.consent", THON_ASSEMBLY_CONSENT " AND c.household_id = :household_id"};
const Sql kPutConsent{
    "assembly.put_consent",
    "INSERT INTO assembly_consent (matter_id, household_id, agrees, way, by_name, at) "
    "VALUES (:matter_id, :household_id, :agrees, :way, :by_name, :at) ON CONFLICT (matter_id, household_id) "
    "DO "
    "UPDATE SET agrees = excluded.agrees, way = excluded.way, by_name = excluded.by_name, at = excluded.at"};

}  // namespace

std::optional<Vote> find(Tx& tx, std::string_view matter_id) {
  return tx.one<Vote>(kFind, {{"matter_id", matter_id}});
}

void insert(Tx& tx, const Vote& vote) {
  tx.exec(kInsert, {{"matter_id", vote.matter_id},
                    {"kind_name", vote.kind_name},
                    {"clause", vote.clause},
                    {"legal_basis", vote.legal_basis},
                    {"secrecy", vote.secrecy},
                    {"heading", vote.heading}});
}

void update(Tx& tx, const Vote& vote) {
  tx.exec(kUpdate, {{"matter_id", vote.matter_id},
                    {"kind_name", vote.kind_name},
                    {"clause", vote.clause},
                    {"legal_basis", vote.legal_basis},
                    {"secrecy", vote.secrecy},
                    {"village_head", vote.village_head},
                    {"front_head", vote.front_head},
                    {"agreed_on", vote.agreed_on},
                    {"seal_key", vote.seal_key},
                    {"box_agree", vote.box_agree},
                    {"box_disagree", vote.box_disagree},
                    {"box_other", vote.box_other},
                    {"box_invalid", vote.box_invalid},
                    {"box_opinions", vote.box_opinions},
                    {"counted_at", vote.counted_at},
                    {"agree", vote.agree},
                    {"disagree", vote.disagree},
                    {"other", vote.other},
                    {"invalid", vote.invalid},
                    {"heading", vote.heading},
                    {"place", vote.place},
                    {"secretary", vote.secretary},
                    {"note", vote.note},
                    {"signed_on", vote.signed_on},
                    {"sent_on", vote.sent_on},
                    {"sent_to", vote.sent_to}});
}

CountingTeam team(Tx& tx, std::string_view matter_id) {
  CountingTeam team;
  for (auto& member : tx.rows<CountingMember>(kTeam, {{"matter_id", matter_id}}))
    team.push_back(std::move(member));
  return team;
}

void set_team(Tx& tx, std::string_view matter_id, const CountingTeam& team) {
  tx.exec(kClearTeam, {{"matter_id", matter_id}});
  for (std::size_t i = 0; i < team.size(); ++i)
    tx.exec(kInsertTeam, {{"matter_id", matter_id},
                          {"position", i},
                          {"name", team[i].name},
                          {"office", team[i].office},
                          {"from_front", team[i].from_front}});
}

std::vector<std::string> opinions(Tx& tx, std::string_view matter_id) {
  return tx.values<std::string>(kOpinions, {{"matter_id", matter_id}});
}

void set_opinions(Tx& tx, std::string_view matter_id, const std::vector<std::string>& opinions) {
  tx.exec(kClearOpinions, {{"matter_id", matter_id}});
  for (std::size_t i = 0; i < opinions.size(); ++i)
    tx.exec(kInsertOpinion, {{"matter_id", matter_id}, {"position", i}, {"text", opinions[i]}});
}

std::vector<Consent> consents(Tx& tx, std::string_view matter_id) {
  return tx.rows<Consent>(kConsents, {{"matter_id", matter_id}});
}

std::optional<Consent> consent(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<Consent>(kConsent, {{"matter_id", matter_id}, {"household_id", household_id}});
}

void put_consent(Tx& tx, std::string_view matter_id, const Consent& consent) {
  tx.exec(kPutConsent, {{"matter_id", matter_id},
                        {"household_id", consent.household_id},
                        {"agrees", consent.agrees},
                        {"way", consent.way},
                        {"by_name", consent.by_name},
                        {"at", consent.at}});
}

}  // namespace thon::assembly::vote_store
