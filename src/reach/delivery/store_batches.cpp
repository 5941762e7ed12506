#include "reach/delivery/store.hpp"

namespace thon::reach::delivery_store {
namespace {

const Sql kHanded{"reach.handed",
                  "SELECT bitmap FROM reach_handed WHERE announcement_id = :announcement_id AND channel = :channel"};
const Sql kSetHanded{"reach.set_handed",
                     "INSERT INTO reach_handed (announcement_id, channel, bitmap) "
                     "VALUES (:announcement_id, :channel, :bitmap) "
                     "ON CONFLICT (announcement_id, channel) DO UPDATE SET bitmap = excluded.bitmap"};
const Sql kAddDispatch{
    "reach.add_dispatch",
    "INSERT INTO reach_dispatch (announcement_id, channel, not_before, not_after, quiet_from, quiet_to, wanted, at) "
    "VALUES (:announcement_id, :channel, :not_before, :not_after, :quiet_from, :quiet_to, :wanted, :now) "
    "RETURNING id"};
const Sql kDispatch{"reach.dispatch",
                    "SELECT announcement_id, not_before, not_after, quiet_from, quiet_to, wanted FROM reach_dispatch "
                    "WHERE id = :id"};
const Sql kAddBatch{
    "reach.add_batch",
    "INSERT INTO reach_batch (dispatch_id, announcement_id, channel, not_before, waiting, targets, spared, late, "
    "version, lease_by, lease_until) VALUES (:dispatch_id, :announcement_id, :channel, :not_before, :waiting, "
    ":targets, :none, :none, 1, '', 0)"};
#define THON_REACH_BATCH                                                                                    \
  "SELECT id, dispatch_id, announcement_id, channel, version, lease_by, waiting, spared, late FROM reach_batch "
const Sql kDueBatch{"reach.due_batch", THON_REACH_BATCH
                    "WHERE channel = :channel AND targets > 0 AND not_before <= :now "
                    "AND (lease_until <= :now OR lease_by = :me) ORDER BY not_before, id LIMIT 1"};
const Sql kBatches{"reach.batches", THON_REACH_BATCH "WHERE announcement_id = :announcement_id ORDER BY id"};
const Sql kKeep{"reach.keep_batch",
                "UPDATE reach_batch SET waiting = :waiting, targets = :targets, spared = :spared, late = :late, "
                "version = version + 1, lease_by = :me, lease_until = :lease_until "
                "WHERE id = :id AND version = :version"};
const Sql kPostpone{"reach.postpone_batch",
                    "UPDATE reach_batch SET not_before = :not_before, version = version + 1, lease_until = 0 "
                    "WHERE id = :id AND version = :version"};
const Sql kAnyBatch{"reach.any_batch",
                    "SELECT 1 FROM reach_batch WHERE channel = :channel AND targets > 0 AND not_before <= :now "
                    "AND (lease_until <= :now OR lease_by = :me) LIMIT 1"};
const Sql kAnyMessage{"reach.any_message",
                      "SELECT 1 FROM reach_message WHERE channel = :channel AND due_at <= :now LIMIT 1"};
const Sql kFreeBatches{"reach.free_batches",
                       "UPDATE reach_batch SET lease_until = 0 WHERE targets > 0 AND channel = :channel "
                       "AND lease_by <> :me"};
const Sql kFreeMessages{"reach.free_messages",
                        "UPDATE reach_message SET due_at = :now WHERE channel = :channel AND due_at IS NOT NULL "
                        "AND state = 'sending' AND lease_by <> :me"};

const std::vector<Column> kDispatchColumns{Column::text,    Column::integer, Column::integer,
                                           Column::integer, Column::integer, Column::integer};
const std::vector<Column> kBatchColumns{Column::integer, Column::integer, Column::text,  Column::text, Column::integer,
                                        Column::text,    Column::bytes,   Column::bytes, Column::bytes};

Kind kind_named(const std::string& name) {
  Kind kind = Kind::sms;
  boost::describe::enum_from_string(name.c_str(), kind);
  return kind;
}

Batch batch_of(const Row& row) {
  const auto number = [&](int i) { return std::get<std::int64_t>(row[i]); };
  const auto text = [&](int i) { return std::get<std::string>(row[i]); };
  const auto set = [&](int i) { return Bitmap::unpack(std::get<Bytes>(row[i]).data); };
  return {number(0), number(1), text(2), kind_named(text(3)), number(4), text(5), set(6), set(7), set(8)};
}

}  // namespace

Bitmap handed(Tx& tx, std::string_view announcement_id, Kind kind) {
  const auto bitmap = tx.value<Bytes>(kHanded, {{"announcement_id", announcement_id}, {"channel", kind}});
  return bitmap ? Bitmap::unpack(bitmap->data) : Bitmap();
}

void set_handed(Tx& tx, std::string_view announcement_id, Kind kind, const Bitmap& targets) {
  tx.exec(kSetHanded,
          {{"announcement_id", announcement_id}, {"channel", kind}, {"bitmap", Bytes{targets.pack()}}});
}

std::int64_t add_dispatch(Tx& tx, std::string_view announcement_id, Kind kind, const Terms& terms) {
  return *tx.value<std::int64_t>(kAddDispatch, {{"announcement_id", announcement_id},
                                                {"channel", kind},
                                                {"not_before", terms.not_before},
                                                {"not_after", terms.not_after},
                                                {"quiet_from", terms.quiet.from},
                                                {"quiet_to", terms.quiet.to},
                                                {"wanted", static_cast<std::int64_t>(terms.wanted)},
                                                {"now", tx.now()}});
}

Dispatch dispatch(Tx& tx, std::int64_t id) {
  Dispatch found;
  tx.run(kDispatch, {{"id", id}}, kDispatchColumns, [&](const Row& row) {
    const auto number = [&](int i) { return std::get<std::int64_t>(row[i]); };
    found.id = id;
    found.announcement_id = std::get<std::string>(row[0]);
    found.terms.not_before = number(1);
    found.terms.not_after = number(2);
    found.terms.quiet.from = number(3);
    found.terms.quiet.to = number(4);
    found.terms.wanted = static_cast<Evidence>(number(5));
    return false;
  });
  return found;
}

void add_batch(Tx& tx, Kind kind, const Dispatch& dispatch, const Bitmap& waiting) {
  tx.exec(kAddBatch, {{"dispatch_id", dispatch.id},
                      {"announcement_id", dispatch.announcement_id},
                      {"channel", kind},
                      {"not_before", dispatch.terms.not_before},
                      {"waiting", Bytes{waiting.pack()}},
                      {"targets", waiting.size()},
                      {"none", Bytes{Bitmap().pack()}}});
}

std::optional<Batch> due_batch(Tx& tx, Kind kind, std::string_view me) {
  std::optional<Batch> found;
  tx.run(kDueBatch, {{"channel", kind}, {"now", tx.now()}, {"me", me}}, kBatchColumns, [&](const Row& row) {
    found = batch_of(row);
    return false;
  });
  return found;
}

std::vector<Batch> batches(Tx& tx, std::string_view announcement_id) {
  std::vector<Batch> found;
  tx.run(kBatches, {{"announcement_id", announcement_id}}, kBatchColumns, [&](const Row& row) {
    found.push_back(batch_of(row));
    return true;
  });
  return found;
}

bool keep(Tx& tx, const Batch& batch, std::string_view me, Millis lease_until) {
  return tx.exec(kKeep, {{"id", batch.id},
                         {"version", batch.version},
                         {"waiting", Bytes{batch.waiting.pack()}},
                         {"targets", batch.waiting.size()},
                         {"spared", Bytes{batch.spared.pack()}},
                         {"late", Bytes{batch.late.pack()}},
                         {"me", me},
                         {"lease_until", lease_until}}) == 1;
}

void postpone(Tx& tx, const Batch& batch, Millis not_before) {
  tx.exec(kPostpone, {{"id", batch.id}, {"version", batch.version}, {"not_before", not_before}});
}

bool anything_due(Tx& tx, Kind kind, std::string_view me) {
  return tx.value<std::int64_t>(kAnyBatch, {{"channel", kind}, {"now", tx.now()}, {"me", me}}) ||
         tx.value<std::int64_t>(kAnyMessage, {{"channel", kind}, {"now", tx.now()}});
}

void take_over(Tx& tx, std::string_view me) {
  for (const auto kind : kKinds) {
    tx.exec(kFreeBatches, {{"channel", kind}, {"me", me}});
    tx.exec(kFreeMessages, {{"channel", kind}, {"me", me}, {"now", tx.now()}});
  }
}

}  // namespace thon::reach::delivery_store
