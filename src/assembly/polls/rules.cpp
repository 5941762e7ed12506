#include "assembly/polls/rules.hpp"

#include <set>

#include "base/error.hpp"
#include "base/text.hpp"

namespace thon::assembly::rules {

std::int64_t chosen(const PollAnswer& answer, std::size_t options, bool several) {
  std::int64_t bits = 0;
  for (std::size_t i = 0; i < answer.options.size(); ++i) {
    const auto place = answer.options[i].value;
    if (place >= static_cast<std::int64_t>(options))
      throw Error::invalid("/options/" + std::to_string(i), "assembly.error.no_such_option");
    bits |= std::int64_t{1} << place;
  }
  if (!several && (bits & (bits - 1)) != 0) throw Error::invalid("/options", "assembly.error.one_option");
  return bits;
}

std::vector<std::int64_t> places(std::int64_t bits) {
  std::vector<std::int64_t> found;
  for (std::int64_t place = 0; bits >> place; ++place)
    if ((bits >> place) & 1) found.push_back(place);
  return found;
}

std::vector<std::int64_t> counts(const std::vector<poll_store::Answer>& answers, std::size_t options) {
  std::vector<std::int64_t> found(options, 0);
  for (const auto& answer : answers)
    for (const auto place : places(answer.options))
      if (place < static_cast<std::int64_t>(options)) ++found[static_cast<std::size_t>(place)];
  return found;
}

void check_options(const PollOptions& options) {
  std::set<std::string> known;
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < options.size(); ++i)
    if (!known.insert(fold(options[i].value)).second)
      faults.push_back({"/options/" + std::to_string(i), "assembly.error.option_twice", {}});
  if (!faults.empty()) throw Error::invalid(std::move(faults));
}

bool shows_results(PollResults results, bool over, bool answered) {
  switch (results) {
    case PollResults::sender:
      return false;
    case PollResults::at_end:
      return over;
    case PollResults::at_once:
      return over || answered;
  }
  return false;
}

}  // namespace thon::assembly::rules
