#pragma once
#include "rollcall/context.hpp"

/// Live events of this capability; each is published after the commit it tells of.
namespace thon::rollcall::news {

/// The roll-call has come to its households, has been widened or has ended.
void changed(Tx& tx, const Context& context, const RollCall& call);
/// Something was said of a household: its own devices hear at once, officers at most twice a second for each
/// roll-call.
void counted(Tx& tx, const Context& context, const RollCall& call, std::string_view household_id);

}  // namespace thon::rollcall::news
