#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/attachments/model.hpp"

/// SQL of attachments.
namespace thon::reach::attachment_store {

/// In the order in which they were added.
std::vector<Attachment> list(Tx& tx, std::string_view announcement_id);
/// The one of that id, whatever it belongs to: an id is used once.
bool taken(Tx& tx, std::string_view id);
void insert(Tx& tx, std::string_view announcement_id, const Attachment& attachment, std::string content,
            std::optional<std::string> preview, std::string_view by_name);
/// False when there was none.
bool remove(Tx& tx, std::string_view announcement_id, std::string_view id);
/// Gives another announcement the same one, under another id.
void copy(Tx& tx, std::string_view id, std::string_view to_announcement_id, std::string_view to_id);

/// What it holds, or the small picture of it.
std::optional<Bytes> content(Tx& tx, std::string_view id, bool preview);

}  // namespace thon::reach::attachment_store
