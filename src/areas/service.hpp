#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "areas/authority.hpp"
#include "areas/model.hpp"
#include "areas/sight.hpp"
#include "areas/tree.hpp"
#include "platform/capability.hpp"

namespace thon::areas {

/// The dated administrative tree.
class Service {
 public:
  /// Households per unit (directly in it); units without any may be absent.
  using Counts = std::function<std::map<std::string, std::int64_t, std::less<>>(Tx&)>;

  explicit Service(const Authority& authority) : authority_(authority) {}
  /// The register, which stands above this capability, tells how many households a unit has.
  void set_counts(Counts counts) { counts_ = std::move(counts); }

  /// What the caller may view, with the units above it, in pre-order.
  AreaTree tree(Tx& tx, const Actor& actor) const;
  /// Today's whole tree from memory; read again only when areas_revision has moved.
  std::shared_ptr<const Tree> tree(Tx& tx) const;
  /// Where in today's tree the actor holds the permission; a system actor, everywhere.
  Sight sight(Tx& tx, const Actor& actor, std::string_view permission) const;

  Area find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The same id twice answers the first result.
  Area add(Tx& tx, const Actor& actor, const AddArea& input);
  Area edit(Tx& tx, const Actor& actor, const EditArea& input);
  /// Ends a unit that has no units and no households any more.
  void close(Tx& tx, const Actor& actor, const CloseArea& input);
  /// Writes many units, parents before children, without permission checks (set-up, demo, import).
  void load(Tx& tx, const std::vector<NewArea>& units);

  // --- the calendar of working days (calendar.cpp)
  /// Days off and on of a year as they hold at a unit.
  CalendarYear calendar(Tx& tx, const Actor& actor, const CalendarQuery& query) const;
  /// A day that the unit and those below it keep otherwise than the law; entered again, it is changed.
  CalendarYear set_day(Tx& tx, const Actor& actor, const SetDay& input) const;
  CalendarYear clear_day(Tx& tx, const Actor& actor, const ClearDay& input) const;
  /// For deadlines of a unit: one statement.
  WorkingDays working_days(Tx& tx, std::string_view area_id) const;

 private:
  CalendarYear calendar_of(Tx& tx, std::string_view area_id, int year) const;
  Area visible(Tx& tx, const Actor& actor, std::string_view permission, std::string_view id) const;
  Area changed(Tx& tx, const Actor& actor, const char* verb, std::string_view id);

  const Authority& authority_;
  Counts counts_;
  // Readers of many threads share the last tree that was read.
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Tree> tree_;
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::areas
