#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "areas/service.hpp"
#include "reach/ledger/bitmap.hpp"

namespace thon::reach {

class Units;

/// Which household stood in which unit on the day of a publication, with the units above: denominators keep
/// to it whatever becomes of the register afterwards. Does not change once made.
class Roster {
 public:
  /// A unit of that day. `parent` is a position in units() before its own; a root's is its own.
  struct Unit {
    std::string id;
    std::uint32_t parent = 0;
  };
  /// Neighbouring ordinals, both ends included, that stood directly in one unit.
  struct Run {
    std::uint32_t unit = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  Roster(std::vector<Unit> units, std::vector<Run> runs) : units_(std::move(units)), runs_(std::move(runs)) {}
  Roster(Roster&& other) noexcept : units_(std::move(other.units_)), runs_(std::move(other.runs_)) {}
  /// `households`: unit → ordinals of those directly in it. Units must be in the tree.
  static Roster make(const std::map<std::string, Bitmap>& households, const areas::Tree& tree);

  const std::vector<Unit>& units() const { return units_; }
  const std::vector<Run>& runs() const { return runs_; }
  Bitmap households() const;

  std::string pack() const;
  static Roster unpack(std::string_view bytes);
  /// The same content, the same digest: the roster's id.
  static std::string digest(std::string_view packed);

  /// True for a unit that had households of the audience in it or below it.
  bool concerns(std::string_view unit_id) const;
  /// Read through a tree of another day, usually today's. The last answer is kept.
  std::shared_ptr<const Units> on(std::shared_ptr<const areas::Tree> tree) const;
  std::size_t bytes() const { return units_.size() * 72 + runs_.size() * 32; }

 private:
  std::vector<Unit> units_;
  std::vector<Run> runs_;
  mutable std::once_flag sorted_;
  mutable std::vector<std::uint32_t> by_id_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Units> units_on_;
};

/// The households of a roster by the units of a tree. A unit that has been closed since counts for the
/// nearest unit above it that is still there, so the figures of a unit always add up to those of the one
/// above.
class Units {
 public:
  Units(const Roster& roster, std::shared_ptr<const areas::Tree> tree);

  const areas::Tree& tree() const { return *tree_; }
  std::shared_ptr<const Bitmap> of(const areas::TreeUnit& unit) const;
  bool any(const areas::TreeUnit& unit) const;
  /// Without the units below it, but with closed ones that count for it.
  Bitmap directly_in(const areas::TreeUnit& unit) const;
  /// Units of the roster that stood right below this one and are no longer in the tree.
  std::map<std::string, Bitmap> closed_below(const areas::TreeUnit& unit) const;

 private:
  struct Placed {
    std::uint32_t position = 0;  ///< in the tree
    std::uint32_t closed = 0;    ///< 1 + the roster's unit that stands for it among the closed ones; 0: none
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  std::pair<std::size_t, std::size_t> slice(const areas::TreeUnit& unit) const;

  std::shared_ptr<const areas::Tree> tree_;
  std::vector<Placed> placed_;  // by position
  std::vector<std::string> closed_ids_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::size_t, std::shared_ptr<const Bitmap>> made_;
};

}  // namespace thon::reach
