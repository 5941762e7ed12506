#pragma once
#include <map>
#include <string>
#include <string_view>

#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"
#include "reach/visits/model.hpp"

/// SQL of what was found at doors.
namespace thon::reach::visit_store {

/// One word on a door: "met", or one of VisitOutcome.
struct Word {
  std::string household_id;
  std::string by_account;
  std::int64_t made_at = 0;
  std::int64_t ordinal = 0;
  std::string by_name;
  std::string outcome;
  std::int64_t at = 0;
  std::optional<std::string> until;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Word, (),
                      (household_id, by_account, made_at, ordinal, by_name, outcome, at, until, note))

enum class Said { stands, older, already };
/// Writes it down; the newest word stands, also when an older one arrives after it.
Said say(Tx& tx, const Word& word);

/// What stands of those of the households at which nobody could be told, by ordinal.
std::map<std::int64_t, Visit> standing(Tx& tx, const Bitmap& ordinals);

}  // namespace thon::reach::visit_store
