#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "areas/service.hpp"
#include "base/error.hpp"
#include "households/model.hpp"

/// Decisions about the register, without I/O.
namespace thon::households {

namespace rules {

/// One field that an edit changes. Values are text; lists are JSON, with a readable form beside them.
struct FieldEdit {
  std::string field;
  std::string before, after;
  std::string before_shown, after_shown;
};

std::string name_of(HouseholdStatus status);
std::string name_of(Sex sex);
std::string name_of(Relation relation);
std::string name_of(CloseReason reason);

/// Adds what is wrong with lists of people and numbers: an id twice, two heads, two representatives.
void check_people(const Members& members, const Phones& phones, std::vector<FieldError>& faults);
/// Someone is the representative: the first number when none is marked.
Phones with_representative(Phones phones);
/// permanent, temporary and away can be chosen; the others come from moving away and closing.
void check_status(HouseholdStatus status, std::vector<FieldError>& faults);
/// Households belong to a unit that has none below it, a village or a group.
void check_home(const areas::Tree& tree, const areas::TreeUnit& unit, std::vector<FieldError>& faults);
/// A day from `first` until today.
void check_day(std::string_view date, std::string_view first, std::string_view today);

/// What of `wanted` differs from the household as it is now.
std::vector<FieldEdit> differences(const WholeHousehold& now, const EditHousehold& wanted);
/// The fields that were changed after the version an edit was made on, with their values at that version.
using Changed = std::map<std::string, std::string>;
/// The edits that are left when those of others are kept: a field that the editor left as it was is no edit.
/// Throws the conflict with both values when both changed one field, to different values.
std::vector<FieldEdit> merged(std::vector<FieldEdit> edits, const Changed& changed);
/// Carries the edits over into the household.
void apply(WholeHousehold& household, const EditHousehold& wanted, const std::vector<FieldEdit>& edits);

/// What a household is looked for by: folded, each word after a blank.
std::string search_text(const WholeHousehold& household);

constexpr std::size_t kSearchWords = 8;
/// LIKE patterns (escaped by '!') that must all match search_text; unused ones match everything. Words of
/// letters match beginnings of words, longer numbers any part. Of more than eight words the longest count.
std::array<std::string, kSearchWords> search_patterns(std::string_view query);
/// True when all patterns are of the kind that matches everything.
bool matches_all(const std::array<std::string, kSearchWords>& patterns);

/// A place in a list ordered by unit, walking order and id.
struct Place {
  std::string sort_key;
  std::int64_t walk_order = -1;
  std::string id;
};
std::string cursor_of(const Place& place);
/// Throws when the text is not a cursor of ours.
Place read_cursor(std::string_view text);

}  // namespace rules
}  // namespace thon::households
