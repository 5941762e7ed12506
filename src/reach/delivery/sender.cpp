#include "reach/delivery/sender.hpp"

#include "base/id.hpp"
#include "platform/log/log.hpp"
#include "reach/addresses/store.hpp"

namespace thon::reach {

namespace store = delivery_store;

namespace {

/// No adapter takes longer than this for one message.
constexpr Millis kLongestCall = 35 * kSecond;

}  // namespace

Sender::Sender(Context& context) : context_(context), me_(new_id()) {}

jobs::Stream Sender::stream(channels::Kind kind) {
  return {std::string("reach.") + boost::describe::enum_to_string(kind, ""),
          [kind] { return rules::pace_of(kind); },
          [this, kind](Db& db, std::size_t most) { return take(db, kind, most); }};
}

std::vector<jobs::Piece> Sender::take(Db& db, channels::Kind kind, std::size_t most) {
  // A folder has one server only, so whatever another one held there was held by a dead one.
  if (db.engine() == Engine::sqlite && !took_over_) {
    db.write([&](Tx& tx) { store::take_over(tx, me_); });
    took_over_ = true;
  }
  bool due = false;
  db.read([&](Tx& tx) {
    context_.ledger.keep_up(tx);
    due = store::anything_due(tx, kind, me_);
  });
  if (!due) return {};
  std::vector<Sending> taken;
  db.write([&](Tx& tx) { taken = Claim(context_, tx, kind, me_, most).take(); });
  std::vector<jobs::Piece> pieces;
  for (auto& one : taken) {
    const auto sending = std::make_shared<Sending>(std::move(one));
    pieces.push_back({[this, sending, &db] { send(*sending, db); }, [this, sending](Tx& tx) { settle(tx, *sending); }});
  }
  return pieces;
}

void Sender::send(Sending& sending, Db& db) {
  auto& channel = *sending.channel;
  // Evidence may have come since the message was taken; it is stopped even now.
  if (const auto book = context_.ledger.peek(sending.row.announcement_id)) sending.book = book;
  const bool needless = sending.book->withdrawn() ||
                        (rules::to_households(channel.kind()) &&
                         sending.book->best(static_cast<std::uint32_t>(sending.row.target)) >= sending.wanted);
  if (needless) {
    sending.needless = true;
    return;
  }
  // So late that the lease may end during the call: left to whoever takes it next.
  if (db.now() > *sending.row.due_at - kLongestCall) {
    sending.outcome.reason = "busy";
    return;
  }
  sending.outcome = channel.send(sending.message);
  if (sending.outcome.state == channels::State::accepted || sending.outcome.state == channels::State::delivered) return;
  log::info("message not taken", {{"channel", boost::describe::enum_to_string(channel.kind(), "")},
                                  {"key", sending.row.key},
                                  {"reason", sending.outcome.reason},
                                  {"detail", sending.outcome.detail}});
}

void Sender::settle(Tx& tx, const Sending& sending) {
  Outcomes outcomes(context_, tx);
  rules::Next next = rules::after(sending.outcome, sending.channel->idempotent(), sending.row.attempts, tx.now(), sending.last);
  if (sending.needless) {
    next = {sending.book->withdrawn() ? MessageState::stopped : MessageState::spared, "", std::nullopt};
    if (sending.row.doubtful) next = {MessageState::uncertain, "interrupted", std::nullopt};
  }
  if (next.state == MessageState::gone) {
    if (sending.row.channel == channels::Kind::push) context_.outside.push_gone(tx, sending.row.handle, next.reason);
    else address_store::mark_gone(tx, sending.row.channel, sending.row.handle, next.reason);
    Bitmap one;
    one.add(static_cast<std::uint32_t>(sending.row.target));
    // Nothing was sent; the household may have another address.
    if (rules::to_households(sending.row.channel) && !address_store::of(tx, sending.row.channel, one).empty())
      next = {MessageState::retry, next.reason, tx.now()};
  }
  outcomes.answered(sending.row, sending.outcome, next);
  outcomes.finish();
}

}  // namespace thon::reach
