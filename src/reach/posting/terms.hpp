#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "areas/service.hpp"
#include "base/working_days.hpp"
#include "reach/posting/model.hpp"

namespace thon::reach {

/// What the law asks of announcements, for one answer: each sender's rules and calendar are read once, and only when
/// they are asked for.
class PostingTerms {
 public:
  PostingTerms(Tx& tx, const areas::Service& areas) : tx_(tx), areas_(areas) {}

  const ClassRule& rule(const std::string& sender_area_id, std::int64_t content_class);
  const WorkingDays& calendar(const std::string& sender_area_id);
  /// Nothing without a decision, and for a class without a deadline.
  std::optional<Deadline> deadline(const std::string& sender_area_id, std::int64_t content_class,
                                   const std::optional<std::string>& decision_date,
                                   const std::optional<Millis>& published_at);

 private:
  Tx& tx_;
  const areas::Service& areas_;
  std::map<std::string, std::vector<ClassRule>> rules_;
  std::map<std::string, WorkingDays> calendars_;
};

}  // namespace thon::reach
