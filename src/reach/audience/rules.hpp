#pragma once
#include <string>

#include "reach/audience/model.hpp"

/// Decisions about audiences, without I/O.
namespace thon::reach::rules {

/// A filter in one sentence part, "có người từ 60 tuổi trở lên; có Zalo"; empty for one that asks for nothing.
std::string words(const AudienceFilter& filter, const std::string& unreached_title,
                  const std::string& confirmed_title, const std::string& language);

/// As it is kept; empty for a filter that asks for nothing.
std::string to_text(const AudienceFilter& filter);
AudienceFilter filter_from(const std::string& text);

}  // namespace thon::reach::rules
