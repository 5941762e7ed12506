#pragma once
#include "reach/addresses/model.hpp"
#include "reach/context.hpp"

namespace thon::reach {

/// Where a household can be written to beside its telephones, and where it does not want to be: told by the household
/// itself or by whoever heard it at the door.
class Addresses {
 public:
  explicit Addresses(Context& context) : context_(context) {}

  Ways ways(Tx& tx, const Actor& actor, const WaysQuery& query);
  /// Told again, an address moves to the household that told it last.
  Ways tell(Tx& tx, const Actor& actor, const AddressInput& input);
  Ways forget(Tx& tx, const Actor& actor, const AddressInput& input);
  Ways prefer(Tx& tx, const Actor& actor, const PreferenceInput& input);

 private:
  struct House {
    std::string id;
    std::int64_t ordinal = 0;
    std::string area_id;
  };
  House house(Tx& tx, const Actor& actor, std::string_view permission, const std::string& id);
  Ways view(Tx& tx, const House& house);
  void note(Tx& tx, const Actor& actor, const char* verb, const House& house, channels::Kind kind);

  Context& context_;
};

}  // namespace thon::reach
