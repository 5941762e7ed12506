#include "assembly/meetings/store.hpp"

namespace thon::assembly::meeting_store {
namespace {

const Sql kFind{
    "assembly.meeting",
    "SELECT matter_id, place, chair, secretary, conclusion FROM assembly_meeting WHERE matter_id = :id"};
const Sql kPut{
    "assembly.put_meeting",
    "INSERT INTO assembly_meeting (matter_id, place, chair, secretary, conclusion) VALUES (:id, :place, "
    ":chair, :secretary, :conclusion) ON CONFLICT (matter_id) DO UPDATE SET place = excluded.place, "
    "chair = excluded.chair, secretary = excluded.secretary, conclusion = excluded.conclusion"};
const Sql kPapers{"assembly.papers",
                  "SELECT title, body FROM assembly_paper WHERE matter_id = :id ORDER BY position"};
const Sql kClearPapers{"assembly.clear_papers", "DELETE FROM assembly_paper WHERE matter_id = :id"};
const Sql kInsertPaper{"assembly.insert_paper",
                       "INSERT INTO assembly_paper (matter_id, position, title, body) "
                       "VALUES (:id, :position, :title, :body)"};
const Sql kReplies{"assembly.replies",
                   "SELECT household_id, answer, proxy_name, at FROM assembly_reply WHERE matter_id = :id"};
const Sql kReply{"assembly.reply",
                 "SELECT household_id, answer, proxy_name, at FROM assembly_reply "
                 "WHERE matter_id = :id AND household_id = :household_id"};
const Sql kPutReply{"assembly.put_reply",
                    "INSERT INTO assembly_reply (matter_id, household_id, answer, proxy_name, at) VALUES "
                    "(:id, :household_id, "
                    ":answer, :proxy_name, :at) ON CONFLICT (matter_id, household_id) DO UPDATE SET answer = "
                    "excluded.answer, "
                    "proxy_name = excluded.proxy_name, at = excluded.at"};
const Sql kAttendance{
    "assembly.attendance",
    "SELECT household_id, present, at, by_name FROM assembly_attendance WHERE matter_id = :id"};
const Sql kAttendanceOf{"assembly.attendance_of",
                        "SELECT household_id, present, at, by_name FROM assembly_attendance "
                        "WHERE matter_id = :id AND household_id = :household_id"};
const Sql kPutAttendance{"assembly.put_attendance",
                         "INSERT INTO assembly_attendance (matter_id, household_id, present, at, by_name) "
                         "VALUES (:id, :household_id, "
                         ":present, :at, :by_name) ON CONFLICT (matter_id, household_id) DO UPDATE SET "
                         "present = excluded.present, "
                         "at = excluded.at, by_name = excluded.by_name"};

}  // namespace

std::optional<Meeting> find(Tx& tx, std::string_view matter_id) {
  return tx.one<Meeting>(kFind, {{"id", matter_id}});
}

void put(Tx& tx, const Meeting& meeting) {
  tx.exec(kPut, {{"id", meeting.matter_id},
                 {"place", meeting.place},
                 {"chair", meeting.chair},
                 {"secretary", meeting.secretary},
                 {"conclusion", meeting.conclusion}});
}

std::vector<MeetingPaper> papers(Tx& tx, std::string_view matter_id) {
  return tx.rows<MeetingPaper>(kPapers, {{"id", matter_id}});
}

void set_papers(Tx& tx, std::string_view matter_id, const MeetingPapers& papers) {
  tx.exec(kClearPapers, {{"id", matter_id}});
  for (std::size_t i = 0; i < papers.size(); ++i)
    tx.exec(kInsertPaper,
            {{"id", matter_id}, {"position", i}, {"title", papers[i].title}, {"body", papers[i].body}});
}

std::vector<Reply> replies(Tx& tx, std::string_view matter_id) {
  return tx.rows<Reply>(kReplies, {{"id", matter_id}});
}

std::optional<Reply> reply(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<Reply>(kReply, {{"id", matter_id}, {"household_id", household_id}});
}

void put_reply(Tx& tx, std::string_view matter_id, const Reply& reply) {
  tx.exec(kPutReply, {{"id", matter_id},
                      {"household_id", reply.household_id},
                      {"answer", reply.answer},
                      {"proxy_name", reply.proxy_name},
                      {"at", reply.at}});
}

std::vector<Attendance> attendance(Tx& tx, std::string_view matter_id) {
  return tx.rows<Attendance>(kAttendance, {{"id", matter_id}});
}

std::optional<Attendance> attendance_of(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<Attendance>(kAttendanceOf, {{"id", matter_id}, {"household_id", household_id}});
}

void put_attendance(Tx& tx, std::string_view matter_id, const Attendance& attendance) {
  tx.exec(kPutAttendance, {{"id", matter_id},
                           {"household_id", attendance.household_id},
                           {"present", attendance.present},
                           {"at", attendance.at},
                           {"by_name", attendance.by_name}});
}

}  // namespace thon::assembly::meeting_store
