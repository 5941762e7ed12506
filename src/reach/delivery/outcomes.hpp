#pragma once
#include <string_view>
#include <vector>

#include "reach/context.hpp"
#include "reach/delivery/rules.hpp"
#include "reach/delivery/store.hpp"

namespace thon::reach {

/// What providers say about messages, written down within one transaction: their states, and the evidence in it.
class Outcomes {
 public:
  Outcomes(Context& context, Tx& tx) : context_(context), tx_(tx) {}

  /// The provider's answer to an attempt. Takes in reports about it that came before it.
  void answered(MessageRow row, const channels::Outcome& outcome, const rules::Next& next);
  /// A report of a verified webhook; the same one twice changes nothing. One about a message that is not known (yet) is
  /// kept for a while.
  void reported(channels::Kind kind, channels::Report report);
  /// A message of which nobody knows whether it was sent: reports about it can only be told by its address.
  void doubted(const MessageRow& row);
  /// A household's own doing: it opened the message's link, or confirmed there.
  void opened(MessageRow row, Evidence grade);

  /// The last step of the write.
  void finish();

 private:
  using Stray = delivery_store::Stray;

  void credit(const MessageRow& row, Evidence grade, Millis at);
  void apply(MessageRow row, const channels::Report& report);
  void take_in(const MessageRow& row, const std::vector<Stray>& strays);
  std::optional<MessageRow> about(channels::Kind kind, const channels::Report& report);
  void told_house_code(channels::Kind kind, const channels::Report& report);
  void replied(channels::Kind kind, const channels::Report& report);

  Context& context_;
  Tx& tx_;
  struct Credit {
    std::shared_ptr<Book> book;
    Mark mark;
    std::uint32_t ordinal = 0;
  };
  std::vector<Credit> credits_;
};

}  // namespace thon::reach
