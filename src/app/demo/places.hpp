#pragma once
#include <string>
#include <vector>

#include "areas/model.hpp"

namespace thon::demo {

/// How many households a group has.
struct GroupPlan {
  std::string area_id;
  std::string village_id;
  std::string village;  ///< "thôn Tháp Thượng"
  int village_number = 0;
  int households = 0;
};

struct Places {
  std::vector<areas::NewArea> areas;  ///< parents before children
  std::string province_id, district_id;
  std::string commune_id;                ///< xã Song Phượng
  std::string other_commune_id;          ///< xã Thượng Mỗ, for looking across a border
  std::vector<std::string> village_ids;  ///< of Song Phượng, in order
  std::vector<GroupPlan> groups;         ///< of Song Phượng, in order
  GroupPlan other_group;
};

/// Việt Nam → Hà Nội → huyện Đan Phượng with its sixteen communes of June 2023; Song Phượng down to its
/// groups.
Places places();

}  // namespace thon::demo
