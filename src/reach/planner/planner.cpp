#include "reach/planner/planner.hpp"

#include "reach/plan/store.hpp"
#include "reach/planner/store.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {
namespace {

/// Past announcements whose straying tells how far the next one may stray.
constexpr std::int64_t kStrays = 40;
/// Households of one transaction: other writes wait for it.
constexpr std::uint32_t kChunksAtOnce = 8;

Places places_of(Tx& tx, const Context& context, const Roster& roster) {
  return Places(roster, [&tx, tree = context.areas.tree(tx)](const std::string& id) {
    const auto* unit = tree->find(id);
    return unit ? unit->kind : register_store::unit(tx, id).kind;
  });
}

/// The hazards of communes, each read once.
class KnownHazards {
 public:
  explicit KnownHazards(Tx& tx) : tx_(tx), everywhere_(usual_hazards()) {
    const auto paces = planner_store::paces(tx, "");
    for (std::size_t way = 0; way < kWays; ++way)
      everywhere_[way] = Hazard::learned(everywhere_[way], paces[way]);
  }
  Hazards of(const std::string& commune_id) const {
    Hazards hazards;
    const auto paces = planner_store::paces(tx_, commune_id);
    for (std::size_t way = 0; way < kWays; ++way) hazards[way] = Hazard::learned(everywhere_[way], paces[way]);
    return hazards;
  }

 private:
  Tx& tx_;
  Hazards everywhere_;
};

std::vector<Attempt> attempts_of(Tx& tx, std::string_view announcement_id) {
  std::vector<Attempt> attempts;
  for (const auto& wave : plan_store::waves(tx, announcement_id))
    if (wave.state == WaveState::started)
      attempts.push_back({wave.kind, *wave.started_at, plan_store::households(tx, announcement_id, wave.kind)});
  return attempts;
}

void score_forecast(Tx& tx, const Book& book) {
  const auto& id = book.notice().id;
  const auto forecast = planner_store::forecast(tx, id);
  if (!forecast || forecast->scored_at) return;
  const auto wanted = book.notice().ask_confirmation ? Evidence::confirmed : Evidence::opened;
  const auto reached = book.reached_before(wanted, (forecast->deadline + kHour - 1) / kHour);
  planner_store::put_verdict(tx, id, judge(*book.audience(), planner_store::chances(tx, id), reached));
}

/// The households of one chunk after another.
class Step {
 public:
  Step(Tx& tx, const Context& context, const Book& book, const planner_store::Due& due)
      : tx_(tx), book_(book), hazards_(tx), places_(places_of(tx, context, *book.roster())) {
    story_.attempts = attempts_of(tx, due.announcement_id);
    story_.until = due.due_at / kHour;
    story_.confirm = book.notice().ask_confirmation;
  }

  /// Answers the chunk to go on with, nothing when the audience is through.
  std::optional<std::int64_t> run(std::uint32_t from) {
    Lesson lesson(story_, places_, [this](const std::string& id) { return hazards_.of(id); });
    std::optional<std::int64_t> next = from;
    for (std::uint32_t done = 0; next && done < kChunksAtOnce; ++done)
      next = chunk(lesson, static_cast<std::uint32_t>(*next));
    keep(lesson);
    return next;
  }

 private:
  /// Learns of the first chunk from this one on that has households of the audience.
  std::optional<std::int64_t> chunk(Lesson& lesson, std::uint32_t from) {
    Bitmap rest;
    rest.add_range(from * kChunk, UINT32_MAX);
    rest &= *book_.audience();
    if (rest.empty()) return std::nullopt;
    const auto number = chunk_of(rest.first());
    Bitmap part;
    part.add_range(number * kChunk, number * kChunk + (kChunk - 1));
    part &= rest;
    auto habits = planner_store::habits(tx_, number);
    lesson.learn(habits, number, part.values(), signs(part));
    planner_store::put_habits(tx_, number, habits);
    if (rest.size() == part.size()) return std::nullopt;
    return number + 1;
  }

  std::map<std::uint32_t, FirstSign> signs(const Bitmap& part) const {
    std::map<std::uint32_t, FirstSign> found;
    for (const auto& [mark, households] : firsts_)
      for (const auto ordinal : (households & part).values())
        if (mark.hour < story_.until)
          found[ordinal] = {mark.channel, mark.hour, book_.received(Evidence::confirmed, ordinal)};
    return found;
  }

  void keep(const Lesson& lesson) {
    auto everywhere = planner_store::paces(tx_, "");
    for (const auto& [commune, fresh] : lesson.paces()) {
      auto known = planner_store::paces(tx_, commune);
      for (std::size_t way = 0; way < kWays; ++way) {
        known[way] += fresh[way];
        everywhere[way] += fresh[way];
      }
      planner_store::put_paces(tx_, commune, known);
    }
    planner_store::put_paces(tx_, "", everywhere);
  }

  Tx& tx_;
  const Book& book_;
  KnownHazards hazards_;
  Places places_;
  Story story_;
  std::vector<std::pair<Mark, Bitmap>> firsts_ = book_.firsts(Evidence::opened);
};

}  // namespace

Prediction predict(Tx& tx, const Context& context, const Bitmap& audience, const Bitmap& missing,
                   const Roster& roster, const Course& course) {
  auto places = places_of(tx, context, roster);
  const KnownHazards hazards(tx);
  const Knowledge knowledge{[&tx](std::uint32_t chunk) { return planner_store::habits(tx, chunk); },
                            [&hazards](const std::string& id) { return hazards.of(id); }};
  Prediction made{look_ahead(audience, missing, places, course, knowledge), {}};
  const auto& outlook = made.outlook;
  made.range = likely_range(outlook.expected, outlook.variance, static_cast<double>(missing.size()),
                            unease(planner_store::strays(tx, kStrays)));
  return made;
}

bool learn_step(Db& db, Context& context) {
  bool more = false;
  db.write([&](Tx& tx) {
    const auto due = planner_store::due_lesson(tx);
    more = due.has_value();
    if (!due) return;
    const auto book = context.ledger.find(tx, due->announcement_id);
    std::optional<std::int64_t> next;
    if (book && !book->withdrawn()) {
      if (due->next_chunk == 0) score_forecast(tx, *book);
      next = Step(tx, context, *book, *due).run(static_cast<std::uint32_t>(due->next_chunk));
    }
    planner_store::advance_lesson(tx, due->announcement_id, due->next_chunk, next);
  });
  return more;
}

void learn(Db& db, Context& context) {
  while (learn_step(db, context)) {
  }
}

}  // namespace thon::reach
