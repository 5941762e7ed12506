#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::talk {

/// open: waits for an answer · answered · merged: answered together with another · closed: nothing more will
/// come, for the reason given. A household that asks on opens it again.
enum class QuestionStatus { open, answered, merged, closed };
BOOST_DESCRIBE_ENUM(QuestionStatus, open, answered, merged, closed)

/// ask: a household's words · answer, closing: an officer's
enum class MessageKind { ask, answer, closing };
BOOST_DESCRIBE_ENUM(MessageKind, ask, answer, closing)

/// Who may post in a conversation: every household of the unit, or its leaders alone.
enum class Posting { everyone, leaders };
BOOST_DESCRIBE_ENUM(Posting, everyone, leaders)

/// A unit in a household's or an officer's line.
struct TalkUnit {
  std::string id;
  std::string name;
  std::string kind;
};
BOOST_DESCRIBE_STRUCT(TalkUnit, (), (id, name, kind))

}  // namespace thon::talk
