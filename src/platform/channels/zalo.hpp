#pragma once
#include "platform/channels/zalo_token.hpp"

namespace thon::channels {

/// Messages to one follower of the Official Account, to a group that the account manages (GMF), and template messages
/// to phone numbers (ZNS). All three share one pair of tokens, which must outlive them. None is idempotent: Zalo
/// carries our key back in reports but sends again what is asked twice.
std::unique_ptr<Channel> make_zalo_oa(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens);
std::unique_ptr<Channel> make_zalo_group(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens);
std::unique_ptr<Channel> make_zns(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens);

namespace zalo {
/// What an error code of Zalo's means for the message; `now` because some end at a time of day.
Outcome outcome_of(std::int64_t code, std::string detail, Millis now);
/// The template's data: each line "name = pattern" of the setting with {title}, {text}, {url} and the message's own
/// fields put in; "name:30" cuts the value at 30 characters. Without lines, the message's fields as they are.
std::map<std::string, std::string> template_data(const Fields& fields, const Message& message);
}  // namespace zalo

}  // namespace thon::channels
