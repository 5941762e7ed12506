#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reach/addresses/store.hpp"
#include "reach/context.hpp"
#include "reach/delivery/outcomes.hpp"
#include "reach/delivery/store.hpp"

namespace thon::reach {

/// A message that this server is about to hand to the provider.
struct Sending {
  MessageRow row;
  std::string address;
  channels::Message message;
  std::shared_ptr<channels::Channel> channel;
  std::shared_ptr<Book> book;
  Evidence wanted = Evidence::delivered;
  Millis last = 0;        ///< the last moment to send it
  bool needless = false;  ///< evidence came at the last moment, and it was not sent
  channels::Outcome outcome;
};

/// Takes messages of one channel off the database, within one transaction. What is taken stands in its row as
/// "sending" before anything is sent: whatever happens then, nobody else takes it before the lease has ended.
class Claim {
 public:
  Claim(Context& context, Tx& tx, channels::Kind kind, std::string_view me, std::size_t most)
      : context_(context), tx_(tx), kind_(kind), me_(me), most_(most), outcomes_(context, tx) {}

  std::vector<Sending> take();

 private:
  using Dispatch = delivery_store::Dispatch;
  using Batch = delivery_store::Batch;
  using Address = address_store::Address;
  using Addresses = std::map<std::int64_t, std::vector<Address>>;
  struct Order {
    const Dispatch& dispatch;
    std::shared_ptr<Book> book;
    std::shared_ptr<channels::Channel> channel;
  };

  std::size_t room() const { return most_ - taken_.size(); }
  const Dispatch& dispatch(std::int64_t id);
  std::shared_ptr<channels::Channel> channel(const Book& book);
  Addresses addresses(const Bitmap& targets);
  const char* why_not(std::int64_t target) const;
  Bitmap lacking(const Book& book, Evidence wanted, const Bitmap& targets) const;

  void resume();
  void resume(MessageRow row, const Addresses& addresses);
  bool settled(MessageRow& row, const Order& order);
  bool fill(Batch batch);
  void begin(MessageRow row, const Address& address, const Order& order, bool fresh);
  bool over_quota(MessageRow& row, const Address& address, Millis last);
  void end(MessageRow row, MessageState state, std::string reason, bool fresh = false);
  void compose();

  Context& context_;
  Tx& tx_;
  const channels::Kind kind_;
  const std::string me_;
  const std::size_t most_;
  Outcomes outcomes_;
  std::map<std::int64_t, Dispatch> dispatches_;
  std::map<std::string, std::shared_ptr<channels::Channel>> channels_;  // by the sender's unit
  Bitmap opted_out_;
  std::vector<Sending> taken_;
};

}  // namespace thon::reach
