#pragma once
#include "reach/context.hpp"
#include "reach/delivery/model.hpp"
#include "reach/links/model.hpp"
#include "reach/links/store.hpp"

namespace thon::reach {

/// Short links to an announcement, for people who do not sign in: one for each message to a household, and one that a
/// group shares in its chat. Reading a page credits nothing, for the programs that draw previews read it too; what a
/// person does on it does.
class Links {
 public:
  explicit Links(Context& context) : context_(context) {}

  // --- a household's own link
  HouseLink house(Tx& tx, const LinkInput& input);
  void opened(Tx& tx, const LinkInput& input);
  void confirm(Tx& tx, const LinkInput& input);

  // --- a group's link, for whoever reads its chat
  ChatPage chat(Tx& tx, const LinkInput& input);
  ChatAnswer answer(Tx& tx, const ChatAnswerInput& input);

  // --- for the head of the group
  /// The same unit and announcement twice answer the same text.
  ChatText text(Tx& tx, const Actor& actor, const ChatInput& input);
  /// Who answered with the code, to be ticked.
  ChatRows rows(Tx& tx, const Actor& actor, const ChatQuery& query);
  ChatReplies replies(Tx& tx, const Actor& actor, const ChatRepliesInput& input);
  void member(Tx& tx, const Actor& actor, const ChatMemberInput& input);

  std::vector<jobs::Timer> timers();

 private:
  struct Group {
    link_store::ChatLink link;
    std::shared_ptr<Book> book;
  };

  MessageRow message(Tx& tx, const LinkInput& input);
  Group group(Tx& tx, const std::string& token);
  LinkPage page(Tx& tx, const Book& book) const;
  std::string proof_of(const std::string& household_id) const;

  Context& context_;
};

}  // namespace thon::reach
