#pragma once
#include "assembly/context.hpp"
#include "assembly/matters/roll_store.hpp"
#include "assembly/votes/rules.hpp"

namespace thon::assembly {

/// What households give by phone, and what the counting team enters from paper.
class Ballots {
 public:
  explicit Ballots(Context& context) : context_(context) {}

  // --- a household, from any phone of the house: the last answer counts, every one is kept
  void consent(Tx& tx, const Actor& actor, const ConsentInput& input);
  void cast(Tx& tx, const Actor& actor, const BallotInput& input);

  // --- the counting team, house by house
  PaperEntered consent_on_paper(Tx& tx, const Actor& actor, const PaperConsent& input);
  /// The same id twice answers the first result; another paper of the same house takes the place of the
  /// first.
  PaperEntered enter_paper(Tx& tx, const Actor& actor, const PaperBallot& input);
  /// A paper that was entered by mistake.
  void retract_paper(Tx& tx, const Actor& actor, const PaperRetraction& input);

 private:
  struct Entry {
    Matter matter;
    roll_store::House house;
  };
  /// The vote and the household of that code on its roll.
  Entry by_code(Tx& tx, const Actor& actor, std::string_view matter_id, std::string_view code) const;

  Context& context_;
};

}  // namespace thon::assembly
