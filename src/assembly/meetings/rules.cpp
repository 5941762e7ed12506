#include "assembly/meetings/rules.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace thon::assembly::rules {
namespace {

constexpr Millis kNotice = 2 * kDay;

}  // namespace

bool short_notice(Millis invited_at, Millis starts_at) { return starts_at - invited_at < kNotice; }

MeetingCount count(std::int64_t houses, const std::vector<meeting_store::Reply>& replies,
                   const std::vector<meeting_store::Attendance>& attendance) {
  MeetingCount count;
  count.houses = houses;
  count.needed = needed(houses);
  for (const auto& reply : replies) {
    if (reply.answer == MeetingAnswer::going)
      ++count.going;
    else if (reply.answer == MeetingAnswer::not_going)
      ++count.not_going;
    else
      ++count.proxy;
  }
  count.silent = houses - static_cast<std::int64_t>(replies.size());
  count.present =
      std::count_if(attendance.begin(), attendance.end(), [](const auto& one) { return one.present; });
  count.quorum = more_than_half(count.present, houses);
  return count;
}

std::string proxy_of(const MeetingReply& reply) {
  if (reply.answer != MeetingAnswer::proxy) return {};
  if (!reply.proxy_name || reply.proxy_name->value.empty())
    throw Error::invalid("/proxy_name", "assembly.error.proxy_missing");
  return reply.proxy_name->value;
}

Millis ticked_at(Millis at, Millis invited_at, Millis now) { return std::max(invited_at, std::min(at, now)); }

TickOutcome outcome(const std::optional<meeting_store::Attendance>& known, bool present, Millis at) {
  if (!known) return TickOutcome::recorded;
  if (at < known->at || present == known->present) return TickOutcome::already;
  return TickOutcome::recorded;
}

}  // namespace thon::assembly::rules
