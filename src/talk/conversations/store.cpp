#include "talk/conversations/store.hpp"

#include "base/id.hpp"

namespace thon::talk::conversation_store {
namespace {

#define THON_TALK_CONVERSATION \
  "SELECT k.area_id, k.posting, k.posts, k.last_at, k.last_author, k.last_text FROM "
#define THON_TALK_POST                                                                    \
  "SELECT p.id, p.area_id, p.number, p.at, p.account_id, p.household_id, p.author_name, " \
  "p.author_role, p.author_place, p.body, p.hidden_at, p.hidden_reason, p.pinned_at, "    \
  "(SELECT COUNT(*) FROM talk_report r WHERE r.post_id = p.id AND r.settled_at IS NULL) FROM talk_post p "

const Sql kFind{"talk.conversation", THON_TALK_CONVERSATION "talk_conversation k WHERE k.area_id = :area"};
const Sql kPut{
    "talk.put_conversation",
    "INSERT INTO talk_conversation (area_id, posting, posts, last_at, last_author, last_text) VALUES "
    "(:area, :posting, :posts, :last_at, :last_author, :last_text) ON CONFLICT (area_id) DO UPDATE SET "
    "posting = excluded.posting, posts = excluded.posts, last_at = excluded.last_at, "
    "last_author = excluded.last_author, last_text = excluded.last_text"};
const Sql kBelow{"talk.conversations_below", THON_TALK_CONVERSATION
                 "areas_closure c JOIN talk_conversation k "
                 "ON k.area_id = c.descendant_id WHERE c.ancestor_id = :area"};
const Sql kPost{"talk.post", THON_TALK_POST "WHERE p.id = :id"};
const Sql kInsert{
    "talk.insert_post",
    "INSERT INTO talk_post (id, area_id, number, at, account_id, household_id, author_name, author_role, "
    "author_place, body, search_text, hidden_reason) VALUES (:id, :area_id, :number, :at, :account_id, "
    ":household_id, :author_name, :author_role, :author_place, :body, :search_text, '')"};
const Sql kUpdate{"talk.update_post",
                  "UPDATE talk_post SET hidden_at = :hidden_at, hidden_reason = :hidden_reason, "
                  "pinned_at = :pinned_at WHERE id = :id"};
const Sql kPage{"talk.posts", THON_TALK_POST
                "WHERE p.area_id = :area AND p.number < :before ORDER BY p.number DESC LIMIT :limit"};
const Sql kSearch{"talk.search_posts", THON_TALK_POST
                  "WHERE p.area_id = :area AND p.number < :before AND p.hidden_at IS NULL "
                  "AND p.search_text LIKE :pattern ESCAPE '!' ORDER BY p.number DESC LIMIT :limit"};
const Sql kPinned{"talk.pinned_posts", THON_TALK_POST
                  "WHERE p.area_id = :area AND p.pinned_at IS NOT NULL ORDER BY p.pinned_at DESC"};
const Sql kReport{"talk.report",
                  "INSERT INTO talk_report (post_id, account_id, area_id, at, by_name, reason) "
                  "VALUES (:post_id, :account_id, :area_id, :now, :by_name, :reason) "
                  "ON CONFLICT (post_id, account_id) DO NOTHING"};
const Sql kSettle{"talk.settle",
                  "UPDATE talk_report SET settled_at = :now WHERE post_id = :post_id AND settled_at IS NULL"};
const Sql kReports{"talk.reports",
                   "SELECT post_id, by_name, reason, at FROM talk_report WHERE area_id = :area "
                   "AND settled_at IS NULL ORDER BY at LIMIT 100"};
const Sql kReportsBelow{"talk.reports_below",
                        "SELECT r.area_id, COUNT(*) FROM areas_closure c JOIN talk_report r "
                        "ON r.area_id = c.descendant_id AND r.settled_at IS NULL "
                        "WHERE c.ancestor_id = :area GROUP BY r.area_id"};
const Sql kAddAct{"talk.add_act",
                  "INSERT INTO talk_moderation (id, area_id, post_id, at, act, by_name, reason) "
                  "VALUES (:id, :area, :post_id, :now, :act, :by_name, :reason)"};
const Sql kActs{"talk.acts",
                "SELECT m.at, m.act, m.by_name, m.reason, COALESCE(p.author_name, ''), COALESCE(p.body, '') "
                "FROM talk_moderation m LEFT JOIN talk_post p ON p.id = m.post_id WHERE m.area_id = :area "
                "ORDER BY m.at DESC, m.id DESC LIMIT 100"};
const Sql kHouseholds{"talk.households",
                      "SELECT COUNT(*) FROM areas_closure c JOIN households_household_v h "
                      "ON h.area_id = c.descendant_id AND h.valid_to IS NULL WHERE c.ancestor_id = :area"};

}  // namespace

std::optional<Conversation> find(Tx& tx, std::string_view area_id) {
  return tx.one<Conversation>(kFind, {{"area", area_id}});
}

void put(Tx& tx, const Conversation& conversation) {
  tx.exec(kPut, {{"area", conversation.area_id},
                 {"posting", conversation.posting},
                 {"posts", conversation.posts},
                 {"last_at", conversation.last_at},
                 {"last_author", conversation.last_author},
                 {"last_text", conversation.last_text}});
}

std::vector<Conversation> below(Tx& tx, std::string_view area_id) {
  return tx.rows<Conversation>(kBelow, {{"area", area_id}});
}

std::optional<Post> post(Tx& tx, std::string_view id) { return tx.one<Post>(kPost, {{"id", id}}); }

void insert(Tx& tx, const Post& post, std::string_view search_text) {
  tx.exec(kInsert, {{"id", post.id},
                    {"area_id", post.area_id},
                    {"number", post.number},
                    {"at", post.at},
                    {"account_id", post.account_id},
                    {"household_id", post.household_id},
                    {"author_name", post.author_name},
                    {"author_role", post.author_role},
                    {"author_place", post.author_place},
                    {"body", post.body},
                    {"search_text", search_text}});
}

void update(Tx& tx, const Post& post) {
  tx.exec(kUpdate, {{"id", post.id},
                    {"hidden_at", post.hidden_at},
                    {"hidden_reason", post.hidden_reason},
                    {"pinned_at", post.pinned_at}});
}

std::vector<Post> page(Tx& tx, std::string_view area_id, std::int64_t before, std::int64_t limit) {
  return tx.rows<Post>(kPage, {{"area", area_id}, {"before", before}, {"limit", limit}});
}

std::vector<Post> search(Tx& tx, std::string_view area_id, std::string_view pattern, std::int64_t before,
                         std::int64_t limit) {
  return tx.rows<Post>(kSearch,
                       {{"area", area_id}, {"pattern", pattern}, {"before", before}, {"limit", limit}});
}

std::vector<Post> pinned(Tx& tx, std::string_view area_id) {
  return tx.rows<Post>(kPinned, {{"area", area_id}});
}

bool report(Tx& tx, const Post& post, std::string_view account_id, std::string_view by_name,
            std::string_view reason) {
  return tx.exec(kReport, {{"post_id", post.id},
                           {"account_id", account_id},
                           {"area_id", post.area_id},
                           {"now", tx.now()},
                           {"by_name", by_name},
                           {"reason", reason}}) > 0;
}

std::int64_t settle(Tx& tx, std::string_view post_id) {
  return tx.exec(kSettle, {{"post_id", post_id}, {"now", tx.now()}});
}

std::vector<Report> reports(Tx& tx, std::string_view area_id) {
  return tx.rows<Report>(kReports, {{"area", area_id}});
}

std::vector<Waiting> reports_below(Tx& tx, std::string_view area_id) {
  return tx.rows<Waiting>(kReportsBelow, {{"area", area_id}});
}

void add_act(Tx& tx, std::string_view area_id, std::optional<std::string> post_id, std::string_view act,
             std::string_view by_name, std::string_view reason) {
  tx.exec(kAddAct, {{"id", new_id()},
                    {"area", area_id},
                    {"post_id", post_id},
                    {"now", tx.now()},
                    {"act", act},
                    {"by_name", by_name},
                    {"reason", reason}});
}

std::vector<ModerationAct> acts(Tx& tx, std::string_view area_id) {
  return tx.rows<ModerationAct>(kActs, {{"area", area_id}});
}

std::int64_t households(Tx& tx, std::string_view area_id) {
  return tx.value<std::int64_t>(kHouseholds, {{"area", area_id}}).value_or(0);
}

}  // namespace thon::talk::conversation_store
