#include "audit/service.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "identity/attempt.hpp"
#include "identity/rules.hpp"
#include "identity/secrets.hpp"
#include "identity/service.hpp"
#include "identity/store.hpp"

namespace thon::identity {
namespace {

constexpr Millis kLinkLifetime = kDay;

/// Who makes the first units and the first account: nobody is there yet.
Actor first_start() {
  Actor actor = system_actor();
  actor.name = "Thiết lập lần đầu";
  return actor;
}

/// The units to make, parents before children.
class Units {
 public:
  explicit Units(std::string today) : today_(std::move(today)) {}

  std::string add(const std::string& parent_id, areas::AreaKind kind, const std::string& name,
                  const std::string& code) {
    units_.push_back({new_id(), parent_id, kind, name, code, today_, false});
    return units_.back().id;
  }
  const std::vector<areas::NewArea>& all() const { return units_; }

 private:
  std::string today_;
  std::vector<areas::NewArea> units_;
};

/// Adds the province (if told), the commune and what is below it; answers the commune's id.
std::string add_commune(Units& units, const SetupInput& input) {
  const std::string province = input.commune.province ? input.commune.province->value : "";
  std::string above;
  if (!province.empty()) above = units.add("", areas::AreaKind::province, province, "");
  const std::string commune = units.add(above, areas::AreaKind::commune, input.commune.name,
                                        input.commune.code ? input.commune.code->value : "");
  for (const auto& village : input.villages) {
    const std::string id = units.add(commune, areas::AreaKind::village, village.name, "");
    for (const auto& group : village.groups) units.add(id, areas::AreaKind::group, group, "");
  }
  return commune;
}

/// Two villages, or two groups of a village, with one name could not be told apart.
void check_names(const SetupInput& input) {
  std::vector<FieldError> faults;
  std::set<std::string> villages;
  for (std::size_t i = 0; i < input.villages.size(); ++i) {
    const std::string path = "/villages/" + std::to_string(i);
    const auto& village = input.villages[i];
    if (!villages.insert(village.name.value).second)
      faults.push_back({path + "/name", "identity.error.setup_name_twice", {{"name", village.name.value}}});
    std::set<std::string> groups;
    for (std::size_t j = 0; j < village.groups.size(); ++j)
      if (!groups.insert(village.groups[j].value).second)
        faults.push_back({path + "/groups/" + std::to_string(j), "identity.error.setup_name_twice",
                          {{"name", village.groups[j].value}}});
  }
  if (!rules::is_login(rules::login_of(input.login.value)))
    faults.push_back({"/login", "identity.error.login_form", {}});
  if (const auto fault = rules::password_fault(input.password.value, rules::login_of(input.login.value)))
    faults.push_back({"/password", *fault, {}});
  if (!faults.empty()) throw Error::invalid(std::move(faults));
}

}  // namespace

bool Service::setup_needed(Tx& tx) const { return !store::any_officer(tx); }

std::optional<std::string> Service::begin_setup(Db& db) {
  const std::string token = random_token(32);
  bool needed = false;
  db.write([&](Tx& tx) {
    needed = setup_needed(tx);
    if (needed) store::offer_setup(tx, token_hash(token), tx.now() + kLinkLifetime);
  });
  return needed ? std::optional(token) : std::nullopt;
}

void Service::require_setup(Tx& tx, const Visitor& visitor, std::string_view token) {
  const std::string address = rules::address_key(visitor.address);
  require_token(buckets_, address, tx.now());
  if (!setup_needed(tx)) throw Error(ErrorKind::conflict, "identity.error.setup_done");
  if (!store::setup_open(tx, token_hash(token))) throw Error::not_found("identity.error.setup_token");
  buckets_.give_back(address, tx.now());
}

SignedIn Service::set_up(Db& db, const Visitor& visitor, const SetupInput& input) {
  db.read([&](Tx& tx) { require_setup(tx, visitor, input.token.value); });
  check_names(input);
  NewAccount account;
  account.id = new_id();
  account.name = input.name;
  account.login = input.login;
  account.password_hash = hash_password(input.login.value, input.password.value);
  SignedIn signed_in;
  db.write([&](Tx& tx) {
    require_setup(tx, visitor, input.token.value);
    if (!store::use_setup(tx, token_hash(input.token.value))) throw Error::not_found("identity.error.setup_token");
    const Actor actor = first_start();
    Units units(date_of(tx.now()));
    const std::string commune = add_commune(units, input);
    areas_.load(tx, units.all());
    NewAccount first = account;
    first.roles = {{{"administrator"}, {commune}}};
    create_account(tx, actor, first);
    audit::record(tx, actor, "identity.set_up", "area", commune, commune);
    signed_in = open_session(tx, *store::account(tx, first.id), visitor);
  });
  return signed_in;
}

}  // namespace thon::identity
