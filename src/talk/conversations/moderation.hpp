#pragma once
#include "talk/conversations/seat.hpp"

namespace thon::talk {

/// What leaders do in a conversation. Every act is kept with who did it and why; each done twice is done
/// once.
class Moderators {
 public:
  explicit Moderators(Context& context) : context_(context) {}

  Moderation history(Tx& tx, const Actor& actor, const ModerationQuery& query) const;
  PostView hide(Tx& tx, const Actor& actor, const HidePost& input);
  PostView show(Tx& tx, const Actor& actor, const PostRef& input);
  /// At most three posts are pinned.
  PostView pin(Tx& tx, const Actor& actor, const PostRef& input);
  PostView unpin(Tx& tx, const Actor& actor, const PostRef& input);
  /// A reported post stays: its reports are settled.
  PostView keep(Tx& tx, const Actor& actor, const PostRef& input);
  void set_posting(Tx& tx, const Actor& actor, const SetPosting& input);

 private:
  conversation_store::Post found(Tx& tx, const Actor& actor, const PostRef& input) const;
  PostView changed(Tx& tx, const Actor& actor, const conversation_store::Post& post, const char* act,
                   std::string_view reason = {}) const;
  void refresh_last(Tx& tx, const conversation_store::Post& post) const;
  Context& context_;
};

}  // namespace thon::talk
