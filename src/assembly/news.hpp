#pragma once
#include "assembly/context.hpp"

/// Live events of this capability; each is published after the commit it tells of.
namespace thon::assembly::news {

/// The matter has come to its households, or has changed for all of them.
void changed(Tx& tx, const Context& context, const Matter& matter);
/// A household has answered: its own devices hear at once, officers at most twice a second for each matter.
void answered(Tx& tx, const Context& context, const Matter& matter, std::string_view household_id);

}  // namespace thon::assembly::news
