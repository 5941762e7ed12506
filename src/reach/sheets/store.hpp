#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/db/db.hpp"

/// SQL of printed walking lists.
namespace thon::reach::sheet_store {

struct Record {
  std::string id;
  std::string code;
  std::string digest;
  std::string area_id;
  std::string printed_by_name;
  std::int64_t printed_at = 0;
  std::string content;  ///< a SheetContent as JSON
};
BOOST_DESCRIBE_STRUCT(Record, (), (id, code, digest, area_id, printed_by_name, printed_at, content))

std::optional<Record> find(Tx& tx, std::string_view id);
std::optional<Record> find_by_code(Tx& tx, std::string_view code);
std::optional<Record> find_by_digest(Tx& tx, std::string_view digest);
void insert(Tx& tx, const Record& record);
/// Removes those printed before then; answers how many.
std::int64_t remove_before(Tx& tx, std::int64_t printed_at);

}  // namespace thon::reach::sheet_store
