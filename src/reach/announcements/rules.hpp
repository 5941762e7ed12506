#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "reach/announcements/store.hpp"

/// Decisions about announcements, without I/O.
namespace thon::reach::rules {

using announcement_store::Record;
using Units = std::vector<std::string>;

/// Throws unless it is still a draft.
void check_editable(const Record& record);
/// The same, and nobody has changed it since the version was read.
void check_draft(const Record& record, std::int64_t version);

/// True when this very publication has been done already: the answer to it got lost on the way.
bool published_before(const Record& record, std::int64_t version);

/// Throws unless it may be withdrawn.
void check_withdraw(const Record& record, std::int64_t version);
/// Throws unless a new version of it may be written.
void check_correctable(const Record& record);

/// One field that an edit changes, as text.
struct FieldEdit {
  std::string field;
  std::string before, after;
};
/// What of the input differs from the draft as it is now.
std::vector<FieldEdit> differences(const Record& record, const Units& area_ids, const EditInput& input);
/// Throws the conflict with both values when one of the edits changes what somebody else has changed since the
/// version that it was made on. `changed`: field → who.
void check_clash(const Record& record, const std::vector<FieldEdit>& edits,
                 const std::map<std::string, std::string>& changed);
/// Puts what was sent of an edit into the draft.
void merge(Record& record, const EditInput& input);

/// What keeps a draft from being published, field by field; nothing when it may be.
std::vector<FieldError> missing(const Record& record, const Units& area_ids, Millis now);

/// Throws unless a draft may publish itself then.
void check_schedule(const Record& record, Millis at, Millis now);

/// Where a page of a list begins: everything older than this place.
struct Place {
  std::int64_t listed_at = INT64_MAX;
  std::string id;
};
std::string to_cursor(const Place& place);
Place from_cursor(const std::string& cursor);

}  // namespace thon::reach::rules
