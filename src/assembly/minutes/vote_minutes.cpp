#include "assembly/matters/houses.hpp"
#include "assembly/minutes/minutes.hpp"
#include "assembly/minutes/page.hpp"
#include "assembly/votes/tally.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

using vote_store::Vote;

/// The minutes of an online vote with the fields of the prescribed form (Mẫu số 03, Nghị định 59/2023).
class VotePaper {
 public:
  VotePaper(Tx& tx, const areas::Tree& tree, const Matter& matter, const Vote& vote, std::string language)
      : tx_(tx),
        matter_(matter),
        vote_(vote),
        language_(std::move(language)),
        head_(letterhead_of(tree, matter.sender_area_id)),
        tally_(tally(tx, matter, vote)),
        team_(vote_store::team(tx, matter.id)),
        page_(vote.heading, matter.title, language_, tx.now()) {}

  std::string draw(const std::vector<MatterHouse>& houses) {
    page_.letterhead(head_, vote_.heading);
    if (!vote_.counted_at) page_.paragraph(word("draft"), true);
    opening();
    matter();
    conditions();
    result();
    closing();
    voters(houses);
    return page_.finish();
  }

 private:
  std::string word(const std::string& name, const Params& params = {}) const {
    return say(language_, "assembly.minutes." + name, params);
  }
  std::string households(std::int64_t count) const { return word("households", {{"count", grouped(count)}}); }
  /// "210 hộ (64 % tổng số hộ)": always of all households, never of those who voted.
  std::string share(std::int64_t count) const {
    return word("share", {{"count", grouped(count)}, {"percent", rules::percent(count, matter_.houses)}});
  }

  void opening() {
    page_.paragraph(word("today", {{"when", hour_and_day(language_, vote_.counted_at.value_or(tx_.now()))},
                                   {"place", vote_.place.empty() ? word("dots") : vote_.place}}));
    int number = 0;
    for (const auto& member : team_) {
      ++number;
      page_.paragraph(
          word(number == 1 ? "team_head" : "team_member",
               {{"number", std::to_string(number)}, {"name", member.name}, {"office", member.office}}));
    }
  }

  void matter() {
    page_.section(word("matter"));
    page_.paragraph(matter_.title, true);
    page_.paragraph(matter_.body);
    page_.line(word("kind"), vote_.kind_name);
    page_.line(word("legal_basis"), vote_.legal_basis);
    page_.line(word("secrecy"),
               word(vote_.secrecy == BallotSecrecy::open ? "secrecy_open" : "secrecy_secret"));
    page_.line(word("from"), hour_and_day(language_, matter_.opened_at.value_or(tx_.now())));
    page_.line(word("until"), hour_and_day(language_, matter_.closed_at.value_or(*matter_.ends_at)));
    for (const auto& extension : matter_store::extensions(tx_, matter_.id))
      page_.paragraph(word("extended", {{"from", hour_and_day(language_, extension.from_at)},
                                        {"to", hour_and_day(language_, extension.to_at)},
                                        {"reason", extension.reason}}));
  }

  void conditions() {
    page_.section(word("conditions"));
    page_.paragraph(word("agreed", {{"day", day(vote_.agreed_on.value_or(date_of(tx_.now())))},
                                    {"village_head", vote_.village_head},
                                    {"front_head", vote_.front_head}}));
    const auto consent = consents(tx_, matter_);
    page_.paragraph(word("consented", {{"agree", grouped(consent.agree)},
                                       {"houses", grouped(consent.houses)},
                                       {"percent", rules::percent(consent.agree, consent.houses)}}));
  }

  void result() {
    const auto& count = tally_.count;
    page_.section(word("result"));
    page_.line(word("electorate"), households(count.electorate));
    page_.line(word("voted"), share(count.voted));
    page_.line(word("by_app"), households(count.by_app));
    page_.line(word("by_paper"), households(count.by_paper));
    if (count.both > 0) page_.paragraph(word("both", {{"count", grouped(count.both)}}));
    page_.line(word("silent"), share(count.electorate - count.voted));
    if (!count.shown) return page_.paragraph(word("sealed"));
    page_.line(word("agree"), share(count.agree));
    page_.line(word("disagree"), share(count.disagree));
    page_.line(word("other"), share(count.other));
    if (count.invalid > 0) page_.line(word("invalid"), share(count.invalid));
    if (!tally_.opinions.empty()) page_.paragraph(word("opinions"));
    for (const auto& opinion : tally_.opinions) page_.paragraph("– " + opinion);
  }

  void closing() {
    const auto& count = tally_.count;
    if (vote_.counted_at) {
      page_.section(word("conclusion"));
      page_.paragraph(word(count.passed ? "passed" : "not_passed",
                           {{"agree", grouped(count.agree)},
                            {"houses", grouped(count.electorate)},
                            {"percent", rules::percent(count.agree, count.electorate)},
                            {"needed", grouped(count.needed)}}),
                      true);
    }
    if (!vote_.note.empty()) page_.paragraph(vote_.note);
    page_.paragraph(word("copies"));
    page_.signatures({{word("secretary"), vote_.secretary},
                      {word("head"), team_.empty() ? "" : team_.front().name.value},
                      {word("village_head"), vote_.village_head}});
  }

  /// Annex: who voted, how and when; in an open vote also what.
  void voters(const std::vector<MatterHouse>& houses) {
    auto& report = page_.report();
    report.new_page();
    report.heading(word("annex"), 14);
    report.paragraph(word(vote_.secrecy == BallotSecrecy::open ? "annex_open" : "annex_secret"),
                     {.points = 10.5}, 2);
    const print::Style plain{.points = 10}, centred{.points = 10, .align = print::Align::centre};
    std::vector<print::TableColumn> columns{
        {word("column_number"), 10, centred}, {word("column_code"), 19, plain},
        {word("column_name"), 0, plain},      {word("column_address"), 0, plain},
        {word("column_way"), 19, plain},      {word("column_at"), 31, plain}};
    if (vote_.secrecy == BallotSecrecy::open) columns.push_back({word("column_choice"), 24, plain});
    print::Table table(report, columns, {.least_row_height = 6.5});
    std::string area;
    int number = 0;
    for (const auto& house : houses) {
      if (!house.at) continue;
      if (house.area_id != area) table.section(house.area_name);
      area = house.area_id;
      std::vector<print::Cell> cells{std::to_string(++number),
                                     house.code,
                                     house.name,
                                     house.address,
                                     word(*house.way == BallotWay::paper ? "way_paper" : "way_app"),
                                     vietnamese_date_time(*house.at)};
      if (vote_.secrecy == BallotSecrecy::open) cells.push_back(choice(house));
      table.row(std::move(cells));
    }
  }

  std::string choice(const MatterHouse& house) const {
    if (!house.choice) return word("choice_invalid");
    if (*house.choice == BallotChoice::agree) return word("choice_agree");
    return word(*house.choice == BallotChoice::disagree ? "choice_disagree" : "choice_other");
  }

  Tx& tx_;
  const Matter& matter_;
  const Vote& vote_;
  const std::string language_;
  const Letterhead head_;
  const Tally tally_;
  const CountingTeam team_;
  MinutesPage page_;
};

}  // namespace

http::File Minutes::vote(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = held(tx, context_, actor, "assembly.count", id, MatterKind::vote);
  rules::check_status(matter, tx.now(),
                      {MatterStatus::open, MatterStatus::closed, MatterStatus::counted, MatterStatus::sent});
  const auto vote = *vote_store::find(tx, matter.id);
  const auto tree = context_.areas.tree(tx);
  return {file_name(actor.language, "assembly.minutes.file", matter.title, ".pdf"), "application/pdf",
          VotePaper(tx, *tree, matter, vote, actor.language).draw(houses_of(tx, matter, true))};
}

}  // namespace thon::assembly
