#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

/// SQL of links that groups share in their chats.
namespace thon::reach::link_store {

struct ChatLink {
  std::string token;
  std::string announcement_id;
  std::string area_id;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(ChatLink, (), (token, announcement_id, area_id, code))

std::optional<ChatLink> by_token(Tx& tx, std::string_view token);
std::optional<ChatLink> find(Tx& tx, std::string_view announcement_id, std::string_view area_id);
/// The link of a unit and an announcement, made when there is none yet.
ChatLink kept(Tx& tx, std::string_view announcement_id, std::string_view area_id, std::string_view by_account);

/// Wrong answers to "which house is yours" of a house since then.
std::int64_t wrong_tries(Tx& tx, std::int64_t ordinal, Millis since);
void add_wrong_try(Tx& tx, std::int64_t ordinal);
void forget_wrong_tries(Tx& tx, Millis before);

/// Whether anybody of the house is in its group's chat, by household; those nobody has said it of are absent.
std::map<std::string, bool> members(Tx& tx, std::string_view area_id);
void set_member(Tx& tx, std::string_view household_id, bool in_chat, std::string_view by_name);

}  // namespace thon::reach::link_store
