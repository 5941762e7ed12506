#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::rollcall {

/// lũ lụt · bão · cháy · sạt lở · khác
enum class RollKind { flood, storm, fire, landslide, other };
BOOST_DESCRIBE_ENUM(RollKind, flood, storm, fire, landslide, other)

/// How a household stands. silent: nobody has said anything · helping: someone is on the way · elsewhere: was
/// seen, though not at home · not_found: was looked for and not found.
enum class RollState { silent, safe, needs_help, helping, helped, elsewhere, not_found };
BOOST_DESCRIBE_ENUM(RollState, silent, safe, needs_help, helping, helped, elsewhere, not_found)

/// What one report says. released: who was on the way no longer is.
enum class RollDeed { safe, needs_help, elsewhere, not_found, helping, released, helped };
BOOST_DESCRIBE_ENUM(RollDeed, safe, needs_help, elsewhere, not_found, helping, released, helped)

/// Who says it: the household itself, someone at its door, whoever helps it.
enum class RollSource { household, door, help };
BOOST_DESCRIBE_ENUM(RollSource, household, door, help)

/// supplies: food and water
enum class RollNeed { medical, evacuation, supplies, trapped, other };
BOOST_DESCRIBE_ENUM(RollNeed, medical, evacuation, supplies, trapped, other)

/// What a household says of itself, and what is said of it at its door.
enum class RollAnswer { safe, needs_help };
BOOST_DESCRIBE_ENUM(RollAnswer, safe, needs_help)
enum class RollMark { safe, needs_help, elsewhere, not_found };
BOOST_DESCRIBE_ENUM(RollMark, safe, needs_help, elsewhere, not_found)

/// The lists of a roll-call, the most urgent first.
enum class RollList { needs, unseen, safe };
BOOST_DESCRIBE_ENUM(RollList, needs, unseen, safe)

using RollUnits = List<Id, 1, 500>;
using RollPeople = Whole<1, 200>;
using RollPlace = Text<0, 200>;
using RollNote = LongText<0, 500>;

/// Households of a unit by how they stand; the seven sum up to `households`.
struct RollFigures {
  std::int64_t households = 0;
  std::int64_t safe = 0;
  std::int64_t elsewhere = 0;
  std::int64_t helped = 0;
  std::int64_t needs_help = 0;
  std::int64_t helping = 0;
  std::int64_t not_found = 0;
  std::int64_t silent = 0;
};
BOOST_DESCRIBE_STRUCT(RollFigures, (),
                      (households, safe, elsewhere, helped, needs_help, helping, not_found, silent))

/// What a household needs, as far as it was said.
struct RollWant {
  std::optional<RollNeed> need;
  std::optional<std::int64_t> people;
  std::string place;
  std::string note;
  std::optional<double> latitude;
  std::optional<double> longitude;
};
BOOST_DESCRIBE_STRUCT(RollWant, (), (need, people, place, note, latitude, longitude))

/// One part of the tree that is looked at.
struct RollPartQuery {
  Id call_id;
  Id area;
};
BOOST_DESCRIBE_STRUCT(RollPartQuery, (), (call_id, area))

}  // namespace thon::rollcall
