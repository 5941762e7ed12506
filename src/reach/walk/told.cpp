#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/news.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/rules.hpp"
#include "reach/walk/walk.hpp"

namespace thon::reach {
namespace {

constexpr const char* kTell = "reach.tell";

/// What one batch recorded, announcement by announcement.
struct Recorded {
  std::shared_ptr<Book> book;
  std::map<std::int64_t, Bitmap> by_hour;
  boost::json::array households;
};

std::vector<Change> changes_of(const std::map<std::string, Recorded>& recorded) {
  std::vector<Change> changes;
  for (const auto& [id, r] : recorded)
    for (const auto& [hour, households] : r.by_hour)
      changes.push_back({id, {Evidence::told, Channel::in_person, hour}, households});
  return changes;
}

}  // namespace

ToldResults Walks::tell(Tx& tx, const Actor& actor, const ToldInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  ToldResults results;
  std::map<std::string, Recorded> recorded;
  std::map<std::string, std::shared_ptr<Book>> books;
  for (const auto& item : input.items) {
    auto& result = results.items.emplace_back(item.announcement_id.value, item.household_id.value);
    const auto house = register_store::find(tx, item.household_id.value);
    const auto [known, fresh] = books.try_emplace(item.announcement_id.value);
    if (fresh) known->second = context_.ledger.find(tx, item.announcement_id.value);
    const auto& book = known->second;
    if (!book || !house || !sight.covers(house->area_id)) continue;
    const auto ordinal = static_cast<std::uint32_t>(house->ordinal);
    if (!book->audience()->has(ordinal)) continue;
    const auto at = rules::bounded(item.at, book->notice().published_at, tx.now());
    result.result = rules::outcome(told_store::find(tx, book->notice().id, house->id), at);
    if (result.result != ToldOutcome::recorded) continue;
    told_store::put(tx, book->notice().id,
                    {house->id, house->ordinal, actor.account_id, actor.name, at,
                     item.note ? item.note->value : std::string(), std::nullopt});
    auto& mine = recorded[book->notice().id];
    mine.book = book;
    mine.by_hour[hour_of(at)].add(ordinal);
    mine.households.emplace_back(house->id);
  }
  for (const auto& [id, mine] : recorded) {
    const boost::json::object detail{{"title", mine.book->notice().title}, {"households", mine.households}};
    audit::record(tx, actor, "reach.told", "announcement", id, mine.book->notice().sender_area_id,
                  boost::json::serialize(detail));
  }
  if (recorded.empty()) return results;
  tx.after_commit(
      [this, changes = std::make_shared<const std::vector<Change>>(changes_of(recorded)), recorded] {
        context_.ledger.apply(changes);
        for (const auto& [id, mine] : recorded) news::covered(context_, *mine.book);
      });
  return results;
}

void Walks::retract(Tx& tx, const Actor& actor, const RetractInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto house = register_store::find(tx, input.household_id.value);
  const auto book = context_.ledger.find(tx, input.announcement_id.value);
  const auto told = told_store::find(tx, input.announcement_id.value, input.household_id.value);
  if (!house || !book || !told || !sight.covers(house->area_id))
    throw Error::not_found("reach.error.not_told");
  const auto at = rules::bounded(input.at.value_or(tx.now()), book->notice().published_at, tx.now());
  if (!rules::takes_back(*told, at)) return;
  told_store::retract(tx, input.announcement_id.value, input.household_id.value, at);
  const boost::json::object detail{{"title", book->notice().title}, {"household", house->id}};
  audit::record(tx, actor, "reach.retract", "announcement", book->notice().id, book->notice().sender_area_id,
                boost::json::serialize(detail));
  Bitmap one;
  one.add(static_cast<std::uint32_t>(house->ordinal));
  auto changes = std::make_shared<std::vector<Change>>();
  changes->push_back({book->notice().id, {}, one, true});
  tx.after_commit([this, changes, book] {
    context_.ledger.apply(changes);
    news::covered(context_, *book);
  });
}

}  // namespace thon::reach
