#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "areas/model.hpp"
#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"
#include "reach/mute/model.hpp"
#include "reach/visits/model.hpp"

namespace thon::reach {

struct CoverageQuery {
  Id announcement_id;
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(CoverageQuery, (), (announcement_id, area))

struct UnitCoverage {
  std::string area_id;
  std::string name;
  areas::AreaKind kind = areas::AreaKind::group;
  Coverage coverage;
};
BOOST_DESCRIBE_STRUCT(UnitCoverage, (), (area_id, name, kind, coverage))

struct PathStep {
  std::string id;
  std::string name;
  areas::AreaKind kind = areas::AreaKind::group;
};
BOOST_DESCRIBE_STRUCT(PathStep, (), (id, name, kind))

struct CoverageView {
  UnitCoverage unit;
  std::vector<PathStep> path;  ///< from the outermost unit that the caller may view to this one
  std::vector<UnitCoverage> children;
  std::vector<CurvePoint> curve;
};
BOOST_DESCRIBE_STRUCT(CoverageView, (), (unit, path, children, curve))

struct UnreachedQuery {
  Id announcement_id;
  std::optional<Id> area;
  std::optional<Text<0, 100>> q;
  std::optional<Text<0, 100>> cursor;
};
BOOST_DESCRIBE_STRUCT(UnreachedQuery, (), (announcement_id, area, q, cursor))

/// A door to knock on.
struct WalkRow {
  std::string household_id;
  std::int64_t ordinal = 0;
  std::string code;
  std::string head_name;
  std::string address;
  std::int64_t walk_order = 0;
  std::string area_id;
  std::string area_name;
  std::vector<std::string> phones;
  Evidence evidence = Evidence::none;
  std::optional<std::int64_t> told_at;
  std::optional<std::string> told_by;
  std::optional<MuteReason> muted;  ///< left alone for now
  std::optional<std::string> muted_until;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<Visit> visit;  ///< why nobody could be told there, when that is the newest word
};
BOOST_DESCRIBE_STRUCT(WalkRow, (),
                      (household_id, ordinal, code, head_name, address, walk_order, area_id, area_name,
                       phones, evidence, told_at, told_by, muted, muted_until, latitude, longitude, visit))

struct UnreachedPage {
  std::vector<WalkRow> items;
  std::int64_t total = 0;
  std::int64_t muted = 0;  ///< of all that are unreached here: left out of reminders today
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(UnreachedPage, (), (items, total, muted, next))

}  // namespace thon::reach
