#include "identity/api.hpp"

namespace thon::identity {

struct AccountQuery {
  std::string q;
  std::string cursor;
};
BOOST_DESCRIBE_STRUCT(AccountQuery, (), (q, cursor))

struct AccountInput {
  Id id;
  Text<1, 120> name;
  Text<1, 64> login;
  Text<1, 200> password;
  List<RoleInput, 1, 50> roles;
};
BOOST_DESCRIBE_STRUCT(AccountInput, (), (id, name, login, password, roles))

struct GrantInput {
  Id account_id;
  Text<1, 40> role;
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(GrantInput, (), (account_id, role, area_id))

struct EndRole {
  Id account_id;
  Id role_id;
};
BOOST_DESCRIBE_STRUCT(EndRole, (), (account_id, role_id))

void add_account_routes(http::Api& api, Service& service) {
  const auto manage = http::Access::permission("identity.manage");
  api.get("/api/identity/accounts", manage, "Officers' accounts", [&service](http::Call& call, const AccountQuery& in) {
    return service.accounts(call.tx(), call.actor, in.q, in.cursor);
  });
  api.work("/api/identity/accounts", manage, "Make an officer's account",
           [&service](http::Call& call, const AccountInput& in) {
             const std::string hash = Service::hash_password(in.login.value, in.password.value);
             const NewAccount account{in.id, in.name, in.login, hash, Language::vi, in.roles};
             AccountRow row;
             call.db.write([&](Tx& tx) { row = service.create_account(tx, call.actor, account); });
             return row;
           });
  api.work(http::Method::patch, "/api/identity/accounts/{account_id}", manage, "Change an officer's account",
           [&service](http::Call& call, const AccountEdit& in) {
             return service.edit_account(call.db, call.actor, in);
           });
  api.post("/api/identity/accounts/{account_id}/roles", manage, "Give a role at a unit",
           [&service](http::Call& call, const GrantInput& in) {
             return service.grant(call.tx(), call.actor, in.account_id.value, RoleInput{in.role, in.area_id});
           });
  api.del("/api/identity/accounts/{account_id}/roles/{role_id}", manage, "End a role",
          [&service](http::Call& call, const EndRole& in) {
            service.withdraw(call.tx(), call.actor, in.account_id.value, in.role_id.value);
          });
}

}  // namespace thon::identity
