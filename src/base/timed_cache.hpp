#pragma once
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/time.hpp"

namespace thon {

/// Remembers values for a short while. A value read from the database before something was dropped is not taken
/// in after it: ask `epoch()` before reading and hand it to `put()`. Threads may share it.
template <class Key, class T>
class TimedCache {
 public:
  TimedCache(Millis lifetime, std::size_t most) : lifetime_(lifetime), most_(most) {}

  std::uint64_t epoch() const {
    const std::lock_guard lock(mutex_);
    return epoch_;
  }
  std::optional<T> find(const Key& key, Millis now) const {
    const std::lock_guard lock(mutex_);
    const auto found = items_.find(key);
    if (found == items_.end() || now >= found->second.until || now < found->second.until - lifetime_)
      return std::nullopt;
    return found->second.value;
  }
  void put(const Key& key, T value, Millis now, std::uint64_t epoch) {
    const std::lock_guard lock(mutex_);
    if (epoch != epoch_) return;
    if (items_.size() >= most_) items_.clear();
    items_.insert_or_assign(key, Item{std::move(value), now + lifetime_});
  }
  template <class Predicate>
  void drop_if(Predicate predicate) {
    const std::lock_guard lock(mutex_);
    ++epoch_;
    std::erase_if(items_, [&](const auto& item) { return predicate(item.second.value); });
  }

 private:
  struct Item {
    T value;
    Millis until;
  };
  Millis lifetime_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::uint64_t epoch_ = 0;
  std::unordered_map<Key, Item> items_;
};

}  // namespace thon
