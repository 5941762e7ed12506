#pragma once
#include "platform/channels/provider.hpp"

namespace thon::channels {

/// E-mail through the commune's own mail server. Not idempotent: the Message-ID is made from our key, but few servers
/// look at it.
std::unique_ptr<Channel> make_email(Env env, Fields fields);

/// The mail as it goes over the wire: plain text in UTF-8, nothing that a reader has to trust.
std::string mail_text(const Fields& fields, const Message& message, Millis now);

/// True for local@domain without anything that could end a command or a header.
bool is_mail_address(std::string_view text);

}  // namespace thon::channels
