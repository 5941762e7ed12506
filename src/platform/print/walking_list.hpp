#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace thon::print {

struct WalkingRow {
  int walk_no = 0;
  std::string house_code;
  std::string head_name;
  std::string address;
  std::vector<std::string> phones;  ///< national form, digits only
  std::vector<int> missing;         ///< indexes into WalkingList::announcements not yet told at this door
};

/// The paper a group head walks the alley with.
struct WalkingList {
  std::vector<std::string> announcements;  ///< titles; more than one are called A, B, C…
  std::string group_name;
  std::string village_name;
  std::string commune_name;
  std::string group_head;
  Millis printed_at = 0;
  std::vector<WalkingRow> rows;  ///< in walking order
  int households = 0;            ///< of the whole group, for "12 of 36"; 0: not said
  std::string url = {};          ///< of the same list on a phone; empty: no QR code
};

std::string walking_list(const WalkingList& list, std::string_view language = "vi");

}  // namespace thon::print
