#include "rollcall/calls/store.hpp"

namespace thon::rollcall::call_store {
namespace {

#define THON_ROLLCALL_CALL                                                                    \
  "SELECT c.id, c.area_id, c.kind, c.title, c.body, c.meeting_point, c.drill, c.households, " \
  "c.started_at, c.started_by_name, c.ended_at, c.ended_by_name, c.reason, c.half_at, c.most_at, c.all_at"
#define THON_ROLLCALL_LINE                                                                      \
  THON_ROLLCALL_CALL                                                                            \
  ", (SELECT COUNT(*) FROM rollcall_roll r WHERE r.call_id = c.id AND r.seen_at IS NOT NULL), " \
  "(SELECT COUNT(*) FROM rollcall_roll r WHERE r.call_id = c.id AND r.list = 'needs') FROM rollcall_call c "

const Sql kFind{"rollcall.find", THON_ROLLCALL_CALL " FROM rollcall_call c WHERE c.id = :id"};
const Sql kInsert{
    "rollcall.insert",
    "INSERT INTO rollcall_call (id, area_id, kind, title, body, meeting_point, drill, households, "
    "started_at, "
    "started_by, started_by_name, ended_by_name, reason) VALUES (:id, :area_id, :kind, :title, :body, "
    ":meeting_point, :drill, 0, :now, :started_by, :started_by_name, '', '')"};
const Sql kUpdate{
    "rollcall.update",
    "UPDATE rollcall_call SET area_id = :area_id, households = :households, ended_at = "
    ":ended_at, ended_by_name = :ended_by_name, reason = :reason, half_at = :half_at, most_at = "
    ":most_at, all_at = :all_at WHERE id = :id"};
const Sql kAreaIds{"rollcall.area_ids",
                   "SELECT area_id FROM rollcall_unit WHERE call_id = :id ORDER BY area_id"};
const Sql kAddUnit{"rollcall.add_unit",
                   "INSERT INTO rollcall_unit (call_id, area_id, added_at, added_by_name) VALUES (:id, "
                   ":area_id, :now, :name) ON CONFLICT (call_id, area_id) DO NOTHING"};
const Sql kLines{"rollcall.lines", THON_ROLLCALL_LINE
                 "WHERE c.id IN (SELECT u.call_id FROM areas_closure a JOIN rollcall_unit u "
                 "ON u.area_id = a.descendant_id WHERE a.ancestor_id = :area UNION "
                 "SELECT u.call_id FROM areas_closure a JOIN rollcall_unit u "
                 "ON u.area_id = a.ancestor_id WHERE a.descendant_id = :area UNION "
                 "SELECT s.id FROM areas_closure a JOIN rollcall_call s ON s.area_id = a.descendant_id "
                 "WHERE a.ancestor_id = :area) AND c.id < :before ORDER BY c.id DESC LIMIT :limit"};
const Sql kLine{"rollcall.line", THON_ROLLCALL_LINE "WHERE c.id = :id"};
const Sql kSeenAt{"rollcall.seen_at",
                  "SELECT seen_at FROM rollcall_roll WHERE call_id = :id AND seen_at IS NOT NULL "
                  "ORDER BY seen_at LIMIT 1 OFFSET :skipped"};
const Sql kFormerParent{"rollcall.former_parent",
                        "SELECT parent_id FROM areas_link_v WHERE child_id = :id ORDER BY valid_from DESC "
                        "LIMIT 1"};

}  // namespace

std::optional<RollCall> find(Tx& tx, std::string_view id) { return tx.one<RollCall>(kFind, {{"id", id}}); }

void insert(Tx& tx, const RollCall& call, const Actor& actor) {
  tx.exec(kInsert, {{"id", call.id},
                    {"area_id", call.area_id},
                    {"kind", call.kind},
                    {"title", call.title},
                    {"body", call.body},
                    {"meeting_point", call.meeting_point},
                    {"drill", call.drill},
                    {"now", tx.now()},
                    {"started_by", actor.account_id},
                    {"started_by_name", actor.name}});
}

void update(Tx& tx, const RollCall& call) {
  tx.exec(kUpdate, {{"id", call.id},
                    {"area_id", call.area_id},
                    {"households", call.households},
                    {"ended_at", call.ended_at},
                    {"ended_by_name", call.ended_by_name},
                    {"reason", call.reason},
                    {"half_at", call.half_at},
                    {"most_at", call.most_at},
                    {"all_at", call.all_at}});
}

std::vector<std::string> area_ids(Tx& tx, std::string_view id) {
  return tx.values<std::string>(kAreaIds, {{"id", id}});
}

void add_unit(Tx& tx, std::string_view id, std::string_view area_id, const Actor& actor) {
  tx.exec(kAddUnit, {{"id", id}, {"area_id", area_id}, {"now", tx.now()}, {"name", actor.name}});
}

std::vector<Line> lines(Tx& tx, std::string_view area_id, std::string_view before_id, std::int64_t limit) {
  return tx.rows<Line>(kLines, {{"area", area_id}, {"before", before_id}, {"limit", limit}});
}

std::optional<Line> line(Tx& tx, std::string_view id) { return tx.one<Line>(kLine, {{"id", id}}); }

std::optional<Millis> seen_at(Tx& tx, std::string_view id, std::int64_t count) {
  return tx.value<Millis>(kSeenAt, {{"id", id}, {"skipped", count - 1}});
}

std::optional<std::string> former_parent(Tx& tx, std::string_view area_id) {
  return tx.value<std::string>(kFormerParent, {{"id", area_id}});
}

}  // namespace thon::rollcall::call_store
