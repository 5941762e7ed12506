#include "channels/store.hpp"

namespace thon::channels::store {
namespace {

const Sql kPut{
    "channels.put_subscription",
    "INSERT INTO channels_push_subscription (id, account_id, session_id, household_id, ordinal, endpoint, "
    "endpoint_hash, p256dh, auth, created_at) VALUES (:id, :account, :session, :household, :ordinal, :endpoint, "
    ":endpoint_hash, :p256dh, :auth, :now) ON CONFLICT (endpoint_hash) DO UPDATE SET "
    "account_id = excluded.account_id, session_id = excluded.session_id, household_id = excluded.household_id, "
    "ordinal = excluded.ordinal, p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at, "
    "gone_at = NULL, gone_reason = NULL"};
const Sql kEnd{"channels.end_subscription",
               "UPDATE channels_push_subscription SET gone_at = :now, gone_reason = :reason "
               "WHERE id = :id AND gone_at IS NULL"};
const Sql kEndOwn{"channels.end_own_subscription",
                  "UPDATE channels_push_subscription SET gone_at = :now, gone_reason = 'unsubscribed' "
                  "WHERE endpoint_hash = :endpoint_hash AND account_id = :account AND gone_at IS NULL"};
const Sql kEndSurplus{
    "channels.end_surplus",
    "UPDATE channels_push_subscription SET gone_at = :now, gone_reason = 'surplus' "
    "WHERE account_id = :account AND gone_at IS NULL AND id NOT IN (SELECT id FROM channels_push_subscription "
    "WHERE account_id = :account AND gone_at IS NULL ORDER BY created_at DESC, id DESC LIMIT :most)"};
const Sql kForgetEnded{"channels.forget_ended",
                       "DELETE FROM channels_push_subscription WHERE gone_at < :before OR session_id NOT IN "
                       "(SELECT id FROM identity_session_v)"};
const Sql kOfAccount{"channels.push_of_account",
                     "SELECT id, account_id, endpoint, p256dh, auth FROM channels_push_v "
                     "WHERE account_id = :account ORDER BY id"};
const Sql kOfHousehold{"channels.push_of_household",
                       "SELECT id, account_id, endpoint, p256dh, auth FROM channels_push_v "
                       "WHERE household_id = :household ORDER BY id"};

}  // namespace

void put_subscription(Tx& tx, const Subscription& s) {
  tx.exec(kPut, {{"id", s.id},
                 {"account", s.account_id},
                 {"session", s.session_id},
                 {"household", s.household_id},
                 {"ordinal", s.ordinal},
                 {"endpoint", s.endpoint},
                 {"endpoint_hash", s.endpoint_hash},
                 {"p256dh", s.p256dh},
                 {"auth", s.auth},
                 {"now", tx.now()}});
}

void end_subscription(Tx& tx, std::string_view id, std::string_view reason) {
  tx.exec(kEnd, {{"now", tx.now()}, {"reason", reason}, {"id", id}});
}

bool end_own_subscription(Tx& tx, std::string_view account_id, std::string_view endpoint_hash) {
  return tx.exec(kEndOwn, {{"now", tx.now()}, {"endpoint_hash", endpoint_hash}, {"account", account_id}}) == 1;
}

void end_surplus(Tx& tx, std::string_view account_id, std::int64_t most) {
  tx.exec(kEndSurplus, {{"now", tx.now()}, {"account", account_id}, {"most", most}});
}

void forget_ended(Tx& tx, Millis before) { tx.exec(kForgetEnded, {{"before", before}}); }

std::vector<PushRow> push_of_account(Tx& tx, std::string_view account_id) {
  return tx.rows<PushRow>(kOfAccount, {{"account", account_id}});
}

std::vector<PushRow> push_of_household(Tx& tx, std::string_view household_id) {
  return tx.rows<PushRow>(kOfHousehold, {{"household", household_id}});
}

}  // namespace thon::channels::store
