#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/channels/channel.hpp"
#include "platform/fetch/fetch.hpp"

/// Providers: whom a commune has a contract with, and what has to be known to speak to them. One provider may serve
/// several kinds of channel (Zalo: messages, groups, templates).
namespace thon::channels {

enum class Provider { push, zalo, sms, loudspeaker, email, facebook };
BOOST_DESCRIBE_ENUM(Provider, push, zalo, sms, loudspeaker, email, facebook)

std::vector<Kind> kinds_of(Provider provider);
Provider provider_of(Kind kind);

enum class FieldKind { text, secret, address, number, choice, lines };
BOOST_DESCRIBE_ENUM(FieldKind, text, secret, address, number, choice, lines)

/// One thing to be filled in.
struct FieldRule {
  std::string name;
  FieldKind kind = FieldKind::text;
  bool required = false;
  std::string fallback = {};             ///< what counts while it is empty
  std::vector<std::string> choices = {};
  bool advanced = false;                 ///< right as it is for nearly everyone
};
const std::vector<FieldRule>& fields_of(Provider provider);

/// What was filled in, by name of the field.
class Fields {
 public:
  Fields() = default;
  Fields(Provider provider, std::map<std::string, std::string> values);

  /// The value, or the rule's fallback.
  const std::string& operator[](std::string_view name) const;
  std::int64_t number(std::string_view name) const;
  /// Names of required fields that are empty.
  std::vector<std::string> missing() const;
  const std::map<std::string, std::string, std::less<>>& values() const { return values_; }

 private:
  Provider provider_ = Provider::push;
  std::map<std::string, std::string, std::less<>> values_;
};

/// "name = value" lines of a field of kind `lines`, in order; lines without "=" have an empty value.
std::vector<std::pair<std::string, std::string>> lines_of(std::string_view text);

/// What every adapter needs of the program.
struct Env {
  fetch::Client& http;
  std::function<Millis()> clock;
};

/// A provider's own words, fit to be shown, logged and kept: one line of 300 characters at most, without the secrets
/// that it was called with, should it repeat them.
std::string fit_words(std::string words, const std::vector<std::string>& secrets);

/// A call that got no whole answer.
Outcome unanswered(const fetch::Response& response);
/// A status that says nothing of the message itself: asked to slow down, or broken over there. `idempotent` callers
/// may send again whatever happened; others are told "uncertain" unless the server says that it did nothing.
Outcome trouble(const fetch::Response& response, Millis now, bool idempotent);

/// True for what may become a part of an address as it stands: letters, digits, "-" and "_", 100 at most.
bool is_plain_name(std::string_view text);
/// "0912345678" → "84912345678".
std::string international(std::string_view phone);
/// Title, text and link under one another, what is empty left out.
std::string whole_text(const Message& message);
/// The first `most` characters; the last of them is "…" when something was cut off.
std::string shortened(std::string_view utf8, std::size_t most);

}  // namespace thon::channels
