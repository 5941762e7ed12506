#include "reach/posting/terms.hpp"

#include "reach/posting/rules.hpp"
#include "reach/posting/store.hpp"

namespace thon::reach {

const ClassRule& PostingTerms::rule(const std::string& sender_area_id, std::int64_t content_class) {
  auto found = rules_.find(sender_area_id);
  if (found == rules_.end())
    found = rules_.emplace(sender_area_id, rules::with_own(posting_store::own_rules(tx_, sender_area_id))).first;
  return found->second.at(static_cast<std::size_t>(content_class - 1));
}

const WorkingDays& PostingTerms::calendar(const std::string& sender_area_id) {
  auto found = calendars_.find(sender_area_id);
  if (found == calendars_.end())
    found = calendars_.emplace(sender_area_id, areas_.working_days(tx_, sender_area_id)).first;
  return found->second;
}

std::optional<Deadline> PostingTerms::deadline(const std::string& sender_area_id, std::int64_t content_class,
                                        const std::optional<std::string>& decision_date,
                                        const std::optional<Millis>& published_at) {
  const auto decided = decision_date ? read_day(*decision_date) : std::nullopt;
  if (!decided) return std::nullopt;
  const auto& asked = rule(sender_area_id, content_class);
  if (!asked.deadline_days) return std::nullopt;
  std::optional<Day> published;
  if (published_at) published = day_of(*published_at);
  return rules::deadline(asked, *decided, published, day_of(tx_.now()), calendar(sender_area_id));
}

}  // namespace thon::reach
