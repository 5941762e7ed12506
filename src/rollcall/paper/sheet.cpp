#include "base/text.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"
#include "rollcall/paper/paper.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

using print::ColumnKind;
using print::SheetValue;
using roll_store::Row;

/// No roll is longer.
constexpr std::int64_t kAll = 100'000;

class SeekSheet {
 public:
  explicit SeekSheet(std::string language) : language_(std::move(language)) {}

  std::string word(const std::string& name) const { return say(language_, "rollcall.sheet." + name); }

  std::vector<print::SheetColumn> columns() const {
    return {{word("state"), ColumnKind::text, 16},       {word("name"), ColumnKind::text, 26},
            {word("phone"), ColumnKind::text, 14},       {word("other_phone"), ColumnKind::text, 14},
            {word("address"), ColumnKind::text, 30},     {word("group"), ColumnKind::text, 20},
            {word("code"), ColumnKind::text, 10},        {word("elders"), ColumnKind::integer, 10},
            {word("children"), ColumnKind::integer, 10}, {word("need"), ColumnKind::text, 18},
            {word("people"), ColumnKind::integer, 10},   {word("place"), ColumnKind::text, 30},
            {word("note"), ColumnKind::text, 40},        {word("since"), ColumnKind::date_time, 18},
            {word("helper"), ColumnKind::text, 24}};
  }

  std::vector<SheetValue> row(const Row& house) const {
    return {say(language_, "rollcall.state." + name_of(house.state)),
            house.name,
            text(house.phone),
            text(house.other_phone),
            house.address,
            house.area_name,
            house.code,
            house.elders,
            house.children,
            house.need ? say(language_, "rollcall.need." + name_of(*house.need)) : std::string(),
            number(house.people),
            house.place,
            house.note,
            number(house.need_since ? house.need_since : house.at),
            house.helper_name};
  }

 private:
  template <class Enum>
  static std::string name_of(Enum value) {
    return boost::describe::enum_to_string(value, "");
  }
  static SheetValue text(const std::optional<std::string>& value) { return value.value_or(""); }
  static SheetValue number(const std::optional<std::int64_t>& value) {
    return value ? SheetValue(*value) : SheetValue(std::monostate{});
  }

  const std::string language_;
};

}  // namespace

http::File Paper::sheet(Tx& tx, const Actor& actor, const RollPartQuery& query) const {
  const auto part = marked(tx, context_, actor, query);
  const SeekSheet sheet(actor.language);
  roll_store::Patterns everyone;
  everyone.fill("%");
  const auto rows = [&](RollList list) {
    return roll_store::list(tx, part.call.id, part.unit->id, list, everyone, {}, kAll);
  };
  const auto needs = rows(RollList::needs), unseen = rows(RollList::unseen);
  print::XlsxWriter writer({sheet.word("tab"),
                            part.call.drill ? sheet.word("drill") + " – " + part.call.title : part.call.title,
                            {{sheet.word("unit"), part.unit->name},
                             {sheet.word("made_at"), vietnamese_date_time(tx.now())},
                             {sheet.word("needs"), grouped(static_cast<long long>(needs.size()))},
                             {sheet.word("unseen"), grouped(static_cast<long long>(unseen.size()))}},
                            sheet.columns()});
  for (const auto* list : {&needs, &unseen})
    for (const auto& house : *list) writer.row(sheet.row(house));
  return {say(actor.language, "rollcall.sheet.file", {{"unit", part.unit->name}}) + ".xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writer.finish()};
}

}  // namespace thon::rollcall
