#pragma once
#include "talk/conversations/seat.hpp"

namespace thon::talk {

/// Reading and writing in the conversations of groups and villages.
class Posts {
 public:
  explicit Posts(Context& context) : context_(context) {}

  /// Those that the caller takes part in, in the order of the units.
  Conversations list(Tx& tx, const Actor& actor, const ConversationsQuery& query) const;
  /// The newest posts first; with words, those that hold them.
  ConversationPage page(Tx& tx, const Actor& actor, const ConversationQuery& query) const;
  /// The same id twice is one post.
  PostView write(Tx& tx, const Actor& actor, const WritePost& input);
  /// Asks the leaders to look at a post. Twice is once.
  void report(Tx& tx, const Actor& actor, const ReportPost& input);

 private:
  Context& context_;
  // A lively talk fits in; a flood does not.
  TokenBuckets buckets_{Rate{6, 12}};
};

}  // namespace thon::talk
