#include "reach/attachments/attachments.hpp"

#include "base/error.hpp"
#include "platform/channels/sign.hpp"
#include "reach/announcements/rules.hpp"
#include "reach/announcements/store.hpp"
#include "reach/attachments/rules.hpp"
#include "reach/attachments/store.hpp"

namespace thon::reach {

namespace store = attachment_store;

namespace {

constexpr const char* kMissing = "reach.error.not_found";

std::string bytes_of(const std::string& base64, const char* path) {
  auto bytes = channels::from_base64url(base64);
  if (!bytes || bytes->empty()) throw Error::invalid(path, "reach.error.attachment_broken");
  return std::move(*bytes);
}

}  // namespace

void AttachmentPages::own_draft(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto record = announcement_store::find(tx, id);
  if (!record || !sight_of(tx, context_, actor, "reach.publish").covers(record->sender_area_id))
    throw Error::not_found(kMissing);
  rules::check_editable(*record);
  if (record->publish_at) throw Error(ErrorKind::conflict, "reach.error.attach_scheduled");
}

Attachments AttachmentPages::add(Tx& tx, const Actor& actor, const AttachInput& input) const {
  const auto& announcement_id = input.announcement_id.value;
  own_draft(tx, actor, announcement_id);
  auto known = store::list(tx, announcement_id);
  for (const auto& one : known)
    if (one.id == input.id.value) return {std::move(known)};
  if (store::taken(tx, input.id.value)) throw Error(ErrorKind::conflict, "reach.error.id_taken");
  auto content = bytes_of(input.content.value, "/content");
  std::optional<std::string> preview;
  if (input.preview) {
    preview = bytes_of(input.preview->value, "/preview");
    if (rules::kind_of(*preview) != AttachmentKind::jpeg)
      throw Error::invalid("/preview", "reach.error.attachment_kind");
  }
  const Attachment attachment{input.id.value, input.name.value, rules::kind_of(content),
                              static_cast<std::int64_t>(content.size()), preview.has_value()};
  rules::check_room(known, attachment.bytes);
  store::insert(tx, announcement_id, attachment, std::move(content), std::move(preview), actor.name);
  return {store::list(tx, announcement_id)};
}

Attachments AttachmentPages::remove(Tx& tx, const Actor& actor, const DetachInput& input) const {
  const auto& announcement_id = input.announcement_id.value;
  own_draft(tx, actor, announcement_id);
  store::remove(tx, announcement_id, input.attachment_id.value);
  return {store::list(tx, announcement_id)};
}

void AttachmentPages::check_reader(Tx& tx, const Actor& actor, std::string_view id) const {
  if (actor.ordinal >= 0) {
    const auto book = context_.ledger.find(tx, id);
    if (!book || !book->audience()->has(static_cast<std::uint32_t>(actor.ordinal))) throw Error::not_found(kMissing);
    return;
  }
  const auto record = announcement_store::find(tx, id);
  if (!record || record->discarded_at) throw Error::not_found(kMissing);
  if (record->status != Status::draft)
    book_in_sight(tx, context_, sight_of(tx, context_, actor, "reach.view"), id);
  else if (!sight_of(tx, context_, actor, "reach.publish").covers(record->sender_area_id))
    throw Error::not_found(kMissing);
}

http::File AttachmentPages::read(Tx& tx, const Actor& actor, const AttachmentQuery& query) const {
  check_reader(tx, actor, query.announcement_id.value);
  for (const auto& one : store::list(tx, query.announcement_id.value)) {
    if (one.id != query.attachment_id.value) continue;
    const bool preview = query.preview.value_or(false) && one.preview;
    const auto kind = preview ? AttachmentKind::jpeg : one.kind;
    return {rules::file_name(one.name, kind), rules::mime_of(kind), store::content(tx, one.id, preview)->data};
  }
  throw Error::not_found(kMissing);
}

}  // namespace thon::reach
