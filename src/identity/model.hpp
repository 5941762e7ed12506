#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "areas/model.hpp"
#include "base/time.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::identity {

enum class Language { vi, en };
BOOST_DESCRIBE_ENUM(Language, vi, en)

/// What a household's own pages and the invitation's landing page show; households bring it (set_describe).
struct HouseholdCard {
  std::string id;
  std::string code;
  std::string name;
  std::string address;
  std::string area_name;
  std::int64_t ordinal = -1;
};
BOOST_DESCRIBE_STRUCT(HouseholdCard, (), (id, code, name, address, area_name, ordinal))

/// Who is signed in, as the app needs it at start.
struct MeAccount {
  std::string id;
  std::string kind;
  std::string name;
  std::optional<std::string> login;
  std::string language;
  bool totp_enabled = false;
};
BOOST_DESCRIBE_STRUCT(MeAccount, (), (id, kind, name, login, language, totp_enabled))

struct MeRole {
  std::string role;
  std::string area_id;
  std::string area_name;
  std::string area_kind;
};
BOOST_DESCRIBE_STRUCT(MeRole, (), (role, area_id, area_name, area_kind))

struct Me {
  MeAccount account;
  std::vector<MeRole> roles;
  std::vector<std::string> permissions;
  std::optional<HouseholdCard> household;
  std::string commune_name;
  bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Me, (), (account, roles, permissions, household, commune_name, demo))

/// One signed-in device of an account.
struct SessionRow {
  std::string id;
  std::string device;
  std::string address;
  Millis created_at = 0;
  Millis last_seen_at = 0;
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (id, device, address, created_at, last_seen_at, current))

struct AccountRole {
  std::string id;
  std::string role;
  std::string area_id;
  std::string area_name;
};
BOOST_DESCRIBE_STRUCT(AccountRole, (), (id, role, area_id, area_name))

/// An officer's account as those who manage it see it.
struct AccountRow {
  std::string id;
  std::string name;
  std::string login;
  bool disabled = false;
  bool totp_enabled = false;
  std::int64_t version = 1;
  std::vector<AccountRole> roles;
  std::optional<Millis> last_seen_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (), (id, name, login, disabled, totp_enabled, version, roles, last_seen_at))

struct AccountPage {
  std::vector<AccountRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (items, next))

/// A role to be held at a unit.
struct RoleInput {
  Text<1, 40> role;
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(RoleInput, (), (role, area_id))

/// An officer's account to be made. The password comes hashed (Service::hash_password), because hashing is too slow
/// for a transaction.
struct NewAccount {
  std::string id;
  std::string name;
  std::string login;  ///< as typed: a user name or a phone number
  std::string password_hash;
  Language language = Language::vi;
  std::vector<RoleInput> roles;
};

/// How a household gets in, for Service::load_access. PIN and session may be empty.
struct HouseholdAccess {
  std::string household_id;
  std::string household_name;
  std::string token;     ///< of its invitation
  std::string pin_hash;  ///< Service::hash_pin
  std::string session;   ///< of a phone that is signed in
};

/// The invitation of a household that holds now.
struct InvitationState {
  Millis issued_at = 0;
  std::optional<Millis> first_used_at;
};
BOOST_DESCRIBE_STRUCT(InvitationState, (), (issued_at, first_used_at))

struct InvitationView {
  std::string household_name;
  std::string address;
  std::string area_name;
  bool has_pin = false;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (household_name, address, area_name, has_pin))

/// The units of a commune, as the first start makes them.
struct SetupVillage {
  Text<1, 120> name;
  List<Text<1, 120>, 0, 200> groups;
};
BOOST_DESCRIBE_STRUCT(SetupVillage, (), (name, groups))

struct SetupCommune {
  Text<1, 120> name;
  std::optional<Text<0, 20>> code;
  std::optional<Text<0, 120>> province;
};
BOOST_DESCRIBE_STRUCT(SetupCommune, (), (name, code, province))

}  // namespace thon::identity
