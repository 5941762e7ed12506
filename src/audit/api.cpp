#include "audit/api.hpp"

namespace thon::audit {

struct ListInput {
  std::string cursor;
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(ListInput, (), (cursor, subject))

struct AuditRow {
  std::string id;
  std::int64_t at = 0;
  std::string actor_id;
  std::string actor_name;
  std::string verb;
  std::string subject_kind;
  std::string subject_id;
  std::string area_id;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (), (id, at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail))

struct AuditPage {
  std::vector<AuditRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next))

namespace {

AuditRow view(Entry entry) {
  return {std::to_string(entry.lane) + "-" + std::to_string(entry.seq),
          entry.at,
          std::move(entry.actor_id),
          std::move(entry.actor_name),
          std::move(entry.verb),
          std::move(entry.subject_kind),
          std::move(entry.subject_id),
          std::move(entry.area_id),
          std::move(entry.detail)};
}

}  // namespace

void add_routes(http::Api& api, Visible visible) {
  api.get("/api/audit", http::Access::permission("audit.view"), "Who did what, newest first",
          [visible = std::move(visible)](http::Call& call, const ListInput& in) {
            Page page = list(call.tx(), call.actor, visible, in.subject, in.cursor);
            AuditPage out;
            for (auto& entry : page.items) out.items.push_back(view(std::move(entry)));
            out.next = std::move(page.next);
            return out;
          });
}

}  // namespace thon::audit
