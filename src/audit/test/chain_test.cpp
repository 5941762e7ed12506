#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "audit/rules.hpp"

namespace thon::audit {
namespace {

struct Chain {
  std::vector<Entry> entries;
  std::map<std::int64_t, ChainWalk::Head> heads;

  void append(std::int64_t lane, Entry entry) {
    auto [head, fresh] = heads.try_emplace(lane, ChainWalk::Head{0, origin_hash(lane)});
    entry.lane = lane;
    entry.seq = head->second.seq + 1;
    entry.previous_hash = head->second.hash;
    entry.hash = entry_hash(entry);
    head->second = {entry.seq, entry.hash};
    entries.push_back(std::move(entry));
  }
  /// As the database reads them.
  Verification verify() const {
    auto sorted = entries;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) {
      return std::pair(a.lane, a.seq) < std::pair(b.lane, b.seq);
    });
    ChainWalk walk(heads);
    for (const auto& entry : sorted)
      if (!walk.next(entry)) break;
    return walk.finish();
  }
};

Entry some_entry() {
  Entry entry;
  entry.at = *rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000);
  for (std::string* field : {&entry.actor_id, &entry.actor_name, &entry.verb, &entry.subject_kind, &entry.subject_id,
                             &entry.area_id, &entry.detail})
    *field = *rc::gen::resize(4, rc::gen::arbitrary<std::string>());
  return entry;
}

Chain some_chain() {
  Chain chain;
  const int entries = *rc::gen::inRange(2, 20);
  for (int i = 0; i < entries; ++i) chain.append(*rc::gen::inRange(0, 3), some_entry());
  return chain;
}

bool property(const std::string& what, const std::function<void()>& test) { return rc::check(what, test); }

TEST(Chain, HoldsWhenNobodyTouchedIt) {
  EXPECT_TRUE(property("whole", [] {
    const Chain chain = some_chain();
    const auto found = chain.verify();
    RC_ASSERT(found.whole());
    RC_ASSERT(found.entries == static_cast<std::int64_t>(chain.entries.size()));
  }));
  EXPECT_TRUE(Chain{}.verify().whole());
}

TEST(Chain, FindsAnyFieldThatWasChanged) {
  EXPECT_TRUE(property("changed", [] {
    Chain chain = some_chain();
    Entry& entry = chain.entries[*rc::gen::inRange<std::size_t>(0, chain.entries.size())];
    std::string* const fields[] = {&entry.actor_id,   &entry.actor_name, &entry.verb,
                                   &entry.subject_kind, &entry.subject_id, &entry.area_id,
                                   &entry.detail,     &entry.previous_hash, &entry.hash};
    const auto which = *rc::gen::inRange<std::size_t>(0, std::size(fields) + 1);
    if (which == std::size(fields)) entry.at += 1;
    else *fields[which] += "x";
    const auto found = chain.verify();
    RC_ASSERT(!found.whole());
    RC_ASSERT(found.broken->lane == entry.lane);
    RC_ASSERT(found.broken->seq == entry.seq);
    RC_ASSERT(found.broken->fault == Fault::changed);
  }));
}

TEST(Chain, TellsFieldsApartThatReadAlikeTogether) {
  Entry one, other;
  one.verb = "ab";
  one.subject_kind = "c";
  other.verb = "a";
  other.subject_kind = "bc";
  EXPECT_NE(entry_hash(one), entry_hash(other));
}

TEST(Chain, FindsAnEntryThatWasTakenOut) {
  EXPECT_TRUE(property("missing", [] {
    Chain chain = some_chain();
    const auto at = *rc::gen::inRange<std::size_t>(0, chain.entries.size());
    const Entry gone = chain.entries[at];
    chain.entries.erase(chain.entries.begin() + static_cast<std::ptrdiff_t>(at));
    const auto found = chain.verify();
    RC_ASSERT(!found.whole());
    RC_ASSERT(found.broken->lane == gone.lane);
    RC_ASSERT(found.broken->seq == gone.seq);
    const bool last = gone.seq == chain.heads[gone.lane].seq;
    RC_ASSERT(found.broken->fault == (last ? Fault::cut_off : Fault::missing));
  }));
}

TEST(Chain, FindsEntriesThatChangedPlaces) {
  EXPECT_TRUE(property("reordered", [] {
    Chain chain;
    const int entries = *rc::gen::inRange(2, 12);
    for (int i = 0; i < entries; ++i) chain.append(0, some_entry());
    const auto size = chain.entries.size();
    const auto a = *rc::gen::inRange<std::size_t>(0, size);
    const auto b = (a + *rc::gen::inRange<std::size_t>(1, size)) % size;
    std::swap(chain.entries[a].seq, chain.entries[b].seq);
    const auto found = chain.verify();
    RC_ASSERT(!found.whole());
    RC_ASSERT(found.broken->seq == static_cast<std::int64_t>(std::min(a, b)) + 1);
    RC_ASSERT(found.broken->fault == Fault::reordered);
  }));
}

TEST(Chain, FindsAGapThatWasClosedByRenumbering) {
  Chain chain;
  for (const char* verb : {"a", "b", "c", "d"}) {
    Entry entry;
    entry.verb = verb;
    chain.append(0, entry);
  }
  chain.entries.erase(chain.entries.begin() + 1);
  for (std::size_t i = 0; i < chain.entries.size(); ++i) chain.entries[i].seq = static_cast<std::int64_t>(i) + 1;
  ASSERT_FALSE(chain.verify().whole());
  EXPECT_EQ(chain.verify().broken->seq, 2);
  EXPECT_EQ(chain.verify().broken->fault, Fault::reordered);
}

TEST(Chain, FindsATailThatWasCutOff) {
  EXPECT_TRUE(property("cut off", [] {
    Chain chain;
    const int entries = *rc::gen::inRange(1, 12);
    for (int i = 0; i < entries; ++i) chain.append(0, some_entry());
    const auto kept = *rc::gen::inRange<std::size_t>(0, chain.entries.size());
    chain.entries.resize(kept);
    const auto found = chain.verify();
    RC_ASSERT(!found.whole());
    RC_ASSERT(found.broken->seq == static_cast<std::int64_t>(kept) + 1);
    RC_ASSERT(found.broken->fault == Fault::cut_off);
  }));
}

TEST(Chain, FindsAnEntryThatWasPutIn) {
  EXPECT_TRUE(property("put in", [] {
    Chain chain = some_chain();
    const auto heads = chain.heads;
    chain.append(0, some_entry());
    chain.heads = heads;
    const auto found = chain.verify();
    RC_ASSERT(!found.whole());
    RC_ASSERT(found.broken->fault == Fault::cut_off);
  }));
}

TEST(Chain, IsNoOtherLanes) {
  Chain chain;
  chain.append(0, Entry{});
  chain.append(0, Entry{});
  for (auto& entry : chain.entries) entry.lane = 1;
  chain.heads = {{1, chain.heads[0]}};
  ASSERT_FALSE(chain.verify().whole());
  EXPECT_EQ(chain.verify().broken->fault, Fault::reordered);
}

}  // namespace
}  // namespace thon::audit
