#pragma once
#include "talk/model.hpp"

namespace thon::talk {

struct ConversationsQuery {
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(ConversationsQuery, (), (area))

/// One conversation in the list of those that the caller reads.
struct ConversationRow {
  std::string area_id;
  std::string name;
  std::string kind;
  Posting posting = Posting::everyone;
  std::int64_t posts = 0;
  std::int64_t last_at = 0;
  std::string last_author;
  std::string last_text;
  bool leads = false;
  std::int64_t reports = 0;  ///< that wait for a leader
};
BOOST_DESCRIBE_STRUCT(ConversationRow, (),
                      (area_id, name, kind, posting, posts, last_at, last_author, last_text, leads, reports))

struct Conversations {
  std::vector<ConversationRow> items;
};
BOOST_DESCRIBE_STRUCT(Conversations, (), (items))

/// A post under the real name of who wrote it.
struct PostView {
  std::string id;
  std::int64_t number = 0;
  std::int64_t at = 0;
  std::string author_name;
  std::string author_role;  ///< "household", or the role of a leader
  std::string author_place;
  std::string body;  ///< empty when hidden, but not for leaders
  bool hidden = false;
  std::string hidden_reason;
  bool pinned = false;
  bool mine = false;
  std::int64_t reports = 0;                 ///< that wait; for leaders
  std::optional<std::string> household_id;  ///< of the author; for leaders
};
BOOST_DESCRIBE_STRUCT(PostView, (),
                      (id, number, at, author_name, author_role, author_place, body, hidden, hidden_reason,
                       pinned, mine, reports, household_id))

struct ConversationQuery {
  Id area_id;
  std::optional<Text<0, 100>> q;
  std::optional<Whole<1, 1'000'000'000>> cursor;
};
BOOST_DESCRIBE_STRUCT(ConversationQuery, (), (area_id, q, cursor))

struct ConversationPage {
  std::string area_id;
  std::string name;
  std::string kind;
  Posting posting = Posting::everyone;
  bool may_post = false;
  std::string writes_as;  ///< the name that the caller posts under
  bool leads = false;
  std::int64_t households = 0;  ///< that read it
  std::vector<PostView> pins;
  std::vector<PostView> items;  ///< the newest first
  std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(ConversationPage, (),
                      (area_id, name, kind, posting, may_post, writes_as, leads, households, pins, items,
                       next))

struct WritePost {
  Id area_id;
  Id id;
  LongText<1, 2000> body;
};
BOOST_DESCRIBE_STRUCT(WritePost, (), (area_id, id, body))

struct PostRef {
  Id area_id;
  Id post_id;
};
BOOST_DESCRIBE_STRUCT(PostRef, (), (area_id, post_id))

struct HidePost : PostRef {
  Text<1, 300> reason;
};
BOOST_DESCRIBE_STRUCT(HidePost, (PostRef), (reason))

struct ReportPost : PostRef {
  std::optional<Text<0, 300>> reason;
};
BOOST_DESCRIBE_STRUCT(ReportPost, (PostRef), (reason))

struct SetPosting {
  Id area_id;
  Posting posting = Posting::everyone;
};
BOOST_DESCRIBE_STRUCT(SetPosting, (), (area_id, posting))

struct ModerationQuery {
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(ModerationQuery, (), (area_id))

struct ReportedPost {
  PostView post;
  std::string by_name;
  std::string reason;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(ReportedPost, (), (post, by_name, reason, at))

/// One act of a leader: hide, show, pin, unpin, keep (a reported post stays), everyone, leaders.
struct ModerationAct {
  std::int64_t at = 0;
  std::string act;
  std::string by_name;
  std::string reason;
  std::string author_name;  ///< of the post it was about
  std::string body;
};
BOOST_DESCRIBE_STRUCT(ModerationAct, (), (at, act, by_name, reason, author_name, body))

struct Moderation {
  std::vector<ReportedPost> reports;
  std::vector<ModerationAct> acts;  ///< the latest hundred
};
BOOST_DESCRIBE_STRUCT(Moderation, (), (reports, acts))

}  // namespace thon::talk
