#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace thon::audit {

/// One thing that someone did. Fields that do not apply are empty; `detail` is a JSON object in one line.
struct Deed {
  Millis at = 0;
  std::string actor_id;
  std::string actor_name;
  std::string verb;
  std::string subject_kind;
  std::string subject_id;
  std::string area_id;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(Deed, (), (at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail))

/// A deed in its place in a chain.
struct Entry : Deed {
  std::int64_t lane = 0;
  std::int64_t seq = 0;
  std::string previous_hash;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Entry, (Deed), (lane, seq, previous_hash, hash))

/// How a chain can be broken.
enum class Fault {
  changed,    ///< the entry is not what was written
  missing,    ///< a number is skipped: an entry was taken out
  reordered,  ///< the entry does not follow the one before it
  cut_off,    ///< entries at the end are gone, or stand there without having been recorded
};
BOOST_DESCRIBE_ENUM(Fault, changed, missing, reordered, cut_off)

/// The first place where a chain does not hold.
struct Break {
  std::int64_t lane = 0;
  std::int64_t seq = 0;
  Fault fault = Fault::changed;
};

struct Verification {
  std::int64_t entries = 0;
  std::optional<Break> broken;
  bool whole() const { return !broken; }
};

}  // namespace thon::audit
