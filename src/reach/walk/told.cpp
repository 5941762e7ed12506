#include <boost/json.hpp>
#include <limits>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/news.hpp"
#include "reach/register/store.hpp"
#include "reach/visits/visits.hpp"
#include "reach/walk/rules.hpp"
#include "reach/walk/store.hpp"
#include "reach/walk/tick_store.hpp"
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

Mark told_mark(Millis at) { return {Evidence::told, Channel::in_person, hour_of(at)}; }

std::vector<Change> changes_of(const std::map<std::string, Recorded>& recorded) {
  std::vector<Change> changes;
  for (const auto& [id, r] : recorded)
    for (const auto& [hour, households] : r.by_hour)
      changes.push_back({id, told_mark(hour * kHour), households});
  return changes;
}

tick_store::Tick row_of(const NewTick& tick, const Actor& actor, Millis at) {
  const auto place = rules::stored(tick.place);
  tick_store::Tick row{
      tick.announcement_id, tick.household_id, actor.account_id, tick.made_at, actor.name, at, tick.note,
      tick.sheet_id};
  if (place) {
    row.latitude = place->latitude;
    row.longitude = place->longitude;
    row.accuracy = place->accuracy;
  }
  return row;
}

told_store::Told told_of(const tick_store::Tick& tick, std::int64_t ordinal) {
  return {tick.household_id, ordinal, tick.by_account, tick.by_name, tick.at, tick.note, std::nullopt};
}

/// Books of one batch, each asked for once.
class Books {
 public:
  explicit Books(Ledger& ledger) : ledger_(ledger) {}
  const std::shared_ptr<Book>& of(Tx& tx, const std::string& id) {
    const auto [known, fresh] = books_.try_emplace(id);
    if (fresh) known->second = ledger_.find(tx, id);
    return known->second;
  }

 private:
  Ledger& ledger_;
  std::map<std::string, std::shared_ptr<Book>> books_;
};

}  // namespace

ToldResults Walks::tell(Tx& tx, const Actor& actor, const ToldInput& input) {
  std::vector<NewTick> ticks;
  for (const auto& item : input.items)
    ticks.push_back({item.announcement_id.value, item.household_id.value, item.at,
                     rules::corrected(item.at, input.sent_at, tx.now()),
                     item.note ? item.note->value : std::string(), item.place, std::nullopt});
  const auto outcomes = record(tx, actor, ticks);
  ToldResults results;
  for (std::size_t i = 0; i < ticks.size(); ++i)
    results.items.push_back({ticks[i].announcement_id, ticks[i].household_id, outcomes[i]});
  return results;
}

std::vector<ToldOutcome> Walks::record(Tx& tx, const Actor& actor, std::span<const NewTick> ticks) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  std::vector<ToldOutcome> outcomes;
  std::map<std::string, Recorded> recorded;
  Books books(context_.ledger);
  std::set<std::pair<std::string, Millis>> met;  // one knock, however many announcements were told there
  for (const auto& tick : ticks) {
    auto& outcome = outcomes.emplace_back(ToldOutcome::not_found);
    const auto house = register_store::find(tx, tick.household_id);
    const auto& book = books.of(tx, tick.announcement_id);
    if (!book || !house || !sight.covers(house->area_id)) continue;
    const auto ordinal = static_cast<std::uint32_t>(house->ordinal);
    if (!book->audience()->has(ordinal)) continue;
    outcome = ToldOutcome::already;
    const auto row = row_of(tick, actor, rules::bounded(tick.at, book->notice().published_at, tx.now()));
    if (!tick_store::add(tx, row)) continue;
    if (met.emplace(house->id, tick.made_at).second)
      say_at_door(tx, {house->id, actor.account_id, tick.made_at, house->ordinal, actor.name, "met",
                       row.at, std::nullopt, std::string()});
    // Somebody else may have told them too: both ticks are kept, one of them counts.
    const auto known = told_store::find(tx, book->notice().id, house->id);
    if (known && !known->retracted_at) continue;
    outcome = ToldOutcome::recorded;
    told_store::put(tx, book->notice().id, told_of(row, house->ordinal));
    auto& mine = recorded[book->notice().id];
    mine.book = book;
    mine.by_hour[hour_of(row.at)].add(ordinal);
    mine.households.emplace_back(house->id);
  }
  for (const auto& [id, mine] : recorded) {
    const boost::json::object detail{{"title", mine.book->notice().title}, {"households", mine.households}};
    audit::record(tx, actor, "reach.told", "announcement", id, mine.book->notice().sender_area_id,
                  boost::json::serialize(detail));
  }
  if (recorded.empty()) return outcomes;
  tx.after_commit(
      [this, changes = std::make_shared<const std::vector<Change>>(changes_of(recorded)), recorded] {
        context_.ledger.apply(changes);
        for (const auto& [id, mine] : recorded) news::covered(context_, *mine.book);
      });
  return outcomes;
}

void Walks::retract(Tx& tx, const Actor& actor, const RetractInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto house = register_store::find(tx, input.household_id.value);
  const auto book = context_.ledger.find(tx, input.announcement_id.value);
  const auto told = told_store::find(tx, input.announcement_id.value, input.household_id.value);
  if (!house || !book || !told || !sight.covers(house->area_id))
    throw Error::not_found("reach.error.not_told");
  constexpr auto kAll = std::numeric_limits<Millis>::max();
  const auto at = input.at ? rules::corrected(*input.at, input.sent_at, tx.now()) : kAll;
  const auto& id = book->notice().id;
  if (tick_store::retract(tx, id, house->id, actor.account_id, input.at.value_or(kAll), at) == 0) return;
  const boost::json::object detail{{"title", book->notice().title}, {"household", house->id}};
  audit::record(tx, actor, "reach.retract", "announcement", id, book->notice().sender_area_id,
                boost::json::serialize(detail));
  const auto left = tick_store::standing(tx, id, house->id);
  if (left && !told->retracted_at && left->by_account == told->by_account && left->at == told->at) return;
  if (left)
    told_store::put(tx, id, told_of(*left, house->ordinal));
  else
    told_store::retract(tx, id, house->id, rules::bounded(at, book->notice().published_at, tx.now()));
  Bitmap one;
  one.add(static_cast<std::uint32_t>(house->ordinal));
  auto changes = std::make_shared<std::vector<Change>>();
  changes->push_back({id, {}, one, true});
  if (left) changes->push_back({id, told_mark(left->at), one});
  tx.after_commit([this, changes, book] {
    context_.ledger.apply(changes);
    news::covered(context_, *book);
  });
}

}  // namespace thon::reach
