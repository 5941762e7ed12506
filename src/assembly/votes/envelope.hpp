#pragma once
#include <string>
#include <string_view>

#include "assembly/model.hpp"
#include "base/seal.hpp"

namespace thon::assembly {

/// What a household chose in a secret vote.
struct Secret {
  BallotChoice choice = BallotChoice::agree;
  std::string opinion;
};

/// Seals choices under a vote's own key. All envelopes are of one size, so that none tells by its length what
/// is inside.
class Envelopes {
 public:
  /// `key`: as new_key() made it.
  explicit Envelopes(std::string key) : seal_(std::move(key)) {}
  static std::string new_key();
  std::string close(const Secret& secret) const;
  Secret open(std::string_view sealed) const;

 private:
  Seal seal_;
};

}  // namespace thon::assembly
