#pragma once
#include "assembly/context.hpp"
#include "assembly/kinds/kinds.hpp"
#include "assembly/votes/rules.hpp"

namespace thon::assembly {

/// The household vote from its first draft to the minutes that are with the commune. Every verb sent twice is
/// done once.
class Votes {
 public:
  Votes(Context& context, const Kinds& kinds) : context_(context), kinds_(kinds) {}

  VoteView find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The same id twice answers the first result.
  VoteView draft(Tx& tx, const Actor& actor, const VoteDraft& input);
  /// A draft changes freely; once households are asked only the team does.
  VoteView edit(Tx& tx, const Actor& actor, const VoteEdit& input);
  /// No meeting is needed: asks the households whether they agree to vote online.
  VoteView agree(Tx& tx, const Actor& actor, const VoteAgreement& input);
  /// More than half of them do: fixes the electorate as it is today and opens the vote.
  VoteView open(Tx& tx, const Actor& actor, const VoteOpening& input);
  /// Before the time is up only when every household has voted.
  VoteView close(Tx& tx, const Actor& actor, const MatterVersion& input);
  VoteView fill_box(Tx& tx, const Actor& actor, const PaperBox& input);
  /// The result stands from here on. In a secret vote, nobody can tell any more who chose what.
  VoteView count(Tx& tx, const Actor& actor, const MatterVersion& input);
  VoteView edit_minutes(Tx& tx, const Actor& actor, const MinutesEdit& input);
  /// The minutes were signed and sent.
  VoteView send(Tx& tx, const Actor& actor, const MinutesSending& input);

 private:
  using Vote = vote_store::Vote;
  VoteView view(Tx& tx, const Actor& actor, const Matter& matter, const Vote& vote) const;
  void take_count(Tx& tx, const Matter& matter, Vote& vote) const;
  void save(Tx& tx, const Actor& actor, const char* verb, Matter& matter, const Vote& vote) const;

  Context& context_;
  const Kinds& kinds_;
};

}  // namespace thon::assembly
