#include "audit/store.hpp"

namespace thon::audit {

struct HeadRow {
  std::int64_t seq = 0;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (seq, hash))
struct LaneHead {
  std::int64_t lane = 0, seq = 0;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(LaneHead, (), (lane, seq, hash))

namespace store {
namespace {

const Sql kHead{"audit.head", "SELECT seq, hash FROM audit_head WHERE lane = :lane"};
const Sql kHeads{"audit.heads", "SELECT lane, seq, hash FROM audit_head ORDER BY lane"};
const Sql kSetHead{"audit.set_head",
                   "INSERT INTO audit_head (lane, seq, hash) VALUES (:lane, :seq, :hash) "
                   "ON CONFLICT (lane) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"};
const Sql kAppend{
    "audit.append",
    "INSERT INTO audit_entry (lane, seq, at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail, "
    "previous_hash, hash) VALUES (:lane, :seq, :at, :actor_id, :actor_name, :verb, :subject_kind, :subject_id, "
    ":area_id, :detail, :previous_hash, :hash)"};
const Sql kEach{"audit.each",
                "SELECT at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail, lane, seq, "
                "previous_hash, hash FROM audit_entry ORDER BY lane, seq"};
const Sql kBefore{"audit.before",
                  "SELECT at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail, lane, seq, "
                  "previous_hash, hash FROM audit_entry WHERE (at, lane, seq) < (:at, :lane, :seq) "
                  "ORDER BY at DESC, lane DESC, seq DESC LIMIT :limit"};
const Sql kBeforeOfSubject{
    "audit.before_of_subject",
    "SELECT at, actor_id, actor_name, verb, subject_kind, subject_id, area_id, detail, lane, seq, previous_hash, hash "
    "FROM audit_entry WHERE subject_id = :subject AND (at, lane, seq) < (:at, :lane, :seq) "
    "ORDER BY at DESC, lane DESC, seq DESC LIMIT :limit"};

}  // namespace

ChainWalk::Head head(Tx& tx, std::int64_t lane) {
  auto found = tx.one<HeadRow>(kHead, {{"lane", lane}});
  if (!found) return {0, origin_hash(lane)};
  return {found->seq, std::move(found->hash)};
}

std::map<std::int64_t, ChainWalk::Head> heads(Tx& tx) {
  std::map<std::int64_t, ChainWalk::Head> found;
  for (auto& row : tx.rows<LaneHead>(kHeads)) found[row.lane] = {row.seq, std::move(row.hash)};
  return found;
}

void append(Tx& tx, const Entry& e) {
  tx.exec(kAppend, {{"lane", e.lane},
                    {"seq", e.seq},
                    {"at", e.at},
                    {"actor_id", e.actor_id},
                    {"actor_name", e.actor_name},
                    {"verb", e.verb},
                    {"subject_kind", e.subject_kind},
                    {"subject_id", e.subject_id},
                    {"area_id", e.area_id},
                    {"detail", e.detail},
                    {"previous_hash", e.previous_hash},
                    {"hash", e.hash}});
  tx.exec(kSetHead, {{"lane", e.lane}, {"seq", e.seq}, {"hash", e.hash}});
}

void each(Tx& tx, const std::function<bool(const Entry&)>& visit) {
  const Shape& shape = shape_of<Entry>();
  tx.run(kEach, {}, detail::columns_of(shape), [&](const Row& row) {
    Entry entry;
    detail::fill(shape, &entry, row);
    return visit(entry);
  });
}

std::vector<Entry> before(Tx& tx, std::string_view subject, const Position& p, std::int64_t limit) {
  SqlParams params{{"at", p.at}, {"lane", p.lane}, {"seq", p.seq}, {"limit", limit}};
  if (subject.empty()) return tx.rows<Entry>(kBefore, params);
  params.push_back({"subject", subject});
  return tx.rows<Entry>(kBeforeOfSubject, params);
}

}  // namespace store
}  // namespace thon::audit
