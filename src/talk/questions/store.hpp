#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "talk/questions/model.hpp"

/// SQL of questions, their messages and the steps they took.
namespace thon::talk::question_store {

struct Question {
  std::string id;
  std::string household_id;
  std::string asker_name;
  std::string asker_area_id;
  std::string root_id;
  std::string title;
  QuestionStatus status = QuestionStatus::open;
  std::string area_id;
  std::string assignee_id;
  std::string assignee_name;
  std::string about_kind;
  std::string about_id;
  std::string about_title;
  std::int64_t asked_at = 0;
  std::int64_t due_at = 0;
  std::int64_t updated_at = 0;
  std::int64_t told_at = 0;
  std::int64_t read_at = 0;
};
BOOST_DESCRIBE_STRUCT(Question, (),
                      (id, household_id, asker_name, asker_area_id, root_id, title, status, area_id,
                       assignee_id, assignee_name, about_kind, about_id, about_title, asked_at, due_at,
                       updated_at, told_at, read_at))

std::optional<Question> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const Question& question, std::string_view search_text);
/// Writes status, routing and times of the root of a thread.
void update(Tx& tx, Question& question);
/// All questions of a thread, the oldest first.
std::vector<Question> thread(Tx& tx, std::string_view root_id);
/// Those of a household, the newest first, before the id.
std::vector<Question> of_household(Tx& tx, std::string_view household_id, std::string_view before_id,
                                   std::int64_t limit);
/// Its questions in one thread, the oldest first.
std::vector<Question> own_of_thread(Tx& tx, std::string_view household_id, std::string_view root_id);
/// Those of a household in whose thread something was said that it has not read.
std::vector<Question> unread(Tx& tx, std::string_view household_id);
void mark_read(Tx& tx, std::string_view household_id, std::string_view root_id, Millis up_to);

struct Message : ThreadMessage {
  std::string question_id;
};
BOOST_DESCRIBE_STRUCT(Message, (ThreadMessage), (question_id))

std::optional<Message> message(Tx& tx, std::string_view id);
void insert_message(Tx& tx, const Message& message, std::string_view author_id);
/// Brings a message to one question.
void deliver(Tx& tx, std::string_view question_id, std::string_view message_id);
/// Brings an answer to every question of a thread, which is unread for their households then.
void deliver_to_thread(Tx& tx, std::string_view root_id, std::string_view message_id);
/// What a household reads in one thread.
std::vector<ThreadMessage> delivered(Tx& tx, std::string_view household_id, std::string_view root_id);
/// Everything that was said in a thread.
std::vector<Message> messages(Tx& tx, std::string_view root_id);

/// Puts a whole thread under another root; the answers that are there come to its questions too.
void join(Tx& tx, std::string_view root_id, std::string_view into_id);

struct Step {
  std::string question_id;
  std::int64_t at = 0;
  std::string act;
  std::string area_id;
  std::optional<std::string> to_area_id;
  std::string by_name;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Step, (), (question_id, at, act, area_id, to_area_id, by_name, note))
void add_step(Tx& tx, const Step& step);
std::vector<Step> steps(Tx& tx, std::string_view root_id);

struct Line : Question {
  std::int64_t askers = 1;
};
BOOST_DESCRIBE_STRUCT(Line, (Question), (askers))

/// What a list asks for at one unit and below. The place is the key of the line before: due time of what
/// waits, minus the time of the last change of what is done; then the id.
struct Wanted {
  std::string area_id;
  std::string account_id;
  QuestionFilter filter = QuestionFilter::open;
  std::string pattern;  ///< for LIKE, '!' escapes
  std::int64_t after = 0;
  std::string after_id;
  std::int64_t limit = 0;
};
std::vector<Line> lines(Tx& tx, const Wanted& wanted);
QuestionCounts counts(Tx& tx, std::string_view area_id, std::string_view account_id);

/// Open questions at units that are no longer in the tree.
std::vector<Question> homeless(Tx& tx);
/// The unit that a household belongs to today.
std::string unit_today(Tx& tx, std::string_view household_id);
/// The unit that a unit stood under last; empty for a root.
std::string last_parent(Tx& tx, std::string_view area_id);

/// Who speaks for a household.
std::string representative(Tx& tx, std::string_view household_id);

}  // namespace thon::talk::question_store
