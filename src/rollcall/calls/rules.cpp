#include "rollcall/calls/rules.hpp"

#include <string>

#include "base/error.hpp"

namespace thon::rollcall::rules {
namespace {

std::int64_t year_of(Millis at) { return std::stoll(date_of(at).substr(0, 4)); }

}  // namespace

std::int64_t elder_year(Millis now) { return year_of(now) - kElder; }

std::int64_t child_year(Millis now) { return year_of(now) - kChild; }

std::int64_t share(std::int64_t households, int percent) { return (households * percent + 99) / 100; }

void check_open(const call_store::RollCall& call) {
  if (call.ended_at) throw Error(ErrorKind::conflict, "rollcall.error.is_ended", {{"title", call.title}});
}

}  // namespace thon::rollcall::rules
