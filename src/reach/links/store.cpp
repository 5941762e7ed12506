#include "reach/links/store.hpp"

#include "reach/delivery/rules.hpp"
#include "reach/links/rules.hpp"

namespace thon::reach::link_store {
namespace {

/// Codes are told apart among what a chat still talks about.
constexpr Millis kCodeLives = 60 * kDay;

#define THON_REACH_CHAT_LINK "SELECT token, announcement_id, area_id, code FROM reach_chat_link "
const Sql kByToken{"reach.chat_link_by_token", THON_REACH_CHAT_LINK "WHERE token = :token"};
const Sql kFind{"reach.chat_link", THON_REACH_CHAT_LINK
                "WHERE announcement_id = :announcement_id AND area_id = :area_id"};
const Sql kCodes{"reach.chat_codes", "SELECT code FROM reach_chat_link WHERE area_id = :area_id AND made_at >= :since"};
const Sql kInsert{"reach.insert_chat_link",
                  "INSERT INTO reach_chat_link (token, announcement_id, area_id, code, by_account, made_at) "
                  "VALUES (:token, :announcement_id, :area_id, :code, :by, :now)"};
const Sql kTries{"reach.chat_tries",
                 "SELECT COUNT(*) FROM reach_chat_try WHERE ordinal = :ordinal AND at >= :since"};
const Sql kAddTry{"reach.add_chat_try", "INSERT INTO reach_chat_try (ordinal, at) VALUES (:ordinal, :now)"};
const Sql kForgetTries{"reach.forget_chat_tries", "DELETE FROM reach_chat_try WHERE at < :before"};
const Sql kMembers{"reach.chat_members",
                   "SELECT m.household_id, m.in_chat FROM areas_closure c "
                   "JOIN households_household_v h ON h.area_id = c.descendant_id "
                   "JOIN reach_chat_member m ON m.household_id = h.id WHERE c.ancestor_id = :area_id"};
const Sql kSetMember{"reach.set_chat_member",
                     "INSERT INTO reach_chat_member (household_id, in_chat, by_name, at) "
                     "VALUES (:household_id, :in_chat, :by_name, :now) ON CONFLICT (household_id) DO UPDATE SET "
                     "in_chat = excluded.in_chat, by_name = excluded.by_name, at = excluded.at"};

}  // namespace

std::optional<ChatLink> by_token(Tx& tx, std::string_view token) {
  return tx.one<ChatLink>(kByToken, {{"token", token}});
}

std::optional<ChatLink> find(Tx& tx, std::string_view announcement_id, std::string_view area_id) {
  return tx.one<ChatLink>(kFind, {{"announcement_id", announcement_id}, {"area_id", area_id}});
}

ChatLink kept(Tx& tx, std::string_view announcement_id, std::string_view area_id, std::string_view by_account) {
  if (auto known = find(tx, announcement_id, area_id)) return std::move(*known);
  const auto used = tx.values<std::string>(kCodes, {{"area_id", area_id}, {"since", tx.now() - kCodeLives}});
  const ChatLink link{rules::new_key(), std::string(announcement_id), std::string(area_id), rules::free_code(used)};
  tx.exec(kInsert, {{"token", link.token},
                    {"announcement_id", link.announcement_id},
                    {"area_id", link.area_id},
                    {"code", link.code},
                    {"by", by_account},
                    {"now", tx.now()}});
  return link;
}

std::int64_t wrong_tries(Tx& tx, std::int64_t ordinal, Millis since) {
  return tx.value<std::int64_t>(kTries, {{"ordinal", ordinal}, {"since", since}}).value_or(0);
}

void add_wrong_try(Tx& tx, std::int64_t ordinal) { tx.exec(kAddTry, {{"ordinal", ordinal}, {"now", tx.now()}}); }

void forget_wrong_tries(Tx& tx, Millis before) { tx.exec(kForgetTries, {{"before", before}}); }

std::map<std::string, bool> members(Tx& tx, std::string_view area_id) {
  std::map<std::string, bool> found;
  tx.run(kMembers, {{"area_id", area_id}}, {Column::text, Column::integer}, [&](const Row& row) {
    found[std::get<std::string>(row[0])] = std::get<std::int64_t>(row[1]) != 0;
    return true;
  });
  return found;
}

void set_member(Tx& tx, std::string_view household_id, bool in_chat, std::string_view by_name) {
  tx.exec(kSetMember,
          {{"household_id", household_id}, {"in_chat", in_chat}, {"by_name", by_name}, {"now", tx.now()}});
}

}  // namespace thon::reach::link_store
