#include "assembly/matters/matters.hpp"

#include <boost/json.hpp>
#include <map>

#include "assembly/news.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

constexpr std::size_t kPage = 50;

}  // namespace

MatterPage Matters::list(Tx& tx, const Actor& actor, const MattersQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, "assembly.view").narrowed(query.area);
  const auto writer = context_.areas.sight(tx, actor, "assembly.hold");
  // Units that the actor holds apart from one another may list the same matter.
  std::map<std::string, matter_store::Line, std::greater<>> lines;
  const std::string before = query.cursor ? query.cursor->value : "~";
  for (const auto* root : sight.roots)
    for (auto& line : matter_store::lines(tx, root->id, before, kPage + 1))
      lines.emplace(line.id, std::move(line));
  MatterPage page;
  std::size_t looked_at = 0;
  for (const auto& [id, line] : lines) {
    if (looked_at++ == kPage) break;
    page.next = id;
    if (line.status == MatterStatus::draft && !writer.covers(line.sender_area_id)) continue;
    page.items.push_back({id, line.kind, rules::status_at(line, tx.now()), line.title,
                          std::string(sight.tree->name(line.sender_area_id)), line.opened_at, line.ends_at,
                          line.houses, line.answered, rules::send_by(line), line.updated_at});
  }
  if (lines.size() <= kPage) page.next.reset();
  return page;
}

MatterView Matters::cancel(Tx& tx, const Actor& actor, const CancelMatter& input) {
  auto matter = seen(tx, context_, actor, input.matter_id.value);
  context_.authority.require(tx, actor, "assembly.hold", matter.sender_area_id, kMissing);
  MatterView view;
  const bool repeated = matter.status == MatterStatus::cancelled && matter.version == input.version + 1;
  if (!repeated) {
    rules::check_status(
        matter, tx.now(),
        {MatterStatus::draft, MatterStatus::asking, MatterStatus::open, MatterStatus::closed});
    rules::check_version(matter, input.version);
    matter.status = MatterStatus::cancelled;
    matter.closed_at = tx.now();
    matter.reason = input.reason.value;
    matter_store::update(tx, matter);
    const boost::json::object detail{{"title", matter.title}, {"reason", matter.reason}};
    record(tx, actor, "assembly.cancel", matter, boost::json::serialize(detail));
    news::changed(tx, context_, matter);
  }
  fill(tx, context_, actor, matter, view);
  return view;
}

MatterView Matters::extend(Tx& tx, const Actor& actor, const ExtendMatter& input) {
  auto matter = seen(tx, context_, actor, input.matter_id.value);
  context_.authority.require(tx, actor, "assembly.hold", matter.sender_area_id, kMissing);
  MatterView view;
  const bool repeated = matter.ends_at == input.ends_at.value && matter.version == input.version + 1;
  if (!repeated) {
    // What has ended stays ended: households have read that it is over.
    rules::check_status(matter, tx.now(), {MatterStatus::open});
    rules::check_version(matter, input.version);
    rules::check_extension(matter, input.ends_at.value, tx.now());
    matter_store::add_extension(
        tx, matter.id, {tx.now(), *matter.ends_at, input.ends_at.value, input.reason.value, actor.name});
    matter.ends_at = input.ends_at.value;
    matter_store::update(tx, matter);
    const boost::json::object detail{
        {"title", matter.title}, {"ends_at", *matter.ends_at}, {"reason", input.reason.value}};
    record(tx, actor, "assembly.extend", matter, boost::json::serialize(detail));
    news::changed(tx, context_, matter);
  }
  fill(tx, context_, actor, matter, view);
  return view;
}

bool Matters::any_overdue(Tx& tx) const { return !matter_store::overdue(tx).empty(); }

std::size_t Matters::close_overdue(Tx& tx) {
  auto overdue = matter_store::overdue(tx);
  for (auto& matter : overdue) {
    matter.status = MatterStatus::closed;
    matter.closed_at = matter.ends_at;
    matter_store::update(tx, matter);
    record(tx, system_actor(), "assembly.close", matter);
    news::changed(tx, context_, matter);
  }
  return overdue.size();
}

}  // namespace thon::assembly
