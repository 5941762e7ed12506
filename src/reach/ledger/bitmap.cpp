#include "reach/ledger/bitmap.hpp"

#include <roaring/roaring.h>

#include <new>

#include "reach/ledger/varint.hpp"

namespace thon::reach {
namespace {

// The first byte of the packed form.
constexpr char kRoaring = 'r', kGaps = 'g';

}  // namespace

void Bitmap::Free::operator()(roaring_bitmap_s* set) const { roaring_bitmap_free(set); }

Bitmap::Bitmap(roaring_bitmap_s* set) : set_(set) {
  if (!set_) throw std::bad_alloc();
}
Bitmap::Bitmap() : Bitmap(roaring_bitmap_create()) {}
Bitmap::Bitmap(const Bitmap& other) : Bitmap(roaring_bitmap_copy(other.set_.get())) {}
Bitmap& Bitmap::operator=(const Bitmap& other) {
  if (this != &other) set_.reset(roaring_bitmap_copy(other.set_.get()));
  return *this;
}

Bitmap Bitmap::of(std::span<const std::uint32_t> values) {
  return Bitmap(roaring_bitmap_of_ptr(values.size(), values.data()));
}

bool Bitmap::add(std::uint32_t value) { return roaring_bitmap_add_checked(set_.get(), value); }
void Bitmap::add_range(std::uint32_t first, std::uint32_t last) {
  roaring_bitmap_add_range_closed(set_.get(), first, last);
}
void Bitmap::remove(std::uint32_t value) { roaring_bitmap_remove(set_.get(), value); }
bool Bitmap::has(std::uint32_t value) const { return roaring_bitmap_contains(set_.get(), value); }

std::uint64_t Bitmap::size() const { return roaring_bitmap_get_cardinality(set_.get()); }
bool Bitmap::empty() const { return roaring_bitmap_is_empty(set_.get()); }
std::uint32_t Bitmap::first() const { return roaring_bitmap_minimum(set_.get()); }

std::vector<std::uint32_t> Bitmap::values() const {
  std::vector<std::uint32_t> values(size());
  roaring_bitmap_to_uint32_array(set_.get(), values.data());
  return values;
}

void Bitmap::each(const std::function<bool(std::uint32_t)>& each) const {
  roaring_iterate(
      set_.get(),
      [](std::uint32_t value, void* f) {
        return (*static_cast<const std::function<bool(std::uint32_t)>*>(f))(value);
      },
      const_cast<void*>(static_cast<const void*>(&each)));
}

Bitmap& Bitmap::operator|=(const Bitmap& other) {
  roaring_bitmap_or_inplace(set_.get(), other.set_.get());
  return *this;
}
Bitmap& Bitmap::operator&=(const Bitmap& other) {
  roaring_bitmap_and_inplace(set_.get(), other.set_.get());
  return *this;
}
Bitmap& Bitmap::operator-=(const Bitmap& other) {
  roaring_bitmap_andnot_inplace(set_.get(), other.set_.get());
  return *this;
}
Bitmap operator&(const Bitmap& a, const Bitmap& b) {
  return Bitmap(roaring_bitmap_and(a.set_.get(), b.set_.get()));
}
Bitmap operator-(const Bitmap& a, const Bitmap& b) {
  return Bitmap(roaring_bitmap_andnot(a.set_.get(), b.set_.get()));
}
bool operator==(const Bitmap& a, const Bitmap& b) {
  return roaring_bitmap_equals(a.set_.get(), b.set_.get());
}

std::uint64_t Bitmap::common(const Bitmap& other) const {
  return roaring_bitmap_and_cardinality(set_.get(), other.set_.get());
}
bool Bitmap::meets(const Bitmap& other) const {
  return roaring_bitmap_intersect(set_.get(), other.set_.get());
}

void Bitmap::compact() {
  roaring_bitmap_run_optimize(set_.get());
  roaring_bitmap_shrink_to_fit(set_.get());
}

std::size_t Bitmap::bytes() const {
  // A container costs a pointer and a header beside its content.
  return 64 + roaring_bitmap_portable_size_in_bytes(set_.get()) + 40 * set_->high_low_container.size;
}

std::string Bitmap::pack() const {
  Bitmap runs(*this);
  runs.compact();
  const std::size_t size = roaring_bitmap_portable_size_in_bytes(runs.set_.get());
  std::string gaps(1, kGaps);
  std::uint64_t next = 0;  // the smallest value that may still come
  each([&](std::uint32_t value) {
    put_varint(gaps, value - next);
    next = std::uint64_t{value} + 1;
    return gaps.size() <= size;
  });
  if (gaps.size() <= size) return gaps;
  std::string roaring(1 + size, kRoaring);
  roaring_bitmap_portable_serialize(runs.set_.get(), roaring.data() + 1);
  return roaring;
}

Bitmap Bitmap::unpack(std::string_view bytes) {
  if (bytes.empty()) throw std::runtime_error("ledger bytes are missing");
  const char form = bytes.front();
  bytes.remove_prefix(1);
  if (form == kRoaring) {
    auto* set = roaring_bitmap_portable_deserialize_safe(bytes.data(), bytes.size());
    if (!set) throw std::runtime_error("ledger bytes are damaged");
    return Bitmap(set);
  }
  if (form != kGaps) throw std::runtime_error("ledger bytes are of an unknown form");
  std::vector<std::uint32_t> values;
  values.reserve(bytes.size());
  for (std::uint64_t next = 0; !bytes.empty(); ++next) {
    next += take_varint(bytes);
    if (next > UINT32_MAX) throw std::runtime_error("ledger bytes hold an ordinal out of range");
    values.push_back(static_cast<std::uint32_t>(next));
  }
  return of(values);
}

}  // namespace thon::reach
