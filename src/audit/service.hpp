#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "audit/model.hpp"
#include "platform/actor.hpp"
#include "platform/capability.hpp"
#include "platform/db/db.hpp"

namespace thon::audit {

/// Writes down what the actor did, in the transaction that does it: both are on disk or neither. `detail_json` is a
/// JSON object in one line, without secrets; it is read by people who may view the audit.
void record(Tx& tx, const Actor& actor, std::string_view verb, std::string_view subject_kind = {},
            std::string_view subject_id = {}, std::string_view area_id = {}, std::string_view detail_json = "{}");

/// Reads every entry once and reports the first fault. Memory does not grow with the number of entries.
Verification verify(Tx& tx);

struct Page {
  std::vector<Entry> items;
  std::optional<std::string> next;
};

/// True when the actor may view entries of the area (empty: of no area). Units stand above this level, so the
/// program brings the answer.
using Visible = std::function<bool(Tx&, const Actor&, const std::string& area_id)>;

/// Newest first, 50 at most; of one subject when `subject` is not empty. A page may be short, even empty, and still
/// have a next one: how many entries are looked at for one page is bounded.
Page list(Tx& tx, const Actor& actor, const Visible& visible, std::string_view subject, std::string_view cursor);

Capability capability(Visible visible);

}  // namespace thon::audit
