#pragma once
#include <string>

#include "base/id.hpp"
#include "identity/secrets.hpp"
#include "support/fixture.hpp"
#include "support/test_app.hpp"

/// What the tests of signing in have in common.
namespace thon::test {

inline std::string token_of(const Reply& reply) {
  const std::string cookie = reply.header("Set-Cookie");
  const auto begin = cookie.find('=') + 1;
  return cookie.empty() ? "" : cookie.substr(begin, cookie.find(';') - begin);
}

inline Reply sign_in(TestApp& app, const std::string& login, const std::string& password = kPassword,
                     const std::string& code = "") {
  json::object body{{"login", login}, {"password", password}};
  if (!code.empty()) body["totp"] = code;
  return app.guest().post("/api/identity/session", body);
}

/// The token of a new invitation of the household.
inline std::string invite(TestApp& app, std::string_view household) {
  const auto reply = app.as("ha").post("/api/households/" + app.id(household) + "/invitation", json::object{});
  EXPECT_EQ(reply.status, 200) << reply.body;
  const std::string url(reply.at("/url").as_string());
  return url.substr(url.find('#') + 1);
}

inline Reply enter(TestApp& app, const std::string& token, const std::string& pin = kPin) {
  return app.guest().post("/api/identity/invitation/session", {{"token", token}, {"pin", pin}});
}

/// Reads base32 as an authenticator app does.
inline std::string from_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    buffer = (buffer << 5) | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits >= 8) bytes += static_cast<char>(buffer >> (bits -= 8));
  }
  return bytes;
}

inline std::string code_at(std::string_view secret, Millis at) {
  return identity::totp::code(secret, identity::totp::step_of(at));
}

/// Switches codes on for someone; answers the secret.
inline std::string switch_codes_on(TestApp& app, const Person& person) {
  const auto offer = person.post("/api/identity/totp", json::object{});
  EXPECT_EQ(offer.status, 200) << offer.body;
  const std::string secret = from_base32(offer.at("/secret").as_string());
  const auto confirmed = person.post("/api/identity/totp/confirm", {{"code", code_at(secret, app.now())}});
  EXPECT_EQ(confirmed.status, 204) << confirmed.body;
  app.pass(kMinute);
  return secret;
}

}  // namespace thon::test
