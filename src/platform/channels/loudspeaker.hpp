#pragma once
#include "platform/channels/provider.hpp"
#include "platform/channels/speech.hpp"

namespace thon::channels {

/// Bulletins for the commune's loudspeaker clusters (TT 39/2020/TT-BTTTT), handed to the system that runs them by
/// docs/channels.md's contract: text, speech, priority and schedule. The bulletin has our key, so sending it again
/// cannot double. Message fields: priority (normal, high, urgent), first_day (YYYY-MM-DD), days, times ("06:30,17:00"),
/// repeat. An urgent bulletin is played at once, whatever the schedule says.
std::unique_ptr<Channel> make_loudspeaker(Env env, Fields fields);

/// What is read out.
std::string bulletin_text(const Message& message);
Voice voice_of(const Fields& fields);

/// The lawful minimum for what must be announced: three days in a row.
inline constexpr int kBulletinDays = 3;

}  // namespace thon::channels
