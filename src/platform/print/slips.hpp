#pragma once
#include <span>
#include <string>
#include <string_view>

namespace thon::print {

/// What the paper for one household says. `url` opens the door for whoever holds it, so the file is as
/// private as the links inside.
struct Slip {
  std::string house_code;
  std::string head_name;
  std::string address;
  std::string group_name;
  std::string village_name;
  std::string commune_name;
  std::string url;
  std::string helper_name = {};   ///< whom to call; without both, the group head is named by office
  std::string helper_phone = {};  ///< national form, digits only
};

enum class SlipLayout { page, nine };

/// The PDF of the slips in the order given: a page for each household, or nine on a sheet with lines to cut
/// along.
std::string invitation_slips(std::span<const Slip> slips, SlipLayout layout,
                             std::string_view language = "vi");

}  // namespace thon::print
