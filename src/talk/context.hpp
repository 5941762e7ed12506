#pragma once
#include <string>
#include <string_view>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "base/token_buckets.hpp"
#include "platform/events/events.hpp"
#include "talk/questions/store.hpp"

namespace thon::talk {

using question_store::Question;

/// What the parts of this capability share.
struct Context {
  const areas::Authority& authority;
  const areas::Service& areas;
  EventSink& events;
};

inline constexpr const char* kMissing = "talk.error.not_found";
inline constexpr const char* kNoArea = "talk.error.area_not_found";
inline constexpr const char* kAnswer = "talk.answer";

/// The root of the thread that a question belongs to, for someone who may answer there now; throws not_found
/// otherwise.
Question held(Tx& tx, const Context& context, const Actor& actor, std::string_view id);
/// A question of the actor's household; throws not_found otherwise.
Question own(Tx& tx, const Actor& actor, std::string_view id);
/// The root of a question's thread.
Question root_of(Tx& tx, const Question& question);

/// Gives a question to a unit: to its answerer when it has one who still may, with the due time of that unit
/// when `anew`.
void route(Tx& tx, const Context& context, Question& root, std::string_view area_id, bool anew);

/// The unit that a question belongs to today: where it lies, or, when that unit has ended, the one that its
/// household would ask now, else the nearest above it that is left.
std::string home_of(Tx& tx, const Context& context, const Question& root);

/// What was done with a question.
struct Deed {
  const char* act;
  std::string by_name;
  std::optional<std::string> to_area_id;
  std::string note;
};
/// Writes it down, in the audit and among the question's steps.
void record(Tx& tx, const Context& context, const Actor& actor, const Question& root,
            std::string_view question_id, const Deed& deed);

/// "%loa phuong%" for LIKE with '!' as escape; everything when there is nothing to look for.
std::string pattern_of(std::string_view words);

/// Throws too_many when the bucket of the account is empty.
void take_token(TokenBuckets& buckets, const Actor& actor, Millis now);

}  // namespace thon::talk
