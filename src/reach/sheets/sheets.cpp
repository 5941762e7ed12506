#include "reach/sheets/sheets.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "platform/reflect/json.hpp"
#include "reach/register/store.hpp"
#include "reach/sheets/rules.hpp"
#include "reach/sheets/store.hpp"

namespace thon::reach {
namespace {

constexpr const char* kNotFound = "reach.error.sheet_not_found";

/// The content as it was written by print(); read back without the limits of what comes from outside.
SheetContent content_of(const sheet_store::Record& record) { return from_json<SheetContent>(record.content); }

const SheetRow& row_at(const SheetContent& content, std::int64_t number) {
  return *std::find_if(content.rows.begin(), content.rows.end(),
                       [&](const SheetRow& row) { return row.number == number; });
}

/// Counts houses by the best of what became of their ticks.
void count(const std::vector<NewTick>& ticks, const std::vector<ToldOutcome>& outcomes,
           SheetEntryResult& result) {
  std::map<std::string, ToldOutcome> best;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const auto [known, fresh] = best.emplace(ticks[i].household_id, outcomes[i]);
    if (!fresh) known->second = std::min(known->second, outcomes[i]);
  }
  for (const auto& [id, outcome] : best) {
    if (outcome == ToldOutcome::recorded) ++result.recorded;
    if (outcome == ToldOutcome::already) ++result.already;
    if (outcome == ToldOutcome::not_found) ++result.refused;
  }
}

void add_visits(VisitsInput& input, const SheetContent& content, const HouseNumbers& numbers,
                VisitOutcome outcome, Millis made_at) {
  for (const auto& number : numbers)
    input.items.push_back(
        {Id{row_at(content, number).household_id}, outcome, made_at, std::nullopt, std::nullopt});
}

}  // namespace

Sheet Sheets::find(Tx& tx, const Actor& actor, const SheetQuery& query) {
  const auto record = sheet_store::find_by_code(tx, rules::read_code(query.code.value));
  const auto sight = sight_of(tx, context_, actor, "reach.tell");
  if (!record || !sight.covers(record->area_id)) throw Error::not_found(kNotFound);
  const auto content = content_of(*record);
  Sheet sheet{record->id,
              record->code,
              {record->area_id, std::string(sight.tree->name(record->area_id))},
              record->printed_at,
              record->printed_by_name,
              {},
              {}};
  std::vector<Bitmap> missing;
  for (std::size_t i = 0; i < content.announcements.size(); ++i) {
    const auto book = context_.ledger.find(tx, content.announcements[i]);
    if (!book) throw Error::not_found(kNotFound);
    sheet.announcements.push_back({rules::letter(i), book->notice().id, book->notice().title});
    missing.push_back(book->unreached());
  }
  for (const auto& row : content.rows) {
    const auto house = register_store::find(tx, row.household_id);
    if (!house) continue;
    SheetHouse shown{row.number, house->id, house->head_name, house->address, {}, {}};
    for (const auto place : row.missing) {
      const auto at = static_cast<std::size_t>(place);
      shown.printed.push_back(rules::letter(at));
      if (missing[at].has(static_cast<std::uint32_t>(house->ordinal)))
        shown.missing.push_back(rules::letter(at));
    }
    sheet.houses.push_back(std::move(shown));
  }
  return sheet;
}

SheetEntryResult Sheets::enter(Tx& tx, const Actor& actor, const SheetEntry& entry) {
  const auto record = sheet_store::find(tx, entry.sheet_id.value);
  const auto sight = sight_of(tx, context_, actor, "reach.tell");
  if (!record || !sight.covers(record->area_id)) throw Error::not_found(kNotFound);
  const auto content = content_of(*record);
  rules::check(content, record->printed_at, entry, tx.now());
  const auto at = rules::walked_at(entry.at, record->printed_at, tx.now());
  std::vector<NewTick> ticks;
  for (const auto& told : entry.told) {
    const auto& row = row_at(content, told.number);
    for (const auto place : rules::meant(row, told))
      ticks.push_back({content.announcements[static_cast<std::size_t>(place)], row.household_id,
                       entry.made_at, at, std::string(), std::nullopt, record->id});
  }
  SheetEntryResult result;
  count(ticks, walks_.record(tx, actor, ticks), result);
  VisitsInput visits;
  add_visits(visits, content, entry.absent, VisitOutcome::absent, at);
  add_visits(visits, content, entry.refused, VisitOutcome::refused, at);
  add_visits(visits, content, entry.moved, VisitOutcome::moved, at);
  bool fresh = result.recorded > 0;
  for (const auto& item : visits_.record(tx, actor, visits).items) {
    result.visits += item.result != VisitRecord::not_found;
    fresh = fresh || item.result == VisitRecord::recorded;
  }
  if (!fresh) return result;
  const boost::json::object detail{
      {"code", record->code}, {"told", entry.told.size()}, {"visits", visits.items.size()}};
  audit::record(tx, actor, "reach.sheet", "area", record->area_id, record->area_id,
                boost::json::serialize(detail));
  return result;
}

}  // namespace thon::reach
