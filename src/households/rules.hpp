#pragma once
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "areas/tree.hpp"
#include "base/error.hpp"
#include "households/model.hpp"

/// Decisions about the register, without I/O.
namespace thon::households {

/// A household as stored.
struct Household {
  std::string id;
  std::int64_t ordinal = 0;
  std::string code;
  std::string area_id;
  std::string head_name;
  std::string address;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::int64_t walk_order = 0;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::string note;
  std::string valid_from;
  std::optional<std::string> valid_to;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Household, (),
                      (id, ordinal, code, area_id, head_name, address, latitude, longitude, walk_order, status, note,
                       valid_from, valid_to, version))

/// A household with its people and numbers.
struct WholeHousehold {
  Household own;
  Members members;
  Phones phones;
};

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
/// Throws the conflict with both values when an edit touches a field that has changed since its version.
void check_clash(const std::vector<FieldEdit>& edits, const std::set<std::string>& changed_since);
void apply(WholeHousehold& household, const EditHousehold& wanted);

/// What a household is looked for by: folded, each word after a blank.
std::string search_text(const WholeHousehold& household);

constexpr std::size_t kSearchWords = 8;
/// LIKE patterns (escaped by '!') that must all match search_text; unused ones match everything. Words of letters
/// match beginnings of words, longer numbers any part. Of more than eight words the longest count.
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
