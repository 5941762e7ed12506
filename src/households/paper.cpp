#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "households/service.hpp"
#include "households/store.hpp"
#include "platform/print/slips.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"

/// What leaves the register on paper or as a file: invitations and the sheet of households.
namespace thon::households {
namespace {

/// More invitations than this are printed unit by unit.
constexpr std::int64_t kMaxSlips = 2000;
constexpr std::int64_t kBatch = 1000;

std::string name_above(const areas::Tree& tree, std::string_view area_id, areas::AreaKind kind) {
  for (const auto* unit : tree.path(area_id))
    if (unit->kind == kind) return unit->name;
  return {};
}

std::string link(const std::string& public_url, const std::string& token) {
  return public_url + "/m#" + token;
}

template <class Each>
void each_row(Tx& tx, const store::Filter& filter, const Each& each) {
  rules::Place after;
  while (true) {
    const auto rows = store::list(tx, filter, after, kBatch);
    for (const auto& row : rows) each(row);
    if (static_cast<std::int64_t>(rows.size()) < kBatch) return;
    after = {rows.back().sort_key, rows.back().walk_order, rows.back().id};
  }
}

print::SheetInfo sheet_of(const std::string& language, const std::string& place, Millis now) {
  const auto column = [&](const char* key, print::ColumnKind kind, double width) {
    return print::SheetColumn{say(language, key), kind, width};
  };
  using enum print::ColumnKind;
  print::SheetInfo info;
  info.tab = say(language, "households.sheet.tab");
  info.title = say(language, "households.sheet.title", {{"place", place}});
  info.about = {{say(language, "households.sheet.printed_at"), vietnamese_date_time(now)}};
  info.columns = {
      column("households.sheet.number", integer, 6),  column("households.sheet.code", text, 10),
      column("households.sheet.head", text, 26),      column("households.sheet.address", text, 32),
      column("households.sheet.village", text, 20),   column("households.sheet.group", text, 20),
      column("households.sheet.members", integer, 8), column("households.sheet.phone", text, 14),
      column("households.sheet.status", text, 14),    column("households.sheet.app", text, 12)};
  return info;
}

}  // namespace

HouseholdInvitation Service::invite(Tx& tx, const Actor& actor, std::string_view id) {
  const auto own = reach(tx, actor, "households.invite", id);
  if (own.valid_to) throw Error(ErrorKind::conflict, "households.error.closed");
  return {link(public_url_, identity_.issue_invitation(tx, actor, own.id, own.head_name)), own.code};
}

http::File Service::slips(Db& db, const Actor& actor, const SlipsInput& input) {
  std::vector<print::Slip> slips;
  std::string place;
  db.write([&](Tx& tx) {
    slips.clear();
    const auto tree = areas_.tree(tx);
    const auto range = ranges(tx, actor, "households.invite", *tree, input.area_id).at(0);
    place = tree->name(input.area_id.value);
    auto rows = store::list(tx, range, {}, kMaxSlips + 1);
    if (!input.renew) std::erase_if(rows, [](const store::ListRow& row) { return row.devices > 0; });
    if (rows.empty())
      throw Error(ErrorKind::conflict, "households.error.nobody_to_invite", {{"name", place}});
    if (static_cast<std::int64_t>(rows.size()) > kMaxSlips)
      throw Error(ErrorKind::conflict, "households.error.too_many_slips",
                  {{"max", std::to_string(kMaxSlips)}});
    for (const auto& row : rows)
      slips.push_back({row.code, row.head_name, row.address,
                       name_above(*tree, row.area_id, areas::AreaKind::group),
                       name_above(*tree, row.area_id, areas::AreaKind::village),
                       name_above(*tree, row.area_id, areas::AreaKind::commune),
                       link(public_url_, identity_.issue_invitation(tx, actor, row.id, row.head_name))});
    const boost::json::object detail{{"households", rows.size()}, {"renew", input.renew}};
    audit::record(tx, actor, "households.slips", "area", input.area_id.value, input.area_id.value,
                  boost::json::serialize(detail));
  });
  const auto layout = input.layout == SlipsLayout::nine ? print::SlipLayout::nine : print::SlipLayout::page;
  return {"Giấy mời - " + place + ".pdf", "application/pdf", print::invitation_slips(slips, layout)};
}

http::File Service::export_sheet(Tx& tx, const Actor& actor, const ExportQuery& query) const {
  const auto tree = areas_.tree(tx);
  const auto found = ranges(tx, actor, "households.view", *tree, query.area);
  std::string place;
  for (const auto& unit : tree->units())
    if (!found.empty() && unit.sort_key == found.front().from) place = unit.name;
  const auto& language = actor.language;
  print::XlsxWriter sheet(sheet_of(language, place, tx.now()));
  std::int64_t number = 0;
  for (const auto& range : found)
    each_row(tx, range, [&](const store::ListRow& row) {
      sheet.row({++number, row.code, row.head_name, row.address,
                 name_above(*tree, row.area_id, areas::AreaKind::village),
                 name_above(*tree, row.area_id, areas::AreaKind::group), row.members, row.phone.value_or(""),
                 say(language, "households.status." + rules::name_of(row.status)),
                 say(language, row.devices > 0 ? "households.sheet.app_yes" : "households.sheet.app_no")});
    });
  return {"Danh sách hộ - " + place + ".xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.finish()};
}

}  // namespace thon::households
