#include "reach/delivery/outcomes.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "reach/addresses/store.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/rules.hpp"

namespace thon::reach {

namespace store = delivery_store;
using channels::Kind;
using channels::Report;

namespace {

/// Reports about a message come within this time, when nothing but the address tells which one they mean.
constexpr Millis kSoon = 10 * kMinute;

bool soon_after(Millis sent_at, Millis at) { return at >= sent_at - kMinute && at <= sent_at + kSoon; }

Report report_of(const store::Stray& stray) {
  Report report;
  report.provider_id = stray.provider_id;
  report.key = stray.key;
  report.what = stray.what;
  report.at = stray.at;
  report.reason = stray.reason;
  report.user = stray.handle;
  report.id = stray.id;
  return report;
}

}  // namespace

void Outcomes::answered(MessageRow row, const channels::Outcome& outcome, const rules::Next& next) {
  const auto known = store::find(tx_, row.announcement_id, row.channel, row.target);
  // Another server has taken the message over since, or reports have told more than the answer does.
  if (!known || known->attempts != row.attempts || known->key != row.key) return;
  row = *known;
  if (!outcome.provider_id.empty()) row.provider_id = outcome.provider_id;
  row.cost += outcome.cost;
  row.doubtful |= outcome.state == channels::State::uncertain;
  if (row.state == MessageState::sending || row.state == MessageState::uncertain) {
    row.state = next.state;
    row.reason = next.reason;
    row.due_at = next.due_at;
  }
  store::update(tx_, row);
  if (next.state == MessageState::delivered) credit(row, Evidence::delivered, tx_.now());
  if (row.provider_id) {
    take_in(row, store::strays_of(tx_, row.channel, *row.provider_id));
    store::remove_strays(tx_, row.channel, *row.provider_id);
  }
  if (row.state == MessageState::uncertain) doubted(row);
}

void Outcomes::take_in(const MessageRow& row, const std::vector<Stray>& strays) {
  for (const auto& stray : strays)
    if (const auto now = store::find(tx_, row.announcement_id, row.channel, row.target)) apply(*now, report_of(stray));
}

void Outcomes::doubted(const MessageRow& row) {
  auto strays = store::strays_to(tx_, row.channel, row.handle);
  std::erase_if(strays, [&](const auto& stray) { return !soon_after(row.sent_at, stray.at); });
  if (strays.empty() || store::nameless(tx_, row.channel, row.handle).size() != 1) return;
  // One message went to this address without a name, and reports with one name came from it: they belong together.
  // With two names nobody can tell, and a house that may have been reached is not called reached.
  const auto name = strays.front().provider_id;
  for (const auto& stray : strays)
    if (stray.provider_id != name) return;
  auto named = row;
  named.provider_id = name;
  store::update(tx_, named);
  take_in(named, strays);
  store::remove_strays(tx_, row.channel, name);
}

std::optional<MessageRow> Outcomes::about(Kind kind, const Report& report) {
  if (!report.key.empty())
    if (auto row = store::by_key(tx_, report.key); row && row->channel == kind) return row;
  if (report.provider_id.empty()) return std::nullopt;
  if (auto row = store::by_provider(tx_, kind, report.provider_id)) return row;
  if (report.user.empty()) return std::nullopt;
  // Whoever is still waiting for the provider's answer will learn the name from it; only doubt is settled here.
  auto nameless = store::nameless(tx_, kind, report.user);
  if (nameless.size() != 1 || nameless.front().state != MessageState::uncertain) return std::nullopt;
  if (!soon_after(nameless.front().sent_at, report.at)) return std::nullopt;
  nameless.front().provider_id = report.provider_id;
  store::update(tx_, nameless.front());
  return nameless.front();
}

void Outcomes::reported(Kind kind, Report report) {
  report.user = rules::handle_in(kind, report.user);
  switch (report.what) {
    case Report::What::replied: return replied(kind, report);
    case Report::What::followed: return address_store::unmark_gone(tx_, kind, report.user);
    case Report::What::unfollowed: return address_store::mark_gone(tx_, kind, report.user, "unfollowed");
    default: break;
  }
  if (auto row = about(kind, report)) return apply(std::move(*row), report);
  store::add_stray(tx_, kind,
                   {report.id, report.provider_id, report.key, report.user, report.what, report.reason, report.at});
}

void Outcomes::apply(MessageRow row, const Report& report) {
  if (row.provider_id.value_or("").empty() && !report.provider_id.empty()) row.provider_id = report.provider_id;
  if (const auto next = rules::reported(row.state, report)) {
    row.state = next->state;
    row.reason = next->reason;
    row.due_at = next->due_at;
  }
  store::update(tx_, row);
  const auto grade = rules::evidence_in(report.what);
  if (grade != Evidence::none) credit(row, grade, report.at);
}

/// Whoever writes his house code to the commune's account is written to there from then on: the account knows its
/// followers by numbers of its own, and the code stands on the slip that every house was given.
void Outcomes::told_house_code(Kind kind, const Report& report) {
  const auto house = register_store::by_code(tx_, rules::house_code_in(report.text));
  if (!house || address_store::owner(tx_, kind, report.user) == house->ordinal) return;
  address_store::tell(tx_, kind, {house->ordinal, report.user, report.user}, house->id);
  const boost::json::object detail{{"channel", boost::describe::enum_to_string(kind, "")}};
  audit::record(tx_, system_actor(), "reach.tell_address", "household", house->id, house->area_id,
                boost::json::serialize(detail));
  context_.addresses_changed(tx_);
}

void Outcomes::replied(Kind kind, const Report& report) {
  if (kind == Kind::zalo_oa) told_house_code(kind, report);
  std::optional<std::string> announcement_id;
  const auto ordinal = address_store::owner(tx_, kind, report.user);
  if (const auto last = store::last_to(tx_, kind, report.user)) announcement_id = last->announcement_id;
  store::add_reply(tx_, kind, {report.id, report.user, ordinal, announcement_id, report.text, report.at});
}

void Outcomes::opened(MessageRow row, Evidence grade) {
  channels::Report seen;
  seen.what = Report::What::seen;
  if (const auto next = rules::reported(row.state, seen)) {
    row.state = next->state;
    row.reason = next->reason;
    row.due_at = next->due_at;
    store::update(tx_, row);
  }
  credit(row, grade, tx_.now());
}

void Outcomes::credit(const MessageRow& row, Evidence grade, Millis at) {
  const auto way = rules::way_of(row.channel);
  if (!way) return;
  auto book = receipts_of(tx_, context_).book(tx_, row.announcement_id);
  const auto ordinal = static_cast<std::uint32_t>(row.target);
  if (!book || !book->audience()->has(ordinal) || book->received(grade, ordinal)) return;
  const auto when = rules::bounded(at ? at : tx_.now(), book->notice().published_at, tx_.now());
  credits_.push_back({std::move(book), {grade, *way, hour_of(when)}, ordinal});
}

void Outcomes::finish() {
  if (credits_.empty()) return;
  auto& group = receipts_of(tx_, context_);
  for (const auto& [book, mark, ordinal] : credits_) group.add(book, mark, ordinal);
  credits_.clear();
}

}  // namespace thon::reach
