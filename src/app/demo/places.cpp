#include "app/demo/places.hpp"

#include "base/random.hpp"
#include "app/demo/seed.hpp"

namespace thon::demo {
namespace {

struct Commune {
  const char* code;
  const char* name;
};
// Codes of the General Statistics Office, June 2023.
constexpr Commune kCommunes[] = {
    {"09784", "Thị trấn Phùng"}, {"09787", "Xã Trung Châu"}, {"09790", "Xã Thọ An"},
    {"09793", "Xã Thọ Xuân"},    {"09796", "Xã Hồng Hà"},    {"09799", "Xã Liên Hồng"},
    {"09802", "Xã Liên Hà"},     {"09805", "Xã Hạ Mỗ"},      {"09808", "Xã Liên Trung"},
    {"09811", "Xã Phương Đình"}, {"09814", "Xã Thượng Mỗ"},  {"09817", "Xã Tân Hội"},
    {"09820", "Xã Tân Lập"},     {"09823", "Xã Đan Phượng"}, {"09826", "Xã Đồng Tháp"},
    {"09829", "Xã Song Phượng"}};

struct Village {
  const char* name;
  int groups;
  int households;
};
// Tháp Thượng's 328 households are known; the others share what remains of about 1,400.
constexpr Village kVillages[] = {
    {"Tháp Thượng", 9, 328}, {"Thu Quế", 10, 402}, {"Thuận Thượng", 10, 388}, {"Thống Nhất", 7, 282}};

// How far back the demo's records reach; the groups were formed when the smart village was built.
constexpr const char* kRecordsBegin = "2004-01-01";

class Builder {
 public:
  std::string add(const std::string& parent, areas::AreaKind kind, const std::string& name, const char* code,
                  const char* from) {
    auto id = demo_id(IdKind::area, areas_.size());
    areas_.push_back({id, parent, kind, name, code, from, true});
    return id;
  }
  std::vector<areas::NewArea> take() { return std::move(areas_); }

 private:
  std::vector<areas::NewArea> areas_;
};

/// The village's households over its groups: about the same for each, never quite, and exact in sum.
std::vector<int> shares(Random& random, int households, int groups) {
  std::vector<int> sizes(static_cast<std::size_t>(groups), households / groups);
  for (int i = 0; i < households % groups; ++i) ++sizes[static_cast<std::size_t>(i)];
  for (int i = 0; i < groups * 3; ++i) {
    const auto from = static_cast<std::size_t>(random.below(groups)),
               to = static_cast<std::size_t>(random.below(groups));
    if (sizes[from] <= 28 || sizes[to] >= 48) continue;
    --sizes[from];
    ++sizes[to];
  }
  return sizes;
}

void add_villages(Builder& builder, Places& places) {
  Random random(kSeed ^ 0x01);
  int number = 0, village_number = 0;
  for (const auto& village : kVillages) {
    const auto village_id = builder.add(places.commune_id, areas::AreaKind::village,
                                        std::string("Thôn ") + village.name, "", kRecordsBegin);
    places.village_ids.push_back(village_id);
    for (const int size : shares(random, village.households, village.groups)) {
      const auto group_id = builder.add(village_id, areas::AreaKind::group,
                                        "Tổ tự quản số " + std::to_string(++number), "", kGroupsBegin);
      places.groups.push_back(
          {group_id, village_id, std::string("thôn ") + village.name, village_number, size});
    }
    ++village_number;
  }
}

}  // namespace

Places places() {
  using areas::AreaKind;
  Builder builder;
  Places places;
  const auto nation = builder.add("", AreaKind::nation, "Việt Nam", "", kRecordsBegin);
  places.province_id = builder.add(nation, AreaKind::province, "Thành phố Hà Nội", "01", kRecordsBegin);
  places.district_id =
      builder.add(places.province_id, AreaKind::district, "Huyện Đan Phượng", "273", kRecordsBegin);
  for (const auto& commune : kCommunes) {
    const auto id =
        builder.add(places.district_id, AreaKind::commune, commune.name, commune.code, kRecordsBegin);
    if (std::string_view(commune.code) == "09829") places.commune_id = id;
    if (std::string_view(commune.code) == "09814") places.other_commune_id = id;
  }
  add_villages(builder, places);
  const auto village = builder.add(places.other_commune_id, AreaKind::village, "Thôn 1", "", kRecordsBegin);
  const auto group = builder.add(village, AreaKind::group, "Tổ tự quản số 1", "", kGroupsBegin);
  places.other_group = {group, village, "thôn 1", 4, 8};
  places.areas = builder.take();
  return places;
}

}  // namespace thon::demo
