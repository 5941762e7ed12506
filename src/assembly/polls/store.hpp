#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/polls/model.hpp"
#include "platform/db/db.hpp"

/// SQL of polls.
namespace thon::assembly::poll_store {

struct Poll {
  std::string matter_id;
  bool several = false;
  PollResults results = PollResults::at_end;
};
BOOST_DESCRIBE_STRUCT(Poll, (), (matter_id, several, results))

std::optional<Poll> find(Tx& tx, std::string_view matter_id);
void put(Tx& tx, const Poll& poll);
std::vector<std::string> options(Tx& tx, std::string_view matter_id);
void set_options(Tx& tx, std::string_view matter_id, const PollOptions& options);

/// Bit n of `options` is the n-th option.
struct Answer {
  std::string household_id;
  std::int64_t options = 0;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (household_id, options, at))
std::vector<Answer> answers(Tx& tx, std::string_view matter_id);
std::optional<Answer> answer(Tx& tx, std::string_view matter_id, std::string_view household_id);
void put_answer(Tx& tx, std::string_view matter_id, const Answer& answer);

}  // namespace thon::assembly::poll_store
