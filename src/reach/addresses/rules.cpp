#include "reach/addresses/rules.hpp"

#include <algorithm>

#include "platform/channels/email.hpp"

namespace thon::reach::rules {

using channels::Kind;

bool takes_addresses(Kind kind) { return kind == Kind::zalo_oa || kind == Kind::email; }

std::string address_fault(Kind kind, const std::string& address) {
  switch (kind) {
    case Kind::email: return channels::is_mail_address(address) ? "" : "reach.error.email";
    case Kind::zalo_oa: {
      const bool digits = std::all_of(address.begin(), address.end(), [](char c) { return c >= '0' && c <= '9'; });
      return digits && address.size() >= 6 && address.size() <= 30 ? "" : "reach.error.zalo_user";
    }
    default: return "reach.error.no_addresses";
  }
}

}  // namespace thon::reach::rules
