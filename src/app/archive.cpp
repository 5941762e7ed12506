#include "app/archive.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <boost/describe.hpp>
#include <filesystem>
#include <fstream>
#include <vector>

#include "platform/reflect/json.hpp"

namespace thon::app {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMagic = "THON BACKUP 1\n";
constexpr std::size_t kBlock = 1 << 20;

struct ArchiveMember {
  std::string name;
  std::int64_t size = 0;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(ArchiveMember, (), (name, size, hash))

struct ArchiveHeader {
  std::int64_t made_at = 0;
  std::vector<ArchiveMember> members;
};
BOOST_DESCRIBE_STRUCT(ArchiveHeader, (), (made_at, members))

class Hasher {
 public:
  Hasher() { crypto_generichash_init(&state_, nullptr, 0, 32); }
  void add(const char* bytes, std::size_t size) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes), size);
  }
  std::string hex() {
    unsigned char hash[32];
    crypto_generichash_final(&state_, hash, sizeof hash);
    char text[65];
    sodium_bin2hex(text, sizeof text, hash, sizeof hash);
    return text;
  }

 private:
  crypto_generichash_state state_;
};

/// Hands `size` bytes of the stream to `each` in blocks; false when it ends too soon.
template <class Each>
bool in_blocks(std::istream& in, std::int64_t size, Each each) {
  std::vector<char> block(kBlock);
  while (size > 0) {
    const auto wanted = static_cast<std::streamsize>(std::min<std::int64_t>(size, kBlock));
    if (!in.read(block.data(), wanted)) return false;
    each(block.data(), static_cast<std::size_t>(wanted));
    size -= wanted;
  }
  return true;
}

std::string hash_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  Hasher hasher;
  in_blocks(in, static_cast<std::int64_t>(fs::file_size(path)),
            [&](const char* bytes, std::size_t size) { hasher.add(bytes, size); });
  return hasher.hex();
}

void flush_to_disk(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  if (file < 0 || ::fsync(file) != 0) throw std::runtime_error("cannot flush " + path.string());
  ::close(file);
}

[[noreturn]] void damaged(const std::string& archive, const std::string& why) {
  throw std::runtime_error(archive + ": " + why);
}

/// Reads up to the first byte of the first member. The header's own hash stands on the line after it.
ArchiveHeader read_header(std::istream& in, const std::string& archive) {
  std::string magic(kMagic.size(), '\0'), header, hash;
  in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  if (magic != kMagic) damaged(archive, "not a Thôn backup");
  if (!std::getline(in, header) || !std::getline(in, hash)) damaged(archive, "cut off in its header");
  Hasher hasher;
  hasher.add(header.data(), header.size());
  if (hasher.hex() != hash) damaged(archive, "its header is damaged");
  return from_json<ArchiveHeader>(header);
}

void check_members(std::istream& in, const ArchiveHeader& header, const std::string& archive) {
  for (const auto& member : header.members) {
    Hasher hasher;
    if (!in_blocks(in, member.size, [&](const char* bytes, std::size_t size) { hasher.add(bytes, size); }))
      damaged(archive, "cut off in " + member.name);
    if (hasher.hex() != member.hash) damaged(archive, member.name + " is damaged");
  }
  if (in.peek() != std::istream::traits_type::eof()) damaged(archive, "has bytes after its end");
}

}  // namespace

void pack(const std::string& folder, const std::vector<std::string>& names, Millis made_at,
          const std::string& archive) {
  ArchiveHeader header{made_at, {}};
  for (const auto& name : names) {
    const fs::path path = fs::path(folder) / name;
    header.members.push_back({name, static_cast<std::int64_t>(fs::file_size(path)), hash_of(path)});
  }
  const std::string text = to_json(header), part = archive + ".part";
  Hasher hasher;
  hasher.add(text.data(), text.size());
  ::close(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << kMagic << text << '\n' << hasher.hex() << '\n';
    for (const auto& member : header.members) {
      std::ifstream in(fs::path(folder) / member.name, std::ios::binary);
      in_blocks(in, member.size, [&](const char* bytes, std::size_t size) {
        out.write(bytes, static_cast<std::streamsize>(size));
      });
    }
    if (!out.flush()) throw std::runtime_error("cannot write " + part);
  }
  flush_to_disk(part);
  fs::rename(part, archive);
}

Millis unpack(const std::string& archive, const std::string& folder) {
  std::ifstream in(archive, std::ios::binary);
  if (!in) damaged(archive, "cannot be opened");
  const ArchiveHeader header = read_header(in, archive);
  const auto first = in.tellg();
  check_members(in, header, archive);
  in.clear();
  in.seekg(first);
  fs::create_directories(folder);
  for (const auto& member : header.members) {
    const fs::path path = fs::path(folder) / fs::path(member.name).filename();
    ::close(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    in_blocks(in, member.size,
              [&](const char* bytes, std::size_t size) { out.write(bytes, static_cast<std::streamsize>(size)); });
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
    out.close();
    flush_to_disk(path);
  }
  return header.made_at;
}

}  // namespace thon::app
