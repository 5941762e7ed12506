#include "assembly/polls/store.hpp"

namespace thon::assembly::poll_store {
namespace {

const Sql kFind{"assembly.poll",
                "SELECT matter_id, several, results FROM assembly_poll WHERE matter_id = :id"};
const Sql kPut{
    "assembly.put_poll",
    "INSERT INTO assembly_poll (matter_id, several, results) VALUES (:id, :several, :results) "
    "ON CONFLICT (matter_id) DO UPDATE SET several = excluded.several, results = excluded.results"};
const Sql kOptions{"assembly.options",
                   "SELECT text FROM assembly_option WHERE matter_id = :id ORDER BY position"};
const Sql kClearOptions{"assembly.clear_options", "DELETE FROM assembly_option WHERE matter_id = :id"};
const Sql kInsertOption{
    "assembly.insert_option",
    "INSERT INTO assembly_option (matter_id, position, text) VALUES (:id, :position, :text)"};
const Sql kAnswers{"assembly.answers",
                   "SELECT household_id, options, at FROM assembly_answer WHERE matter_id = :id"};
const Sql kAnswer{"assembly.answer",
                  "SELECT household_id, options, at FROM assembly_answer "
                  "WHERE matter_id = :id AND household_id = :household_id"};
const Sql kPutAnswer{"assembly.put_answer",
                     "INSERT INTO assembly_answer (matter_id, household_id, options, at) "
                     "VALUES (:id, :household_id, :options, :at) ON CONFLICT (matter_id, household_id) "
                     "DO UPDATE SET options = excluded.options, at = excluded.at"};

}  // namespace

std::optional<Poll> find(Tx& tx, std::string_view matter_id) {
  return tx.one<Poll>(kFind, {{"id", matter_id}});
}

void put(Tx& tx, const Poll& poll) {
  tx.exec(kPut, {{"id", poll.matter_id}, {"several", poll.several}, {"results", poll.results}});
}

std::vector<std::string> options(Tx& tx, std::string_view matter_id) {
  return tx.values<std::string>(kOptions, {{"id", matter_id}});
}

void set_options(Tx& tx, std::string_view matter_id, const PollOptions& options) {
  tx.exec(kClearOptions, {{"id", matter_id}});
  for (std::size_t i = 0; i < options.size(); ++i)
    tx.exec(kInsertOption, {{"id", matter_id}, {"position", i}, {"text", options[i]}});
}

std::vector<Answer> answers(Tx& tx, std::string_view matter_id) {
  return tx.rows<Answer>(kAnswers, {{"id", matter_id}});
}

std::optional<Answer> answer(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<Answer>(kAnswer, {{"id", matter_id}, {"household_id", household_id}});
}

void put_answer(Tx& tx, std::string_view matter_id, const Answer& answer) {
  tx.exec(kPutAnswer, {{"id", matter_id},
                       {"household_id", answer.household_id},
                       {"options", answer.options},
                       {"at", answer.at}});
}

}  // namespace thon::assembly::poll_store
