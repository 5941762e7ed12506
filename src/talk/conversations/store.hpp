#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "talk/conversations/model.hpp"

/// SQL of conversations.
namespace thon::talk::conversation_store {

struct Conversation {
  std::string area_id;
  Posting posting = Posting::everyone;
  std::int64_t posts = 0;
  std::int64_t last_at = 0;
  std::string last_author;
  std::string last_text;
};
BOOST_DESCRIBE_STRUCT(Conversation, (), (area_id, posting, posts, last_at, last_author, last_text))

std::optional<Conversation> find(Tx& tx, std::string_view area_id);
void put(Tx& tx, const Conversation& conversation);
/// Those of a unit and below it.
std::vector<Conversation> below(Tx& tx, std::string_view area_id);

struct Post {
  std::string id;
  std::string area_id;
  std::int64_t number = 0;
  std::int64_t at = 0;
  std::string account_id;
  std::optional<std::string> household_id;
  std::string author_name;
  std::string author_role;
  std::string author_place;
  std::string body;
  std::optional<std::int64_t> hidden_at;
  std::string hidden_reason;
  std::optional<std::int64_t> pinned_at;
  std::int64_t reports = 0;
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, area_id, number, at, account_id, household_id, author_name, author_role,
                       author_place, body, hidden_at, hidden_reason, pinned_at, reports))

std::optional<Post> post(Tx& tx, std::string_view id);
void insert(Tx& tx, const Post& post, std::string_view search_text);
/// Writes whether it is hidden and pinned.
void update(Tx& tx, const Post& post);
/// The newest first, before the number.
std::vector<Post> page(Tx& tx, std::string_view area_id, std::int64_t before, std::int64_t limit);
/// Those that are not hidden and hold the words.
std::vector<Post> search(Tx& tx, std::string_view area_id, std::string_view pattern, std::int64_t before,
                         std::int64_t limit);
std::vector<Post> pinned(Tx& tx, std::string_view area_id);

/// False when the account has reported it already.
bool report(Tx& tx, const Post& post, std::string_view account_id, std::string_view by_name,
            std::string_view reason);
/// How many reports were waiting.
std::int64_t settle(Tx& tx, std::string_view post_id);
struct Report {
  std::string post_id;
  std::string by_name;
  std::string reason;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Report, (), (post_id, by_name, reason, at))
std::vector<Report> reports(Tx& tx, std::string_view area_id);
struct Waiting {
  std::string area_id;
  std::int64_t reports = 0;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (area_id, reports))
/// Reports that wait, by unit, at a unit and below it.
std::vector<Waiting> reports_below(Tx& tx, std::string_view area_id);

void add_act(Tx& tx, std::string_view area_id, std::optional<std::string> post_id, std::string_view act,
             std::string_view by_name, std::string_view reason);
std::vector<ModerationAct> acts(Tx& tx, std::string_view area_id);

/// Households of the unit and below it.
std::int64_t households(Tx& tx, std::string_view area_id);

}  // namespace thon::talk::conversation_store
