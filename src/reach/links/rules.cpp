#include "reach/links/rules.hpp"

#include <sodium.h>

#include <algorithm>

namespace thon::reach::rules {

std::string initial_of(std::string_view name) {
  const auto space = name.find_last_of(' ');
  const auto own = space == std::string_view::npos ? name : name.substr(space + 1);
  if (own.empty()) return {};
  std::size_t bytes = 1;
  while (bytes < own.size() && (static_cast<unsigned char>(own[bytes]) & 0xC0) == 0x80) ++bytes;
  return std::string(own.substr(0, bytes));
}

std::string free_code(const std::vector<std::string>& used) {
  std::string code;
  for (int tries = 0; tries < 50; ++tries) {
    code = std::to_string(100 + randombytes_uniform(900));
    if (std::find(used.begin(), used.end(), code) == used.end()) break;
  }
  return code;
}

bool ends_with(const std::vector<register_store::HousePhone>& phones, std::string_view digits) {
  return std::any_of(phones.begin(), phones.end(), [&](const auto& phone) { return phone.number.ends_with(digits); });
}

std::string keyed_digest(std::string_view secret, std::string_view text) {
  const auto bytes = [](std::string_view from) { return reinterpret_cast<const unsigned char*>(from.data()); };
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, bytes(text), text.size(), bytes(secret), secret.size());
  char hex[sizeof hash * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

}  // namespace thon::reach::rules
