#pragma once
#include "assembly/matters/model.hpp"
#include "assembly/meetings/model.hpp"
#include "assembly/polls/model.hpp"
#include "assembly/votes/model.hpp"

namespace thon::assembly {

struct CardsQuery {};
BOOST_DESCRIBE_STRUCT(CardsQuery, (), ())

/// A matter in the list of a household.
struct MatterCard {
  std::string id;
  MatterKind kind = MatterKind::vote;
  MatterStatus status = MatterStatus::open;
  std::string title;
  std::string body;
  std::string sender_name;
  std::int64_t updated_at = 0;
  std::optional<std::int64_t> ends_at;
  bool answered = false;
  bool asks = false;  ///< an answer counts now
};
BOOST_DESCRIBE_STRUCT(MatterCard, (),
                      (id, kind, status, title, body, sender_name, updated_at, ends_at, answered, asks))

struct MatterCards {
  std::vector<MatterCard> items;
};
BOOST_DESCRIBE_STRUCT(MatterCards, (), (items))

/// One ballot that the household gave. In a secret vote the choice is gone once it is counted.
struct OwnBallot {
  std::int64_t at = 0;
  BallotWay way = BallotWay::app;
  std::optional<BallotChoice> choice;
  std::string opinion;
  std::string by_name;
  bool this_phone = false;
  bool counts = false;  ///< it is the one that stands
};
BOOST_DESCRIBE_STRUCT(OwnBallot, (), (at, way, choice, opinion, by_name, this_phone, counts))

/// A vote as a household sees it: how many have voted at any time, what they chose once it is counted.
struct VoteCard {
  std::string kind_name;
  std::string legal_basis;
  BallotSecrecy secrecy = BallotSecrecy::open;
  ConsentCount consent;
  std::optional<bool> agrees;  ///< what the household said about voting online
  VoteCount count;
  std::vector<OwnBallot> given;  ///< the newest first
};
BOOST_DESCRIBE_STRUCT(VoteCard, (), (kind_name, legal_basis, secrecy, consent, agrees, count, given))

struct PollCard {
  std::vector<PollOption> options;
  bool several = false;
  PollResults results = PollResults::at_end;
  bool shown = false;  ///< the options carry their figures
  std::int64_t answered = 0;
  std::vector<std::int64_t> chosen;
};
BOOST_DESCRIBE_STRUCT(PollCard, (), (options, several, results, shown, answered, chosen))

struct MeetingCard {
  std::string place;
  std::vector<MeetingPaper> papers;
  std::optional<MeetingAnswer> answer;
  std::string proxy_name;
  std::string conclusion;
};
BOOST_DESCRIBE_STRUCT(MeetingCard, (), (place, papers, answer, proxy_name, conclusion))

/// One matter with everything that the household may know of it.
struct MatterCardView : MatterCard {
  std::string reason;  ///< why it was cancelled
  std::vector<MatterExtension> extensions;
  std::int64_t houses = 0;
  std::optional<VoteCard> vote;
  std::optional<PollCard> poll;
  std::optional<MeetingCard> meeting;
};
BOOST_DESCRIBE_STRUCT(MatterCardView, (MatterCard), (reason, extensions, houses, vote, poll, meeting))

}  // namespace thon::assembly
