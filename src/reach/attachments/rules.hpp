#pragma once
#include <string>
#include <string_view>

#include "reach/attachments/model.hpp"

/// Decisions about attachments, without I/O.
namespace thon::reach::rules {

inline constexpr std::size_t kMostAttachments = 8;
/// Of one announcement together: a household on a weak network keeps them all.
inline constexpr std::int64_t kMostAttachedBytes = 6 << 20;

/// What a file is, by its first bytes; its name does not matter. Throws for anything else.
AttachmentKind kind_of(std::string_view bytes);
std::string mime_of(AttachmentKind kind);
/// "Quyết định.pdf": with the ending of what it is.
std::string file_name(const std::string& name, AttachmentKind kind);
/// Throws when the announcement has no room for it.
void check_room(const std::vector<Attachment>& known, std::int64_t bytes);

}  // namespace thon::reach::rules
