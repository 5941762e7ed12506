#include "identity/store.hpp"

#include "base/text.hpp"

namespace thon::identity {

BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, kind, name, login, password_hash, totp_secret, totp_pending, totp_step, subject_id, pin_hash,
                       language, disabled_at, version))

namespace store {

BOOST_DESCRIBE_STRUCT(Commune, (), (name, is_demo))

namespace {

#define ACCOUNT                                                                                             \
  "SELECT id, kind, name, login, password_hash, totp_secret, totp_pending, totp_step, subject_id, pin_hash, " \
  "language, disabled_at, version FROM identity_account "

const Sql kAccount{"identity.account", ACCOUNT "WHERE id = :id"};
const Sql kAccountByLogin{"identity.account_by_login", ACCOUNT "WHERE login = :login"};
const Sql kAccountOfHousehold{"identity.account_of_household", ACCOUNT "WHERE subject_id = :household_id"};
#undef ACCOUNT

const Sql kInsert{"identity.insert_account",
                  "INSERT INTO identity_account (id, kind, name, login, password_hash, subject_id, language, "
                  "search_text, version, created_at, updated_at) VALUES (:id, :kind, :name, :login, :password_hash, "
                  ":subject_id, :language, :search_text, 1, :now, :now)"};
const Sql kUpdate{"identity.update_account",
                  "UPDATE identity_account SET name = :name, search_text = :search_text, "
                  "password_hash = :password_hash, totp_secret = :totp_secret, disabled_at = :disabled_at, "
                  "version = version + 1, updated_at = :now WHERE id = :id AND version = :version"};
const Sql kSetLanguage{"identity.set_language",
                       "UPDATE identity_account SET language = :language, updated_at = :now WHERE id = :id"};
const Sql kSetFirstPin{"identity.set_first_pin",
                       "UPDATE identity_account SET pin_hash = :pin_hash, updated_at = :now "
                       "WHERE id = :id AND pin_hash IS NULL"};
const Sql kClearPin{"identity.clear_pin",
                    "UPDATE identity_account SET pin_hash = NULL, name = :name, search_text = :search_text, "
                    "updated_at = :now WHERE id = :id"};
const Sql kSetTotpPending{"identity.set_totp_pending",
                          "UPDATE identity_account SET totp_pending = :sealed, updated_at = :now WHERE id = :id"};
const Sql kSetTotp{"identity.set_totp",
                   "UPDATE identity_account SET totp_secret = :sealed, totp_pending = NULL, totp_step = :step, "
                   "updated_at = :now WHERE id = :id"};
const Sql kAdvanceTotp{"identity.advance_totp",
                       "UPDATE identity_account SET totp_step = :step WHERE id = :id AND totp_step < :step"};
const Sql kAnyOfficer{"identity.any_officer", "SELECT 1 FROM identity_account WHERE kind = 'officer' LIMIT 1"};

// The role that brings an account onto a manager's page may have ended: it is then found to be given another.
const Sql kAccountsBelow{
    "identity.accounts_below",
    "SELECT DISTINCT a.search_text, a.id FROM areas_closure c JOIN identity_role r ON r.area_id = c.descendant_id "
    "JOIN identity_account a ON a.id = r.account_id WHERE c.ancestor_id = :area_id AND a.kind = 'officer' "
    "AND a.search_text LIKE :pattern ESCAPE '!' AND (CAST(:after AS TEXT) = '' OR (a.search_text, a.id) > "
    "((SELECT b.search_text FROM identity_account b WHERE b.id = :after), CAST(:after AS TEXT))) "
    "ORDER BY a.search_text, a.id LIMIT :limit"};
const Sql kAllAccounts{
    "identity.all_accounts",
    "SELECT a.search_text, a.id FROM identity_account a WHERE a.kind = 'officer' "
    "AND a.search_text LIKE :pattern ESCAPE '!' AND (CAST(:after AS TEXT) = '' OR (a.search_text, a.id) > "
    "((SELECT b.search_text FROM identity_account b WHERE b.id = :after), CAST(:after AS TEXT))) "
    "ORDER BY a.search_text, a.id LIMIT :limit"};
const Sql kLastSeen{"identity.last_seen",
                    "SELECT MAX(last_seen_at) FROM identity_session WHERE account_id = :account_id"};

const Sql kCommune{"identity.commune",
                   "SELECT v.name, v.is_demo FROM areas_closure c JOIN areas_area_v v ON v.id = c.ancestor_id "
                   "WHERE c.descendant_id = :area_id "
                   "ORDER BY CASE WHEN v.kind = 'commune' THEN 0 ELSE 1 END, c.depth LIMIT 1"};

std::string search_text(const Account& account) { return fold(account.name + " " + account.login.value_or("")); }

std::string pattern_of(std::string_view query) {
  std::string pattern = "%";
  for (const char c : fold(query)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + (query.empty() ? "" : "%");
}

Listed listed(Tx& tx, const Sql& sql, const SqlParams& params) {
  Listed found;
  tx.run(sql, params, {Column::text, Column::text}, [&](const Row& row) {
    found.emplace(std::get<std::string>(row[0]), std::get<std::string>(row[1]));
    return true;
  });
  return found;
}

}  // namespace

std::optional<Account> account(Tx& tx, std::string_view id) { return tx.one<Account>(kAccount, {{"id", id}}); }

std::optional<Account> account_by_login(Tx& tx, std::string_view login) {
  return tx.one<Account>(kAccountByLogin, {{"login", login}});
}

std::optional<Account> account_of_household(Tx& tx, std::string_view household_id) {
  return tx.one<Account>(kAccountOfHousehold, {{"household_id", household_id}});
}

void insert(Tx& tx, const Account& a) {
  tx.exec(kInsert, {{"id", a.id},
                    {"kind", a.kind},
                    {"name", a.name},
                    {"login", a.login},
                    {"password_hash", a.password_hash},
                    {"subject_id", a.subject_id},
                    {"language", a.language},
                    {"search_text", search_text(a)},
                    {"now", tx.now()}});
}

bool update(Tx& tx, const Account& a) {
  return tx.exec(kUpdate, {{"name", a.name},
                           {"search_text", search_text(a)},
                           {"password_hash", a.password_hash},
                           {"totp_secret", a.totp_secret},
                           {"disabled_at", a.disabled_at},
                           {"now", tx.now()},
                           {"id", a.id},
                           {"version", a.version}}) == 1;
}

void set_language(Tx& tx, std::string_view id, std::string_view language) {
  tx.exec(kSetLanguage, {{"language", language}, {"now", tx.now()}, {"id", id}});
}

bool set_first_pin(Tx& tx, std::string_view id, std::string_view pin_hash) {
  return tx.exec(kSetFirstPin, {{"pin_hash", pin_hash}, {"now", tx.now()}, {"id", id}}) == 1;
}

void clear_pin(Tx& tx, std::string_view id, std::string_view name) {
  tx.exec(kClearPin, {{"name", name}, {"search_text", fold(name)}, {"now", tx.now()}, {"id", id}});
}

void set_totp_pending(Tx& tx, std::string_view id, const std::optional<std::string>& sealed) {
  tx.exec(kSetTotpPending, {{"sealed", sealed}, {"now", tx.now()}, {"id", id}});
}

void set_totp(Tx& tx, std::string_view id, const std::optional<std::string>& sealed, std::int64_t step) {
  tx.exec(kSetTotp, {{"sealed", sealed}, {"step", step}, {"now", tx.now()}, {"id", id}});
}

bool advance_totp(Tx& tx, std::string_view id, std::int64_t step) {
  return tx.exec(kAdvanceTotp, {{"step", step}, {"id", id}}) == 1;
}

bool any_officer(Tx& tx) { return tx.value<std::int64_t>(kAnyOfficer).has_value(); }

Listed accounts_below(Tx& tx, std::string_view area_id, std::string_view query, std::string_view after,
                      std::int64_t limit) {
  return listed(tx, kAccountsBelow,
                {{"area_id", area_id}, {"pattern", pattern_of(query)}, {"after", after}, {"limit", limit}});
}

Listed all_accounts(Tx& tx, std::string_view query, std::string_view after, std::int64_t limit) {
  return listed(tx, kAllAccounts, {{"pattern", pattern_of(query)}, {"after", after}, {"limit", limit}});
}

std::optional<AccountRow> account_row(Tx& tx, std::string_view id, std::string_view today) {
  const auto found = account(tx, id);
  if (!found || found->kind != "officer") return std::nullopt;
  AccountRow row;
  row.id = found->id;
  row.name = found->name;
  row.login = found->login.value_or("");
  row.disabled = found->disabled_at.has_value();
  row.totp_enabled = found->totp_secret.has_value();
  row.version = found->version;
  row.roles = account_roles(tx, id, today);
  row.last_seen_at = tx.value<std::int64_t>(kLastSeen, {{"account_id", id}});
  return row;
}

std::optional<Commune> commune_of(Tx& tx, std::string_view area_id) {
  return tx.one<Commune>(kCommune, {{"area_id", area_id}});
}

}  // namespace store
}  // namespace thon::identity
