#include "support/fixture.hpp"

#include "app/program.hpp"

#include <boost/json.hpp>
#include <future>

#include "base/id.hpp"

namespace thon::test {
namespace {

namespace json = boost::json;

struct UnitRow {
  const char *word, *parent;
  areas::AreaKind kind;
  const char *name, *code;
};
constexpr UnitRow kUnits[] = {
    {"ha_noi", "", areas::AreaKind::province, "Thành phố Hà Nội", "01"},
    {"dan_phuong", "ha_noi", areas::AreaKind::district, "Huyện Đan Phượng", "273"},
    {"song_phuong", "dan_phuong", areas::AreaKind::commune, "Xã Song Phượng", "09829"},
    {"thap_thuong", "song_phuong", areas::AreaKind::village, "Thôn Tháp Thượng", ""},
    {"to_1", "thap_thuong", areas::AreaKind::group, "Tổ tự quản số 1", ""},
    {"to_2", "thap_thuong", areas::AreaKind::group, "Tổ tự quản số 2", ""},
    {"thuan_thuong", "song_phuong", areas::AreaKind::village, "Thôn Thuận Thượng", ""},
    {"to_3", "thuan_thuong", areas::AreaKind::group, "Tổ tự quản số 3", ""},
    {"thuong_mo", "dan_phuong", areas::AreaKind::commune, "Xã Thượng Mỗ", "09814"},
    {"trung_hien", "thuong_mo", areas::AreaKind::village, "Thôn Trung Hiền", ""},
    {"to_4", "trung_hien", areas::AreaKind::group, "Tổ tự quản số 1", ""},
};

struct PersonRow {
  const char *word, *name, *role, *area;
};
constexpr PersonRow kPeople[] = {
    {"ha", "Nguyễn Thị Hà", "administrator", "ha_noi"},
    {"hoa", "Trần Thị Hoa", "officer", "song_phuong"},
    {"truong", "Bùi Văn Trường", "village_head", "thap_thuong"},
    {"thuan", "Lê Đình Thuận", "village_head", "thuan_thuong"},
    {"lan", "Phạm Thị Lan", "group_head", "to_1"},
    {"minh", "Đỗ Quang Minh", "group_head", "to_2"},
    {"tam", "Vũ Thanh Tâm", "team_member", "song_phuong"},
    {"vinh", "Hoàng Quốc Vinh", "viewer", "ha_noi"},
    {"dung", "Đặng Tiến Dũng", "officer", "thuong_mo"},
    {"moc", "Ngô Văn Mộc", "village_head", "trung_hien"},
    {"tu", "Dương Anh Tú", "group_head", "to_4"},
};

struct HouseRow {
  const char* group;
  int count;
};
constexpr HouseRow kHouses[] = {{"to_1", 6}, {"to_2", 5}, {"to_3", 4}, {"to_4", 3}};
constexpr std::pair<const char*, const char*> kPhones[] = {{"nam", "to_1_1"}, {"mai", "to_3_1"}, {"xa", "to_4_1"}};

std::string login_of(const char* word) { return std::string("song.") + word; }

class Loader {
 public:
  explicit Loader(app::Program& program) : program_(program) {}

  Fixture load() {
    units();
    program_.db().write([&](Tx& tx) { person(tx, kPeople[0]); });
    sign_in(kPeople[0].word);
    for (std::size_t i = 1; i < std::size(kPeople); ++i) {
      program_.db().write([&](Tx& tx) { person(tx, kPeople[i]); });
      sign_in(kPeople[i].word);
    }
    for (const auto& row : kHouses)
      for (int n = 1; n <= row.count; ++n) household(row.group, n);
    for (const auto& [word, house] : kPhones) phone(word, house);
    return std::move(made_);
  }

 private:
  void units() {
    std::vector<areas::NewArea> rows;
    for (const auto& unit : kUnits) {
      made_.ids[unit.word] = new_id();
      rows.push_back({made_.ids[unit.word], *unit.parent ? made_.ids[unit.parent] : "", unit.kind, unit.name,
                      unit.code, "2022-10-19"});
    }
    program_.db().write([&](Tx& tx) { program_.services().areas.load(tx, rows); });
  }

  void person(Tx& tx, const PersonRow& row) {
    identity::NewAccount account;
    account.id = made_.ids[row.word] = new_id();
    account.name = row.name;
    account.login = login_of(row.word);
    account.password_hash = password_hash_;
    identity::RoleInput role;
    role.role.value = row.role;
    role.area_id.value = made_.ids[row.area];
    account.roles.push_back(role);
    program_.services().identity.create_account(tx, system_actor(), account);
  }

  void sign_in(const char* word) {
    made_.tokens[word] = cookie(send("", "/api/identity/session", {{"login", login_of(word)}, {"password", kPassword}}));
  }

  void household(const std::string& group, int n) {
    const std::string word = group + "_" + std::to_string(n);
    made_.ids[word] = new_id();
    static const char* heads[] = {"Nguyễn Văn Bưởi", "Trần Thị Diễn", "Lê Quang Đức", "Phạm Thị Hòa", "Bùi Văn Ổi",
                                  "Đỗ Thị Ưng"};
    json::array phones;
    // The last house of each group has no phone: it is reached only at its door.
    const bool last = (group == "to_1" && n == 6) || (group == "to_2" && n == 5) || (group == "to_3" && n == 4) ||
                      (group == "to_4" && n == 3);
    if (!last)
      phones.push_back({{"id", new_id()},
                        {"number", "09120" + std::to_string(10000 + 100 * (group[3] - '0') + n)},
                        {"owner_name", heads[n - 1]},
                        {"is_representative", true},
                        {"has_smartphone", n != 4},
                        {"has_zalo", n == 2 || n == 3}});
    send("ha", "/api/households",
         {{"id", made_.ids[word]},
          {"area_id", made_.ids[group]},
          {"head_name", heads[n - 1]},
          {"address", "Ngõ " + std::to_string(n)},
          {"walk_order", n},
          {"status", "permanent"},
          {"note", ""},
          {"members",
           {{{"id", new_id()}, {"name", heads[n - 1]}, {"birth_year", 1960 + n}, {"sex", "male"}, {"relation", "head"}}}},
          {"phones", phones}});
  }

  void phone(const char* word, const char* house) {
    made_.ids[word] = made_.ids[house];
    const auto reply = send("ha", "/api/households/" + made_.ids[house] + "/invitation", json::object{});
    const std::string url(json::parse(reply.body).at("url").as_string());
    made_.tokens[word] = cookie(send("", "/api/identity/invitation/session",
                                     {{"token", url.substr(url.find('#') + 1)}, {"pin", kPin}}));
  }

  http::Response send(const std::string& who, const std::string& path, const json::value& body) {
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.headers = {{"content-type", "application/json"}, {"x-thon", "1"}};
    if (!who.empty()) request.headers["cookie"] = "thon_session=" + made_.tokens[who];
    request.body = json::serialize(body);
    std::promise<http::Response> answered;
    program_.router().dispatch(request, [&](http::Response response) { answered.set_value(std::move(response)); });
    auto response = answered.get_future().get();
    if (response.status >= 300) throw std::runtime_error("fixture: " + path + ": " + response.body);
    return response;
  }

  static std::string cookie(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie") return value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
    throw std::runtime_error("fixture: no session cookie");
  }

  app::Program& program_;
  const std::string password_hash_ = identity::Service::hash_password("nobody", kPassword);
  Fixture made_;
};

}  // namespace

Fixture load_fixture(app::Program& program) { return Loader(program).load(); }

}  // namespace thon::test
