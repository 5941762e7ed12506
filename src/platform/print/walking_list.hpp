#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace thon::print {

struct WalkingRow {
  int walk_no = 0;  ///< the house's number on this paper: what is typed to enter it again
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
  std::string sheet_code = {};   ///< by which the paper is entered again; empty: it cannot be
};

/// One list after another, each on pages of its own.
std::string walking_lists(std::span<const WalkingList> lists, std::string_view language = "vi");
std::string walking_list(const WalkingList& list, std::string_view language = "vi");

}  // namespace thon::print
