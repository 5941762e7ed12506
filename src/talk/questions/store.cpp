#include "talk/questions/store.hpp"

#include "base/id.hpp"

namespace thon::talk::question_store {
namespace {

#define THON_TALK_QUESTION                                                                           \
  "SELECT q.id, q.household_id, q.asker_name, q.asker_area_id, q.root_id, q.title, q.status, "       \
  "q.area_id, q.assignee_id, q.assignee_name, q.about_kind, q.about_id, q.about_title, q.asked_at, " \
  "q.due_at, q.updated_at, q.told_at, q.read_at"
#define THON_TALK_MESSAGE "SELECT m.id, m.kind, m.at, m.author_name, m.place, m.body"

const Sql kFind{"talk.question", THON_TALK_QUESTION " FROM talk_question q WHERE q.id = :id"};
const Sql kInsert{
    "talk.insert_question",
    "INSERT INTO talk_question (id, household_id, asker_name, asker_area_id, root_id, title, search_text, "
    "status, area_id, assignee_id, assignee_name, about_kind, about_id, about_title, asked_at, due_at, "
    "updated_at, told_at, read_at) VALUES (:id, :household_id, :asker_name, :asker_area_id, :root_id, "
    ":title, :search_text, 'open', :area_id, :assignee_id, :assignee_name, :about_kind, :about_id, "
    ":about_title, :now, :due_at, :now, 0, 0)"};
const Sql kUpdate{"talk.update_question",
                  "UPDATE talk_question SET status = :status, area_id = :area_id, assignee_id = "
                  ":assignee_id, assignee_name = :assignee_name, due_at = :due_at, updated_at = :now "
                  "WHERE id = :id"};
const Sql kThread{"talk.thread", THON_TALK_QUESTION
                  " FROM talk_question q WHERE q.root_id = :root_id ORDER BY q.asked_at, q.id"};
const Sql kOfHousehold{"talk.own_questions", THON_TALK_QUESTION
                       " FROM talk_question q WHERE q.household_id = :household_id AND q.id < :before "
                       "ORDER BY q.id DESC LIMIT :limit"};
const Sql kOwnOfThread{"talk.own_of_thread", THON_TALK_QUESTION
                       " FROM talk_question q WHERE q.household_id = :household_id "
                       "AND q.root_id = :root_id ORDER BY q.asked_at, q.id"};
const Sql kUnread{"talk.unread", THON_TALK_QUESTION
                  " FROM talk_question q WHERE q.household_id = :household_id AND q.told_at > q.read_at "
                  "ORDER BY q.told_at DESC LIMIT 20"};
const Sql kMarkRead{"talk.mark_read",
                    "UPDATE talk_question SET read_at = :up_to WHERE household_id = :household_id "
                    "AND root_id = :root_id AND read_at < :up_to"};

const Sql kMessage{"talk.message", THON_TALK_MESSAGE ", m.question_id FROM talk_message m WHERE m.id = :id"};
const Sql kInsertMessage{
    "talk.insert_message",
    "INSERT INTO talk_message (id, question_id, kind, at, author_id, author_name, place, body) "
    "VALUES (:id, :question_id, :kind, :at, :author_id, :author_name, :place, :body)"};
const Sql kDeliver{"talk.deliver",
                   "INSERT INTO talk_delivery (question_id, message_id) VALUES (:question_id, :message_id)"};
const Sql kDeliverToThread{"talk.deliver_to_thread",
                           "INSERT INTO talk_delivery (question_id, message_id) "
                           "SELECT q.id, m.id FROM talk_question q JOIN talk_message m ON m.id = :message_id "
                           "WHERE q.root_id = :root_id"};
const Sql kTell{"talk.tell", "UPDATE talk_question SET told_at = :now WHERE root_id = :root_id"};
const Sql kDelivered{
    "talk.delivered",
    "SELECT DISTINCT m.id, m.kind, m.at, m.author_name, m.place, m.body FROM talk_question q "
    "JOIN talk_delivery d ON d.question_id = q.id JOIN talk_message m ON m.id = d.message_id "
    "WHERE q.household_id = :household_id AND q.root_id = :root_id ORDER BY m.at, m.id LIMIT 500"};
const Sql kMessages{"talk.messages", THON_TALK_MESSAGE
                    ", m.question_id FROM talk_question q JOIN talk_message m ON m.question_id = q.id "
                    "WHERE q.root_id = :root_id ORDER BY m.at, m.id LIMIT 1000"};

const Sql kJoinAnswers{
    "talk.join_answers",
    "INSERT INTO talk_delivery (question_id, message_id) SELECT q.id, d.message_id FROM talk_question q, "
    "talk_delivery d JOIN talk_message m ON m.id = d.message_id WHERE q.root_id = :root_id "
    "AND d.question_id = :into AND m.kind <> 'ask' ON CONFLICT DO NOTHING"};
const Sql kTellJoined{
    "talk.tell_joined",
    "UPDATE talk_question SET told_at = :now WHERE root_id = :root_id AND EXISTS (SELECT 1 FROM "
    "talk_delivery d JOIN talk_message m ON m.id = d.message_id WHERE d.question_id = :into "
    "AND m.kind <> 'ask')"};
const Sql kJoin{"talk.join",
                "UPDATE talk_question SET root_id = :into, status = 'merged', updated_at = :now "
                "WHERE root_id = :root_id"};

const Sql kAddStep{"talk.add_step",
                   "INSERT INTO talk_step (id, question_id, at, act, area_id, to_area_id, by_name, note) "
                   "VALUES (:id, :question_id, :at, :act, :area_id, :to_area_id, :by_name, :note)"};
const Sql kSteps{"talk.steps",
                 "SELECT s.question_id, s.at, s.act, s.area_id, s.to_area_id, s.by_name, s.note "
                 "FROM talk_question q JOIN talk_step s ON s.question_id = q.id "
                 "WHERE q.root_id = :root_id ORDER BY s.at, s.id LIMIT 500"};

// Who looks first: the person it was given to, the unit whose it is, and the unit above once it is late.
#define THON_TALK_MINE \
  "(q.assignee_id = :me OR (q.assignee_id = '' AND c.depth = 0) OR (c.depth = 1 AND q.due_at < :now))"
#define THON_TALK_LINE(key, condition)                                                                 \
  THON_TALK_QUESTION                                                                                   \
  ", (SELECT COUNT(*) FROM talk_question o WHERE o.root_id = q.id) FROM areas_closure c "              \
  "JOIN talk_question q ON q.area_id = c.descendant_id WHERE c.ancestor_id = :area AND " condition     \
  " AND EXISTS (SELECT 1 FROM talk_question o WHERE o.root_id = q.id AND o.search_text LIKE :pattern " \
  "ESCAPE '!') AND (" key ", q.id) > (CAST(:after AS BIGINT), :after_id) ORDER BY " key                \
  ", q.id LIMIT :limit"

const Sql kMine{"talk.mine_lines", THON_TALK_LINE("q.due_at", "q.status = 'open' AND " THON_TALK_MINE)};
const Sql kOpen{"talk.open_lines", THON_TALK_LINE("q.due_at", "q.status = 'open'")};
const Sql kOverdue{"talk.overdue_lines", THON_TALK_LINE("q.due_at", "q.status = 'open' AND q.due_at < :now")};
const Sql kDone{"talk.done_lines", THON_TALK_LINE("-q.updated_at", "q.status IN ('answered', 'closed')")};
const Sql kCounts{
    "talk.counts",
    "SELECT COALESCE(SUM(CASE WHEN " THON_TALK_MINE
    " THEN 1 ELSE 0 END), 0), COUNT(*), "
    "COALESCE(SUM(CASE WHEN q.due_at < :now THEN 1 ELSE 0 END), 0) FROM areas_closure c "
    "JOIN talk_question q ON q.area_id = c.descendant_id AND q.status = 'open' WHERE c.ancestor_id = :area"};

const Sql kHomeless{
    "talk.homeless", THON_TALK_QUESTION
    " FROM talk_question q WHERE q.status = 'open' AND NOT EXISTS (SELECT 1 FROM areas_closure c "
    "WHERE c.ancestor_id = q.area_id AND c.descendant_id = q.area_id) LIMIT 500"};
const Sql kUnitToday{"talk.unit_today", "SELECT area_id FROM households_household_v WHERE id = :id"};
const Sql kLastParent{
    "talk.last_parent",
    "SELECT parent_id FROM areas_link_v WHERE child_id = :id ORDER BY valid_from DESC LIMIT 1"};
const Sql kRepresentative{"talk.representative",
                          "SELECT name FROM households_representative_v WHERE household_id = :id"};

}  // namespace

std::optional<Question> find(Tx& tx, std::string_view id) { return tx.one<Question>(kFind, {{"id", id}}); }

void insert(Tx& tx, const Question& question, std::string_view search_text) {
  tx.exec(kInsert, {{"id", question.id},
                    {"household_id", question.household_id},
                    {"asker_name", question.asker_name},
                    {"asker_area_id", question.asker_area_id},
                    {"root_id", question.root_id},
                    {"title", question.title},
                    {"search_text", search_text},
                    {"area_id", question.area_id},
                    {"assignee_id", question.assignee_id},
                    {"assignee_name", question.assignee_name},
                    {"about_kind", question.about_kind},
                    {"about_id", question.about_id},
                    {"about_title", question.about_title},
                    {"due_at", question.due_at},
                    {"now", tx.now()}});
}

void update(Tx& tx, Question& question) {
  question.updated_at = tx.now();
  tx.exec(kUpdate, {{"id", question.id},
                    {"status", question.status},
                    {"area_id", question.area_id},
                    {"assignee_id", question.assignee_id},
                    {"assignee_name", question.assignee_name},
                    {"due_at", question.due_at},
                    {"now", question.updated_at}});
}

std::vector<Question> thread(Tx& tx, std::string_view root_id) {
  return tx.rows<Question>(kThread, {{"root_id", root_id}});
}

std::vector<Question> of_household(Tx& tx, std::string_view household_id, std::string_view before_id,
                                   std::int64_t limit) {
  return tx.rows<Question>(kOfHousehold,
                           {{"household_id", household_id}, {"before", before_id}, {"limit", limit}});
}

std::vector<Question> own_of_thread(Tx& tx, std::string_view household_id, std::string_view root_id) {
  return tx.rows<Question>(kOwnOfThread, {{"household_id", household_id}, {"root_id", root_id}});
}

std::vector<Question> unread(Tx& tx, std::string_view household_id) {
  return tx.rows<Question>(kUnread, {{"household_id", household_id}});
}

void mark_read(Tx& tx, std::string_view household_id, std::string_view root_id, Millis up_to) {
  tx.exec(kMarkRead, {{"household_id", household_id}, {"root_id", root_id}, {"up_to", up_to}});
}

std::optional<Message> message(Tx& tx, std::string_view id) {
  return tx.one<Message>(kMessage, {{"id", id}});
}

void insert_message(Tx& tx, const Message& message, std::string_view author_id) {
  tx.exec(kInsertMessage, {{"id", message.id},
                           {"question_id", message.question_id},
                           {"kind", message.kind},
                           {"at", tx.now()},
                           {"author_id", author_id},
                           {"author_name", message.author_name},
                           {"place", message.place},
                           {"body", message.body}});
}

void deliver(Tx& tx, std::string_view question_id, std::string_view message_id) {
  tx.exec(kDeliver, {{"question_id", question_id}, {"message_id", message_id}});
}

void deliver_to_thread(Tx& tx, std::string_view root_id, std::string_view message_id) {
  tx.exec(kDeliverToThread, {{"root_id", root_id}, {"message_id", message_id}});
  tx.exec(kTell, {{"root_id", root_id}, {"now", tx.now()}});
}

std::vector<ThreadMessage> delivered(Tx& tx, std::string_view household_id, std::string_view root_id) {
  return tx.rows<ThreadMessage>(kDelivered, {{"household_id", household_id}, {"root_id", root_id}});
}

std::vector<Message> messages(Tx& tx, std::string_view root_id) {
  return tx.rows<Message>(kMessages, {{"root_id", root_id}});
}

void join(Tx& tx, std::string_view root_id, std::string_view into_id) {
  tx.exec(kJoinAnswers, {{"root_id", root_id}, {"into", into_id}});
  tx.exec(kTellJoined, {{"root_id", root_id}, {"into", into_id}, {"now", tx.now()}});
  tx.exec(kJoin, {{"root_id", root_id}, {"into", into_id}, {"now", tx.now()}});
}

void add_step(Tx& tx, const Step& step) {
  tx.exec(kAddStep, {{"id", new_id()},
                     {"question_id", step.question_id},
                     {"at", tx.now()},
                     {"act", step.act},
                     {"area_id", step.area_id},
                     {"to_area_id", step.to_area_id},
                     {"by_name", step.by_name},
                     {"note", step.note}});
}

std::vector<Step> steps(Tx& tx, std::string_view root_id) {
  return tx.rows<Step>(kSteps, {{"root_id", root_id}});
}

std::vector<Line> lines(Tx& tx, const Wanted& wanted) {
  SqlParams params{{"area", wanted.area_id},
                   {"pattern", wanted.pattern},
                   {"after", wanted.after},
                   {"after_id", wanted.after_id},
                   {"limit", wanted.limit}};
  switch (wanted.filter) {
    case QuestionFilter::mine:
      params.push_back({"me", wanted.account_id});
      params.push_back({"now", tx.now()});
      return tx.rows<Line>(kMine, params);
    case QuestionFilter::overdue:
      params.push_back({"now", tx.now()});
      return tx.rows<Line>(kOverdue, params);
    case QuestionFilter::done:
      return tx.rows<Line>(kDone, params);
    case QuestionFilter::open:
      break;
  }
  return tx.rows<Line>(kOpen, params);
}

QuestionCounts counts(Tx& tx, std::string_view area_id, std::string_view account_id) {
  return tx.one<QuestionCounts>(kCounts, {{"area", area_id}, {"me", account_id}, {"now", tx.now()}})
      .value_or(QuestionCounts{});
}

std::vector<Question> homeless(Tx& tx) { return tx.rows<Question>(kHomeless); }

std::string unit_today(Tx& tx, std::string_view household_id) {
  return tx.value<std::string>(kUnitToday, {{"id", household_id}}).value_or("");
}

std::string last_parent(Tx& tx, std::string_view area_id) {
  return tx.value<std::string>(kLastParent, {{"id", area_id}}).value_or("");
}

std::string representative(Tx& tx, std::string_view household_id) {
  return tx.value<std::string>(kRepresentative, {{"id", household_id}}).value_or("");
}

}  // namespace thon::talk::question_store
