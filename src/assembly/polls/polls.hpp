#pragma once
#include "assembly/context.hpp"
#include "assembly/polls/store.hpp"

namespace thon::assembly {

/// Asking what people would like. Not a vote in the sense of the law, and it says so wherever it is shown.
class Polls {
 public:
  explicit Polls(Context& context) : context_(context) {}

  PollView find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The same id twice answers the first result.
  PollView draft(Tx& tx, const Actor& actor, const PollDraft& input);
  PollView edit(Tx& tx, const Actor& actor, const PollEdit& input);
  /// Puts it to the households of its units as they are today. Twice is once.
  PollView open(Tx& tx, const Actor& actor, const PollOpening& input);
  void answer(Tx& tx, const Actor& actor, const PollAnswer& input);

 private:
  PollView view(Tx& tx, const Actor& actor, const Matter& matter) const;
  Context& context_;
};

}  // namespace thon::assembly
