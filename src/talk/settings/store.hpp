#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "talk/settings/model.hpp"

/// SQL of how units answer.
namespace thon::talk::settings_store {

struct Unit {
  std::string area_id;
  std::string answerer_id;
  std::string answerer_name;
  std::int64_t due_days = 2;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (area_id, answerer_id, answerer_name, due_days))

/// What was set at the unit, or at the nearest above it.
std::optional<Unit> nearest(Tx& tx, std::string_view area_id);
void put(Tx& tx, const Unit& unit);

struct Holder {
  std::string account_id;
  std::string name;
  std::string role;
  std::string area_id;
};
BOOST_DESCRIBE_STRUCT(Holder, (), (account_id, name, role, area_id))
/// Roles held today at the unit or above it, those nearest first.
std::vector<Holder> holders(Tx& tx, std::string_view area_id);

struct Canned {
  std::string id;
  std::string area_id;
  std::string title;
  std::string body;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Canned, (), (id, area_id, title, body, version))
std::optional<Canned> canned(Tx& tx, std::string_view id);
/// Of the unit and those above it, in order of title; `pattern` is for LIKE, '!' escapes.
std::vector<Canned> canned_for(Tx& tx, std::string_view area_id, std::string_view pattern);
void insert(Tx& tx, const Canned& canned, std::string_view search_text);
void update(Tx& tx, const Canned& canned, std::string_view search_text);
void remove(Tx& tx, std::string_view id);

}  // namespace thon::talk::settings_store
