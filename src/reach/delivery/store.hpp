#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/delivery/model.hpp"
#include "reach/ledger/bitmap.hpp"

/// SQL of messages on their way.
namespace thon::reach::delivery_store {

using channels::Kind;

// --- who was handed out (store_batches.cpp)
Bitmap handed(Tx& tx, std::string_view announcement_id, Kind kind);
void set_handed(Tx& tx, std::string_view announcement_id, Kind kind, const Bitmap& targets);

struct Dispatch {
  std::int64_t id = 0;
  std::string announcement_id;
  Terms terms;
};
std::int64_t add_dispatch(Tx& tx, std::string_view announcement_id, Kind kind, const Terms& terms);
Dispatch dispatch(Tx& tx, std::int64_t id);

struct Batch {
  std::int64_t id = 0;
  std::int64_t dispatch_id = 0;
  std::string announcement_id;
  Kind channel = Kind::sms;
  std::int64_t version = 0;
  std::string lease_by;
  Bitmap waiting, spared, late;
};
void add_batch(Tx& tx, Kind kind, const Dispatch& dispatch, const Bitmap& waiting);
/// The first one that is due and that no other server works on.
std::optional<Batch> due_batch(Tx& tx, Kind kind, std::string_view me);
/// False when it was changed since it was read.
bool keep(Tx& tx, const Batch& batch, std::string_view me, Millis lease_until);
void postpone(Tx& tx, const Batch& batch, Millis not_before);
std::vector<Batch> batches(Tx& tx, std::string_view announcement_id);
/// Whether anything of the channel may be due now: batches, messages to be tried again or left by a dead server.
bool anything_due(Tx& tx, Kind kind, std::string_view me);
/// No other server lives on this database: what others had leased is free.
void take_over(Tx& tx, std::string_view me);

// --- messages (store_messages.cpp)
std::optional<MessageRow> find(Tx& tx, std::string_view announcement_id, Kind kind, std::int64_t target);
std::optional<MessageRow> by_key(Tx& tx, std::string_view key);
std::optional<MessageRow> by_provider(Tx& tx, Kind kind, std::string_view provider_id);
/// To be tried again, or left by a server that died.
std::vector<MessageRow> due(Tx& tx, Kind kind, std::int64_t limit);
/// Those to an address of which the provider's name is not known, newest first.
std::vector<MessageRow> nameless(Tx& tx, Kind kind, std::string_view handle);
/// A message as the sums see it.
struct Glance {
  Kind channel = Kind::sms;
  std::int64_t target = 0;
  MessageState state = MessageState::sending;
  std::string reason;
  std::int64_t cost = 0;
};
void each_message(Tx& tx, std::string_view announcement_id, const std::function<void(const Glance&)>& each);
/// The last one handed to the provider for an address.
std::optional<MessageRow> last_to(Tx& tx, Kind kind, std::string_view handle);
/// To be tried again, of one announcement.
std::vector<MessageRow> retries(Tx& tx, std::string_view announcement_id);
void insert(Tx& tx, const MessageRow& row);
void update(Tx& tx, const MessageRow& row);

/// How many were handed to the provider since, by address or in all.
std::int64_t sent_to(Tx& tx, Kind kind, std::string_view handle, Millis since);
std::int64_t sent(Tx& tx, Kind kind, Millis since);

// --- reports and replies (store_reports.cpp)
struct Stray {
  std::string id;
  std::string provider_id;
  std::string key;
  std::string handle;
  channels::Report::What what = channels::Report::What::delivered;
  std::string reason;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Stray, (), (id, provider_id, key, handle, what, reason, at))
void add_stray(Tx& tx, Kind kind, const Stray& stray);
std::vector<Stray> strays_of(Tx& tx, Kind kind, std::string_view provider_id);
std::vector<Stray> strays_to(Tx& tx, Kind kind, std::string_view handle);
void remove_strays(Tx& tx, Kind kind, std::string_view provider_id);
void forget_strays(Tx& tx, Millis before);
std::int64_t strays(Tx& tx, Kind kind);

struct Reply {
  std::string id;
  std::string handle;
  std::optional<std::int64_t> ordinal;
  std::optional<std::string> announcement_id;
  std::string text;
  std::int64_t at = 0;
};
void add_reply(Tx& tx, Kind kind, const Reply& reply);

}  // namespace thon::reach::delivery_store
