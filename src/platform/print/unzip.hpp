#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace thon::print {

/// A zip archive in memory, for reading. What comes out is bounded by what was really unpacked, whatever the
/// archive claims; anything odd is refused as "print.error.file_broken". Keeps a view of the bytes given.
class Unzip {
 public:
  Unzip(std::string_view archive, std::size_t unpacked_limit);
  bool has(const std::string& name) const { return entries_.contains(name); }
  /// Unpacks one file; all together may not go over the limit. Refuses when there is none of that name.
  std::string read(const std::string& name);

 private:
  struct Entry {
    std::uint32_t offset, packed, unpacked, checksum;
    std::uint16_t method;
  };
  void read_directory(std::size_t offset, std::size_t count);
  std::string_view packed_bytes(const Entry& entry) const;

  std::string_view archive_;
  std::size_t left_;
  std::size_t limit_;
  std::map<std::string, Entry> entries_;
};

}  // namespace thon::print
