#pragma once
#include "platform/http/api.hpp"
#include "reach/context.hpp"

namespace thon::reach {

struct ProofQuery {
  Id announcement_id;
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(ProofQuery, (), (announcement_id, area))

/// The sheet that shows, house by house, what is known of an announcement.
class Proofs {
 public:
  explicit Proofs(Context& context) : context_(context) {}

  http::File xlsx(Tx& tx, const Actor& actor, const ProofQuery& query);

 private:
  Context& context_;
};

}  // namespace thon::reach
