#include "reach/delivery/delivery.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/addresses/store.hpp"
#include "platform/text/text.hpp"
#include "reach/delivery/text.hpp"
#include "reach/outlets/store.hpp"

namespace thon::reach {

namespace store = delivery_store;
using channels::Kind;

namespace {

constexpr Millis kReachableFor = 30 * kSecond;
constexpr std::size_t kBatch = 4096;
constexpr Millis kKeepStrays = 7 * kDay;

}  // namespace

Deliveries::Deliveries(Context& context) : context_(context), sender_(context), reachable_(kReachableFor, 16) {}

Bitmap Deliveries::reachable(Tx& tx, Kind kind) {
  const auto epoch = reachable_.epoch();
  if (const auto known = reachable_.find(kind, tx.now())) return **known;
  auto found = rules::to_households(kind) ? address_store::reachable(tx, kind) - address_store::opted_out(tx, kind)
                                          : outlet_store::households(tx, kind);
  found.compact();
  // What a write reads may still be rolled back.
  if (!tx.writable()) reachable_.put(kind, std::make_shared<const Bitmap>(found), tx.now(), epoch);
  return found;
}

void Deliveries::addresses_changed(Tx& tx) {
  tx.after_commit([this] { reachable_.drop_if([](const auto&) { return true; }); });
}

std::int64_t Deliveries::hand_out(Tx& tx, std::string_view announcement_id, Kind kind, const Bitmap& households,
                                  const Terms& terms) {
  const auto book = context_.ledger.find(tx, announcement_id);
  if (!book) throw Error::not_found("reach.error.not_found");
  if (book->withdrawn()) return 0;
  const auto before = store::handed(tx, announcement_id, kind);
  const auto fresh = targets(tx, *book, kind, households) - before;
  if (fresh.empty()) return 0;
  store::set_handed(tx, announcement_id, kind, before | fresh);
  store::Dispatch dispatch{0, std::string(announcement_id), terms};
  dispatch.id = store::add_dispatch(tx, announcement_id, kind, terms);
  Bitmap batch;
  fresh.each([&](std::uint32_t ordinal) {
    batch.add(ordinal);
    if (batch.size() < kBatch) return true;
    store::add_batch(tx, kind, dispatch, batch);
    batch = {};
    return true;
  });
  if (!batch.empty()) store::add_batch(tx, kind, dispatch, batch);
  return static_cast<std::int64_t>(fresh.size());
}

/// Whom messages go to: the households themselves, or the outlets that speak to some of them.
Bitmap Deliveries::targets(Tx& tx, const Book& book, Kind kind, const Bitmap& households) {
  const auto audience = households & *book.audience();
  if (rules::to_households(kind)) return audience;
  const auto tree = context_.areas.tree(tx);
  const auto units = book.roster()->on(tree);
  Bitmap outlets;
  for (const auto& outlet : outlet_store::all(tx, kind))
    if (const auto* unit = tree->find(outlet.area_id); unit && units->of(*unit)->meets(audience))
      outlets.add(static_cast<std::uint32_t>(outlet.number));
  return outlets;
}

Bitmap Deliveries::handed_out(Tx& tx, std::string_view announcement_id, Kind kind) {
  auto handed = store::handed(tx, announcement_id, kind);
  if (rules::to_households(kind)) return handed;
  const auto book = context_.ledger.find(tx, announcement_id);
  const auto tree = context_.areas.tree(tx);
  Bitmap households;
  for (const auto& outlet : outlet_store::all(tx, kind))
    if (const auto* unit = tree->find(outlet.area_id); unit && handed.has(static_cast<std::uint32_t>(outlet.number)))
      households |= *book->roster()->on(tree)->of(*unit);
  return households & *book->audience();
}

HandedOut Deliveries::send_now(Tx& tx, const Actor& actor, const SendNowInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto book = book_in_sight(tx, context_, sight, input.announcement_id.value);
  const auto& notice = book->notice();
  if (!sight.covers(notice.sender_area_id)) throw Error::not_found("reach.error.not_found");
  if (book->withdrawn()) throw Error(ErrorKind::conflict, "reach.error.withdrawn");
  Terms terms(tx.now());
  if (!input.urgent) terms.quiet = rules::Quiet{};
  HandedOut result;
  boost::json::object detail{{"title", notice.title}};
  for (const auto kind : input.channels) {
    const auto channel = context_.outside.channel(tx, kind, notice.sender_area_id);
    if (!channel || !channel->configured()) throw Error::invalid("/channels", "reach.trouble.not_set_up");
    const auto households = rules::to_households(kind) ? book->unreached() & reachable(tx, kind) : *book->audience();
    result.channels.push_back({kind, hand_out(tx, notice.id, kind, households, terms)});
    detail[boost::describe::enum_to_string(kind, "")] = result.channels.back().count;
  }
  audit::record(tx, actor, "reach.send_now", "announcement", notice.id, notice.sender_area_id,
                boost::json::serialize(detail));
  return result;
}

std::shared_ptr<channels::Channel> Deliveries::any_channel(Tx& tx, Kind kind) {
  for (const auto& unit : context_.areas.tree(tx)->units()) {
    if (unit.kind == areas::AreaKind::village || unit.kind == areas::AreaKind::group) continue;
    if (auto channel = context_.outside.channel(tx, kind, unit.id)) return channel;
  }
  return nullptr;
}

Deliveries::Budget Deliveries::budget(Tx& tx, Kind kind, std::int64_t messages,
                                      std::string_view sender_area_id) {
  Budget budget;
  const auto channel = sender_area_id.empty() ? any_channel(tx, kind) : context_.outside.channel(tx, kind, sender_area_id);
  budget.configured = channel && channel->configured();
  if (!budget.configured) {
    budget.trouble = "reach.trouble.not_set_up";
    return budget;
  }
  Notice usual;
  usual.title = say("vi", "reach.message.usual_title");
  budget.price_each = channel->price(message_text(kind, usual, "", context_.outside.public_url, rules::new_key(), {}));
  budget.cost = budget.price_each * messages;
  return budget;
}

void Deliveries::stop(Tx& tx, std::string_view announcement_id) {
  std::map<Kind, Bitmap> waiting;
  for (auto& batch : store::batches(tx, announcement_id)) {
    if (batch.waiting.empty()) continue;
    waiting[batch.channel] |= batch.waiting;
    batch.waiting = {};
    if (!store::keep(tx, batch, "", 0)) throw Error(ErrorKind::unavailable, "error.busy");
  }
  // Those who were not written to may be handed out again one day.
  for (const auto& [kind, households] : waiting)
    store::set_handed(tx, announcement_id, kind, store::handed(tx, announcement_id, kind) - households);
  for (auto& row : store::retries(tx, announcement_id)) {
    row.state = MessageState::stopped;
    row.due_at.reset();
    store::update(tx, row);
  }
}

void Deliveries::reported(Tx& tx, Kind kind, const std::vector<channels::Report>& reports) {
  Outcomes outcomes(context_, tx);
  for (const auto& report : reports) outcomes.reported(kind, report);
  outcomes.finish();
}

std::vector<jobs::Stream> Deliveries::streams() {
  std::vector<jobs::Stream> streams;
  for (const auto kind : kKinds) streams.push_back(sender_.stream(kind));
  return streams;
}

std::vector<jobs::Timer> Deliveries::timers() {
  return {{"reach.forget_strays", kHour, [](Db& db) {
             db.write([](Tx& tx) { store::forget_strays(tx, tx.now() - kKeepStrays); });
           }}};
}

}  // namespace thon::reach
