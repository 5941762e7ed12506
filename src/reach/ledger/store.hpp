#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/book.hpp"

/// All SQL of the ledger.
namespace thon::reach::ledger_store {

/// An announcement that was published, withdrawn ones too.
std::optional<Notice> notice(Tx& tx, std::string_view announcement_id);

struct Audience {
  std::string roster_id;
  Bitmap households;
};
std::optional<Audience> audience(Tx& tx, std::string_view announcement_id);
void write_audience(Tx& tx, std::string_view announcement_id, const Bitmap& households, const Roster& roster);
/// Gives an announcement the households of another one, as they were fixed then.
void copy_audience(Tx& tx, std::string_view from_id, std::string_view to_id);
std::optional<Roster> roster(Tx& tx, std::string_view roster_id);

struct Segment {
  std::int64_t id = 0;
  std::string announcement_id;
  Mark mark;
  Bitmap households;
};
using EachSegment = std::function<void(Segment)>;
/// Those bound into its volume too; they have no id of their own: 0.
void segments_of(Tx& tx, std::string_view announcement_id, const EachSegment& each);
/// Of all announcements, by id.
void segments_after(Tx& tx, std::int64_t id, const EachSegment& each);
std::int64_t last_segment(Tx& tx);
void append(Tx& tx, std::string_view announcement_id, const Mark& mark, const Bitmap& households);

/// Keys of the segments behind `id`, at most `limit` of them, in order of their first such segment.
struct Key {
  std::string announcement_id;
  Mark mark;
};
std::vector<Key> keys_between(Tx& tx, std::int64_t after, std::int64_t up_to);
/// The oldest segments of a key.
std::vector<Segment> oldest(Tx& tx, const Key& key, std::int64_t limit);
/// Deletes the segments of the key up to the id, itself included.
void remove_up_to(Tx& tx, const Key& key, std::int64_t id);
struct Binding {
  std::int64_t up_to = 0;
  Millis noted_at = 0;
};
BOOST_DESCRIBE_STRUCT(Binding, (), (up_to, noted_at))
Binding binding(Tx& tx);
void set_binding(Tx& tx, const Binding& binding);
/// Announcements with segments, none of them of a later hour or with a higher id.
std::vector<std::string> quiet_since(Tx& tx, std::int64_t hour, std::int64_t up_to, std::int64_t limit);
/// In place of the one before.
void write_volume(Tx& tx, std::string_view announcement_id, std::string content);
/// Deletes the announcement's segments up to the id, itself included.
void remove_bound(Tx& tx, std::string_view announcement_id, std::int64_t id);
extern const Sql kQuietSince;

std::int64_t merged_up_to(Tx& tx);
void set_merged_up_to(Tx& tx, std::int64_t id);

struct Told {
  std::string announcement_id;
  std::int64_t ordinal = 0;
  std::int64_t at = 0;
  std::optional<std::int64_t> retracted_at;
};
BOOST_DESCRIBE_STRUCT(Told, (), (announcement_id, ordinal, at, retracted_at))
/// Those not taken back.
std::vector<Told> told(Tx& tx, std::string_view announcement_id);
/// Of all announcements, recorded or taken back since.
std::vector<Told> told_since(Tx& tx, Millis since);
std::vector<Ending> withdrawn_since(Tx& tx, Millis since);
/// Ids of announcements published or withdrawn since.
std::vector<std::string> changed_since(Tx& tx, Millis since);

}  // namespace thon::reach::ledger_store
