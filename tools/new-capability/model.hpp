#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::samples {

/// What someone wrote at a unit.
struct Sample {
  std::string id;
  std::string area_id;
  std::string area_name;
  std::string title;
  std::string author;
  std::int64_t created_at = 0;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (id, area_id, area_name, title, author, created_at))

struct SamplePage {
  std::vector<Sample> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SamplePage, (), (items, next))

struct SamplesQuery {
  Id area;
  std::optional<Id> cursor;
};
BOOST_DESCRIBE_STRUCT(SamplesQuery, (), (area, cursor))

struct AddSample {
  Id id;
  Id area_id;
  Text<1, 200> title;
};
BOOST_DESCRIBE_STRUCT(AddSample, (), (id, area_id, title))

}  // namespace thon::samples
