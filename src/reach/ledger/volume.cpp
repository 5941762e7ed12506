#include "reach/ledger/volume.hpp"

#include <zlib.h>

#include <stdexcept>

#include "reach/ledger/store.hpp"
#include "reach/ledger/varint.hpp"

namespace thon::reach {
namespace {

constexpr std::int64_t kQuietHours = 7 * 24;
/// Bounds how long other writes wait for one step, and how long a timer runs.
constexpr std::int64_t kVolumesAtOnce = 200;
/// Beyond what any country's announcement takes; a larger number is damage, not data.
constexpr std::uint64_t kLargest = std::uint64_t{1} << 32;

std::string deflated(const std::string& bytes) {
  std::string out(compressBound(bytes.size()), '\0');
  uLongf size = out.size();
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("a volume cannot be deflated");
  out.resize(size);
  return out;
}

std::string inflated(std::string_view bytes, std::uint64_t size) {
  if (size > kLargest) throw std::runtime_error("a volume is damaged: its size");
  std::string out(size, '\0');
  uLongf got = size;
  if (uncompress(reinterpret_cast<Bytef*>(out.data()), &got, reinterpret_cast<const Bytef*>(bytes.data()),
                 bytes.size()) != Z_OK ||
      got != size)
    throw std::runtime_error("a volume is damaged");
  return out;
}

bool bind(Tx& tx, const std::string& announcement_id) {
  Volume volume;
  std::int64_t last = 0;
  std::int64_t segments = 0;
  ledger_store::segments_of(tx, announcement_id, [&](ledger_store::Segment segment) {
    volume[segment.mark] |= segment.households;
    last = std::max(last, segment.id);
    segments += segment.id > 0;
  });
  if (segments == 0) return false;
  ledger_store::write_volume(tx, announcement_id, pack(volume));
  ledger_store::remove_bound(tx, announcement_id, last);
  return true;
}

}  // namespace

std::string pack(const Volume& volume) {
  std::string plain;
  std::int64_t hour = 0;
  for (const auto& [mark, households] : volume) {
    put_varint(plain, static_cast<std::uint64_t>(mark.grade));
    put_varint(plain, static_cast<std::uint64_t>(mark.channel));
    // Marks are in order of grade, channel and hour: hours go up by little, or back when the grade changes.
    const std::int64_t step = mark.hour - hour;
    put_varint(plain, static_cast<std::uint64_t>(step < 0 ? -2 * step - 1 : 2 * step));
    hour = mark.hour;
    const auto packed = households.pack();
    put_varint(plain, packed.size());
    plain += packed;
  }
  std::string bytes;
  put_varint(bytes, plain.size());
  return bytes + deflated(plain);
}

Volume unpack_volume(std::string_view bytes) {
  const auto size = take_varint(bytes);
  const std::string plain = inflated(bytes, size);
  Volume volume;
  std::int64_t hour = 0;
  for (std::string_view rest = plain; !rest.empty();) {
    Mark mark;
    mark.grade = static_cast<Evidence>(take_varint(rest));
    mark.channel = static_cast<Channel>(take_varint(rest));
    const auto step = take_varint(rest);
    hour += step % 2 ? -static_cast<std::int64_t>(step / 2) - 1 : static_cast<std::int64_t>(step / 2);
    mark.hour = hour;
    const auto length = take_varint(rest);
    if (length > rest.size()) throw std::runtime_error("a volume is damaged: it ends too early");
    volume[mark] |= Bitmap::unpack(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return volume;
}

std::int64_t bind_volumes(Db& db) {
  std::vector<std::string> quiet;
  std::optional<ledger_store::Binding> next;
  db.read([&](Tx& tx) {
    const auto noted = ledger_store::binding(tx);
    if (tx.now() - noted.noted_at < kSettled) return;
    quiet = ledger_store::quiet_since(tx, hour_of(tx.now()) - kQuietHours, noted.up_to, kVolumesAtOnce);
    next = {ledger_store::last_segment(tx), tx.now()};
  });
  if (!next) return 0;
  std::int64_t bound = 0;
  for (const auto& id : quiet) {
    bool done = false;
    db.write([&](Tx& tx) { done = bind(tx, id); });
    bound += done;
  }
  db.write([&](Tx& tx) { ledger_store::set_binding(tx, *next); });
  return bound;
}

}  // namespace thon::reach
