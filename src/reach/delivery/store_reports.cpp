#include "reach/delivery/store.hpp"

namespace thon::reach::delivery_store {
namespace {

const Sql kAddStray{
    "reach.add_stray",
    "INSERT INTO reach_stray_report (channel, id, provider_id, key, handle, what, reason, at, received_at) VALUES "
    "(:channel, :id, :provider_id, :key, :handle, :what, :reason, :at, :now) ON CONFLICT (channel, id) DO NOTHING"};
#define THON_REACH_STRAY "SELECT id, provider_id, key, handle, what, reason, at FROM reach_stray_report "
const Sql kStraysOf{"reach.strays_of", THON_REACH_STRAY "WHERE channel = :channel AND provider_id = :provider_id"};
const Sql kStraysTo{"reach.strays_to", THON_REACH_STRAY "WHERE channel = :channel AND handle = :handle"};
const Sql kRemove{"reach.remove_strays",
                  "DELETE FROM reach_stray_report WHERE channel = :channel AND provider_id = :provider_id"};
const Sql kForget{"reach.forget_strays", "DELETE FROM reach_stray_report WHERE received_at < :before"};
const Sql kCount{"reach.count_strays", "SELECT COUNT(*) FROM reach_stray_report WHERE channel = :channel"};
const Sql kAddReply{"reach.add_reply",
                    "INSERT INTO reach_reply (channel, id, handle, ordinal, announcement_id, text, at, received_at) "
                    "VALUES (:channel, :id, :handle, :ordinal, :announcement_id, :text, :at, :now) "
                    "ON CONFLICT (channel, id) DO NOTHING"};

}  // namespace

void add_stray(Tx& tx, Kind kind, const Stray& stray) {
  tx.exec(kAddStray, {{"channel", kind},
                      {"id", stray.id},
                      {"provider_id", stray.provider_id},
                      {"key", stray.key},
                      {"handle", stray.handle},
                      {"what", stray.what},
                      {"reason", stray.reason},
                      {"at", stray.at},
                      {"now", tx.now()}});
}

std::vector<Stray> strays_of(Tx& tx, Kind kind, std::string_view provider_id) {
  return tx.rows<Stray>(kStraysOf, {{"channel", kind}, {"provider_id", provider_id}});
}

std::vector<Stray> strays_to(Tx& tx, Kind kind, std::string_view handle) {
  return tx.rows<Stray>(kStraysTo, {{"channel", kind}, {"handle", handle}});
}

void remove_strays(Tx& tx, Kind kind, std::string_view provider_id) {
  tx.exec(kRemove, {{"channel", kind}, {"provider_id", provider_id}});
}

void forget_strays(Tx& tx, Millis before) { tx.exec(kForget, {{"before", before}}); }

std::int64_t strays(Tx& tx, Kind kind) {
  return tx.value<std::int64_t>(kCount, {{"channel", kind}}).value_or(0);
}

void add_reply(Tx& tx, Kind kind, const Reply& reply) {
  tx.exec(kAddReply, {{"channel", kind},
                      {"id", reply.id},
                      {"handle", reply.handle},
                      {"ordinal", reply.ordinal},
                      {"announcement_id", reply.announcement_id},
                      {"text", reply.text},
                      {"at", reply.at},
                      {"now", tx.now()}});
}

}  // namespace thon::reach::delivery_store
