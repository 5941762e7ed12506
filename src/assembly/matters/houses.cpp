#include "assembly/matters/houses.hpp"

#include <unordered_map>

#include "assembly/matters/matters.hpp"
#include "assembly/meetings/store.hpp"
#include "assembly/polls/rules.hpp"
#include "assembly/votes/rules.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace thon::assembly {
namespace {

/// A village fits on one page: what is searched at a door is searched on the device.
constexpr std::size_t kPage = 500;

using Answers = std::unordered_map<std::string, MatterHouse>;

void add_consents(Tx& tx, const Matter& matter, Answers& answers) {
  for (const auto& consent : vote_store::consents(tx, matter.id)) {
    auto& house = answers[consent.household_id];
    house.at = consent.at;
    house.way = consent.way;
    house.choice = consent.agrees ? BallotChoice::agree : BallotChoice::disagree;
  }
}

void add_ballots(Tx& tx, const Matter& matter, bool may_count, Answers& answers) {
  const bool open = vote_store::find(tx, matter.id)->secrecy == BallotSecrecy::open;
  for (const auto& cast : ballot_store::all(tx, matter.id)) {
    if (!cast.app_id && !cast.paper_id) continue;
    auto& house = answers[cast.household_id];
    const bool on_paper = cast.paper_id.has_value();
    house.at = on_paper ? cast.paper_at : cast.app_at;
    house.way = on_paper ? BallotWay::paper : BallotWay::app;
    house.both = cast.app_id && cast.paper_id;
    house.changes = cast.ballots - 1;
    if (!open || !may_count) continue;
    house.choice = on_paper ? cast.paper_choice : cast.app_choice;
    house.opinion = on_paper ? cast.paper_opinion : cast.app_opinion;
  }
}

void add_poll(Tx& tx, const Matter& matter, Answers& answers) {
  for (const auto& answer : poll_store::answers(tx, matter.id)) {
    auto& house = answers[answer.household_id];
    house.at = answer.at;
    house.options = rules::places(answer.options);
  }
}

void add_meeting(Tx& tx, const Matter& matter, Answers& answers) {
  for (const auto& reply : meeting_store::replies(tx, matter.id)) {
    auto& house = answers[reply.household_id];
    house.at = reply.at;
    house.reply = reply.answer;
    house.proxy_name = reply.proxy_name;
  }
  for (const auto& tick : meeting_store::attendance(tx, matter.id))
    if (tick.present) answers[tick.household_id].present_at = tick.at;
}

Answers answers_of(Tx& tx, const Matter& matter, bool may_count) {
  Answers answers;
  if (matter.kind == MatterKind::poll)
    add_poll(tx, matter, answers);
  else if (matter.kind == MatterKind::meeting)
    add_meeting(tx, matter, answers);
  else if (matter.status == MatterStatus::asking)
    add_consents(tx, matter, answers);
  else
    add_ballots(tx, matter, may_count, answers);
  return answers;
}

/// Every word must stand in the code, a name or the address, written with or without diacritics.
bool matches(const roll_store::House& house, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  const auto text = fold(house.code + " " + house.name + " " + house.head_name + " " + house.address);
  return std::all_of(words.begin(), words.end(),
                     [&](const auto& word) { return text.find(word) != std::string::npos; });
}

std::vector<std::string> words_of(const std::optional<Text<0, 100>>& typed) {
  std::vector<std::string> words;
  if (!typed) return words;
  const auto text = fold(typed->value);
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find(' ', from), text.size());
    if (to > from) words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

bool passes(const MatterHouse& house, HouseFilter filter) {
  switch (filter) {
    case HouseFilter::all:
      return true;
    case HouseFilter::answered:
      return house.at.has_value();
    case HouseFilter::silent:
      return !house.at.has_value();
    case HouseFilter::present:
      return house.present_at.has_value();
  }
  return true;
}

}  // namespace

std::vector<MatterHouse> houses_of(Tx& tx, const Matter& matter, bool may_count) {
  auto answers = answers_of(tx, matter, may_count);
  std::vector<MatterHouse> houses;
  for (const auto& on_roll : roll_store::all(tx, matter.id)) {
    houses.push_back(std::move(answers[on_roll.household_id]));
    static_cast<RollHouse&>(houses.back()) = on_roll;
  }
  return houses;
}

MatterHouses Matters::houses(Tx& tx, const Actor& actor, const HousesQuery& query) const {
  const auto matter = seen(tx, context_, actor, query.matter_id.value);
  const auto sight = context_.areas.sight(tx, actor, "assembly.view").narrowed(query.area);
  const bool may_count = context_.authority.can(tx, actor, "assembly.count", matter.sender_area_id);
  auto answers = answers_of(tx, matter, may_count);
  std::unordered_map<std::string, std::string> phones;
  for (auto& phone : roll_store::phones(tx, matter.id))
    phones.emplace(phone.household_id, std::move(phone.number));
  const auto words = words_of(query.q);
  const auto from = query.cursor ? query.cursor->value : 0;
  MatterHouses page;
  std::int64_t last = 0;
  for (const auto& on_roll : roll_store::all(tx, matter.id)) {
    if (!sight.covers(on_roll.area_id) || !matches(on_roll, words)) continue;
    auto& house = answers[on_roll.household_id];
    if (!passes(house, query.filter.value_or(HouseFilter::all))) continue;
    ++page.total;
    if (on_roll.position <= from || page.next) continue;
    if (page.items.size() == kPage) {
      page.next = last;
      continue;
    }
    last = on_roll.position;
    static_cast<RollHouse&>(house) = on_roll;
    if (const auto phone = phones.find(on_roll.household_id); phone != phones.end())
      house.phone = phone->second;
    page.items.push_back(std::move(house));
  }
  return page;
}

}  // namespace thon::assembly
