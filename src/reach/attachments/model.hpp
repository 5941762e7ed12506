#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

enum class AttachmentKind { jpeg, png, webp, pdf };
BOOST_DESCRIBE_ENUM(AttachmentKind, jpeg, png, webp, pdf)

/// A picture or paper, without what it holds.
struct Attachment {
  std::string id;
  std::string name;
  AttachmentKind kind = AttachmentKind::jpeg;
  std::int64_t bytes = 0;
  bool preview = false;  ///< a small picture of it is there
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, name, kind, bytes, preview))

struct Attachments {
  std::vector<Attachment> items;
};
BOOST_DESCRIBE_STRUCT(Attachments, (), (items))

struct AttachInput {
  Id announcement_id;
  Id id;
  Text<1, 120> name;
  LongText<1, 1'900'000> content;                ///< base64
  std::optional<LongText<1, 100'000>> preview;  ///< base64; of a picture, made small by the device
};
BOOST_DESCRIBE_STRUCT(AttachInput, (), (announcement_id, id, name, content, preview))

struct AttachmentQuery {
  Id announcement_id;
  Id attachment_id;
  std::optional<bool> preview;  ///< the small picture, where there is one
};
BOOST_DESCRIBE_STRUCT(AttachmentQuery, (), (announcement_id, attachment_id, preview))

struct DetachInput {
  Id announcement_id;
  Id attachment_id;
};
BOOST_DESCRIBE_STRUCT(DetachInput, (), (announcement_id, attachment_id))

}  // namespace thon::reach
