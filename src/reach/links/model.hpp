#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"

namespace thon::reach {

/// The word in a short link.
using LinkToken = Text<12, 12>;

struct LinkInput {
  LinkToken token;
};
BOOST_DESCRIBE_STRUCT(LinkInput, (), (token))

/// What whoever holds a link may read: what was published, and nothing of anybody.
struct LinkPage {
  std::string title;
  std::string body;
  std::string sender_name;
  std::int64_t content_class = 14;
  std::int64_t published_at = 0;
  bool ask_confirmation = false;
  bool withdrawn = false;
  std::int64_t attachments = 0;  ///< how many there are to see in the app
};
BOOST_DESCRIBE_STRUCT(LinkPage, (),
                      (title, body, sender_name, content_class, published_at, ask_confirmation, withdrawn,
                       attachments))

/// A household's own link.
struct HouseLink : LinkPage {
  bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(HouseLink, (LinkPage), (confirmed))

/// A house of a group as strangers may see it: where it stands, and one letter.
struct ChatHouse {
  std::int64_t number = 0;
  std::string address;
  std::string initial;
};
BOOST_DESCRIBE_STRUCT(ChatHouse, (), (number, address, initial))

/// The link that a whole group shares in its chat.
struct ChatPage : LinkPage {
  std::string group_name;
  std::string code;
  std::vector<ChatHouse> houses;
};
BOOST_DESCRIBE_STRUCT(ChatPage, (LinkPage), (group_name, code, houses))

/// "Nhà bác là nhà nào?": proven by the last digits of one of the house's phones, or by what an earlier answer from
/// this device was given.
struct ChatAnswerInput {
  LinkToken token;
  Whole<0, 4'294'967'295> number;
  std::optional<Text<3, 3>> digits;
  std::optional<Text<0, 100>> proof;
  bool confirmed = false;
};
BOOST_DESCRIBE_STRUCT(ChatAnswerInput, (), (token, number, digits, proof, confirmed))

/// wrong: the digits are of no phone of that house · locked: too many wrong ones; the head can still tick the house.
enum class ChatResult { taken, wrong, locked };
BOOST_DESCRIBE_ENUM(ChatResult, taken, wrong, locked)

struct ChatAnswer {
  ChatResult result = ChatResult::wrong;
  std::optional<std::string> proof;  ///< stands for the digits next time
};
BOOST_DESCRIBE_STRUCT(ChatAnswer, (), (result, proof))

struct ChatQuery {
  Id announcement_id;
  Id area;
};
BOOST_DESCRIBE_STRUCT(ChatQuery, (), (announcement_id, area))

struct ChatInput {
  Id announcement_id;
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(ChatInput, (), (announcement_id, area_id))

/// What a head pastes into the chat of one group.
struct ChatText {
  std::string area_id;
  std::string name;
  std::string url;
  std::string code;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(ChatText, (), (area_id, name, url, code, text))

struct ChatTexts {
  std::vector<ChatText> items;
};
BOOST_DESCRIBE_STRUCT(ChatTexts, (), (items))

/// A house on the head's list of who answered with the code.
struct ChatRow {
  std::string household_id;
  std::string code;
  std::string head_name;
  std::string address;
  std::int64_t walk_order = 0;
  Evidence evidence = Evidence::none;
  std::optional<bool> in_chat;  ///< nobody has said when absent
};
BOOST_DESCRIBE_STRUCT(ChatRow, (), (household_id, code, head_name, address, walk_order, evidence, in_chat))

struct ChatRows {
  std::string area_id;
  std::string name;
  std::optional<std::string> code;
  std::int64_t absent = 0;  ///< houses with nobody in the chat
  std::vector<ChatRow> items;
};
BOOST_DESCRIBE_STRUCT(ChatRows, (), (area_id, name, code, absent, items))

struct ChatRepliesInput {
  Id announcement_id;
  List<Id, 1, 200> household_ids;
};
BOOST_DESCRIBE_STRUCT(ChatRepliesInput, (), (announcement_id, household_ids))

struct ChatReplies {
  std::int64_t credited = 0;
};
BOOST_DESCRIBE_STRUCT(ChatReplies, (), (credited))

struct ChatMemberInput {
  Id household_id;
  bool in_chat = true;
};
BOOST_DESCRIBE_STRUCT(ChatMemberInput, (), (household_id, in_chat))

}  // namespace thon::reach
