#include "audit/api.hpp"

namespace thon::audit {

struct ListInput {
  std::string cursor;
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(ListInput, (), (cursor, subject))

struct AuditRow : Deed {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (Deed), (id))

struct AuditPage {
  std::vector<AuditRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next))

namespace {

AuditRow view(const Entry& entry) {
  AuditRow row;
  static_cast<Deed&>(row) = entry;
  row.id = std::to_string(entry.lane) + "-" + std::to_string(entry.seq);
  return row;
}

}  // namespace

void add_routes(http::Api& api, Visible visible) {
  api.get("/api/audit", http::Access::permission("audit.view"), "Who did what, newest first",
          [visible = std::move(visible)](http::Call& call, const ListInput& in) {
            Page page = list(call.tx(), call.actor, visible, in.subject, in.cursor);
            AuditPage out;
            for (const auto& entry : page.items) out.items.push_back(view(entry));
            out.next = std::move(page.next);
            return out;
          });
}

}  // namespace thon::audit
