#include "platform/capability.hpp"

#include <algorithm>

#include "platform/embedded.hpp"

namespace thon {

std::vector<Migration> migrations_of(const std::string& folder) {
  std::vector<Migration> found;
  for (const auto& file : embedded_sources())
    if (file.name.starts_with(folder + "/schema/")) found.push_back({std::string(file.name), std::string(file.bytes())});
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

}  // namespace thon
