#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/service.hpp"
#include "base/id.hpp"
#include "identity/attempt.hpp"
#include "identity/rules.hpp"
#include "identity/secrets.hpp"
#include "identity/service.hpp"
#include "identity/store.hpp"

namespace thon::identity {
namespace {

constexpr std::string_view kManage = "identity.manage";
constexpr std::string_view kAdministrator = "administrator";
constexpr std::int64_t kPage = 50;

/// Names who it is about, and the role if it is about one.
std::string detail_of(const std::string& name, const std::string& role = {}) {
  boost::json::object detail{{"name", name}};
  if (!role.empty()) detail["role"] = role;
  return boost::json::serialize(detail);
}

std::string first_area(const std::vector<Role>& roles) { return roles.empty() ? "" : roles.front().area_id; }

/// True when the edit asks for nothing that is not so already: the same request once more.
bool is_done(const Account& account, const AccountEdit& input) {
  return !input.password && (!input.name || input.name->value == account.name) &&
         (!input.disabled || *input.disabled == account.disabled_at.has_value()) &&
         (!input.remove_totp || !*input.remove_totp || !account.totp_secret);
}

}  // namespace

std::string Service::hash_password(std::string_view login, std::string_view password) {
  if (const auto fault = rules::password_fault(password, rules::login_of(login)))
    throw Error::invalid("/password", *fault);
  return hash_secret(password, kPasswordCost);
}

bool Service::may_give(Tx& tx, const Actor& actor, const std::string& role, const std::string& area_id) const {
  if (actor.system()) return true;
  Actor holder;
  holder.roles = {{role, area_id}};
  auto permissions = authority_.permissions(holder);
  permissions.emplace(kManage);
  // Most permissions are held at the same units, so there is mostly one question to ask.
  std::set<std::vector<std::string>> asked;
  for (const auto& permission : permissions)
    if (asked.insert(authority_.roots(actor, permission)).second &&
        !authority_.can(tx, actor, permission, area_id))
      return false;
  return true;
}

Account Service::manageable(Tx& tx, const Actor& actor, std::string_view account_id) const {
  auto account = store::account(tx, account_id);
  if (!account || account->kind != "officer") throw Error::not_found();
  if (actor.system()) return *std::move(account);
  const auto roles = store::last_roles(tx, account_id, date_of(tx.now()));
  const bool seen = std::any_of(roles.begin(), roles.end(), [&](const Role& role) {
    return authority_.can(tx, actor, kManage, role.area_id);
  });
  if (!seen) throw Error::not_found();
  for (const auto& role : roles)
    if (!may_give(tx, actor, role.role, role.area_id))
      throw Error(ErrorKind::forbidden, "identity.error.account_beyond");
  return *std::move(account);
}

AccountRow Service::row_of(Tx& tx, std::string_view account_id) const {
  auto row = store::account_row(tx, account_id, date_of(tx.now()));
  if (!row) throw Error::not_found();
  return *std::move(row);
}

AccountPage Service::accounts(Tx& tx, const Actor& actor, std::string_view query, std::string_view cursor) const {
  store::Listed found;
  if (actor.system()) found = store::all_accounts(tx, query, cursor, kPage + 1);
  for (const auto& root : authority_.roots(actor, kManage))
    found.merge(store::accounts_below(tx, root, query, cursor, kPage + 1));
  AccountPage page;
  for (const auto& [order, id] : found) {
    if (page.items.size() == static_cast<std::size_t>(kPage)) {
      page.next = page.items.back().id;
      break;
    }
    page.items.push_back(row_of(tx, id));
  }
  return page;
}

AccountRow Service::create_account(Tx& tx, const Actor& actor, const NewAccount& input) {
  const std::string login = rules::login_of(input.login);
  if (!rules::is_login(login)) throw Error::invalid("/login", "identity.error.login_form");
  if (const auto same = store::account(tx, input.id)) {
    if (same->login != login) throw Error(ErrorKind::conflict, "identity.error.account_exists");
    return row_of(tx, manageable(tx, actor, input.id).id);
  }
  if (store::account_by_login(tx, login)) throw Error::invalid("/login", "identity.error.login_taken");
  if (input.roles.empty() && !actor.system()) throw Error::invalid("/roles", "identity.error.role_needed");
  Account account;
  account.id = input.id;
  account.kind = "officer";
  account.name = input.name;
  account.login = login;
  account.password_hash = input.password_hash;
  account.language = boost::describe::enum_to_string(input.language, "vi");
  store::insert(tx, account);
  audit::record(tx, actor, "identity.account_created", "account", account.id,
                input.roles.empty() ? "" : input.roles.front().area_id.value, detail_of(account.name));
  for (std::size_t i = 0; i < input.roles.size(); ++i)
    hold_role(tx, actor, account, input.roles[i], "/roles/" + std::to_string(i));
  return row_of(tx, account.id);
}

AccountRow Service::edit_account(Db& db, const Actor& actor, const AccountEdit& input) {
  std::optional<std::string> hash;
  if (input.password) {
    std::string login;
    db.read([&](Tx& tx) { login = manageable(tx, actor, input.account_id.value).login.value_or(""); });
    hash = hash_password(login, input.password->value);
  }
  AccountRow row;
  db.write([&](Tx& tx) {
    apply_edit(tx, actor, input, hash);
    row = row_of(tx, input.account_id.value);
  });
  return row;
}

void Service::apply_edit(Tx& tx, const Actor& actor, const AccountEdit& input,
                         const std::optional<std::string>& hash) {
  Account account = manageable(tx, actor, input.account_id.value);
  if (is_done(account, input)) return;
  if (account.version != input.version) throw Error(ErrorKind::conflict, "identity.error.changed");
  const auto roles = store::last_roles(tx, account.id, date_of(tx.now()));
  if (input.name) account.name = input.name->value;
  if (input.disabled && *input.disabled != account.disabled_at.has_value()) {
    if (account.id == actor.account_id) throw Error(ErrorKind::conflict, "identity.error.own_account");
    for (const auto& role : roles)
      if (*input.disabled && role.role == kAdministrator) keep_an_administrator(tx, account.id, role.area_id);
    account.disabled_at = *input.disabled ? std::optional(tx.now()) : std::nullopt;
  }
  if (hash) {
    account.password_hash = hash;
    store::clear_tries(tx, login_key(account.login.value_or("")));
  }
  if (input.remove_totp.value_or(false)) account.totp_secret.reset();
  store::update(tx, account);
  if (hash || account.disabled_at) revoke_all(tx, account.id);
  else forget(tx, account.id, {});
  const char* verb = hash                   ? "identity.password_reset"
                     : account.disabled_at  ? "identity.account_disabled"
                     : input.disabled       ? "identity.account_enabled"
                                            : "identity.account_edited";
  audit::record(tx, actor, verb, "account", account.id, first_area(roles), detail_of(account.name));
}

AccountRow Service::grant(Tx& tx, const Actor& actor, std::string_view account_id, const RoleInput& role) {
  const Account account = manageable(tx, actor, account_id);
  hold_role(tx, actor, account, role, "");
  forget(tx, account.id, store::live_session_ids(tx, account.id));
  return row_of(tx, account.id);
}

void Service::hold_role(Tx& tx, const Actor& actor, const Account& account, const RoleInput& input,
                        const std::string& path) {
  Actor holder;
  holder.roles = {{input.role.value, input.area_id.value}};
  if (authority_.permissions(holder).empty())
    throw Error::invalid(path + "/role", "identity.error.role_unknown");
  const bool seen = authority_.can(tx, actor, kManage, input.area_id.value) &&
                    store::commune_of(tx, input.area_id.value).has_value();
  if (!seen) throw Error::not_found("identity.error.area_unknown");
  if (!may_give(tx, actor, input.role, input.area_id))
    throw Error(ErrorKind::forbidden, "identity.error.role_beyond");
  const std::string today = date_of(tx.now());
  if (store::same_role(tx, account.id, input, today)) return;
  store::insert_role(tx, {new_id(), account.id, input.role, input.area_id}, today, actor.account_id);
  audit::record(tx, actor, "identity.role_granted", "account", account.id, input.area_id.value,
                detail_of(account.name, input.role));
}

void Service::withdraw(Tx& tx, const Actor& actor, std::string_view account_id, std::string_view role_id) {
  const auto role = store::role(tx, role_id);
  if (!role || role->account_id != account_id || !may_give(tx, actor, role->role, role->area_id))
    throw Error::not_found();
  const std::string today = date_of(tx.now());
  const RoleInput held{{role->role}, {role->area_id}};
  const auto now = store::same_role(tx, account_id, held, today);
  if (!now || now->id != role->id) return;
  if (role->role == kAdministrator) {
    if (role->account_id == actor.account_id) throw Error(ErrorKind::conflict, "identity.error.own_account");
    keep_an_administrator(tx, role->account_id, role->area_id);
  }
  store::end_role(tx, role->id, today);
  const auto account = store::account(tx, role->account_id);
  audit::record(tx, actor, "identity.role_withdrawn", "account", account->id, role->area_id,
                detail_of(account->name, role->role));
  forget(tx, role->account_id, store::live_session_ids(tx, role->account_id));
}

void Service::keep_an_administrator(Tx& tx, const std::string& account_id, const std::string& area_id) const {
  if (!store::another_holds(tx, kAdministrator, area_id, account_id, date_of(tx.now())))
    throw Error(ErrorKind::conflict, "identity.error.last_administrator");
}

}  // namespace thon::identity
