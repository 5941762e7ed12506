#include "reach/proof/proof.hpp"

#include <tuple>

#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/store.hpp"

namespace thon::reach {
namespace {

using print::ColumnKind;
using register_store::House;

/// What a sheet can hold, less some lines for the summary.
constexpr std::uint64_t kMostRows = 1'000'000;

/// One household with all that is written about it.
struct Line {
  House house;
  const areas::TreeUnit* unit = nullptr;  ///< where it stood on the day; null for one closed since
  Mark best;
  std::optional<told_store::Told> told;
  std::optional<Millis> confirmed_at;
};

class Sheet {
 public:
  Sheet(const areas::Tree& tree, const std::string& language) : tree_(tree), language_(language) {}

  std::string draw(const Book& book, const Coverage& coverage, const std::string& unit, Millis now,
                   const std::vector<Line>& lines) const {
    print::XlsxWriter writer(
        {word("tab"), book.notice().title, summary(book, coverage, unit, now), columns()});
    for (const auto& line : lines) writer.row(row(line));
    return writer.finish();
  }

 private:
  std::string word(const std::string& name) const { return say(language_, "reach.proof." + name); }

  std::vector<std::pair<std::string, std::string>> summary(const Book& book, const Coverage& c,
                                                           const std::string& unit, Millis now) const {
    const auto households = [&](std::int64_t n) {
      return say(language_, "reach.proof.households", {{"count", grouped(n)}});
    };
    return {{word("sender"), std::string(tree_.name(book.notice().sender_area_id))},
            {word("class"), say(language_, "reach.class." + std::to_string(book.notice().content_class))},
            {word("unit"), unit},
            {word("published_at"), vietnamese_date_time(book.notice().published_at)},
            {word("made_at"), vietnamese_date_time(now)},
            {word("audience"), households(c.audience)},
            {word("told"), households(c.told)},
            {word("confirmed"), households(c.confirmed)},
            {word("opened"), households(c.opened)},
            {word("delivered"), households(c.delivered)},
            {word("none"), households(c.none)},
            {word("result"), result(c)}};
  }

  std::string result(const Coverage& c) const {
    if (c.complete()) return word("complete");
    // Rounded down: "100 %" stands only where every household has evidence.
    const auto percent = (c.audience - c.none) * 100 / c.audience;
    return say(language_, "reach.proof.incomplete",
               {{"percent", std::to_string(percent)}, {"missing", grouped(c.none)}});
  }

  std::vector<print::SheetColumn> columns() const {
    return {{word("code"), ColumnKind::text, 10},    {word("head"), ColumnKind::text, 26},
            {word("address"), ColumnKind::text, 32}, {word("group"), ColumnKind::text, 20},
            {word("village"), ColumnKind::text, 20}, {word("evidence"), ColumnKind::text, 20},
            {word("at"), ColumnKind::date_time, 18}, {word("precision"), ColumnKind::text, 14},
            {word("way"), ColumnKind::text, 20},     {word("by"), ColumnKind::text, 26}};
  }

  std::vector<print::SheetValue> row(const Line& line) const {
    std::vector<print::SheetValue> cells{line.house.code, line.house.head_name, line.house.address,
                                         name_of(line, areas::AreaKind::group),
                                         name_of(line, areas::AreaKind::village)};
    switch (line.best.grade) {
      case Evidence::none:
        cells.insert(cells.end(),
                     {word("none"), std::monostate{}, std::string(), std::string(), std::string()});
        break;
      case Evidence::told:
        add(cells, line, line.told ? std::optional(line.told->at) : std::nullopt,
            line.told ? line.told->by_name : std::string());
        break;
      case Evidence::confirmed:
        add(cells, line, line.confirmed_at, word("by_household"));
        break;
      default:
        add(cells, line, std::nullopt, word("by_device"));
    }
    return cells;
  }

  void add(std::vector<print::SheetValue>& cells, const Line& line, std::optional<Millis> exact,
           const std::string& by) const {
    constexpr std::array kGrades{"none", "delivered", "opened", "confirmed", "told"};
    constexpr std::array kWays{"",      "app",   "push",      "zalo",     "sms", "loudspeaker",
                               "email", "print", "chat_link", "in_person"};
    cells.push_back(word(kGrades[static_cast<std::size_t>(line.best.grade)]));
    cells.push_back(exact.value_or(line.best.hour * kHour));
    cells.push_back(word(exact ? "to_the_minute" : "within_the_hour"));
    cells.push_back(word(std::string("way_") + kWays[static_cast<std::size_t>(line.best.channel)]));
    cells.push_back(by);
  }

  std::string name_of(const Line& line, areas::AreaKind kind) const {
    for (const auto* unit = line.unit; unit; unit = tree_.parent(*unit))
      if (unit->kind == kind) return unit->name;
    return {};
  }

  const areas::Tree& tree_;
  const std::string& language_;
};

/// Of the lines themselves: evidence goes on coming in, and what stands above must say what stands below.
Coverage coverage_of(const std::vector<Line>& lines) {
  Coverage sum;
  sum.audience = static_cast<std::int64_t>(lines.size());
  for (const auto& line : lines) {
    switch (line.best.grade) {
      case Evidence::none:
        ++sum.none;
        break;
      case Evidence::delivered:
        ++sum.delivered;
        break;
      case Evidence::opened:
        ++sum.opened;
        break;
      case Evidence::confirmed:
        ++sum.confirmed;
        break;
      case Evidence::told:
        ++sum.told;
        break;
    }
  }
  return sum;
}

/// Every household of the audience in `wanted`, in walking order. Where one lives that has moved out of sight
/// is not told.
std::vector<Line> lines_of(Tx& tx, const Sight& sight, const Book& book, const Bitmap& wanted) {
  const auto& tree = *sight.tree;
  std::unordered_map<std::int64_t, told_store::Told> told;
  for (auto& row : told_store::all(tx, book.notice().id)) told.emplace(row.ordinal, row);
  std::unordered_map<std::int64_t, Millis> confirmed;
  for (const auto& row : told_store::confirmations(tx, book.notice().id))
    confirmed.emplace(row.ordinal, row.at);
  std::unordered_map<std::uint32_t, const areas::TreeUnit*> unit_of;
  for (const auto& run : book.roster()->runs())
    for (std::uint64_t ordinal = run.first; ordinal <= run.last; ++ordinal)
      if (wanted.has(static_cast<std::uint32_t>(ordinal)))
        unit_of[static_cast<std::uint32_t>(ordinal)] = tree.find(book.roster()->units()[run.unit].id);
  const auto traces = book.traces(wanted);
  std::vector<Line> lines;
  auto trace = traces.begin();
  for (auto& house : register_store::houses(tx, wanted)) {
    while (trace->ordinal < house.ordinal) ++trace;
    if (!sight.covers(house.area_id)) house.address.clear();
    Line line{std::move(house), unit_of[trace->ordinal], trace->best, std::nullopt, std::nullopt};
    if (const auto found = told.find(trace->ordinal); found != told.end()) line.told = found->second;
    if (const auto found = confirmed.find(trace->ordinal); found != confirmed.end())
      line.confirmed_at = found->second;
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.unit, a.house.walk_order, a.house.ordinal) <
           std::tie(b.unit, b.house.walk_order, b.house.ordinal);
  });
  return lines;
}

/// File systems take names of some 255 bytes; a letter is not cut in two.
std::string shortened(const std::string& title) {
  std::size_t end = std::min<std::size_t>(title.size(), 150);
  while (end < title.size() && (static_cast<unsigned char>(title[end]) & 0xc0) == 0x80) --end;
  return title.substr(0, end);
}

}  // namespace

http::File Proofs::xlsx(Tx& tx, const Actor& actor, const ProofQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.export");
  const auto book = book_in_sight(tx, context_, sight, query.announcement_id.value);
  const auto within = sight.narrowed(query.area);
  const auto units = book->roster()->on(sight.tree);
  Bitmap wanted;
  std::string names;
  for (const auto* root : within.roots) {
    wanted |= *units->of(*root);
    names += (names.empty() ? "" : ", ") + root->name;
  }
  if (wanted.empty()) throw Error::not_found("reach.error.not_found");
  if (wanted.size() > kMostRows) throw Error::invalid("/area", "reach.error.proof_too_long");
  const auto lines = lines_of(tx, sight, *book, wanted);
  return {say(actor.language, "reach.proof.file", {{"title", shortened(book->notice().title)}}) + ".xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          Sheet(*sight.tree, actor.language).draw(*book, coverage_of(lines), names, tx.now(), lines)};
}

}  // namespace thon::reach
