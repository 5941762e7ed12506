#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct roaring_bitmap_s;

namespace thon::reach {

/// A set of household ordinals. Reading one from several threads is safe while nobody changes it.
class Bitmap {
 public:
  Bitmap();
  Bitmap(const Bitmap& other);
  Bitmap& operator=(const Bitmap& other);
  // Moved-from is empty, not broken.
  Bitmap(Bitmap&& other) noexcept : Bitmap() { swap(other); }
  Bitmap& operator=(Bitmap&& other) noexcept {
    swap(other);
    return *this;
  }

  static Bitmap of(std::span<const std::uint32_t> values);

  /// True when it was not there before.
  bool add(std::uint32_t value);
  /// `first` to `last`, both included.
  void add_range(std::uint32_t first, std::uint32_t last);
  void remove(std::uint32_t value);
  bool has(std::uint32_t value) const;

  std::uint64_t size() const;
  bool empty() const;
  std::uint32_t first() const;  ///< of a set that is not empty
  std::vector<std::uint32_t> values() const;
  /// In ascending order, until `each` returns false.
  void each(const std::function<bool(std::uint32_t)>& each) const;

  Bitmap& operator|=(const Bitmap& other);
  Bitmap& operator&=(const Bitmap& other);
  Bitmap& operator-=(const Bitmap& other);
  friend Bitmap operator|(Bitmap a, const Bitmap& b) { return a |= b; }
  friend Bitmap operator&(const Bitmap& a, const Bitmap& b);
  friend Bitmap operator-(const Bitmap& a, const Bitmap& b);
  friend bool operator==(const Bitmap& a, const Bitmap& b);

  /// How many are in both, without making the intersection.
  std::uint64_t common(const Bitmap& other) const;
  bool meets(const Bitmap& other) const;

  /// Puts runs of neighbours together in memory; worth it for sets that no longer change.
  void compact();
  /// Roughly what it takes up in memory.
  std::size_t bytes() const;

  /// The shortest of two forms for storage: roaring with runs, or gaps between neighbours, a byte or two for
  /// each.
  std::string pack() const;
  static Bitmap unpack(std::string_view bytes);

 private:
  void swap(Bitmap& other) noexcept { std::swap(set_, other.set_); }
  struct Free {
    void operator()(roaring_bitmap_s* set) const;
  };
  explicit Bitmap(roaring_bitmap_s* set);

  std::unique_ptr<roaring_bitmap_s, Free> set_;
};

}  // namespace thon::reach
