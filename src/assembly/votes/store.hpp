#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/votes/model.hpp"
#include "platform/db/db.hpp"

/// SQL of the votes themselves; ballots stand in ballot_store.
namespace thon::assembly::vote_store {

struct Vote : VoteTerms, VoteMinutes {
  std::string matter_id;
  std::optional<std::string> seal_key;
  std::optional<std::int64_t> box_agree;
  std::optional<std::int64_t> box_disagree;
  std::optional<std::int64_t> box_other;
  std::optional<std::int64_t> box_invalid;
  std::string box_opinions;  ///< a JSON list
  std::optional<std::int64_t> counted_at;
  std::int64_t agree = 0;
  std::int64_t disagree = 0;
  std::int64_t other = 0;
  std::int64_t invalid = 0;
};
BOOST_DESCRIBE_STRUCT(Vote, (VoteTerms, VoteMinutes),
                      (matter_id, seal_key, box_agree, box_disagree, box_other, box_invalid, box_opinions,
                       counted_at, agree, disagree, other, invalid))

std::optional<Vote> find(Tx& tx, std::string_view matter_id);
void insert(Tx& tx, const Vote& vote);
void update(Tx& tx, const Vote& vote);
CountingTeam team(Tx& tx, std::string_view matter_id);
void set_team(Tx& tx, std::string_view matter_id, const CountingTeam& team);
std::vector<std::string> opinions(Tx& tx, std::string_view matter_id);
void set_opinions(Tx& tx, std::string_view matter_id, const std::vector<std::string>& opinions);

/// A household of the roll, and whether it agrees to vote online.
struct Consent {
  std::string household_id;
  bool agrees = false;
  BallotWay way = BallotWay::app;
  std::string by_name;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (household_id, agrees, way, by_name, at))
/// Of households on the roll alone.
std::vector<Consent> consents(Tx& tx, std::string_view matter_id);
std::optional<Consent> consent(Tx& tx, std::string_view matter_id, std::string_view household_id);
void put_consent(Tx& tx, std::string_view matter_id, const Consent& consent);

}  // namespace thon::assembly::vote_store
