#pragma once
#include <optional>
#include <string>

#include "platform/channels/channel.hpp"
#include "platform/jobs/crew.hpp"
#include "reach/delivery/model.hpp"

/// Decisions about messages, without I/O.
namespace thon::reach::rules {

/// False for channels that speak to all who are near: their targets are outlets.
bool to_households(channels::Kind kind);
/// The way by which evidence from a channel came; nothing for channels that prove nothing about a household.
std::optional<Channel> way_of(channels::Kind kind);

/// How long a server may take from the taking of a message to writing down what became of it; longer than any adapter
/// takes. Behind it, others may take the message.
inline constexpr Millis kLease = kMinute;
/// How long messages of an announcement without a deadline are tried.
inline constexpr Millis kPatience = 7 * kDay;
/// A sending in doubt is repeated so often, where repeating cannot double.
inline constexpr std::int64_t kMostAttempts = 12;

/// Midnight in Việt Nam at or before `at`.
Millis day_of(Millis at);

/// How much may be sent.
struct Limits {
  std::optional<std::int64_t> to_address_a_day;
  std::optional<std::int64_t> to_address_a_month;
};
Limits limits_of(channels::Kind kind);

/// How many messages of a channel are under way at once, and how many begin in a second.
jobs::Pace pace_of(channels::Kind kind);

/// The last moment for messages under the terms.
Millis last_moment(const Terms& terms, Millis published_at);

/// What a message becomes.
struct Next {
  MessageState state = MessageState::sending;
  std::string reason;
  std::optional<Millis> due_at;
};
/// After the provider's answer to attempt number `attempts`. An idempotent channel's doubtful sending is simply done
/// again.
Next after(const channels::Outcome& outcome, bool idempotent, std::int64_t attempts, Millis now, Millis last);
/// A message whose server died between taking it and writing down what became of it. Without a value it may be sent
/// again under the same key.
std::optional<Next> interrupted(bool idempotent);
/// What a report makes of a message; nothing when it tells nothing new.
std::optional<Next> reported(MessageState state, const channels::Report& report);

/// The evidence in a report.
Evidence evidence_in(channels::Report::What what);

/// Twelve characters that nobody guesses and every messenger keeps as part of a link.
std::string new_key();

/// The house code that a text consists of, however it is spaced; empty when it is none.
std::string house_code_in(std::string_view text);

/// The handle of whoever a report is from: gateways speak of numbers in their own form.
std::string handle_in(channels::Kind kind, const std::string& user);

}  // namespace thon::reach::rules
