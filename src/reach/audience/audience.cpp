#include "reach/audience/audience.hpp"

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "reach/audience/rules.hpp"
#include "reach/audience/store.hpp"

namespace thon::reach {

namespace store = audience_store;

namespace {

constexpr std::int64_t kFirstYear = 1900;

/// Units that hold all of the ticked ones, if possible few enough for one statement: where there are too many, the
/// ones above them. What lives there besides is left out afterwards.
store::Units cover(const areas::Tree& tree, std::vector<const areas::TreeUnit*> units) {
  while (units.size() > store::kMostUnits) {
    std::vector<std::string> above;
    for (const auto* unit : units) {
      const auto* parent = tree.parent(*unit);
      above.push_back(parent ? parent->id : unit->id);
    }
    auto wider = tree.outermost(above);
    // Roots have nothing above them.
    if (wider.size() == units.size()) break;
    units = std::move(wider);
  }
  store::Units ids;
  for (const auto* unit : units) ids.push_back(unit->id);
  return ids;
}

/// The facts that a filter asks for, each read when it is first wanted.
class Facts {
 public:
  Facts(Tx& tx, store::Units units) : tx_(tx), units_(std::move(units)) {}

  const store::Phones& phones() {
    if (!phones_) phones_ = store::phones(tx_, units_);
    return *phones_;
  }
  const Bitmap& devices() {
    if (!devices_) devices_ = store::with_device(tx_, units_);
    return *devices_;
  }
  Bitmap tagged(const std::string& tag) {
    if (!tags_) tags_ = store::tagged(tx_, units_);
    const auto found = tags_->find(fold(tag));
    return found == tags_->end() ? Bitmap{} : found->second;
  }
  Bitmap born_between(std::int64_t first, std::int64_t last) {
    return store::born_between(tx_, units_, first, last);
  }
  Bitmap reached_by(Contact way, const Bitmap& all) {
    switch (way) {
      case Contact::app: return devices();
      case Contact::zalo: return phones().zalo;
      case Contact::smartphone: return phones().smartphone;
      case Contact::phone: return phones().any;
      case Contact::offline: return all - devices() - phones().zalo - phones().smartphone;
      case Contact::none: break;
    }
    return all - phones().any - devices();
  }

 private:
  Tx& tx_;
  const store::Units units_;
  std::optional<store::Phones> phones_;
  std::optional<Bitmap> devices_;
  std::optional<std::map<std::string, Bitmap, std::less<>>> tags_;
};

struct Chosen {
  std::map<std::string, Bitmap> by_unit;  ///< all that live in the ticked units
  Bitmap all;                             ///< the same
  Bitmap kept;                            ///< those that the filter lets through
};

class Choice {
 public:
  Choice(Tx& tx, Context& context, const AudienceFilter& filter, Facts& facts)
      : tx_(tx), context_(context), filter_(filter), facts_(facts) {}

  Bitmap apply(const Bitmap& all, const store::Residents& residents) {
    Bitmap kept = all;
    const std::int64_t year = year_of(day_of(tx_.now()));
    if (filter_.elders_from) kept &= facts_.born_between(kFirstYear, year - filter_.elders_from->value);
    if (filter_.children_under)
      kept &= facts_.born_between(year - filter_.children_under->value + 1, year);
    keep_any(kept, filter_.ways, [&](Contact way) { return facts_.reached_by(way, all); });
    keep_any(kept, filter_.standings,
             [&](Standing standing) { return residents.by_standing[static_cast<std::size_t>(standing)]; });
    keep_any(kept, filter_.tags, [&](const auto& tag) { return facts_.tagged(tag.value); });
    for (const auto& tag : filter_.without_tags) kept -= facts_.tagged(tag.value);
    if (filter_.unreached_announcement_id) kept &= book(*filter_.unreached_announcement_id)->unreached();
    if (filter_.confirmed_announcement_id)
      kept &= book(*filter_.confirmed_announcement_id)->at_least(Evidence::confirmed);
    return kept;
  }

 private:
  template <class Items, class Fact>
  static void keep_any(Bitmap& kept, const Items& items, Fact fact) {
    if (items.empty()) return;
    Bitmap any;
    for (const auto& item : items) any |= fact(item);
    kept &= any;
  }
  std::shared_ptr<Book> book(const Id& id) {
    auto found = context_.ledger.find(tx_, id.value);
    if (!found) throw Error::not_found("reach.error.filter_announcement");
    return found;
  }

  Tx& tx_;
  Context& context_;
  const AudienceFilter& filter_;
  Facts& facts_;
};

Chosen choose(Tx& tx, Context& context, const areas::Tree& tree,
              const std::vector<const areas::TreeUnit*>& units, const AudienceFilter& filter, Facts& facts,
              const store::Units& cover) {
  auto residents = store::residents(tx, cover);
  Chosen chosen;
  for (auto& [id, households] : residents.by_unit) {
    const auto* home = tree.find(id);
    const auto ticked = [&](const auto* unit) {
      const auto place = home ? tree.position(*home) : 0;
      return home && place >= tree.position(*unit) && place < unit->end;
    };
    if (std::none_of(units.begin(), units.end(), ticked)) continue;
    chosen.all |= households;
    chosen.by_unit.emplace(id, std::move(households));
  }
  chosen.kept = Choice(tx, context, filter, facts).apply(chosen.all, residents);
  return chosen;
}

}  // namespace

AudiencePreview Audiences::preview(Tx& tx, const Actor& actor, const AudienceInput& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto ids = sight.checked(input.area_ids, kNoArea);
  const auto& tree = *sight.tree;
  const auto units = tree.outermost(ids);
  const auto filter = input.filter.value_or(AudienceFilter{});
  const auto cover = reach::cover(tree, units);
  Facts facts(tx, cover);
  check(tx, sight, filter);
  const auto chosen = choose(tx, context_, tree, units, filter, facts, cover);
  AudiencePreview preview;
  const auto count = [](const Bitmap& set) { return static_cast<std::int64_t>(set.size()); };
  preview.of = count(chosen.all);
  preview.households = count(chosen.kept);
  const Bitmap app = chosen.kept & facts.devices();
  const Bitmap zalo = (chosen.kept & facts.phones().zalo) - app;
  const Bitmap phone = (chosen.kept & facts.phones().any) - app - zalo;
  preview.app = count(app);
  preview.zalo = count(zalo);
  preview.phone = count(phone);
  preview.none = preview.households - preview.app - preview.zalo - preview.phone;
  preview.words = words(tx, filter);
  for (const auto& id : ids) {
    AreaHouseholds area{id, 0};
    for (const auto& [home, households] : chosen.by_unit)
      if (tree.is_under(home, id)) area.households += static_cast<std::int64_t>(households.common(chosen.kept));
    preview.by_area.push_back(std::move(area));
  }
  return preview;
}

TodaysAudience Audiences::today(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids,
                                const AudienceFilter& filter) const {
  const auto units = tree.outermost(area_ids);
  const auto cover = reach::cover(tree, units);
  Facts facts(tx, cover);
  auto chosen = choose(tx, context_, tree, units, filter, facts, cover);
  std::map<std::string, Bitmap> kept;
  for (auto& [id, households] : chosen.by_unit) {
    households &= chosen.kept;
    if (!households.empty()) kept.emplace(id, std::move(households));
  }
  return {Roster::make(kept, tree), std::move(chosen.kept), facts.devices()};
}

Bitmap Audiences::with_app(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids) const {
  return store::with_device(tx, cover(tree, tree.outermost(area_ids)));
}

void Audiences::check(Tx& tx, const Sight& sight, const AudienceFilter& filter) const {
  for (const auto& id : {filter.unreached_announcement_id, filter.confirmed_announcement_id})
    if (id) {
      const auto book = context_.ledger.find(tx, id->value);
      if (!book || !sight.shows(*book)) throw Error::not_found("reach.error.filter_announcement");
    }
}

std::string Audiences::words(Tx& tx, const AudienceFilter& filter) const {
  const auto title = [&](const std::optional<Id>& id) {
    const auto book = id ? context_.ledger.find(tx, id->value) : nullptr;
    return book ? book->notice().title : std::string();
  };
  return rules::words(filter, title(filter.unreached_announcement_id), title(filter.confirmed_announcement_id),
                      "vi");
}

}  // namespace thon::reach
