#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "areas/service.hpp"
#include "households/model.hpp"
#include "identity/service.hpp"
#include "platform/capability.hpp"
#include "platform/http/api.hpp"

namespace thon::households {

namespace store {
struct Filter;
}

/// The register. Every verb checks what the caller may do where; what may not be seen is answered as missing.
class Service {
 public:
  /// Tells `areas` how many households a unit has. `public_url`: what printed and shared links begin with,
  /// "https://thon.xa.vn".
  Service(const areas::Authority& authority, areas::Service& areas, identity::Service& identity,
          std::string public_url);

  // --- reading
  /// Fifty at a time, in the order of the units and of walking within them.
  RegisterPage list(Tx& tx, const Actor& actor, const RegisterQuery& query) const;
  /// A household's own account may read its own page.
  HouseholdPage find(Tx& tx, const Actor& actor, std::string_view id) const;
  HouseholdHistory history(Tx& tx, const Actor& actor, std::string_view id) const;
  http::File export_sheet(Tx& tx, const Actor& actor, const ExportQuery& query) const;

  // --- writing; each answers the household as it then is
  /// The same id twice answers the first result.
  HouseholdPage add(Tx& tx, const Actor& actor, const AddHousehold& input);
  /// An edit of an older version succeeds when nobody has changed the same fields since; otherwise the
  /// conflict tells both values.
  HouseholdPage edit(Tx& tx, const Actor& actor, const EditHousehold& input);
  HouseholdPage move(Tx& tx, const Actor& actor, const MoveHousehold& input);
  HouseholdPage close(Tx& tx, const Actor& actor, const CloseHousehold& input);
  HouseholdPage reopen(Tx& tx, const Actor& actor, std::string_view id);

  // --- tags (tags.cpp)
  HouseholdPage tag(Tx& tx, const Actor& actor, const TagHousehold& input);
  TagList tags(Tx& tx, const Actor& actor, const TagsQuery& query) const;

  // --- invitations
  HouseholdInvitation invite(Tx& tx, const Actor& actor, std::string_view id);
  /// The PDF of invitations for a unit's households that have no device yet, or for all of them. Opens its
  /// own transactions, for drawing is slow.
  http::File slips(Db& db, const Actor& actor, const SlipsInput& input);

  // --- for the program and for other capabilities
  /// Fills ordinal and unit of a household's actor.
  void complete(Tx& tx, Actor& actor) const;
  identity::HouseholdCard describe(Tx& tx, const std::string& household_id) const;
  /// Open households by unit (directly in it).
  std::map<std::string, std::int64_t, std::less<>> counts(Tx& tx) const;
  /// Writes many households without permission checks. They get their ordinals, and their codes, in the order
  /// of the tree, so that those of a unit follow one another; answers the ordinal of the first.
  std::int64_t load(Tx& tx, std::vector<WholeHousehold> households, bool is_demo = false);

 private:
  using Counts = std::map<std::string, std::int64_t, std::less<>>;

  Household reach(Tx& tx, const Actor& actor, std::string_view permission, std::string_view id) const;
  HouseholdPage page(Tx& tx, const Household& own) const;
  const areas::TreeUnit& home(Tx& tx, const Actor& actor, const areas::Tree& tree,
                              std::string_view area_id) const;
  HouseholdPage changed(Tx& tx, const Actor& actor, const char* verb, const Household& own,
                        const std::vector<std::string>& fields) const;
  void save(Tx& tx, const Actor& actor, const Household& own, const char* field, std::string before,
            std::string after) const;
  std::vector<store::Filter> ranges(Tx& tx, const Actor& actor, std::string_view permission,
                                    const areas::Tree& tree, const std::optional<Id>& area) const;
  std::shared_ptr<const Counts> cached_counts(Tx& tx) const;

  const areas::Authority& authority_;
  areas::Service& areas_;
  identity::Service& identity_;
  std::string public_url_;
  // Readers of many threads share the last counts.
  mutable std::mutex mutex_;
  mutable std::int64_t counted_at_ = -1;
  mutable std::shared_ptr<const Counts> counts_;
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::households
