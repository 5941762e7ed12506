#include "base/token_buckets.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/timed_cache.hpp"

namespace thon {
namespace {

TEST(TokenBuckets, GiveABurstThenAFewAMinute) {
  TokenBuckets buckets({.per_minute = 10, .burst = 3});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(buckets.take("a", 0));
  EXPECT_FALSE(buckets.take("a", 0));
  EXPECT_TRUE(buckets.take("b", 0)) << "one address must not use up another's";
  EXPECT_FALSE(buckets.take("a", 5'999));
  EXPECT_TRUE(buckets.take("a", 6'000));
  EXPECT_FALSE(buckets.take("a", 6'000));
  EXPECT_EQ(buckets.refill_time(), 6'000);
}

TEST(TokenBuckets, TakeBackWhatDidNotCount) {
  TokenBuckets buckets({.per_minute = 1, .burst = 1});
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(buckets.take("a", 0));
    buckets.give_back("a", 0);
  }
  buckets.give_back("a", 0);
  EXPECT_TRUE(buckets.take("a", 0));
  EXPECT_FALSE(buckets.take("a", 0)) << "giving back must not fill a bucket above its burst";
}

TEST(TokenBuckets, ZeroLiftsTheLimit) {
  TokenBuckets buckets({.per_minute = 0, .burst = 0});
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(buckets.take("a", 0));
}

TEST(TokenBuckets, CountExactlyFromManyThreads) {
  TokenBuckets buckets({.per_minute = 1, .burst = 100});
  std::atomic<int> taken{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) taken += buckets.take("a", 0);
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 100);
}

TEST(TokenBuckets, StayBoundedUnderManyAddresses) {
  TokenBuckets buckets({.per_minute = 10, .burst = 20});
  for (int i = 0; i < 50'000; ++i) EXPECT_TRUE(buckets.take("address " + std::to_string(i), i));
}

TEST(TimedCache, ForgetsInTime) {
  TimedCache<std::string, int> cache(10, 100);
  cache.put("a", 1, 1000, cache.epoch());
  EXPECT_EQ(cache.find("a", 1009), 1);
  EXPECT_EQ(cache.find("a", 1010), std::nullopt);
  EXPECT_EQ(cache.find("a", 999), std::nullopt) << "a clock that was set back must not keep it for longer";
}

TEST(TimedCache, RefusesWhatWasReadBeforeADrop) {
  TimedCache<std::string, int> cache(10, 100);
  const auto before = cache.epoch();
  cache.drop_if([](int) { return true; });
  cache.put("a", 1, 0, before);
  EXPECT_EQ(cache.find("a", 0), std::nullopt);
  cache.put("a", 2, 0, cache.epoch());
  cache.put("b", 3, 0, cache.epoch());
  cache.drop_if([](int value) { return value == 2; });
  EXPECT_EQ(cache.find("a", 0), std::nullopt);
  EXPECT_EQ(cache.find("b", 0), 3);
}

TEST(TimedCache, StaysBounded) {
  TimedCache<int, int> cache(10, 3);
  for (int i = 0; i < 10; ++i) cache.put(i, i, 0, cache.epoch());
  int kept = 0;
  for (int i = 0; i < 10; ++i) kept += cache.find(i, 0).has_value();
  EXPECT_LE(kept, 3);
}

}  // namespace
}  // namespace thon
