#include "rollcall/reports/store.hpp"

namespace thon::rollcall::report_store {
namespace {

#define THON_ROLLCALL_REPORT                                                                \
  "SELECT deed, source, at, recorded_at, by_name, need, people, place, note, id, call_id, " \
  "household_id, latitude, longitude, by_account FROM rollcall_report "

const Sql kFind{"rollcall.report", THON_ROLLCALL_REPORT "WHERE id = :id"};
const Sql kInsert{
    "rollcall.insert_report",
    "INSERT INTO rollcall_report (id, call_id, household_id, source, deed, need, people, place, note, "
    "latitude, longitude, at, recorded_at, by_account, by_name) VALUES (:id, :call_id, :household_id, "
    ":source, :deed, :need, :people, :place, :note, :latitude, :longitude, :at, :now, :by_account, "
    ":by_name)"};
const Sql kAll{"rollcall.reports", THON_ROLLCALL_REPORT
               "WHERE call_id = :call_id AND household_id = :household_id ORDER BY at, recorded_at, id"};

}  // namespace

std::optional<Report> find(Tx& tx, std::string_view id) { return tx.one<Report>(kFind, {{"id", id}}); }

void insert(Tx& tx, const Report& report) {
  tx.exec(kInsert, {{"id", report.id},
                    {"call_id", report.call_id},
                    {"household_id", report.household_id},
                    {"source", report.source},
                    {"deed", report.deed},
                    {"need", report.need},
                    {"people", report.people},
                    {"place", report.place},
                    {"note", report.note},
                    {"latitude", report.latitude},
                    {"longitude", report.longitude},
                    {"at", report.at},
                    {"now", tx.now()},
                    {"by_account", report.by_account},
                    {"by_name", report.by_name}});
}

std::vector<Report> all(Tx& tx, std::string_view call_id, std::string_view household_id) {
  return tx.rows<Report>(kAll, {{"call_id", call_id}, {"household_id", household_id}});
}

}  // namespace thon::rollcall::report_store
