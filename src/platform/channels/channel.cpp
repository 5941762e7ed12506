#include "platform/channels/channel.hpp"

namespace thon::channels {

Channel::~Channel() = default;

std::int64_t Channel::price(const Message&) const { return 0; }

}  // namespace thon::channels
