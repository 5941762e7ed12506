#pragma once
#include "talk/context.hpp"

namespace thon::talk {

/// What a household does with its questions. It never learns of another household's.
class Asking {
 public:
  explicit Asking(Context& context) : context_(context) {}

  Askable askable(Tx& tx, const Actor& actor) const;
  /// Its threads, the newest question first; questions that were merged with one another are one thread.
  OwnQuestions list(Tx& tx, const Actor& actor, const OwnQuestionsQuery& query) const;
  /// Its threads in which something was said that it has not read.
  OwnQuestions unread(Tx& tx, const Actor& actor) const;
  OwnThread find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The same id twice is one question.
  OwnThread ask(Tx& tx, const Actor& actor, const AskQuestion& input);
  /// Says more in the same thread, which waits for an answer again. The same id twice is one message.
  OwnThread ask_on(Tx& tx, const Actor& actor, const AskOn& input);
  void read(Tx& tx, const Actor& actor, const ReadMark& input);

 private:
  OwnQuestion row(Tx& tx, const areas::Tree& tree, const Question& question) const;
  void say(Tx& tx, const Actor& actor, const Question& question, const std::string& id,
           const std::string& body) const;
  Context& context_;
  // A household that asks in haste still gets ten questions in.
  TokenBuckets buckets_{Rate{1, 10}};
};

}  // namespace thon::talk
