#include "areas/store.hpp"

namespace thon::areas::store {
namespace {

const Sql kOwnDays{"areas.own_days",
                   "SELECT d.day, d.kind, d.area_id, d.note FROM areas_closure c "
                   "JOIN areas_calendar_day d ON d.area_id = c.ancestor_id "
                   "WHERE c.descendant_id = :area_id ORDER BY c.depth DESC, d.day"};

const Sql kPutDay{
    "areas.put_day",
    "INSERT INTO areas_calendar_day (area_id, day, kind, note, entered_by_name, entered_at) "
    "VALUES (:area_id, :day, :kind, :note, :by_name, :now) ON CONFLICT (area_id, day) DO UPDATE SET "
    "kind = excluded.kind, note = excluded.note, entered_by_name = excluded.entered_by_name, "
    "entered_at = excluded.entered_at"};

const Sql kRemoveDay{"areas.remove_day",
                     "DELETE FROM areas_calendar_day WHERE area_id = :area_id AND day = :day"};

}  // namespace

std::vector<OwnDay> own_days(Tx& tx, std::string_view area_id) {
  return tx.rows<OwnDay>(kOwnDays, {{"area_id", area_id}});
}

void put_day(Tx& tx, const OwnDay& day, std::string_view by_name) {
  tx.exec(kPutDay, {{"area_id", day.area_id},
                    {"day", day.date},
                    {"kind", day.kind},
                    {"note", day.note},
                    {"by_name", by_name},
                    {"now", tx.now()}});
}

bool remove_day(Tx& tx, std::string_view area_id, std::string_view date) {
  return tx.exec(kRemoveDay, {{"area_id", area_id}, {"day", date}}) > 0;
}

}  // namespace thon::areas::store
