#include "reach/ledger/store.hpp"

#include "reach/attachments/store.hpp"

#include "reach/ledger/volume.hpp"

namespace thon::reach::ledger_store {
namespace {

const Sql kNotice{"reach.notice",
                  "SELECT id, sender_area_id, title, body, content_class, ask_confirmation, published_at, "
                  "CASE WHEN status = 'withdrawn' THEN 1 ELSE 0 END, expires_at, corrects_id, change_note, "
                  "withdrawn_reason, corrected_by_id FROM reach_announcement "
                  "WHERE id = :id AND status <> 'draft'"};
const Sql kAudience{"reach.audience",
                    "SELECT roster_id, bitmap FROM reach_audience WHERE announcement_id = :id"};
const Sql kInsertAudience{"reach.insert_audience",
                          "INSERT INTO reach_audience (announcement_id, roster_id, bitmap) "
                          "VALUES (:id, :roster_id, :bitmap)"};
const Sql kCopyAudience{"reach.copy_audience",
                        "INSERT INTO reach_audience (announcement_id, roster_id, bitmap) "
                        "SELECT CAST(:to_id AS TEXT), roster_id, bitmap FROM reach_audience "
                        "WHERE announcement_id = :from_id"};
const Sql kRoster{"reach.roster", "SELECT content FROM reach_roster WHERE id = :id"};
const Sql kInsertRoster{
    "reach.insert_roster",
    "INSERT INTO reach_roster (id, content) VALUES (:id, :content) ON CONFLICT (id) DO NOTHING"};

const Sql kSegmentsOf{"reach.segments_of",
                      "SELECT id, announcement_id, grade, channel, hour, bitmap FROM reach_segment "
                      "WHERE announcement_id = :announcement_id"};
const Sql kSegmentsAfter{"reach.segments_after",
                         "SELECT id, announcement_id, grade, channel, hour, bitmap FROM reach_segment "
                         "WHERE id > :id ORDER BY id"};
const Sql kLastSegment{"reach.last_segment", "SELECT MAX(id) FROM reach_segment"};
const Sql kAppend{"reach.append_segment",
                  "INSERT INTO reach_segment (announcement_id, grade, channel, hour, bitmap, receipts) "
                  "VALUES (:announcement_id, :grade, :channel, :hour, :bitmap, :receipts)"};
const Sql kKeysBetween{"reach.segment_keys",
                       "SELECT announcement_id, grade, channel, hour FROM reach_segment "
                       "WHERE id > :after AND id <= :up_to GROUP BY announcement_id, grade, channel, hour"};
const Sql kOldest{
    "reach.oldest_segments",
    "SELECT id, announcement_id, grade, channel, hour, bitmap FROM reach_segment "
    "WHERE announcement_id = :announcement_id AND grade = :grade AND channel = :channel AND hour = :hour "
    "ORDER BY id LIMIT :limit"};
const Sql kRemoveUpTo{"reach.remove_segments",
                      "DELETE FROM reach_segment WHERE announcement_id = :announcement_id AND grade = :grade "
                      "AND channel = :channel AND hour = :hour AND id <= :id"};
const Sql kVolume{"reach.volume", "SELECT content FROM reach_volume WHERE announcement_id = :announcement_id"};
const Sql kWriteVolume{"reach.write_volume",
                       "INSERT INTO reach_volume (announcement_id, content) VALUES (:announcement_id, :content) "
                       "ON CONFLICT (announcement_id) DO UPDATE SET content = excluded.content"};
const Sql kRemoveBound{"reach.remove_bound",
                       "DELETE FROM reach_segment WHERE announcement_id = :announcement_id AND id <= :id"};
const Sql kBinding{"reach.binding", "SELECT up_to, noted_at FROM reach_binding WHERE id = 1"};
const Sql kSetBinding{"reach.set_binding",
                      "UPDATE reach_binding SET up_to = :up_to, noted_at = :noted_at WHERE id = 1"};
const Sql kMergedUpTo{"reach.merged_up_to", "SELECT up_to FROM reach_merge WHERE id = 1"};
const Sql kSetMergedUpTo{"reach.set_merged_up_to", "UPDATE reach_merge SET up_to = :up_to WHERE id = 1"};

const Sql kTold{"reach.told",
                "SELECT announcement_id, ordinal, at, retracted_at FROM reach_told "
                "WHERE announcement_id = :id AND retracted_at IS NULL"};
const Sql kToldSince{
    "reach.told_since",
    "SELECT announcement_id, ordinal, at, retracted_at FROM reach_told WHERE changed_at >= :since"};
const Sql kWithdrawnSince{
    "reach.withdrawn_since",
    "SELECT id, COALESCE(withdrawn_reason, ''), corrected_by_id FROM reach_announcement "
    "WHERE updated_at >= :since AND status = 'withdrawn'"};

const Sql kChangedSince{
    "reach.changed_since",
    "SELECT id FROM reach_announcement WHERE updated_at >= :since AND status <> 'draft' ORDER BY updated_at"};

const std::vector<Column> kSegmentColumns{Column::integer, Column::text,    Column::integer,
                                          Column::integer, Column::integer, Column::bytes};

void each_segment(Tx& tx, const Sql& sql, const SqlParams& params, const EachSegment& each) {
  tx.run(sql, params, kSegmentColumns, [&](const Row& row) {
    const auto number = [&](int i) { return std::get<std::int64_t>(row[i]); };
    each({number(0),
          std::get<std::string>(row[1]),
          {static_cast<Evidence>(number(2)), static_cast<Channel>(number(3)), number(4)},
          Bitmap::unpack(std::get<Bytes>(row[5]).data)});
    return true;
  });
}

SqlParams key_params(std::string_view announcement_id, const Mark& mark) {
  return {{"announcement_id", announcement_id},
          {"grade", static_cast<std::int64_t>(mark.grade)},
          {"channel", static_cast<std::int64_t>(mark.channel)},
          {"hour", mark.hour}};
}

}  // namespace

// What is bound leaves the table, so it holds only what was published or heard of within the last days.
const Sql kQuietSince{"reach.quiet_since",
                      "SELECT announcement_id FROM reach_segment GROUP BY announcement_id "
                      "HAVING MAX(hour) <= :hour AND MAX(id) <= :up_to LIMIT :limit"};

std::optional<Notice> notice(Tx& tx, std::string_view announcement_id) {
  auto notice = tx.one<Notice>(kNotice, {{"id", announcement_id}});
  if (notice) notice->attachments = attachment_store::list(tx, announcement_id);
  return notice;
}

std::optional<Audience> audience(Tx& tx, std::string_view announcement_id) {
  std::optional<Audience> found;
  tx.run(kAudience, {{"id", announcement_id}}, {Column::text, Column::bytes}, [&](const Row& row) {
    found = Audience{std::get<std::string>(row[0]), Bitmap::unpack(std::get<Bytes>(row[1]).data)};
    return false;
  });
  return found;
}

void write_audience(Tx& tx, std::string_view announcement_id, const Bitmap& households,
                    const Roster& roster) {
  std::string content = roster.pack();
  const std::string roster_id = Roster::digest(content);
  tx.exec(kInsertRoster, {{"id", roster_id}, {"content", Bytes{std::move(content)}}});
  tx.exec(kInsertAudience,
          {{"id", announcement_id}, {"roster_id", roster_id}, {"bitmap", Bytes{households.pack()}}});
}

void copy_audience(Tx& tx, std::string_view from_id, std::string_view to_id) {
  tx.exec(kCopyAudience, {{"from_id", from_id}, {"to_id", to_id}});
}

std::optional<Roster> roster(Tx& tx, std::string_view roster_id) {
  const auto content = tx.value<Bytes>(kRoster, {{"id", roster_id}});
  if (!content) return std::nullopt;
  return Roster::unpack(content->data);
}

void segments_of(Tx& tx, std::string_view announcement_id, const EachSegment& each) {
  if (const auto content = tx.value<Bytes>(kVolume, {{"announcement_id", announcement_id}}))
    for (auto& [mark, households] : unpack_volume(content->data))
      each({0, std::string(announcement_id), mark, std::move(households)});
  each_segment(tx, kSegmentsOf, {{"announcement_id", announcement_id}}, each);
}
void segments_after(Tx& tx, std::int64_t id, const EachSegment& each) {
  each_segment(tx, kSegmentsAfter, {{"id", id}}, each);
}
std::int64_t last_segment(Tx& tx) { return tx.value<std::int64_t>(kLastSegment).value_or(0); }

void append(Tx& tx, std::string_view announcement_id, const Mark& mark, const Bitmap& households) {
  auto params = key_params(announcement_id, mark);
  params.push_back({"bitmap", Bytes{households.pack()}});
  params.push_back({"receipts", static_cast<std::int64_t>(households.size())});
  tx.exec(kAppend, params);
}

std::vector<Key> keys_between(Tx& tx, std::int64_t after, std::int64_t up_to) {
  std::vector<Key> keys;
  tx.run(kKeysBetween, {{"after", after}, {"up_to", up_to}},
         {Column::text, Column::integer, Column::integer, Column::integer}, [&](const Row& row) {
           const auto number = [&](int i) { return std::get<std::int64_t>(row[i]); };
           keys.push_back({std::get<std::string>(row[0]),
                           {static_cast<Evidence>(number(1)), static_cast<Channel>(number(2)), number(3)}});
           return true;
         });
  return keys;
}

std::vector<Segment> oldest(Tx& tx, const Key& key, std::int64_t limit) {
  auto params = key_params(key.announcement_id, key.mark);
  params.push_back({"limit", limit});
  std::vector<Segment> found;
  each_segment(tx, kOldest, params, [&](Segment segment) { found.push_back(std::move(segment)); });
  return found;
}

void remove_up_to(Tx& tx, const Key& key, std::int64_t id) {
  auto params = key_params(key.announcement_id, key.mark);
  params.push_back({"id", id});
  tx.exec(kRemoveUpTo, params);
}

Binding binding(Tx& tx) { return tx.one<Binding>(kBinding).value_or(Binding{}); }
void set_binding(Tx& tx, const Binding& binding) {
  tx.exec(kSetBinding, {{"up_to", binding.up_to}, {"noted_at", binding.noted_at}});
}
std::vector<std::string> quiet_since(Tx& tx, std::int64_t hour, std::int64_t up_to, std::int64_t limit) {
  return tx.values<std::string>(kQuietSince, {{"hour", hour}, {"up_to", up_to}, {"limit", limit}});
}
void write_volume(Tx& tx, std::string_view announcement_id, std::string content) {
  tx.exec(kWriteVolume, {{"announcement_id", announcement_id}, {"content", Bytes{std::move(content)}}});
}
void remove_bound(Tx& tx, std::string_view announcement_id, std::int64_t id) {
  tx.exec(kRemoveBound, {{"announcement_id", announcement_id}, {"id", id}});
}

std::int64_t merged_up_to(Tx& tx) { return tx.value<std::int64_t>(kMergedUpTo).value_or(0); }
void set_merged_up_to(Tx& tx, std::int64_t id) { tx.exec(kSetMergedUpTo, {{"up_to", id}}); }

std::vector<Told> told(Tx& tx, std::string_view announcement_id) {
  return tx.rows<Told>(kTold, {{"id", announcement_id}});
}
std::vector<Told> told_since(Tx& tx, Millis since) { return tx.rows<Told>(kToldSince, {{"since", since}}); }
std::vector<std::string> changed_since(Tx& tx, Millis since) {
  return tx.values<std::string>(kChangedSince, {{"since", since}});
}
std::vector<Ending> withdrawn_since(Tx& tx, Millis since) {
  return tx.rows<Ending>(kWithdrawnSince, {{"since", since}});
}

}  // namespace thon::reach::ledger_store
