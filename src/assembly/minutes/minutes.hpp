#pragma once
#include "assembly/context.hpp"
#include "platform/http/api.hpp"

namespace thon::assembly {

/// What is signed and kept: minutes as PDF, the list of who voted as a spreadsheet.
class Minutes {
 public:
  explicit Minutes(Context& context) : context_(context) {}

  /// The minutes of a vote, with the list of voters behind it. Before the count it says that it is a draft.
  http::File vote(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The minutes of a meeting to be filled in, with those present.
  http::File meeting(Tx& tx, const Actor& actor, std::string_view id) const;
  /// Every household of the roll and what it answered, as far as the caller may know.
  http::File sheet(Tx& tx, const Actor& actor, std::string_view id) const;

 private:
  Context& context_;
};

}  // namespace thon::assembly
