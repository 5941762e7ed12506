#include "areas/rules.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace thon::areas {

std::string name_of(AreaKind kind) { return boost::describe::enum_to_string(kind, ""); }

namespace rules {

bool fits_below(AreaKind kind, AreaKind parent) { return parent < kind; }

void check_new(const AddArea& area, const Area& parent) {
  if (parent.valid_to) throw Error(ErrorKind::conflict, "areas.error.closed", {{"name", parent.name}});
  if (!fits_below(area.kind, parent.kind))
    throw Error::invalid("/kind", "areas.error.kind_does_not_fit", {{"parent", parent.name}});
}

void check_close(const Area& area, std::string_view date, std::string_view today) {
  if (area.valid_to) throw Error(ErrorKind::conflict, "areas.error.closed", {{"name", area.name}});
  if (date > today) throw Error::invalid("/date", "areas.error.date_future");
  if (date <= area.valid_from) throw Error::invalid("/date", "areas.error.date_before_start");
}

std::vector<std::string> placed(std::vector<std::string> siblings, const std::string& id,
                                std::int64_t place) {
  std::erase(siblings, id);
  const auto at = std::min(place, static_cast<std::int64_t>(siblings.size()));
  siblings.insert(siblings.begin() + at, id);
  return siblings;
}

void check_own_day(DayKind kind, bool works) {
  if (kind == DayKind::swap_work && works) throw Error::invalid("/date", "areas.error.day_worked_already");
  if (kind != DayKind::swap_work && !works) throw Error::invalid("/date", "areas.error.day_off_already");
}

}  // namespace rules
}  // namespace thon::areas
