#pragma once
#include <string>

namespace thon::print {

/// "Song Phượng" → "Xã Song Phượng"; a name that already says what it is ("Phường Láng", "Tổ 3") stays.
std::string commune_title(const std::string& name);
std::string village_title(const std::string& name);
std::string group_title(const std::string& name);

}  // namespace thon::print
