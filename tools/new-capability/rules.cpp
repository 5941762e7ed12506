#include "samples/rules.hpp"

#include "base/error.hpp"

namespace thon::samples::rules {

void check_new(std::int64_t last_day) {
  if (last_day >= kMostADay)
    throw Error(ErrorKind::too_many, "samples.error.too_many", {{"count", std::to_string(kMostADay)}});
}

}  // namespace thon::samples::rules
