#include "audit/service.hpp"

#include <charconv>

#include "audit/rules.hpp"
#include "audit/store.hpp"

namespace thon::audit {
namespace {

constexpr std::size_t kPage = 50;
/// How many entries one page may look at while searching for those the actor may view.
constexpr std::int64_t kBatch = 200;
constexpr int kBatches = 10;

std::string cursor_of(const Entry& entry) {
  return std::to_string(entry.at) + "." + std::to_string(entry.lane) + "." + std::to_string(entry.seq);
}

store::Position position_of(std::string_view cursor) {
  store::Position position;
  if (cursor.empty()) return position;
  const char* at = cursor.data();
  const char* end = cursor.data() + cursor.size();
  for (std::int64_t* number : {&position.at, &position.lane, &position.seq}) {
    const auto [stop, fault] = std::from_chars(at, end, *number);
    const bool last = number == &position.seq;
    if (fault != std::errc{} || (last ? stop != end : stop == end || *stop != '.'))
      throw Error::invalid("/cursor", "audit.error.cursor");
    at = last ? stop : stop + 1;
  }
  return position;
}

}  // namespace

void record(Tx& tx, const Actor& actor, std::string_view verb, std::string_view subject_kind,
            std::string_view subject_id, std::string_view area_id, std::string_view detail_json) {
  auto head = store::head(tx, tx.lane());
  Entry entry;
  entry.lane = tx.lane();
  entry.seq = head.seq + 1;
  entry.at = tx.now();
  entry.actor_id = actor.account_id;
  entry.actor_name = actor.name;
  entry.verb = verb;
  entry.subject_kind = subject_kind;
  entry.subject_id = subject_id;
  entry.area_id = area_id;
  entry.detail = detail_json;
  entry.previous_hash = std::move(head.hash);
  entry.hash = entry_hash(entry);
  store::append(tx, entry);
}

Verification verify(Tx& tx) {
  ChainWalk walk(store::heads(tx));
  store::each(tx, [&](const Entry& entry) { return walk.next(entry); });
  return walk.finish();
}

Page list(Tx& tx, const Actor& actor, const Visible& visible, std::string_view subject, std::string_view cursor) {
  Page page;
  store::Position position = position_of(cursor);
  std::map<std::string, bool> known;
  for (int batch = 0; batch < kBatches; ++batch) {
    auto entries = store::before(tx, subject, position, kBatch);
    for (auto& entry : entries) {
      const auto [answer, unknown] = known.try_emplace(entry.area_id, false);
      if (unknown) answer->second = visible(tx, actor, entry.area_id);
      position = {entry.at, entry.lane, entry.seq};
      if (!answer->second) continue;
      page.items.push_back(std::move(entry));
      if (page.items.size() == kPage) {
        page.next = cursor_of(page.items.back());
        return page;
      }
    }
    if (entries.size() < static_cast<std::size_t>(kBatch)) return page;
  }
  page.next = std::to_string(position.at) + "." + std::to_string(position.lane) + "." + std::to_string(position.seq);
  return page;
}

}  // namespace thon::audit
