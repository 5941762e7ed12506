// What Zalo's error codes mean for a message. Both APIs answer HTTP 200 and tell by `error`.
#include "platform/channels/zalo.hpp"

namespace thon::channels::zalo {
namespace {

enum class Until { given, morning, tomorrow };

struct Code {
  std::int64_t code;
  State state;
  const char* reason;
  Millis wait = 0;
  Until until = Until::given;
};

constexpr Millis kMend = 15 * kMinute;  // an administrator has to do something

// Official Account API (openapi.zalo.me) below -200, ZNS (business.openapi.zalo.me) from -100 to -199.
constexpr Code kCodes[] = {
    {-32, State::retry, "rate", kMinute},
    {-200, State::retry, "provider_down", kMinute},
    {-201, State::refused, "bad_message"},
    {-204, State::retry, "account_closed", kMend},
    {-205, State::retry, "account_closed", kMend},
    {-207, State::gone, "unknown_user"},
    {-209, State::retry, "permission", kMend},
    {-210, State::refused, "bad_message"},
    {-211, State::retry, "quota", kHour, Until::tomorrow},
    {-213, State::refused, "not_following"},
    {-214, State::retry, "provider_down", kMinute},
    {-217, State::refused, "blocked"},
    {-218, State::refused, "user_quota"},
    {-221, State::retry, "unverified", kMend},
    {-224, State::retry, "tier", kMend},
    {-227, State::gone, "unknown_user"},
    {-230, State::refused, "window"},
    {-232, State::refused, "window"},
    {-233, State::refused, "bad_message"},
    {-234, State::retry, "night", kHour, Until::morning},
    {-235, State::gone, "no_group"},
    {-237, State::gone, "no_group"},
    {-238, State::retry, "tier", kMend},
    {-244, State::refused, "blocked"},
    {-248, State::retry, "account_closed", kMend},
    {-320, State::retry, "tier", kMend},
    {-321, State::retry, "balance", kHour},
    {-403, State::retry, "permission", kMend},

    {-100, State::retry, "provider_down", kMinute},
    {-101, State::retry, "credentials", kMend},
    {-102, State::retry, "credentials", kMend},
    {-103, State::retry, "credentials", kMend},
    {-104, State::retry, "credentials", kMend},
    {-105, State::retry, "credentials", kMend},
    {-108, State::gone, "bad_number"},
    {-109, State::retry, "template", kMend},
    {-110, State::refused, "old_app"},
    {-111, State::refused, "template_data"},
    {-112, State::refused, "template_data"},
    {-113, State::refused, "template_data"},
    {-114, State::refused, "not_reachable"},
    {-115, State::retry, "balance", kHour},
    {-116, State::refused, "template_data"},
    {-117, State::retry, "permission", kMend},
    {-118, State::gone, "no_account"},
    {-119, State::refused, "not_reachable"},
    {-120, State::retry, "permission", kMend},
    {-121, State::refused, "template_data"},
    {-122, State::refused, "template_data"},
    {-125, State::retry, "credentials", kMend},
    {-126, State::retry, "balance", kHour},
    {-131, State::retry, "template", kMend},
    {-132, State::refused, "template_data"},
    {-133, State::retry, "night", kHour, Until::morning},
    {-135, State::retry, "permission", kMend},
    {-136, State::retry, "balance", kHour},
    {-137, State::retry, "balance", kHour},
    {-138, State::retry, "permission", kMend},
    {-139, State::refused, "blocked"},
    {-140, State::refused, "blocked"},
    {-141, State::refused, "blocked"},
    {-144, State::retry, "quota", kHour, Until::tomorrow},
    {-145, State::retry, "permission", kMend},
    {-146, State::retry, "template", kMend},
    {-147, State::retry, "quota", kHour, Until::tomorrow},
    {-148, State::retry, "quota", kHour, Until::tomorrow},
};

/// Until this hour of the day in Viet Nam comes next.
Millis until_hour(Millis now, int hour) {
  const Millis today = (now + 7 * kHour) % kDay;
  const Millis wanted = hour * kHour;
  return today < wanted ? wanted - today : kDay - today + wanted;
}

}  // namespace

Outcome outcome_of(std::int64_t code, std::string detail, Millis now) {
  Outcome outcome{.state = State::refused, .reason = "rejected", .detail = std::move(detail)};
  for (const auto& known : kCodes) {
    if (known.code != code) continue;
    outcome.state = known.state;
    outcome.reason = known.reason;
    outcome.wait = known.until == Until::morning    ? until_hour(now, 6)
                   : known.until == Until::tomorrow ? until_hour(now, 0)
                                                    : known.wait;
  }
  return outcome;
}

}  // namespace thon::channels::zalo
