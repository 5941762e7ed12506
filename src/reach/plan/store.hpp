#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/plan/model.hpp"

/// SQL of plans and their waves.
namespace thon::reach::plan_store {

struct Plan {
  std::string announcement_id;
  PlanMode mode = PlanMode::waves;
  std::string kinds;  ///< as `kinds_text` writes them
  std::optional<std::int64_t> deadline;
  std::optional<std::string> urgent_reason;
  PlanState state = PlanState::draft;
  std::optional<std::string> stopped_by_name;
  std::optional<std::int64_t> stopped_at;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (announcement_id, mode, kinds, deadline, urgent_reason, state, stopped_by_name, stopped_at,
                       version))

std::string kinds_text(const std::vector<WaveKind>& kinds);
std::vector<WaveKind> kinds_of(const std::string& text);

std::optional<Plan> find(Tx& tx, std::string_view announcement_id);
/// Writes it, also over an older one.
void put(Tx& tx, const Plan& plan);

/// In order.
std::vector<Wave> waves(Tx& tx, std::string_view announcement_id);
/// Whom a started wave was for.
Bitmap households(Tx& tx, std::string_view announcement_id, WaveKind kind);
/// Writes one that waits or was skipped, also over an older one that waits.
void put_wave(Tx& tx, std::string_view announcement_id, const Wave& wave);
void remove_waiting(Tx& tx, std::string_view announcement_id);
/// Takes a waiting wave out of the hands of everybody else; false when somebody has had it before.
bool claim(Tx& tx, std::string_view announcement_id, WaveKind kind, WaveState state, Skip skip);
/// What a claimed wave came to.
void started(Tx& tx, std::string_view announcement_id, const Wave& wave, const Bitmap& households);
void skip_waiting(Tx& tx, std::string_view announcement_id, Skip why);

/// Ids of running plans with a wave that is due, the longest overdue first, and of those past their deadline.
std::vector<std::string> due(Tx& tx, std::int64_t limit);
std::vector<std::string> past_deadline(Tx& tx, std::int64_t limit);

struct QuietHours {
  std::int64_t quiet_from = 0;
  std::int64_t quiet_to = 0;
  std::string area_id;
};
BOOST_DESCRIBE_STRUCT(QuietHours, (), (quiet_from, quiet_to, area_id))
/// Set for the unit or for the nearest one above it.
std::optional<QuietHours> quiet_hours(Tx& tx, std::string_view area_id);
void set_quiet_hours(Tx& tx, const QuietHours& quiet, std::string_view by_name);

}  // namespace thon::reach::plan_store
