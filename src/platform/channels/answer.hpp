#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "platform/fetch/fetch.hpp"

namespace thon::channels {

/// A provider's JSON, read without trusting it: whatever is missing or of another type is simply not there.
class Answer {
 public:
  explicit Answer(const fetch::Response& response) : Answer(response.body) {}
  explicit Answer(std::string_view body);
  explicit Answer(boost::json::value value) : value_(std::move(value)) {}

  /// Values at a path ("data/msg_id"). Numbers that come as text count as numbers, and the other way round.
  std::string text(std::string_view path) const;
  std::optional<std::int64_t> number(std::string_view path) const;
  /// The items of a list; empty when it is none.
  std::vector<Answer> items(std::string_view path) const;
  bool object() const { return value_.is_object(); }

 private:
  const boost::json::value* find(std::string_view path) const;
  boost::json::value value_;
};

}  // namespace thon::channels
