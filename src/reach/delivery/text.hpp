#pragma once
#include <string_view>

#include "platform/channels/channel.hpp"
#include "reach/ledger/book.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {

/// What a household is sent on a channel: short where it costs, whole where it does not, always with the household's
/// own link. Without key and address.
channels::Message message_text(channels::Kind kind, const Notice& notice, std::string_view sender_name,
                               std::string_view public_url, std::string_view key, const register_store::House& house);

}  // namespace thon::reach
