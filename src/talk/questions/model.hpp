#pragma once
#include "talk/model.hpp"

namespace thon::talk {

using QuestionText = LongText<1, 3000>;

/// What a question is about: something of another capability, known here by its name alone.
struct QuestionAbout {
  Text<1, 40> kind;
  Text<1, 60> id;
  Text<1, 200> title;
};
BOOST_DESCRIBE_STRUCT(QuestionAbout, (), (kind, id, title))

struct AskQuestion {
  Id id;
  QuestionText body;
  std::optional<Id> area_id;  ///< the unit that is asked; one outside the household's line counts as none
  std::optional<QuestionAbout> about;
};
BOOST_DESCRIBE_STRUCT(AskQuestion, (), (id, body, area_id, about))

struct OwnQuestionsQuery {
  std::optional<Id> cursor;
};
BOOST_DESCRIBE_STRUCT(OwnQuestionsQuery, (), (cursor))

struct QuestionQuery {
  Id question_id;
};
BOOST_DESCRIBE_STRUCT(QuestionQuery, (), (question_id))

struct AskOn {
  Id question_id;
  Id id;
  QuestionText body;
};
BOOST_DESCRIBE_STRUCT(AskOn, (), (question_id, id, body))

struct ReadMark {
  Id question_id;
  Whole<0, 4'102'444'800'000> up_to;
};
BOOST_DESCRIBE_STRUCT(ReadMark, (), (question_id, up_to))

struct AskableQuery {};
BOOST_DESCRIBE_STRUCT(AskableQuery, (), ())

/// Whom a household may ask, the widest first, and who is asked when it does not say.
struct Askable {
  std::vector<TalkUnit> items;
  std::string usual_id;
};
BOOST_DESCRIBE_STRUCT(Askable, (), (items, usual_id))

/// One thread of a household, as it sees it.
struct OwnQuestion {
  std::string id;
  std::string title;
  QuestionStatus status = QuestionStatus::open;
  std::string area_name;  ///< that answers
  std::string about_title;
  std::int64_t asked_at = 0;
  std::int64_t updated_at = 0;  ///< what came until then is read when a read mark names it
  std::int64_t due_at = 0;
  bool unread = false;
};
BOOST_DESCRIBE_STRUCT(OwnQuestion, (),
                      (id, title, status, area_name, about_title, asked_at, updated_at, due_at, unread))

struct OwnQuestions {
  std::vector<OwnQuestion> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(OwnQuestions, (), (items, next))

struct ThreadMessage {
  std::string id;
  MessageKind kind = MessageKind::ask;
  std::int64_t at = 0;
  std::string author_name;
  std::string place;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(ThreadMessage, (), (id, kind, at, author_name, place, body))

struct OwnThread : OwnQuestion {
  std::string about_kind;
  std::string about_id;
  std::vector<ThreadMessage> messages;
};
BOOST_DESCRIBE_STRUCT(OwnThread, (OwnQuestion), (about_kind, about_id, messages))

/// mine: waits for the caller, or for the caller's unit, or is late one unit below · open: waits · overdue ·
/// done: answered or closed
enum class QuestionFilter { mine, open, overdue, done };
BOOST_DESCRIBE_ENUM(QuestionFilter, mine, open, overdue, done)

struct QuestionsQuery {
  std::optional<QuestionFilter> filter;
  std::optional<Id> area;
  std::optional<Text<0, 100>> q;
  std::optional<Text<0, 80>> cursor;
};
BOOST_DESCRIBE_STRUCT(QuestionsQuery, (), (filter, area, q, cursor))

/// One thread in the list of those who answer.
struct QuestionRow {
  std::string id;
  std::string title;
  QuestionStatus status = QuestionStatus::open;
  std::string asker_name;
  std::string asker_area_name;
  std::int64_t askers = 1;  ///< how many questions are answered together
  std::string area_id;
  std::string area_name;
  std::string assignee_name;
  bool assigned_to_me = false;
  std::string about_title;
  std::int64_t asked_at = 0;
  std::int64_t due_at = 0;
  std::int64_t updated_at = 0;
  bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(QuestionRow, (),
                      (id, title, status, asker_name, asker_area_name, askers, area_id, area_name,
                       assignee_name, assigned_to_me, about_title, asked_at, due_at, updated_at, overdue))

struct QuestionCounts {
  std::int64_t mine = 0;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
};
BOOST_DESCRIBE_STRUCT(QuestionCounts, (), (mine, open, overdue))

struct QuestionPage {
  std::vector<QuestionRow> items;
  QuestionCounts counts;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(QuestionPage, (), (items, counts, next))

struct QuestionAsker {
  std::string question_id;
  std::string household_id;
  std::string name;
  std::string area_name;
  std::int64_t asked_at = 0;
  bool read = false;  ///< the household has seen the last answer
};
BOOST_DESCRIBE_STRUCT(QuestionAsker, (), (question_id, household_id, name, area_name, asked_at, read))

struct QuestionStep {
  std::int64_t at = 0;
  std::string act;
  std::string area_name;
  std::optional<std::string> to_area_name;
  std::string by_name;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(QuestionStep, (), (at, act, area_name, to_area_name, by_name, note))

/// A thread as those see it who answer.
struct QuestionView : QuestionRow {
  std::string about_kind;
  std::string about_id;
  bool may_answer = false;  ///< false: it was forwarded away from the caller's units
  std::vector<ThreadMessage> messages;
  std::vector<QuestionAsker> people;
  std::vector<QuestionStep> steps;
  std::vector<TalkUnit> line;  ///< the units that it may be forwarded to
};
BOOST_DESCRIBE_STRUCT(QuestionView, (QuestionRow),
                      (about_kind, about_id, may_answer, messages, people, steps, line))

struct AnswerQuestion {
  Id question_id;
  Id id;
  LongText<1, 5000> body;
};
BOOST_DESCRIBE_STRUCT(AnswerQuestion, (), (question_id, id, body))

struct ForwardQuestion {
  Id question_id;
  Id area_id;
  std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(ForwardQuestion, (), (question_id, area_id, note))

struct MergeQuestion {
  Id question_id;
  Id into_id;
};
BOOST_DESCRIBE_STRUCT(MergeQuestion, (), (question_id, into_id))

struct CloseQuestion {
  Id question_id;
  Id id;
  LongText<1, 1000> reason;  ///< the household reads it
};
BOOST_DESCRIBE_STRUCT(CloseQuestion, (), (question_id, id, reason))

}  // namespace thon::talk
