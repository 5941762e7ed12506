#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// What is known of a household and an announcement, from the weakest to the strongest. "none" is "unknown",
/// never "not reached": nobody has said anything yet.
enum class Evidence { none, delivered, opened, confirmed, told };
BOOST_DESCRIBE_ENUM(Evidence, none, delivered, opened, confirmed, told)

/// By which way the evidence came. Stored by number: numbers are never given a second meaning.
enum class Channel {
  app = 1,
  push = 2,
  zalo = 3,
  sms = 4,
  loudspeaker = 5,
  email = 6,
  print = 7,
  chat_link = 8,
  in_person = 9
};
BOOST_DESCRIBE_ENUM(Channel, app, push, zalo, sms, loudspeaker, email, print, chat_link, in_person)

enum class Status { draft, published, withdrawn };
BOOST_DESCRIBE_ENUM(Status, draft, published, withdrawn)

/// What an announcement says, and in whose name.
struct Letter {
  std::string id;
  std::string sender_area_id;
  std::string title;
  std::string body;
  std::int64_t content_class = 14;
  bool ask_confirmation = false;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (id, sender_area_id, title, body, content_class, ask_confirmation))

/// Households of a unit by their best evidence; the five add up to the audience.
struct Coverage {
  std::int64_t audience = 0;
  std::int64_t told = 0;
  std::int64_t confirmed = 0;
  std::int64_t opened = 0;
  std::int64_t delivered = 0;
  std::int64_t none = 0;

  bool complete() const { return none == 0; }
  friend bool operator==(const Coverage&, const Coverage&) = default;
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (audience, told, confirmed, opened, delivered, none))

/// Households known with at least each grade by the end of an hour.
struct CurvePoint {
  std::int64_t at = 0;  ///< the beginning of the hour
  std::int64_t told = 0;
  std::int64_t confirmed = 0;
  std::int64_t opened = 0;
  std::int64_t delivered = 0;

  friend bool operator==(const CurvePoint&, const CurvePoint&) = default;
};
BOOST_DESCRIBE_STRUCT(CurvePoint, (), (at, told, confirmed, opened, delivered))

}  // namespace thon::reach
