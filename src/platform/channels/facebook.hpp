#pragma once
#include "platform/channels/provider.hpp"

namespace thon::channels {

/// A post on the commune's Facebook page. Reaches nobody in particular, so it is no evidence for any household. Not
/// idempotent, but Facebook itself refuses the same post twice in a row ("duplicate").
std::unique_ptr<Channel> make_facebook(Env env, Fields fields);

}  // namespace thon::channels
