#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/matters/model.hpp"
#include "platform/actor.hpp"
#include "platform/db/db.hpp"

/// SQL of what votes, polls and meetings have in common.
namespace thon::assembly::matter_store {

struct Matter {
  std::string id;
  MatterKind kind = MatterKind::vote;
  std::string sender_area_id;
  std::string title;
  std::string body;
  MatterStatus status = MatterStatus::draft;
  std::optional<std::int64_t> opened_at;
  std::optional<std::int64_t> ends_at;
  std::optional<std::int64_t> closed_at;
  std::string reason;
  std::int64_t houses = 0;
  std::string created_by_name;
  std::int64_t version = 1;
  std::int64_t updated_at = 0;
};
BOOST_DESCRIBE_STRUCT(Matter, (),
                      (id, kind, sender_area_id, title, body, status, opened_at, ends_at, closed_at, reason,
                       houses, created_by_name, version, updated_at))

std::optional<Matter> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const Matter& matter, const Actor& actor);
/// Writes everything that changes in a life, with the next version.
void update(Tx& tx, Matter& matter);
std::vector<std::string> area_ids(Tx& tx, std::string_view id);
void set_area_ids(Tx& tx, std::string_view id, const std::vector<std::string>& area_ids);

struct Line : Matter {
  std::int64_t answered = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (Matter), (answered))
/// What concerns the unit: put to it, to a unit above or below it, or sent from it or below it; newest first.
std::vector<Line> lines(Tx& tx, std::string_view area_id, std::string_view before_id, std::int64_t limit);
/// How many households have answered.
std::int64_t answered(Tx& tx, const Matter& matter);
/// Votes and polls that are open and whose time is up.
std::vector<Matter> overdue(Tx& tx);

void add_extension(Tx& tx, std::string_view id, const MatterExtension& extension);
std::vector<MatterExtension> extensions(Tx& tx, std::string_view id);

}  // namespace thon::assembly::matter_store
