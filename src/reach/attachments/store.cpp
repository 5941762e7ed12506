#include "reach/attachments/store.hpp"

namespace thon::reach::attachment_store {
namespace {

const Sql kList{"reach.attachments",
                "SELECT id, name, kind, bytes, CASE WHEN preview IS NULL THEN 0 ELSE 1 END FROM reach_attachment "
                "WHERE announcement_id = :announcement_id ORDER BY position, id"};
const Sql kTaken{"reach.attachment_taken", "SELECT 1 FROM reach_attachment WHERE id = :id"};
const Sql kInsert{
    "reach.attach",
    "INSERT INTO reach_attachment (id, announcement_id, position, name, kind, bytes, content, preview, "
    "added_by_name, added_at) VALUES (:id, :announcement_id, (SELECT COALESCE(MAX(position), 0) + 1 "
    "FROM reach_attachment WHERE announcement_id = :announcement_id), :name, :kind, :bytes, :content, :preview, "
    ":by_name, :now)"};
const Sql kRemove{"reach.detach",
                  "DELETE FROM reach_attachment WHERE id = :id AND announcement_id = :announcement_id"};
const Sql kCopy{"reach.copy_attachment",
                "INSERT INTO reach_attachment (id, announcement_id, position, name, kind, bytes, content, preview, "
                "added_by_name, added_at) SELECT CAST(:to_id AS TEXT), CAST(:to_announcement_id AS TEXT), position, "
                "name, kind, bytes, content, preview, added_by_name, added_at FROM reach_attachment WHERE id = :id"};
const Sql kContent{"reach.attachment", "SELECT content FROM reach_attachment WHERE id = :id"};
const Sql kPreview{"reach.attachment_preview",
                   "SELECT preview FROM reach_attachment WHERE id = :id AND preview IS NOT NULL"};

}  // namespace

std::vector<Attachment> list(Tx& tx, std::string_view announcement_id) {
  return tx.rows<Attachment>(kList, {{"announcement_id", announcement_id}});
}

bool taken(Tx& tx, std::string_view id) { return tx.value<std::int64_t>(kTaken, {{"id", id}}).has_value(); }

void insert(Tx& tx, std::string_view announcement_id, const Attachment& attachment, std::string content,
            std::optional<std::string> preview, std::string_view by_name) {
  tx.exec(kInsert, {{"id", attachment.id},
                    {"announcement_id", announcement_id},
                    {"name", attachment.name},
                    {"kind", attachment.kind},
                    {"bytes", attachment.bytes},
                    {"content", Bytes{std::move(content)}},
                    {"preview", preview ? Value(Bytes{std::move(*preview)}) : Value()},
                    {"by_name", by_name},
                    {"now", tx.now()}});
}

bool remove(Tx& tx, std::string_view announcement_id, std::string_view id) {
  return tx.exec(kRemove, {{"id", id}, {"announcement_id", announcement_id}}) > 0;
}

void copy(Tx& tx, std::string_view id, std::string_view to_announcement_id, std::string_view to_id) {
  tx.exec(kCopy, {{"id", id}, {"to_announcement_id", to_announcement_id}, {"to_id", to_id}});
}

std::optional<Bytes> content(Tx& tx, std::string_view id, bool preview) {
  return tx.value<Bytes>(preview ? kPreview : kContent, {{"id", id}});
}

}  // namespace thon::reach::attachment_store
