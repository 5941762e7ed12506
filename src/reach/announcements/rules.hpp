#pragma once
#include <string>
#include <utility>

#include "reach/announcements/store.hpp"

/// Decisions about announcements, without I/O.
namespace thon::reach::rules {

/// Throws unless it is still a draft and nobody has changed it since the version was read.
void check_draft(const announcement_store::Record& record, std::int64_t version);

/// True when this very publication has been done already: the answer to it got lost on the way.
bool published_before(const announcement_store::Record& record, std::int64_t version);

/// Throws unless it may be withdrawn.
void check_withdraw(const announcement_store::Record& record, std::int64_t version);

/// Puts what was sent of an edit into the draft.
void merge(announcement_store::Record& record, const EditInput& input);

/// Where a page of a list begins: everything older than this place.
struct Place {
  std::int64_t listed_at = INT64_MAX;
  std::string id;
};
std::string to_cursor(const Place& place);
Place from_cursor(const std::string& cursor);

}  // namespace thon::reach::rules
