#pragma once
#include "talk/context.hpp"

namespace thon::talk {

/// What those do who answer. They see the threads of their units and of those below; one that was forwarded
/// away they may still read.
class Desk {
 public:
  explicit Desk(Context& context) : context_(context) {}

  /// What waits, the most urgent first; what is done, the latest first.
  QuestionPage list(Tx& tx, const Actor& actor, const QuestionsQuery& query) const;
  QuestionView find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The answer goes to every household of the thread. The same id twice is one answer.
  QuestionView answer(Tx& tx, const Actor& actor, const AnswerQuestion& input);
  /// Nothing more will come; the households read the reason. Twice is once.
  QuestionView close(Tx& tx, const Actor& actor, const CloseQuestion& input);
  QuestionView take(Tx& tx, const Actor& actor, std::string_view id);
  /// To a unit above or below that all who ask belong to. The due time stays: households were promised it.
  QuestionView forward(Tx& tx, const Actor& actor, const ForwardQuestion& input);
  /// From now on both are one thread: what was and will be answered there goes to those who asked here too.
  QuestionView merge(Tx& tx, const Actor& actor, const MergeQuestion& input);

  /// Open questions of units that have ended go to the unit that is there for their households now.
  bool any_homeless(Tx& tx) const;
  void rehome(Tx& tx);

 private:
  void tell(Tx& tx, const Actor& actor, const Question& root, MessageKind kind, const std::string& id,
            const std::string& body) const;
  Context& context_;
};

}  // namespace thon::talk
