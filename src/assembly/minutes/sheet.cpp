#include "assembly/matters/houses.hpp"
#include "assembly/minutes/minutes.hpp"
#include "assembly/minutes/page.hpp"
#include "assembly/polls/store.hpp"
#include "assembly/votes/store.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

using print::ColumnKind;
using print::SheetValue;

/// The households of a matter as a spreadsheet; which columns there are depends on its kind.
class HousesSheet {
 public:
  HousesSheet(const Matter& matter, std::vector<std::string> options, bool choices, std::string language)
      : matter_(matter), options_(std::move(options)), choices_(choices), language_(std::move(language)) {}

  std::string draw(const std::vector<MatterHouse>& houses, const std::string& sender, Millis now) const {
    const auto answered =
        std::count_if(houses.begin(), houses.end(), [](const auto& house) { return house.at.has_value(); });
    print::XlsxWriter writer({word("tab"),
                              matter_.title,
                              {{word("sender"), sender},
                               {word("made_at"), vietnamese_date_time(now)},
                               {word("houses"), grouped(matter_.houses)},
                               {word("answered"), grouped(answered)}},
                              columns()});
    for (const auto& house : houses) writer.row(row(house));
    return writer.finish();
  }

 private:
  std::string word(const std::string& name) const { return say(language_, "assembly.sheet." + name); }

  std::vector<print::SheetColumn> columns() const {
    std::vector<print::SheetColumn> columns{
        {word("code"), ColumnKind::text, 10},  {word("name"), ColumnKind::text, 26},
        {word("head"), ColumnKind::text, 26},  {word("address"), ColumnKind::text, 32},
        {word("group"), ColumnKind::text, 20}, {word("at"), ColumnKind::date_time, 18}};
    if (matter_.kind == MatterKind::vote) {
      columns.push_back({word("way"), ColumnKind::text, 22});
      if (choices_) columns.push_back({word("choice"), ColumnKind::text, 18});
      if (choices_) columns.push_back({word("opinion"), ColumnKind::text, 40});
    } else if (matter_.kind == MatterKind::poll) {
      columns.push_back({word("options"), ColumnKind::text, 40});
    } else {
      columns.push_back({word("reply"), ColumnKind::text, 18});
      columns.push_back({word("proxy"), ColumnKind::text, 26});
      columns.push_back({word("present"), ColumnKind::date_time, 18});
    }
    return columns;
  }

  std::vector<SheetValue> row(const MatterHouse& house) const {
    std::vector<SheetValue> cells{house.code,    house.name,      house.head_name,
                                  house.address, house.area_name, moment(house.at)};
    if (matter_.kind == MatterKind::vote) {
      cells.push_back(way(house));
      if (choices_) cells.push_back(choice(house));
      if (choices_) cells.push_back(house.opinion);
    } else if (matter_.kind == MatterKind::poll) {
      std::string chosen;
      for (const auto place : house.options)
        chosen += (chosen.empty() ? "" : "; ") + options_[static_cast<std::size_t>(place)];
      cells.push_back(std::move(chosen));
    } else {
      cells.push_back(reply(house));
      cells.push_back(house.proxy_name);
      cells.push_back(moment(house.present_at));
    }
    return cells;
  }

  static SheetValue moment(const std::optional<std::int64_t>& at) {
    return at ? SheetValue(*at) : SheetValue(std::monostate{});
  }
  std::string way(const MatterHouse& house) const {
    if (!house.way) return word("not_voted");
    if (house.both) return word("way_both");
    return word(*house.way == BallotWay::paper ? "way_paper" : "way_app");
  }
  std::string choice(const MatterHouse& house) const {
    if (!house.way) return {};
    if (!house.choice) return word("choice_invalid");
    if (*house.choice == BallotChoice::agree) return word("choice_agree");
    return word(*house.choice == BallotChoice::disagree ? "choice_disagree" : "choice_other");
  }
  std::string reply(const MatterHouse& house) const {
    if (!house.reply) return word("no_reply");
    if (*house.reply == MeetingAnswer::going) return word("reply_going");
    return word(*house.reply == MeetingAnswer::proxy ? "reply_proxy" : "reply_not_going");
  }

  const Matter& matter_;
  const std::vector<std::string> options_;
  const bool choices_;
  const std::string language_;
};

}  // namespace

http::File Minutes::sheet(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = seen(tx, context_, actor, id);
  context_.authority.require(tx, actor, "assembly.count", matter.sender_area_id, kMissing);
  if (matter.status == MatterStatus::draft) throw Error(ErrorKind::conflict, "assembly.error.is_draft");
  const auto vote = vote_store::find(tx, matter.id);
  const bool choices = vote && vote->secrecy == BallotSecrecy::open;
  const HousesSheet sheet(matter, poll_store::options(tx, matter.id), choices, actor.language);
  const std::string sender(context_.areas.tree(tx)->name(matter.sender_area_id));
  return {file_name(actor.language, "assembly.sheet.file", matter.title, ".xlsx"),
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          sheet.draw(houses_of(tx, matter, true), sender, tx.now())};
}

}  // namespace thon::assembly
