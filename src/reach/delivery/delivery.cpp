#include "reach/delivery/delivery.hpp"

#include "base/error.hpp"
#include "reach/addresses/store.hpp"
#include "platform/text/text.hpp"
#include "reach/delivery/text.hpp"

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
  auto found = address_store::reachable(tx, kind) - address_store::opted_out(tx, kind);
  found.compact();
  // What a write reads may still be rolled back.
  if (!tx.writable()) reachable_.put(kind, std::make_shared<const Bitmap>(found), tx.now(), epoch);
  return found;
}

void Deliveries::addresses_changed(Tx& tx, Kind) {
  tx.after_commit([this] { reachable_.drop_if([](const auto&) { return true; }); });
}

std::int64_t Deliveries::hand_out(Tx& tx, std::string_view announcement_id, Kind kind, const Bitmap& households,
                                  const Terms& terms) {
  const auto book = context_.ledger.find(tx, announcement_id);
  if (!book) throw Error::not_found("reach.error.not_found");
  if (book->withdrawn()) return 0;
  const auto before = store::handed(tx, announcement_id, kind);
  const auto fresh = (households & *book->audience()) - before;
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

Bitmap Deliveries::handed_out(Tx& tx, std::string_view announcement_id, Kind kind) {
  return store::handed(tx, announcement_id, kind);
}

Deliveries::Budget Deliveries::budget(Tx&, Kind kind, std::int64_t messages) {
  Budget budget;
  const auto channel = context_.channel ? context_.channel(kind) : nullptr;
  budget.configured = channel && channel->configured();
  if (!budget.configured) {
    budget.trouble = "reach.trouble.not_set_up";
    return budget;
  }
  Notice usual;
  usual.title = say("vi", "reach.message.usual_title");
  budget.price_each = channel->price(message_text(kind, usual, "", context_.public_url, rules::new_key(), {}));
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
