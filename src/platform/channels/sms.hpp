#pragma once
#include "platform/channels/provider.hpp"

namespace thon::channels {

/// SMS under the commune's registered name, through a gateway that speaks docs/channels.md's contract. The gateway
/// knows a message by our key, so sending it again cannot double.
std::unique_ptr<Channel> make_sms(Env env, Fields fields);

/// What the household reads, as it will be sent.
std::string sms_body(const Fields& fields, const Message& message);

}  // namespace thon::channels
