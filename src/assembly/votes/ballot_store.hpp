#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/votes/model.hpp"
#include "platform/db/db.hpp"

/// SQL of ballots. What a household gave is only ever added to; which of it stands is one row a household.
namespace thon::assembly::ballot_store {

struct Ballot {
  std::string id;
  std::string matter_id;
  std::string household_id;
  BallotWay way = BallotWay::app;
  std::optional<BallotChoice> choice;
  std::string opinion;
  std::optional<std::string> sealed;
  std::string session_id;
  std::string by_name;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Ballot, (),
                      (id, matter_id, household_id, way, choice, opinion, sealed, session_id, by_name, at))

std::optional<Ballot> find(Tx& tx, std::string_view id);
/// Adds the ballot and lets it stand for its household and way.
void put(Tx& tx, const Ballot& ballot);
/// The household's paper stands no longer.
void retract_paper(Tx& tx, std::string_view matter_id, std::string_view household_id,
                   std::string_view by_name);
/// Everything a household ever gave, oldest first.
std::vector<Ballot> history(Tx& tx, std::string_view matter_id, std::string_view household_id);

/// The ballots of a household that stand.
struct Cast {
  std::string household_id;
  std::optional<std::string> app_id;
  std::optional<BallotChoice> app_choice;
  std::string app_opinion;
  std::optional<std::string> app_sealed;
  std::int64_t app_at = 0;
  std::optional<std::string> paper_id;
  std::optional<BallotChoice> paper_choice;
  std::string paper_opinion;
  std::int64_t paper_at = 0;
  std::string paper_by;
  std::int64_t ballots = 0;  ///< that it ever gave
};
BOOST_DESCRIBE_STRUCT(Cast, (),
                      (household_id, app_id, app_choice, app_opinion, app_sealed, app_at, paper_id,
                       paper_choice, paper_opinion, paper_at, paper_by, ballots))
std::optional<Cast> cast(Tx& tx, std::string_view matter_id, std::string_view household_id);
/// Of all households that gave any.
std::vector<Cast> all(Tx& tx, std::string_view matter_id);

/// Parts the choices from those who gave them, for ever.
void forget_sealed(Tx& tx, std::string_view matter_id);

}  // namespace thon::assembly::ballot_store
