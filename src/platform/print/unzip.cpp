#include "platform/print/unzip.hpp"

#include <zlib.h>

#include <algorithm>

#include "platform/print/grid.hpp"

namespace thon::print {

namespace {

constexpr std::size_t kEndSize = 22, kDirectorySize = 46, kLocalSize = 30;
constexpr std::size_t kMostEntries = 2'000;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < size) refuse("file_broken");
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}
std::uint16_t two(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number(bytes, at, 2));
}
std::uint32_t four(std::string_view bytes, std::size_t at) { return number(bytes, at, 4); }

class Inflater {
 public:
  explicit Inflater(std::string_view packed) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    if (inflateInit2(&stream_, -MAX_WBITS) != Z_OK) refuse("file_broken");
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Everything, or nothing when it is more than `most` bytes.
  std::string run(std::size_t most, bool& too_much) {
    std::string out;
    char chunk[1 << 15];
    int result = Z_OK;
    while (result == Z_OK) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk);
      stream_.avail_out = sizeof chunk;
      result = inflate(&stream_, Z_NO_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END) refuse("file_broken");
      const auto got = sizeof chunk - stream_.avail_out;
      if ((too_much = got > most - out.size())) return {};
      out.append(chunk, got);
    }
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

Unzip::Unzip(std::string_view archive, std::size_t unpacked_limit)
    : archive_(archive), left_(unpacked_limit), limit_(unpacked_limit) {
  constexpr std::size_t kLongestComment = 0xffff;
  if (archive.size() < kEndSize) refuse("file_broken");
  const auto from = archive.size() - std::min(archive.size(), kEndSize + kLongestComment);
  const auto end = archive.rfind("PK\x05\x06", archive.size() - kEndSize);
  if (end == std::string_view::npos || end < from) refuse("file_broken");
  read_directory(four(archive, end + 16), two(archive, end + 10));
}

void Unzip::read_directory(std::size_t at, std::size_t count) {
  if (count > kMostEntries) refuse("file_broken");
  for (; count > 0; --count) {
    if (four(archive_, at) != 0x02014b50) refuse("file_broken");
    const Entry entry{four(archive_, at + 42), four(archive_, at + 20), four(archive_, at + 24),
                      four(archive_, at + 16), two(archive_, at + 10)};
    const std::size_t name_size = two(archive_, at + 28);
    if (archive_.size() - at < kDirectorySize + name_size) refuse("file_broken");
    entries_.emplace(archive_.substr(at + kDirectorySize, name_size), entry);
    at += kDirectorySize + name_size + two(archive_, at + 30) + two(archive_, at + 32);
  }
}

std::string_view Unzip::packed_bytes(const Entry& entry) const {
  constexpr std::uint16_t kEncrypted = 1;
  const std::size_t header = entry.offset;
  if (four(archive_, header) != 0x04034b50 || two(archive_, header + 6) & kEncrypted) refuse("file_broken");
  const std::size_t data = header + kLocalSize + two(archive_, header + 26) + two(archive_, header + 28);
  if (data > archive_.size() || archive_.size() - data < entry.packed) refuse("file_broken");
  return archive_.substr(data, entry.packed);
}

std::string Unzip::read(const std::string& name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) refuse("file_broken");
  const auto& entry = found->second;
  const auto packed = packed_bytes(entry);
  bool too_much = entry.unpacked > left_;
  std::string bytes;
  if (entry.method == 0)
    bytes = packed;
  else if (entry.method == Z_DEFLATED && !too_much)
    bytes = Inflater(packed).run(left_, too_much);
  else if (!too_much)
    refuse("file_broken");
  if (too_much || bytes.size() > left_) refuse("file_too_big", {{"megabytes", std::to_string(limit_ >> 20)}});
  const auto checksum =
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  if (checksum != entry.checksum) refuse("file_broken");
  left_ -= bytes.size();
  return bytes;
}

}  // namespace thon::print
