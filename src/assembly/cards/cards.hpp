#pragma once
#include "assembly/cards/model.hpp"
#include "assembly/context.hpp"

namespace thon::assembly {

/// What a household sees of the matters put to it, and nothing of other households but their number.
class Cards {
 public:
  explicit Cards(Context& context) : context_(context) {}

  /// What waits for an answer and what has lately ended, the newest first.
  MatterCards list(Tx& tx, const Actor& actor) const;
  MatterCardView find(Tx& tx, const Actor& actor, std::string_view id) const;

 private:
  VoteCard vote(Tx& tx, const Actor& actor, const Matter& matter) const;
  PollCard poll(Tx& tx, const Actor& actor, const Matter& matter) const;
  MeetingCard meeting(Tx& tx, const Actor& actor, const Matter& matter) const;

  Context& context_;
};

}  // namespace thon::assembly
