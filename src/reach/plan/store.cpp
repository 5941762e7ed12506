#include "reach/plan/store.hpp"

namespace thon::reach::plan_store {
namespace {

#define THON_REACH_PLAN                                                                              \
  "SELECT announcement_id, mode, kinds, deadline, urgent_reason, state, stopped_by_name, stopped_at, " \
  "version FROM reach_plan "

const Sql kFind{"reach.find_plan", THON_REACH_PLAN "WHERE announcement_id = :id"};
const Sql kPut{
    "reach.put_plan",
    "INSERT INTO reach_plan (announcement_id, mode, kinds, deadline, urgent_reason, state, stopped_by_name, "
    "stopped_at, version, updated_at) VALUES (:id, :mode, :kinds, :deadline, :urgent_reason, :state, "
    ":stopped_by_name, :stopped_at, :version, :now) ON CONFLICT (announcement_id) DO UPDATE SET mode = "
    "excluded.mode, kinds = excluded.kinds, deadline = excluded.deadline, urgent_reason = "
    "excluded.urgent_reason, state = excluded.state, stopped_by_name = excluded.stopped_by_name, stopped_at = "
    "excluded.stopped_at, version = excluded.version, updated_at = excluded.updated_at"};

const Sql kWaves{"reach.waves",
                 "SELECT kind, state, due_at, started_at, started_by_name, skip, expected, households, muted, "
                 "cost FROM reach_wave WHERE announcement_id = :id ORDER BY position"};
const Sql kHouseholds{"reach.wave_households",
                      "SELECT bitmap FROM reach_wave WHERE announcement_id = :id AND position = :position"};
const Sql kPutWave{
    "reach.put_wave",
    "INSERT INTO reach_wave (announcement_id, position, kind, state, due_at, skip, expected, households, muted, "
    "cost, bitmap) VALUES (:id, :position, :kind, :state, :due_at, :skip, :expected, 0, 0, 0, :bitmap) "
    "ON CONFLICT (announcement_id, position) DO UPDATE SET state = excluded.state, due_at = excluded.due_at, "
    "skip = excluded.skip, expected = excluded.expected WHERE reach_wave.state = 'waiting'"};
const Sql kRemoveWaiting{"reach.remove_waiting",
                         "DELETE FROM reach_wave WHERE announcement_id = :id AND state <> 'started'"};
const Sql kClaim{"reach.claim_wave",
                 "UPDATE reach_wave SET state = :state, skip = :skip, started_at = :now "
                 "WHERE announcement_id = :id AND position = :position AND state = 'waiting'"};
const Sql kStarted{"reach.wave_started",
                   "UPDATE reach_wave SET started_by_name = :by, households = :households, muted = :muted, "
                   "cost = :cost, bitmap = :bitmap WHERE announcement_id = :id AND position = :position"};
const Sql kSkipWaiting{"reach.skip_waiting",
                       "UPDATE reach_wave SET state = 'skipped', skip = :skip, started_at = :now "
                       "WHERE announcement_id = :id AND state = 'waiting'"};

const Sql kDue{"reach.due_waves",
               "SELECT w.announcement_id FROM reach_wave w WHERE w.state = 'waiting' AND w.due_at <= :now "
               "GROUP BY w.announcement_id ORDER BY MIN(w.due_at) LIMIT :limit"};
const Sql kPastDeadline{"reach.past_deadline",
                        "SELECT announcement_id FROM reach_plan WHERE state = 'running' AND deadline <= :now "
                        "ORDER BY deadline LIMIT :limit"};

const Sql kQuietHours{"reach.quiet_hours",
                      "SELECT q.quiet_from, q.quiet_to, q.area_id FROM areas_closure c "
                      "JOIN reach_quiet q ON q.area_id = c.ancestor_id WHERE c.descendant_id = :area "
                      "ORDER BY c.depth LIMIT 1"};
const Sql kSetQuietHours{
    "reach.set_quiet_hours",
    "INSERT INTO reach_quiet (area_id, quiet_from, quiet_to, by_name, updated_at) "
    "VALUES (:area, :quiet_from, :quiet_to, :by, :now) ON CONFLICT (area_id) DO UPDATE SET quiet_from = "
    "excluded.quiet_from, quiet_to = excluded.quiet_to, by_name = excluded.by_name, updated_at = "
    "excluded.updated_at"};

std::int64_t position_of(WaveKind kind) { return static_cast<std::int64_t>(kind); }

}  // namespace

std::string kinds_text(const std::vector<WaveKind>& kinds) {
  std::string text;
  for (const auto kind : kinds) {
    if (!text.empty()) text += ' ';
    text += boost::describe::enum_to_string(kind, "");
  }
  return text;
}

std::vector<WaveKind> kinds_of(const std::string& text) {
  std::vector<WaveKind> kinds;
  for (std::size_t from = 0, to = 0; from < text.size(); from = to + 1) {
    to = std::min(text.find(' ', from), text.size());
    WaveKind kind{};
    if (boost::describe::enum_from_string(text.substr(from, to - from).c_str(), kind)) kinds.push_back(kind);
  }
  return kinds;
}

std::optional<Plan> find(Tx& tx, std::string_view announcement_id) {
  return tx.one<Plan>(kFind, {{"id", announcement_id}});
}

void put(Tx& tx, const Plan& plan) {
  tx.exec(kPut, {{"id", plan.announcement_id},
                 {"mode", plan.mode},
                 {"kinds", plan.kinds},
                 {"deadline", plan.deadline},
                 {"urgent_reason", plan.urgent_reason},
                 {"state", plan.state},
                 {"stopped_by_name", plan.stopped_by_name},
                 {"stopped_at", plan.stopped_at},
                 {"version", plan.version},
                 {"now", tx.now()}});
}

std::vector<Wave> waves(Tx& tx, std::string_view announcement_id) {
  return tx.rows<Wave>(kWaves, {{"id", announcement_id}});
}

Bitmap households(Tx& tx, std::string_view announcement_id, WaveKind kind) {
  const auto packed =
      tx.value<Bytes>(kHouseholds, {{"id", announcement_id}, {"position", position_of(kind)}});
  return packed ? Bitmap::unpack(packed->data) : Bitmap();
}

void put_wave(Tx& tx, std::string_view announcement_id, const Wave& wave) {
  static const std::string nobody = Bitmap().pack();
  tx.exec(kPutWave, {{"id", announcement_id},
                     {"position", position_of(wave.kind)},
                     {"kind", wave.kind},
                     {"state", wave.state},
                     {"due_at", wave.due_at},
                     {"skip", wave.skip},
                     {"expected", wave.expected},
                     {"bitmap", Bytes{nobody}}});
}

void remove_waiting(Tx& tx, std::string_view announcement_id) {
  tx.exec(kRemoveWaiting, {{"id", announcement_id}});
}

bool claim(Tx& tx, std::string_view announcement_id, WaveKind kind, WaveState state, Skip skip) {
  return tx.exec(kClaim, {{"id", announcement_id},
                          {"position", position_of(kind)},
                          {"state", state},
                          {"skip", skip},
                          {"now", tx.now()}}) == 1;
}

void started(Tx& tx, std::string_view announcement_id, const Wave& wave, const Bitmap& households) {
  tx.exec(kStarted, {{"id", announcement_id},
                     {"position", position_of(wave.kind)},
                     {"by", wave.started_by_name},
                     {"households", wave.households},
                     {"muted", wave.muted},
                     {"cost", wave.cost},
                     {"bitmap", Bytes{households.pack()}}});
}

void skip_waiting(Tx& tx, std::string_view announcement_id, Skip why) {
  tx.exec(kSkipWaiting, {{"id", announcement_id}, {"skip", why}, {"now", tx.now()}});
}

std::vector<std::string> due(Tx& tx, std::int64_t limit) {
  return tx.values<std::string>(kDue, {{"now", tx.now()}, {"limit", limit}});
}

std::vector<std::string> past_deadline(Tx& tx, std::int64_t limit) {
  return tx.values<std::string>(kPastDeadline, {{"now", tx.now()}, {"limit", limit}});
}

std::optional<QuietHours> quiet_hours(Tx& tx, std::string_view area_id) {
  return tx.one<QuietHours>(kQuietHours, {{"area", area_id}});
}

void set_quiet_hours(Tx& tx, const QuietHours& quiet, std::string_view by_name) {
  tx.exec(kSetQuietHours, {{"area", quiet.area_id},
                           {"quiet_from", quiet.quiet_from},
                           {"quiet_to", quiet.quiet_to},
                           {"by", by_name},
                           {"now", tx.now()}});
}

}  // namespace thon::reach::plan_store
