#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/channels/provider.hpp"

/// What providers call us with: first the signature, then the words. A report is counted once by its `id`; that
/// the same may come twice, late, or for a message that nobody sent is its receiver's to know.
namespace thon::channels {

struct Hook {
  std::string_view signature;  ///< the provider's signature header
  std::string_view timestamp;  ///< its timestamp header, where there is one
  std::string_view body;       ///< as it came: the signature covers these bytes
};
/// The headers that carry a provider's signature and timestamp, in lower case; the second may be empty.
struct HookHeaders {
  std::string_view signature, timestamp;
};
HookHeaders hook_headers(Provider provider);

struct Arrived {
  Kind kind = Kind::push;
  Report report;
};

/// nullopt: the signature does not fit, or no secret is set. Events that say nothing of use make no report.
std::optional<std::vector<Arrived>> read_hook(Provider provider, const Fields& fields, const Hook& hook);

/// Facebook asks once whether the address is ours; the challenge to repeat, or nullopt.
std::optional<std::string> hook_challenge(const Fields& fields, std::string_view mode, std::string_view token,
                                          std::string_view challenge);

}  // namespace thon::channels
