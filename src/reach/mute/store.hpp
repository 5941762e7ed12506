#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"
#include "reach/mute/model.hpp"

/// SQL of households that are left alone.
namespace thon::reach::mute_store {

/// Households that waves leave out on this day.
struct Muted {
  Bitmap messages;  ///< of these nobody is sent anything
  Bitmap walks;     ///< nobody knocks here; those of `messages` are among them
};
/// What people said and what the register knows, together. Somebody who is away still reads his telephone, so
/// only knocking is of no use; who moved or wants no more is not written to either.
Muted muted(Tx& tx);

struct Mute {
  std::string household_id;
  std::int64_t ordinal = 0;
  MuteReason reason = MuteReason::away;
  std::string until_date;
  std::string note;
  std::string by_account;
  std::string by_name;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Mute, (), (household_id, ordinal, reason, until_date, note, by_account, by_name, at))

/// "9999-12-31": until somebody lifts it.
inline constexpr const char* kNoEnd = "9999-12-31";

/// The mute in force on this day.
std::optional<Mute> find(Tx& tx, std::string_view household_id);
/// Those in force on this day among the households, by ordinal.
std::map<std::int64_t, Mute> in_force(Tx& tx, const Bitmap& ordinals);
void put(Tx& tx, const Mute& mute);
void lift(Tx& tx, std::string_view household_id);

/// A line of the list: a household of the unit that is muted or away.
struct Line {
  std::string id;
  std::int64_t ordinal = 0;
  std::string code;
  std::string head_name;
  std::string address;
  std::string area_id;
  std::optional<std::string> reason;  ///< none: the register says that it is away
  std::optional<std::string> until_date;
  std::optional<std::string> note;
  std::optional<std::string> by_name;
  std::optional<std::int64_t> at;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (id, ordinal, code, head_name, address, area_id, reason, until_date, note, by_name, at))
std::vector<Line> lines(Tx& tx, std::string_view area_id, std::int64_t after, std::int64_t limit);

}  // namespace thon::reach::mute_store
