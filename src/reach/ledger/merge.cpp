#include "reach/ledger/merge.hpp"

#include <algorithm>

#include "reach/ledger/store.hpp"

namespace thon::reach {
namespace {

// Both bound how long other writes wait for one step.
constexpr std::int64_t kSegmentsAtOnce = 2000;
constexpr std::size_t kKeysAtOnce = 64;

/// Merges the oldest segments of a key; returns how many it read.
std::size_t merge_key(Tx& tx, const ledger_store::Key& key, std::int64_t limit) {
  const auto segments = ledger_store::oldest(tx, key, limit);
  if (segments.size() < 2) return segments.size();
  Bitmap all;
  for (const auto& segment : segments) all |= segment.households;
  ledger_store::append(tx, key.announcement_id, key.mark, all);
  ledger_store::remove_up_to(tx, key, segments.back().id);
  return segments.size();
}

}  // namespace

std::int64_t merge_segments(Db& db) {
  std::int64_t up_to = 0;
  std::vector<ledger_store::Key> keys;
  db.read([&](Tx& tx) {
    up_to = ledger_store::last_segment(tx);
    keys = ledger_store::keys_between(tx, ledger_store::merged_up_to(tx), up_to);
  });
  if (keys.empty()) return 0;
  std::int64_t gone = 0;
  for (std::size_t from = 0; from < keys.size();) {
    std::size_t done = 0;
    std::int64_t fewer = 0;
    db.write([&](Tx& tx) {
      done = 0;
      fewer = 0;
      std::int64_t left = kSegmentsAtOnce;
      while (left > 1 && from + done < keys.size() && done < kKeysAtOnce) {
        const auto read = static_cast<std::int64_t>(merge_key(tx, keys[from + done], left));
        fewer += std::max<std::int64_t>(0, read - 1);
        if (read == left) return;  // There may be more of this key: the next step goes on with it.
        left -= read;
        ++done;
      }
    });
    gone += fewer;
    from += done;
  }
  // A write that was under way with a lower id is merged when its key gets another segment; until then it is
  // only one row more.
  db.write([&](Tx& tx) { ledger_store::set_merged_up_to(tx, up_to); });
  return gone;
}

}  // namespace thon::reach
