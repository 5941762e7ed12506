#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/meetings/model.hpp"
#include "platform/db/db.hpp"

/// SQL of meetings.
namespace thon::assembly::meeting_store {

struct Meeting {
  std::string matter_id;
  std::string place;
  std::string chair;
  std::string secretary;
  std::string conclusion;
};
BOOST_DESCRIBE_STRUCT(Meeting, (), (matter_id, place, chair, secretary, conclusion))

std::optional<Meeting> find(Tx& tx, std::string_view matter_id);
void put(Tx& tx, const Meeting& meeting);
std::vector<MeetingPaper> papers(Tx& tx, std::string_view matter_id);
void set_papers(Tx& tx, std::string_view matter_id, const MeetingPapers& papers);

struct Reply {
  std::string household_id;
  MeetingAnswer answer = MeetingAnswer::going;
  std::string proxy_name;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (household_id, answer, proxy_name, at))
std::vector<Reply> replies(Tx& tx, std::string_view matter_id);
std::optional<Reply> reply(Tx& tx, std::string_view matter_id, std::string_view household_id);
void put_reply(Tx& tx, std::string_view matter_id, const Reply& reply);

struct Attendance {
  std::string household_id;
  bool present = true;
  std::int64_t at = 0;
  std::string by_name;
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (household_id, present, at, by_name))
std::vector<Attendance> attendance(Tx& tx, std::string_view matter_id);
std::optional<Attendance> attendance_of(Tx& tx, std::string_view matter_id, std::string_view household_id);
void put_attendance(Tx& tx, std::string_view matter_id, const Attendance& attendance);

}  // namespace thon::assembly::meeting_store
