#pragma once
#include "platform/channels/provider.hpp"
#include "platform/channels/push_crypto.hpp"

namespace thon::channels {

/// Messages to browsers that allowed it, through the push service of each browser's maker. What arrives in the service
/// worker is {"id", "title", "text", "url"}; `id` is the message's key, and serves as the notification's tag, so that
/// a second copy replaces the first without a sound. Fields: urgency (very-low, low, normal, high), ttl (seconds).
std::unique_ptr<Channel> make_push(Env env, push::KeyPair server, std::string contact);

/// The JSON that is encrypted, shortened to what every push service takes; `brief` leaves the text out.
std::string push_payload(const Message& message, bool brief);

}  // namespace thon::channels
