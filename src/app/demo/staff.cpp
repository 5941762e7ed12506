#include "app/demo/staff.hpp"

#include "app/demo/names.hpp"
#include "app/demo/seed.hpp"

namespace thon::demo {
namespace {

class Builder {
 public:
  void add(std::string login, const char* role, const std::string& area_id, std::string place,
           bool shown = false) {
    // Grown-ups born from 1958 to 1995.
    const bool male = random_.chance(role == std::string("group_head") ? 60 : 50);
    const std::string name =
        surname(random_) + " " + personal_name(random_, male, random_.between(1958, 1995));
    made_.push_back({demo_id(IdKind::account, made_.size()), name, std::move(login), role, area_id,
                     std::move(place), shown});
  }
  std::vector<Staff> take() { return std::move(made_); }

 private:
  Random random_{kSeed ^ 0x04};
  std::vector<Staff> made_;
};

std::string place_of(const Places& places, const std::string& area_id) {
  for (const auto& area : places.areas)
    if (area.id == area_id) return area.name;
  return {};
}

}  // namespace

std::vector<Staff> staff(const Places& places) {
  Builder builder;
  const std::string commune = place_of(places, places.commune_id);
  builder.add("quantri", "administrator", places.commune_id, commune, true);
  builder.add("canbo", "officer", places.commune_id, commune, true);
  builder.add("hotich", "officer", places.commune_id, commune);
  builder.add("thanhpho", "viewer", places.province_id, place_of(places, places.province_id), true);
  builder.add("thuongmo", "officer", places.other_commune_id, place_of(places, places.other_commune_id),
              true);
  int number = 0;
  for (const auto& id : places.village_ids) {
    const bool first = ++number == 1;
    builder.add("thon" + std::to_string(number), "village_head", id, place_of(places, id), first);
    for (int member = 1; member <= 3; ++member)
      builder.add("doi" + std::to_string(number) + "." + std::to_string(member), "team_member", id,
                  place_of(places, id), first && member == 1);
  }
  for (int member = 1; member <= 5; ++member)
    builder.add("doixa." + std::to_string(member), "team_member", places.commune_id, commune);
  number = 0;
  for (const auto& group : places.groups) {
    const bool first = ++number == 1;
    builder.add("to" + std::string(number < 10 ? "0" : "") + std::to_string(number), "group_head",
                group.area_id, place_of(places, group.area_id) + ", " + group.village, first);
  }
  return builder.take();
}

}  // namespace thon::demo
