#pragma once
#include "talk/context.hpp"
#include "talk/conversations/model.hpp"

/// Live events of this capability; each is published after the commit it tells of.
namespace thon::talk::news {

/// Something was said in a thread: to its households, on all their devices, and to those who answer.
void said(Tx& tx, const Context& context, const Question& root);
/// Who answers has changed: to those who answer.
void changed(Tx& tx, const Context& context, const Question& root);

/// A post is new or has changed.
void posted(Tx& tx, const Context& context, std::string_view area_id, PostView post);
/// Who may post has changed.
void opened(Tx& tx, const Context& context, std::string_view area_id);

}  // namespace thon::talk::news
