#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// Why nobody was told at a door. "none" takes back what was said of it before.
enum class VisitOutcome { absent, refused, moved, none };
BOOST_DESCRIBE_ENUM(VisitOutcome, absent, refused, moved, none)

/// What is known of a door at which nobody could be told. No evidence of anything: it only says why, and
/// until when the household is left in peace.
struct Visit {
  VisitOutcome outcome = VisitOutcome::absent;
  std::int64_t at = 0;
  std::string by_name;
  std::optional<std::string> until;  ///< the last day without reminders; absent: come again any time
  std::string note;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (outcome, at, by_name, until, note))

struct VisitItem {
  Id household_id;
  VisitOutcome outcome = VisitOutcome::absent;
  std::int64_t at = 0;  ///< by the device's clock; with the account it tells one message from another
  std::optional<Date> until;
  std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(VisitItem, (), (household_id, outcome, at, until, note))

struct VisitsInput {
  List<VisitItem, 1, 500> items;
  std::optional<std::int64_t> sent_at;  ///< the device's clock when the message left
};
BOOST_DESCRIBE_STRUCT(VisitsInput, (), (items, sent_at))

enum class VisitRecord { recorded, already, not_found };
BOOST_DESCRIBE_ENUM(VisitRecord, recorded, already, not_found)

struct VisitResult {
  std::string household_id;
  VisitRecord result = VisitRecord::not_found;
};
BOOST_DESCRIBE_STRUCT(VisitResult, (), (household_id, result))

struct VisitResults {
  std::vector<VisitResult> items;
};
BOOST_DESCRIBE_STRUCT(VisitResults, (), (items))

}  // namespace thon::reach
