#pragma once
#include <vector>

#include "assembly/cards/model.hpp"
#include "platform/db/db.hpp"

/// SQL of what a household sees.
namespace thon::assembly::card_store {

struct Line {
  std::string id;
  bool answered = false;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, answered))

/// Matters with the household on their roll, those that changed since first; the newest first.
std::vector<Line> lines(Tx& tx, std::string_view household_id, Millis since, std::int64_t limit);

}  // namespace thon::assembly::card_store
