#include "base/error.hpp"
#include "base/text.hpp"
#include "households/service.hpp"
#include "households/store.hpp"

/// Marks on households, by which they are found and written to.
namespace thon::households {
namespace {

constexpr std::size_t kMostTags = 20;

std::string joined(const std::vector<std::string>& tags) {
  std::string text;
  for (const auto& tag : tags) text += (text.empty() ? "" : ", ") + tag;
  return text;
}

}  // namespace

HouseholdPage Service::tag(Tx& tx, const Actor& actor, const TagHousehold& input) {
  auto own = reach(tx, actor, "households.edit", input.household_id.value);
  if (own.valid_to) throw Error(ErrorKind::conflict, "households.error.closed");
  for (std::size_t i = 0; i < input.add.size(); ++i)
    if (fold(input.add[i].value).empty())
      throw Error::invalid("/add/" + std::to_string(i), "households.error.tag_empty");
  const auto before = store::tags(tx, own.id);
  for (const auto& tag : input.remove) store::remove_tag(tx, own.id, tag.value);
  for (const auto& tag : input.add) store::put_tag(tx, own.id, tag.value);
  const auto after = store::tags(tx, own.id);
  if (after.size() > kMostTags)
    throw Error::invalid("/add", "households.error.too_many_tags", {{"max", std::to_string(kMostTags)}});
  if (before == after) return page(tx, own);
  ++own.version;
  store::touch(tx, own);
  store::record_change(tx, actor, own, {"tags", joined(before), joined(after), joined(before), joined(after)});
  return changed(tx, actor, "households.tag", own, {"tags"});
}

TagList Service::tags(Tx& tx, const Actor& actor, const TagsQuery& query) const {
  const auto roots = authority_.roots(actor, "households.view");
  if (!query.area && roots.empty()) throw Error::not_found("households.error.area_not_found");
  const auto area_id = query.area ? query.area->value : roots.front();
  authority_.require(tx, actor, "households.view", area_id, "households.error.area_not_found");
  return {store::tag_counts(tx, area_id)};
}

}  // namespace thon::households
