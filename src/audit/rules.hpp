#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "audit/model.hpp"

namespace thon::audit {

/// What the first entry of a lane follows. It names the lane, so that a chain cannot be passed off as another's.
std::string origin_hash(std::int64_t lane);

/// Covers the previous hash and every field; each is preceded by its length, so that no two entries read alike.
/// `seq` is left out: an entry's place follows from the previous hash, which tells "moved" from "changed".
std::string entry_hash(const Entry& entry);

/// Walks entries in order of (lane, seq) and keeps the first fault.
class ChainWalk {
 public:
  struct Head {
    std::int64_t seq = 0;
    std::string hash;
  };
  explicit ChainWalk(std::map<std::int64_t, Head> heads) : heads_(std::move(heads)) {}

  /// False once a fault is found: the rest need not be read.
  bool next(const Entry& entry);
  Verification finish();

 private:
  std::optional<Fault> judge(const Entry& entry) const;
  bool close_lane();
  bool fail(std::int64_t lane, std::int64_t seq, Fault fault);

  std::map<std::int64_t, Head> heads_;
  Verification found_;
  bool open_ = false;
  std::int64_t lane_ = 0;
  Head last_;
};

}  // namespace thon::audit
