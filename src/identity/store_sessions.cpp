#include "identity/store.hpp"

namespace thon::identity {

BOOST_DESCRIBE_STRUCT(Session, (), (id, account_id, last_seen_at))

struct TriesRow {
  std::int64_t failures = 0, first_at = 0, locked_until = 0;
};
BOOST_DESCRIBE_STRUCT(TriesRow, (), (failures, first_at, locked_until))

namespace store {

BOOST_DESCRIBE_STRUCT(Invitation, (), (id, account_id))
BOOST_DESCRIBE_STRUCT(Ended, (), (id, session_id, account_id))

namespace {

const Sql kLive{"identity.live_session",
                "SELECT s.id, s.account_id, s.last_seen_at FROM identity_session s WHERE s.token_hash = :token_hash "
                "AND s.revoked_at IS NULL AND s.expires_at > :now"};
const Sql kLiveIds{"identity.live_session_ids",
                   "SELECT id FROM identity_session WHERE account_id = :account_id AND revoked_at IS NULL"};
const Sql kSessions{"identity.sessions",
                    "SELECT id, device, address, created_at, last_seen_at, 0 FROM identity_session "
                    "WHERE account_id = :account_id AND revoked_at IS NULL AND expires_at > :now "
                    "ORDER BY last_seen_at DESC, id DESC"};
const Sql kInsert{"identity.insert_session",
                  "INSERT INTO identity_session (id, token_hash, account_id, created_at, last_seen_at, expires_at, "
                  "device, address) VALUES (:id, :token_hash, :account_id, :now, :now, :expires_at, :device, "
                  ":address)"};
const Sql kRevoke{"identity.revoke_session",
                  "UPDATE identity_session SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL"};
const Sql kRevokeAll{
    "identity.revoke_sessions",
    "UPDATE identity_session SET revoked_at = :now WHERE account_id = :account_id AND revoked_at IS NULL"};
const Sql kAccountOfSession{"identity.account_of_session", "SELECT account_id FROM identity_session WHERE id = :id"};
const Sql kSetLastSeen{
    "identity.set_last_seen",
    "UPDATE identity_session SET last_seen_at = :at, expires_at = :at + "
    "(SELECT CASE WHEN a.kind = 'household' THEN CAST(:household AS BIGINT) ELSE CAST(:officer AS BIGINT) END "
    "FROM identity_account a WHERE a.id = identity_session.account_id) "
    "WHERE id = :id AND revoked_at IS NULL AND last_seen_at < :at AND expires_at > :now"};
const Sql kEndExpired{
    "identity.end_expired_sessions",
    "UPDATE identity_session SET revoked_at = expires_at WHERE expires_at <= :now AND revoked_at IS NULL "
    "RETURNING id, account_id, last_seen_at"};
const Sql kNoteEnded{"identity.note_ended",
                     "INSERT INTO identity_ended (session_id, account_id, at) VALUES (:session_id, :account_id, :now)"};
const Sql kEndedSince{"identity.ended_since",
                      "SELECT id, session_id, account_id FROM identity_ended WHERE at >= :since ORDER BY id"};
const Sql kForgetEnded{"identity.forget_ended", "DELETE FROM identity_ended WHERE at < :before"};
const Sql kForgetSessions{"identity.forget_sessions",
                          "DELETE FROM identity_session WHERE expires_at <= :before AND revoked_at IS NOT NULL"};

const Sql kLiveInvitation{
    "identity.live_invitation",
    "SELECT i.id, i.account_id FROM identity_invitation i JOIN identity_account a ON a.id = i.account_id "
    "WHERE i.token_hash = :token_hash AND i.revoked_at IS NULL AND a.disabled_at IS NULL"};
const Sql kInvitationOf{
    "identity.invitation_of",
    "SELECT i.issued_at, i.first_used_at FROM identity_account a JOIN identity_invitation i ON i.account_id = a.id "
    "WHERE a.subject_id = :household_id AND i.revoked_at IS NULL ORDER BY i.issued_at DESC LIMIT 1"};
const Sql kInsertInvitation{
    "identity.insert_invitation",
    "INSERT INTO identity_invitation (id, token_hash, account_id, issued_at, issued_by) "
    "VALUES (:id, :token_hash, :account_id, :now, :issued_by)"};
const Sql kRevokeInvitations{
    "identity.revoke_invitations",
    "UPDATE identity_invitation SET revoked_at = :now WHERE account_id = :account_id AND revoked_at IS NULL"};
const Sql kMarkUsed{"identity.mark_used",
                    "UPDATE identity_invitation SET first_used_at = :now WHERE id = :id AND first_used_at IS NULL"};

const Sql kTries{"identity.tries",
                 "SELECT failures, first_at, locked_until FROM identity_attempt WHERE key = :key"};
const Sql kSetTries{"identity.set_tries",
                    "INSERT INTO identity_attempt (key, failures, first_at, locked_until) "
                    "VALUES (:key, :failures, :first_at, :locked_until) ON CONFLICT (key) DO UPDATE SET "
                    "failures = excluded.failures, first_at = excluded.first_at, "
                    "locked_until = excluded.locked_until"};
const Sql kClearTries{"identity.clear_tries", "DELETE FROM identity_attempt WHERE key = :key"};
const Sql kForgetTries{"identity.forget_tries",
                       "DELETE FROM identity_attempt WHERE first_at < :before AND locked_until < :now"};

const Sql kSetupOpen{"identity.setup_open",
                     "SELECT 1 FROM identity_setup WHERE id = 1 AND token_hash = :token_hash AND used_at IS NULL "
                     "AND expires_at > :now"};
const Sql kOfferSetup{"identity.offer_setup",
                      "INSERT INTO identity_setup (id, token_hash, expires_at) VALUES (1, :token_hash, :expires_at) "
                      "ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, "
                      "expires_at = excluded.expires_at, used_at = NULL"};
const Sql kUseSetup{"identity.use_setup",
                    "UPDATE identity_setup SET used_at = :now WHERE id = 1 AND token_hash = :token_hash "
                    "AND used_at IS NULL AND expires_at > :now"};

}  // namespace

std::optional<Session> live_session(Tx& tx, std::string_view token_hash) {
  return tx.one<Session>(kLive, {{"token_hash", token_hash}, {"now", tx.now()}});
}

std::vector<std::string> live_session_ids(Tx& tx, std::string_view account_id) {
  return tx.values<std::string>(kLiveIds, {{"account_id", account_id}});
}

std::vector<SessionRow> sessions(Tx& tx, std::string_view account_id) {
  return tx.rows<SessionRow>(kSessions, {{"account_id", account_id}, {"now", tx.now()}});
}

void insert(Tx& tx, const NewSession& s) {
  tx.exec(kInsert, {{"id", s.id},
                    {"token_hash", s.token_hash},
                    {"account_id", s.account_id},
                    {"now", tx.now()},
                    {"expires_at", s.expires_at},
                    {"device", s.device},
                    {"address", s.address}});
}

void revoke_session(Tx& tx, std::string_view id) { tx.exec(kRevoke, {{"now", tx.now()}, {"id", id}}); }

void revoke_sessions(Tx& tx, std::string_view account_id) {
  tx.exec(kRevokeAll, {{"now", tx.now()}, {"account_id", account_id}});
}

std::optional<std::string> account_of_session(Tx& tx, std::string_view id) {
  return tx.value<std::string>(kAccountOfSession, {{"id", id}});
}

void set_last_seen(Tx& tx, std::string_view id, Millis at, Millis officer, Millis household) {
  tx.exec(kSetLastSeen,
          {{"at", at}, {"household", household}, {"officer", officer}, {"id", id}, {"now", tx.now()}});
}

std::optional<Invitation> live_invitation(Tx& tx, std::string_view token_hash) {
  return tx.one<Invitation>(kLiveInvitation, {{"token_hash", token_hash}});
}

std::optional<InvitationState> invitation_of(Tx& tx, std::string_view household_id) {
  return tx.one<InvitationState>(kInvitationOf, {{"household_id", household_id}});
}

void insert_invitation(Tx& tx, std::string_view id, std::string_view token_hash, std::string_view account_id,
                       std::string_view issued_by) {
  tx.exec(kInsertInvitation, {{"id", id},
                              {"token_hash", token_hash},
                              {"account_id", account_id},
                              {"now", tx.now()},
                              {"issued_by", issued_by}});
}

void revoke_invitations(Tx& tx, std::string_view account_id) {
  tx.exec(kRevokeInvitations, {{"now", tx.now()}, {"account_id", account_id}});
}

void mark_used(Tx& tx, std::string_view id) { tx.exec(kMarkUsed, {{"now", tx.now()}, {"id", id}}); }

std::optional<rules::Tries> tries(Tx& tx, std::string_view key) {
  const auto row = tx.one<TriesRow>(kTries, {{"key", key}});
  if (!row) return std::nullopt;
  return rules::Tries{row->failures, row->first_at, row->locked_until};
}

void set_tries(Tx& tx, std::string_view key, const rules::Tries& t) {
  tx.exec(kSetTries, {{"key", key},
                      {"failures", t.failures},
                      {"first_at", t.first_at},
                      {"locked_until", t.locked_until}});
}

void clear_tries(Tx& tx, std::string_view key) { tx.exec(kClearTries, {{"key", key}}); }

bool setup_open(Tx& tx, std::string_view token_hash) {
  return tx.value<std::int64_t>(kSetupOpen, {{"token_hash", token_hash}, {"now", tx.now()}}).has_value();
}

void offer_setup(Tx& tx, std::string_view token_hash, Millis expires_at) {
  tx.exec(kOfferSetup, {{"token_hash", token_hash}, {"expires_at", expires_at}});
}

bool use_setup(Tx& tx, std::string_view token_hash) {
  return tx.exec(kUseSetup, {{"now", tx.now()}, {"token_hash", token_hash}}) == 1;
}

std::vector<Session> end_expired_sessions(Tx& tx) { return tx.rows<Session>(kEndExpired, {{"now", tx.now()}}); }

void note_ended(Tx& tx, std::string_view session_id, std::string_view account_id) {
  tx.exec(kNoteEnded, {{"session_id", session_id}, {"account_id", account_id}, {"now", tx.now()}});
}

std::vector<Ended> ended_since(Tx& tx, Millis since) { return tx.rows<Ended>(kEndedSince, {{"since", since}}); }

void forget_old(Tx& tx, Millis sessions_before, Millis tries_before) {
  tx.exec(kForgetSessions, {{"before", sessions_before}});
  tx.exec(kForgetEnded, {{"before", tries_before}});
  tx.exec(kForgetTries, {{"before", tries_before}, {"now", tx.now()}});
}

}  // namespace store
}  // namespace thon::identity
