#pragma once
#include "assembly/matters/model.hpp"

namespace thon::assembly {

/// Someone of those who gather the opinions (tổ lấy ý kiến).
struct CountingMember {
  Text<1, 120> name;
  Text<1, 120> office;
  bool from_front = false;  ///< speaks for the Fatherland Front
};
BOOST_DESCRIBE_STRUCT(CountingMember, (), (name, office, from_front))

using CountingTeam = List<CountingMember, 0, 5>;

struct VoteDraft {
  Id id;
  MatterUnits area_ids;
  MatterTitle title;
  MatterBody body;
  Text<1, 200> kind;                        ///< by its name in the list of kinds
  std::optional<Text<0, 500>> legal_basis;  ///< absent or empty: what the list says
  BallotSecrecy secrecy = BallotSecrecy::open;
  CountingTeam team;
};
BOOST_DESCRIBE_STRUCT(VoteDraft, (), (id, area_ids, title, body, kind, legal_basis, secrecy, team))

struct VoteEdit : MatterVersion {
  std::optional<MatterUnits> area_ids;
  std::optional<MatterTitle> title;
  std::optional<MatterBody> body;
  std::optional<Text<1, 200>> kind;
  std::optional<Text<0, 500>> legal_basis;
  std::optional<BallotSecrecy> secrecy;
  std::optional<CountingTeam> team;
};
BOOST_DESCRIBE_STRUCT(VoteEdit, (MatterVersion), (area_ids, title, body, kind, legal_basis, secrecy, team))

/// Head of village and head of the Front's committee agree that no meeting is needed.
struct VoteAgreement : MatterVersion {
  Text<1, 120> village_head;
  Text<1, 120> front_head;
  Date agreed_on;
};
BOOST_DESCRIBE_STRUCT(VoteAgreement, (MatterVersion), (village_head, front_head, agreed_on))

struct VoteOpening : MatterVersion {
  Moment ends_at;
};
BOOST_DESCRIBE_STRUCT(VoteOpening, (MatterVersion), (ends_at))

/// What lay in the box of papers of a secret vote.
struct PaperBox : MatterVersion {
  Whole<0, 1'000'000> agree;
  Whole<0, 1'000'000> disagree;
  Whole<0, 1'000'000> other;
  Whole<0, 1'000'000> invalid;
  List<Text<1, 1000>, 0, 500> opinions;
};
BOOST_DESCRIBE_STRUCT(PaperBox, (MatterVersion), (agree, disagree, other, invalid, opinions))

/// What the minutes say beyond the count.
struct MinutesEdit : MatterVersion {
  LongText<1, 500> heading;
  Text<0, 200> place;
  Text<0, 120> secretary;
  LongText<0, 2000> note;
};
BOOST_DESCRIBE_STRUCT(MinutesEdit, (MatterVersion), (heading, place, secretary, note))

struct MinutesSending : MatterVersion {
  Date signed_on;
  Date sent_on;
  Text<1, 300> sent_to;
};
BOOST_DESCRIBE_STRUCT(MinutesSending, (MatterVersion), (signed_on, sent_on, sent_to))

/// How many households agree to vote online.
struct ConsentCount {
  std::int64_t houses = 0;
  std::int64_t needed = 0;
  std::int64_t agree = 0;
  std::int64_t refuse = 0;
  bool enough = false;
};
BOOST_DESCRIBE_STRUCT(ConsentCount, (), (houses, needed, agree, refuse, enough))

/// The count. Shares are of all households of the electorate. The choices of a secret vote are nought, and
/// `shown` is false, until it is counted.
struct VoteCount {
  std::int64_t electorate = 0;
  std::int64_t needed = 0;
  std::int64_t voted = 0;
  std::int64_t by_app = 0;
  std::int64_t by_paper = 0;
  std::int64_t both = 0;  ///< voted both ways; among by_paper
  std::int64_t agree = 0;
  std::int64_t disagree = 0;
  std::int64_t other = 0;
  std::int64_t invalid = 0;
  bool shown = false;
  bool passed = false;
};
BOOST_DESCRIBE_STRUCT(VoteCount, (),
                      (electorate, needed, voted, by_app, by_paper, both, agree, disagree, other, invalid,
                       shown, passed))

/// What lay in the box, when it was entered.
struct BoxCount {
  std::int64_t agree = 0;
  std::int64_t disagree = 0;
  std::int64_t other = 0;
  std::int64_t invalid = 0;
  std::vector<std::string> opinions;
};
BOOST_DESCRIBE_STRUCT(BoxCount, (), (agree, disagree, other, invalid, opinions))

/// On what ground and in which form is voted, and who agreed to it.
struct VoteTerms {
  std::string kind_name;
  std::int64_t clause = 6;
  std::string legal_basis;
  BallotSecrecy secrecy = BallotSecrecy::open;
  std::string village_head;
  std::string front_head;
  std::optional<std::string> agreed_on;
};
BOOST_DESCRIBE_STRUCT(VoteTerms, (),
                      (kind_name, clause, legal_basis, secrecy, village_head, front_head, agreed_on))

struct VoteMinutes {
  std::string heading;
  std::string place;
  std::string secretary;
  std::string note;
  std::optional<std::string> signed_on;
  std::optional<std::string> sent_on;
  std::string sent_to;
};
BOOST_DESCRIBE_STRUCT(VoteMinutes, (), (heading, place, secretary, note, signed_on, sent_on, sent_to))

struct VoteView : MatterView, VoteTerms {
  CountingTeam team;
  ConsentCount consent;
  VoteCount count;
  std::vector<UnitTurnout> units;
  std::vector<std::string> opinions;  ///< other opinions, without who gave them; as far as choices are shown
  std::optional<BoxCount> box;
  VoteMinutes minutes;
  bool may_count = false;  ///< the caller may enter papers
};
BOOST_DESCRIBE_STRUCT(VoteView, (MatterView, VoteTerms),
                      (team, consent, count, units, opinions, box, minutes, may_count))

// --- what households and the counting team give

struct ConsentInput {
  Id matter_id;
  bool agrees = false;
};
BOOST_DESCRIBE_STRUCT(ConsentInput, (), (matter_id, agrees))

struct PaperConsent {
  Id matter_id;
  Text<1, 20> code;
  bool agrees = false;
};
BOOST_DESCRIBE_STRUCT(PaperConsent, (), (matter_id, code, agrees))

struct BallotInput {
  Id id;
  Id matter_id;
  BallotChoice choice = BallotChoice::agree;
  std::optional<Text<0, 500>> opinion;
};
BOOST_DESCRIBE_STRUCT(BallotInput, (), (id, matter_id, choice, opinion))

/// A signed paper. In an open vote without a choice it is an invalid one; in a secret vote it never has one:
/// the paper lies in the box.
struct PaperBallot {
  Id id;
  Id matter_id;
  Text<1, 20> code;
  std::optional<BallotChoice> choice;
  std::optional<Text<0, 500>> opinion;
};
BOOST_DESCRIBE_STRUCT(PaperBallot, (), (id, matter_id, code, choice, opinion))

struct PaperRetraction {
  Id matter_id;
  Id household_id;
};
BOOST_DESCRIBE_STRUCT(PaperRetraction, (), (matter_id, household_id))

/// Whose paper was entered, for whoever typed the code to compare.
struct PaperEntered {
  std::string household_id;
  std::string code;
  std::string name;
  std::string address;
  std::string area_name;
  bool both = false;      ///< the household had voted by phone; its paper counts
  bool replaced = false;  ///< an earlier paper of the household was entered anew
};
BOOST_DESCRIBE_STRUCT(PaperEntered, (), (household_id, code, name, address, area_name, both, replaced))

}  // namespace thon::assembly
