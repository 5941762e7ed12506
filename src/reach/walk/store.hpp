#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"

/// SQL of what was told in person.
namespace thon::reach::told_store {

struct Told {
  std::string household_id;
  std::int64_t ordinal = 0;
  std::string by_account;
  std::string by_name;
  std::int64_t at = 0;
  std::string note;
  std::optional<std::int64_t> retracted_at;
};
BOOST_DESCRIBE_STRUCT(Told, (), (household_id, ordinal, by_account, by_name, at, note, retracted_at))

std::optional<Told> find(Tx& tx, std::string_view announcement_id, std::string_view household_id);
/// All of an announcement that were not taken back.
std::vector<Told> all(Tx& tx, std::string_view announcement_id);
/// Writes it, over one that was taken back.
void put(Tx& tx, std::string_view announcement_id, const Told& told);
void retract(Tx& tx, std::string_view announcement_id, std::string_view household_id, std::int64_t at);

struct Confirmation {
  std::int64_t ordinal = 0;
  std::string account_id;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (ordinal, account_id, at))
void confirm(Tx& tx, std::string_view announcement_id, const Confirmation& confirmation);
std::vector<Confirmation> confirmations(Tx& tx, std::string_view announcement_id);

}  // namespace thon::reach::told_store
