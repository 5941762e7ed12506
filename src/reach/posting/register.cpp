#include "reach/posting/register.hpp"

#include <algorithm>
#include <tuple>

#include "base/day.hpp"
#include "base/error.hpp"
#include "platform/text/text.hpp"
#include "reach/posting/paper.hpp"
#include "reach/posting/rules.hpp"
#include "reach/posting/store.hpp"
#include "reach/posting/terms.hpp"

namespace thon::reach {
namespace {

/// Of one unit and what is below it; a year of a large commune has some hundreds.
constexpr std::int64_t kMost = 5'000;

Millis start_of(std::int64_t year) { return thon::start_of(day_of(static_cast<int>(year), 1, 1)); }

PostingEntry entry_of(posting_store::Posted posted, const Sight& sight, PostingTerms& terms) {
  const auto& rule = terms.rule(posted.sender_area_id, posted.content_class);
  PostingEntry entry;
  entry.deadline =
      terms.deadline(posted.sender_area_id, posted.content_class, posted.decision_date, posted.published_at);
  entry.id = std::move(posted.id);
  entry.content_class = posted.content_class;
  entry.title = std::move(posted.title);
  entry.sender_name = sight.tree->name(posted.sender_area_id);
  entry.decision_number = std::move(posted.decision_number);
  entry.decision_date = std::move(posted.decision_date);
  entry.published_at = posted.published_at;
  if (const auto until = rules::posted_until(rule, day_of(posted.published_at)))
    entry.posted_until = text_of(*until);
  entry.permanent = rule.permanent;
  entry.loudspeaker_days = rule.loudspeaker_days;
  entry.withdrawn_at = posted.withdrawn_at;
  entry.withdrawn_reason = std::move(posted.withdrawn_reason);
  entry.corrected = posted.corrected_by_id.has_value();
  entry.households = posted.audience_count;
  return entry;
}

}  // namespace

PostingRegister Registers::entries(Tx& tx, const Actor& actor, const PostingQuery& query,
                                   const char* permission) const {
  const auto sight = sight_of(tx, context_, actor, permission).narrowed(query.area);
  if (sight.roots.empty()) throw Error::not_found();
  PostingRegister found;
  found.year = query.year ? query.year->value : year_of(day_of(tx.now()));
  PostingTerms terms(tx, context_.areas);
  for (const auto* root : sight.roots) {
    found.units.push_back(root->name);
    auto posted = posting_store::posted(tx, root->id, start_of(found.year), start_of(found.year + 1), kMost + 1);
    if (static_cast<std::int64_t>(posted.size()) > kMost) throw Error::invalid("/area", "reach.error.register_too_long");
    for (auto& one : posted) found.items.push_back(entry_of(std::move(one), sight, terms));
  }
  std::sort(found.items.begin(), found.items.end(), [](const PostingEntry& a, const PostingEntry& b) {
    return std::tie(a.content_class, a.published_at, a.id) < std::tie(b.content_class, b.published_at, b.id);
  });
  return found;
}

PostingRegister Registers::year(Tx& tx, const Actor& actor, const PostingQuery& query) const {
  return entries(tx, actor, query, "reach.view");
}

http::File Registers::xlsx(Tx& tx, const Actor& actor, const PostingQuery& query) const {
  const auto found = entries(tx, actor, query, "reach.export");
  return {say(actor.language, "reach.register.file", {{"year", std::to_string(found.year)}}) + ".xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          RegisterPaper(found, actor.language, tx.now()).xlsx()};
}

http::File Registers::pdf(Tx& tx, const Actor& actor, const PostingQuery& query) const {
  const auto found = entries(tx, actor, query, "reach.export");
  return {say(actor.language, "reach.register.file", {{"year", std::to_string(found.year)}}) + ".pdf",
          "application/pdf", RegisterPaper(found, actor.language, tx.now()).pdf()};
}

}  // namespace thon::reach
