#include "reach/attachments/rules.hpp"

#include "base/error.hpp"

namespace thon::reach::rules {

using namespace std::string_view_literals;

AttachmentKind kind_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff"sv)) return AttachmentKind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return AttachmentKind::png;
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) return AttachmentKind::webp;
  if (bytes.starts_with("%PDF-"sv)) return AttachmentKind::pdf;
  throw Error::invalid("/content", "reach.error.attachment_kind");
}

std::string mime_of(AttachmentKind kind) {
  const std::string name = boost::describe::enum_to_string(kind, "");
  return (kind == AttachmentKind::pdf ? "application/" : "image/") + name;
}

std::string file_name(const std::string& name, AttachmentKind kind) {
  const std::string ending =
      std::string(".") + (kind == AttachmentKind::jpeg ? "jpg" : boost::describe::enum_to_string(kind, ""));
  return name.ends_with(ending) ? name : name + ending;
}

void check_room(const std::vector<Attachment>& known, std::int64_t bytes) {
  if (known.size() >= kMostAttachments)
    throw Error::invalid("/content", "reach.error.attachment_count",
                         {{"max", std::to_string(kMostAttachments)}});
  for (const auto& one : known) bytes += one.bytes;
  if (bytes > kMostAttachedBytes)
    throw Error::invalid("/content", "reach.error.attachment_room",
                         {{"max", std::to_string(kMostAttachedBytes >> 20)}});
}

}  // namespace thon::reach::rules
