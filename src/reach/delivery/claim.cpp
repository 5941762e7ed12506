#include "reach/delivery/claim.hpp"

#include "reach/delivery/text.hpp"
#include "reach/links/store.hpp"
#include "reach/outlets/store.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {

namespace store = delivery_store;

namespace {

/// So many batches are looked at in one transaction; further ones wait for the next.
constexpr int kBatchesAtOnce = 8;
/// Until it is looked again whether an administrator has set the channel up.
constexpr Millis kWithoutChannel = kMinute;

Bitmap first_of(const Bitmap& set, std::size_t most) {
  Bitmap first;
  set.each([&](std::uint32_t value) {
    if (most == 0) return false;
    --most;
    return first.add(value);
  });
  return first;
}

bool outdated(const Book& book, const store::Dispatch& dispatch, Millis now) {
  return now > rules::last_moment(dispatch.terms, book.notice().published_at);
}

}  // namespace

std::vector<Sending> Claim::take() {
  resume();
  for (int i = 0; i < kBatchesAtOnce && room() > 0; ++i) {
    auto batch = store::due_batch(tx_, kind_, me_);
    if (!batch || !fill(std::move(*batch))) break;
  }
  compose();
  outcomes_.finish();
  return std::move(taken_);
}

const store::Dispatch& Claim::dispatch(std::int64_t id) {
  auto [found, fresh] = dispatches_.try_emplace(id);
  if (fresh) found->second = store::dispatch(tx_, id);
  return found->second;
}

std::shared_ptr<channels::Channel> Claim::channel(const Book& book) {
  const auto& area_id = book.notice().sender_area_id;
  const auto [found, fresh] = channels_.try_emplace(area_id);
  if (fresh) found->second = context_.outside.channel(tx_, kind_, area_id);
  return found->second;
}

Claim::Addresses Claim::addresses(const Bitmap& targets) {
  Addresses found;
  if (!rules::to_households(kind_)) {
    for (const auto target : targets.values())
      if (const auto outlet = outlet_store::find(tx_, target))
        found[outlet->number].push_back({outlet->number, outlet->address, outlet->address});
    return found;
  }
  opted_out_ = address_store::opted_out(tx_, kind_);
  for (auto& address : address_store::of(tx_, kind_, targets - opted_out_))
    found[address.ordinal].push_back(std::move(address));
  return found;
}

const char* Claim::why_not(std::int64_t target) const {
  return opted_out_.has(static_cast<std::uint32_t>(target)) ? "opted_out" : "no_address";
}

/// Those of the targets that still miss the evidence. A channel that speaks to all who are near has no single
/// household to ask about.
Bitmap Claim::lacking(const Book& book, Evidence wanted, const Bitmap& targets) const {
  if (!rules::to_households(kind_)) return targets;
  Bitmap lacking;
  targets.each([&](std::uint32_t ordinal) {
    if (book.best(ordinal) < wanted) lacking.add(ordinal);
    return true;
  });
  return lacking;
}

// --- what was taken before: to be tried again, or left behind by a server that died

void Claim::resume() {
  auto rows = store::due(tx_, kind_, static_cast<std::int64_t>(room()));
  if (rows.empty()) return;
  Bitmap targets;
  for (const auto& row : rows) targets.add(static_cast<std::uint32_t>(row.target));
  const auto where = addresses(targets);
  for (auto& row : rows) resume(std::move(row), where);
}

void Claim::resume(MessageRow row, const Addresses& addresses) {
  const auto book = context_.ledger.find(tx_, row.announcement_id);
  const Order order{dispatch(row.dispatch_id), book, channel(*book)};
  if (!order.channel) {
    row.due_at = tx_.now() + kWithoutChannel;
    return store::update(tx_, row);
  }
  const bool left_behind = row.state == MessageState::sending;
  row.doubtful |= left_behind;
  if (left_behind)
    if (const auto next = rules::interrupted(order.channel->idempotent()))
      return end(std::move(row), next->state, next->reason);
  if (settled(row, order)) return;
  const auto known = addresses.find(row.target);
  const auto found = known == addresses.end() ? std::vector<Address>{} : known->second;
  const auto same =
      std::find_if(found.begin(), found.end(), [&](const Address& address) { return address.handle == row.handle; });
  if (same != found.end()) return begin(std::move(row), *same, order, false);
  // What may have been sent to the old address is not sent to another one.
  if (row.doubtful) return end(std::move(row), MessageState::uncertain, "interrupted");
  if (found.empty()) return end(std::move(row), MessageState::refused, why_not(row.target));
  row.key = rules::new_key();
  begin(std::move(row), found.front(), order, false);
}

/// True when the message needs no sending now; its row says why.
bool Claim::settled(MessageRow& row, const Order& order) {
  const auto stop = [&](MessageState state, const char* reason) {
    end(row, row.doubtful ? MessageState::uncertain : state, row.doubtful ? "interrupted" : reason);
    return true;
  };
  const auto& terms = order.dispatch.terms;
  Bitmap one;
  one.add(static_cast<std::uint32_t>(row.target));
  if (order.book->withdrawn()) return stop(MessageState::stopped, "withdrawn");
  if (lacking(*order.book, terms.wanted, one).empty()) return stop(MessageState::spared, "");
  if (outdated(*order.book, order.dispatch, tx_.now())) return stop(MessageState::refused, "too_late");
  if (!rules::is_quiet(tx_.now(), terms.quiet)) return false;
  row.due_at = rules::after_quiet(tx_.now(), terms.quiet);
  store::update(tx_, row);
  return true;
}

// --- what was handed out

/// False when another server works on the batch.
bool Claim::fill(Batch batch) {
  const auto book = context_.ledger.find(tx_, batch.announcement_id);
  const Order order{dispatch(batch.dispatch_id), book, channel(*book)};
  const auto& terms = order.dispatch.terms;
  Bitmap chunk;
  if (book->withdrawn()) {
    store::set_handed(tx_, batch.announcement_id, kind_,
                      store::handed(tx_, batch.announcement_id, kind_) - batch.waiting);
    batch.waiting = {};
  } else if (outdated(*book, order.dispatch, tx_.now())) {
    batch.late |= batch.waiting;
    batch.waiting = {};
  } else if (rules::is_quiet(tx_.now(), terms.quiet)) {
    store::postpone(tx_, batch, rules::after_quiet(tx_.now(), terms.quiet));
    return true;
  } else if (!order.channel) {
    store::postpone(tx_, batch, tx_.now() + kWithoutChannel);
    return true;
  } else {
    const auto missing = lacking(*book, terms.wanted, batch.waiting);
    chunk = first_of(missing, room());
    batch.spared |= batch.waiting - missing;
    batch.waiting = missing - chunk;
  }
  if (!store::keep(tx_, batch, me_, tx_.now() + rules::kLease)) return false;
  const auto where = addresses(chunk);
  for (const auto target : chunk.values()) {
    MessageRow row;
    row.announcement_id = batch.announcement_id;
    row.channel = kind_;
    row.target = target;
    row.dispatch_id = order.dispatch.id;
    row.key = rules::new_key();
    const auto found = where.find(target);
    if (found == where.end()) end(std::move(row), MessageState::refused, why_not(target), true);
    else begin(std::move(row), found->second.front(), order, true);
  }
  return true;
}

void Claim::begin(MessageRow row, const Address& address, const Order& order, bool fresh) {
  const Millis last = rules::last_moment(order.dispatch.terms, order.book->notice().published_at);
  row.handle = address.handle;
  const bool wait = !row.doubtful && over_quota(row, address, last);
  if (!wait) {
    row.state = MessageState::sending;
    row.reason.clear();
    ++row.attempts;
    row.lease_by = me_;
    row.sent_at = tx_.now();
    row.due_at = tx_.now() + rules::kLease;
  }
  if (fresh) store::insert(tx_, row);
  else store::update(tx_, row);
  if (!wait)
    taken_.push_back(
        {std::move(row), address.address, {}, order.channel, order.book, order.dispatch.terms.wanted, last});
}

/// True when this address has had its share; the row then says until when it waits.
bool Claim::over_quota(MessageRow& row, const Address& address, Millis last) {
  const auto limits = rules::limits_of(kind_);
  const auto over = [&](const std::optional<std::int64_t>& limit, Millis since) {
    return limit && store::sent_to(tx_, kind_, address.handle, since) >= *limit;
  };
  const Millis today = rules::day_of(tx_.now());
  Millis until = 0;
  if (over(limits.to_address_a_month, tx_.now() - 30 * kDay)) until = today + 7 * kDay;
  else if (over(limits.to_address_a_day, today)) until = today + kDay;
  if (!until) return false;
  row.reason = "quota";
  row.state = until > last ? MessageState::refused : MessageState::retry;
  row.due_at = until > last ? std::nullopt : std::optional(until);
  return true;
}

void Claim::end(MessageRow row, MessageState state, std::string reason, bool fresh) {
  row.state = state;
  row.reason = std::move(reason);
  row.due_at.reset();
  if (fresh) store::insert(tx_, row);
  else store::update(tx_, row);
  if (state == MessageState::uncertain) outcomes_.doubted(row);
}

void Claim::compose() {
  if (taken_.empty()) return;
  Bitmap ordinals;
  if (rules::to_households(kind_))
    for (const auto& sending : taken_) ordinals.add(static_cast<std::uint32_t>(sending.row.target));
  std::map<std::int64_t, register_store::House> houses;
  for (auto& house : register_store::houses(tx_, ordinals)) houses.emplace(house.ordinal, std::move(house));
  const auto tree = context_.areas.tree(tx_);
  for (auto& sending : taken_) {
    const auto& notice = sending.book->notice();
    sending.message = message_text(kind_, notice, tree->name(notice.sender_area_id), context_.outside.public_url,
                                   sending.row.key, houses[sending.row.target]);
    if (kind_ == channels::Kind::zalo_group) {
      // Whoever reads it in the chat of a group says there which house is his.
      const auto outlet = outlet_store::find(tx_, sending.row.target);
      const auto link = link_store::kept(tx_, notice.id, outlet->area_id, "");
      sending.message.url = context_.outside.public_url + "/g/" + link.token;
    }
    sending.message.key = sending.row.key;
    sending.message.address = sending.address;
  }
}

}  // namespace thon::reach
