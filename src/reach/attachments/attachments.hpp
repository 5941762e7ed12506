#pragma once
#include "platform/http/api.hpp"
#include "reach/attachments/model.hpp"
#include "reach/context.hpp"

namespace thon::reach {

/// Pictures and papers of announcements.
class AttachmentPages {
 public:
  explicit AttachmentPages(Context& context) : context_(context) {}

  /// To a draft that has no time set. The same id twice answers what is there.
  Attachments add(Tx& tx, const Actor& actor, const AttachInput& input) const;
  Attachments remove(Tx& tx, const Actor& actor, const DetachInput& input) const;
  /// For everyone who may read the announcement: officers, and the households that it is for.
  http::File read(Tx& tx, const Actor& actor, const AttachmentQuery& query) const;

 private:
  /// Throws not_found unless the caller may write it, and a conflict unless it may still be changed.
  void own_draft(Tx& tx, const Actor& actor, std::string_view id) const;
  void check_reader(Tx& tx, const Actor& actor, std::string_view id) const;

  Context& context_;
};

}  // namespace thon::reach
