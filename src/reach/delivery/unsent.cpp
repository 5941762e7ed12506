#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/delivery/pages.hpp"
#include "reach/delivery/rules.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {
namespace {

using channels::Kind;
using print::ColumnKind;

/// A message in one of these may still bring evidence.
bool hopeful(DeliveryState state) {
  return state == DeliveryState::waiting || state == DeliveryState::sending || state == DeliveryState::retry ||
         state == DeliveryState::accepted;
}

std::string word(const std::string& language, const std::string& name) { return say(language, "reach.unsent." + name); }

std::vector<print::SheetColumn> columns(const std::string& language) {
  return {{word(language, "code"), ColumnKind::text, 10},    {word(language, "head"), ColumnKind::text, 26},
          {word(language, "address"), ColumnKind::text, 32}, {word(language, "group"), ColumnKind::text, 22},
          {word(language, "phones"), ColumnKind::text, 26},  {word(language, "why"), ColumnKind::text, 60}};
}

std::string joined(const std::vector<std::string>& numbers) {
  std::string text;
  for (const auto& number : numbers) text += (text.empty() ? "" : ", ") + spaced_phone(number);
  return text;
}

}  // namespace

std::string reason_text(std::string_view language, DeliveryState state, const std::string& reason) {
  if (!reason.empty()) {
    // What providers say has its sentences with the channels, what is decided here has its own.
    const auto own = "reach.reason." + reason, theirs = "channels.reason." + reason;
    if (has_sentence(language, own)) return say(language, own);
    if (has_sentence(language, theirs)) return say(language, theirs);
  }
  return say(language, "reach.delivery." + std::string(boost::describe::enum_to_string(state, "")));
}

http::File DeliveryPages::unsent(Tx& tx, const Actor& actor, const UnsentQuery& query) {
  const auto seen = look(tx, actor, "reach.export", query.announcement_id.value, query.area);
  auto wanted = seen.households & seen.book->unreached();
  std::map<std::uint32_t, std::string> why;
  for (const auto& [key, part] : parts(tx, query.announcement_id.value, wanted)) {
    const auto& [kind, state, reason] = key;
    if (!rules::to_households(kind)) continue;
    if (hopeful(state)) {
      wanted -= part.targets;
      continue;
    }
    const auto channel = say(actor.language, "reach.channel." + std::string(boost::describe::enum_to_string(kind, "")));
    for (const auto target : part.targets.values())
      why[target] += (why[target].empty() ? "" : "; ") + channel + ": " + reason_text(actor.language, state, reason);
  }
  const auto& title = seen.book->notice().title;
  print::XlsxWriter writer({word(actor.language, "tab"), title,
                            {{word(actor.language, "made_at"), vietnamese_date_time(tx.now())},
                             {word(actor.language, "houses"), grouped(static_cast<long long>(wanted.size()))}},
                            columns(actor.language)});
  for (const auto& row : walk_rows(tx, seen.sight, register_store::houses(tx, wanted))) {
    auto& reason = why[static_cast<std::uint32_t>(row.ordinal)];
    if (reason.empty()) reason = word(actor.language, "not_sent");
    writer.row({row.code, row.head_name, row.address, row.area_name, joined(row.phones), reason});
  }
  return {word(actor.language, "file") + ".xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writer.finish()};
}

}  // namespace thon::reach
