#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// The classes of content that a commune must publish (Luật 10/2022/QH15, Điều 11): sentences "reach.class.1"
/// to "reach.class.14".
using ContentClass = Whole<1, 14>;

/// How a class must be published. What is absent is not asked for.
struct ClassRule {
  std::int64_t content_class = 14;
  std::optional<std::int64_t> deadline_days;     ///< working days from the decision
  std::optional<std::int64_t> loudspeaker_days;  ///< days in a row
  std::optional<std::int64_t> posting_days;      ///< days in a row on the boards
  bool permanent = false;                        ///< stays on the boards
  bool own = false;                              ///< a unit has set it otherwise than the program
};
BOOST_DESCRIBE_STRUCT(ClassRule, (),
                      (content_class, deadline_days, loudspeaker_days, posting_days, permanent, own))

struct ClassRules {
  std::string area_id;
  std::string area_name;
  std::vector<ClassRule> items;
};
BOOST_DESCRIBE_STRUCT(ClassRules, (), (area_id, area_name, items))

struct ClassRulesQuery {
  std::optional<Id> area;  ///< absent: the caller's outermost unit
};
BOOST_DESCRIBE_STRUCT(ClassRulesQuery, (), (area))

struct SetClassRule {
  Id area_id;
  ContentClass content_class;
  std::optional<Whole<1, 60>> deadline_days;
  std::optional<Whole<1, 60>> loudspeaker_days;
  std::optional<Whole<1, 3650>> posting_days;
  bool permanent = false;
};
BOOST_DESCRIBE_STRUCT(SetClassRule, (),
                      (area_id, content_class, deadline_days, loudspeaker_days, posting_days, permanent))

struct ResetClassRule {
  Id area_id;
  ContentClass content_class;
};
BOOST_DESCRIBE_STRUCT(ResetClassRule, (), (area_id, content_class))

/// running, overdue: not published yet · met, missed: published
enum class DeadlineState { running, overdue, met, missed };
BOOST_DESCRIBE_ENUM(DeadlineState, running, overdue, met, missed)

/// Until when a decision has to be published.
struct Deadline {
  std::string due;  ///< the last day
  DeadlineState state = DeadlineState::running;
  /// Working days left after today (0: today is the last), or working days late.
  std::int64_t days = 0;
  bool expected = false;  ///< a year's holidays that have not been announced lie in between
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (due, state, days, expected))

}  // namespace thon::reach
