#pragma once
#include "areas/authority.hpp"
#include "platform/capability.hpp"
#include "samples/model.hpp"

namespace thon::samples {

class Service {
 public:
  explicit Service(const areas::Authority& authority) : authority_(authority) {}

  /// What was written at the unit and below it, the newest first, 50 at a time.
  SamplePage list(Tx& tx, const Actor& actor, const SamplesQuery& query) const;
  /// The same id twice answers the first result.
  Sample add(Tx& tx, const Actor& actor, const AddSample& input);

 private:
  const areas::Authority& authority_;
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::samples
