#include "support/phones.hpp"

namespace thon::test {

Person phone_of(TestApp& app, const std::string& household_id) {
  const auto invitation = app.as("hoa").post("/api/households/" + household_id + "/invitation", json::object{});
  const std::string url(invitation.at("/url").as_string());
  const auto reply = app.guest().post("/api/identity/invitation/session",
                                      {{"token", url.substr(url.find('#') + 1)}, {"pin", "2468"}});
  EXPECT_EQ(reply.status, 200) << reply.body;
  const auto cookie = reply.header("Set-Cookie");
  const auto from = cookie.find('=') + 1;
  return Person(app, cookie.substr(from, cookie.find(';') - from));
}

std::map<std::string, Person> phones(TestApp& app) {
  std::map<std::string, Person> phones;
  for (const auto& [group, households] : std::map<std::string, int>{{"to_1", 6}, {"to_2", 5}, {"to_3", 4}})
    for (int n = 1; n <= households; ++n) {
      const auto word = group + "_" + std::to_string(n);
      phones.emplace(word, phone_of(app, app.id(word)));
    }
  return phones;
}

}  // namespace thon::test
