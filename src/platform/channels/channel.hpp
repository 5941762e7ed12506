#pragma once
#include <cstdint>
#include <map>
#include <string>

#include <boost/describe.hpp>

#include "base/time.hpp"

/// Ways to reach an address outside the app. An adapter hands one message to one provider and says what became of it;
/// who is written to, when, and how often it is tried again is decided by its caller.
namespace thon::channels {

enum class Kind { push, zalo_oa, zalo_group, zns, sms, loudspeaker, email, facebook };
BOOST_DESCRIBE_ENUM(Kind, push, zalo_oa, zalo_group, zns, sms, loudspeaker, email, facebook)

/// One message to one address.
struct Message {
  /// The same key is the same message, for ever.
  std::string key;
  /// push: the subscription as the browser gives it (JSON) · zalo_oa: user id · zalo_group: group id · zns, sms: phone
  /// as stored · email: address · loudspeaker: cluster id · facebook: page id.
  std::string address;
  std::string title, text;
  /// The household's own short link to read it.
  std::string url;
  /// Template data (zns); priority and schedule (loudspeaker); urgency, ttl and topic (push).
  std::map<std::string, std::string> fields;
};

enum class State {
  accepted,   ///< the provider has it
  delivered,  ///< the provider says at once that it is at the device
  retry,      ///< temporary, and nothing was sent: try again after `wait`
  refused,    ///< permanent, with a reason
  gone,       ///< the address no longer exists: forget it
  uncertain   ///< the connection broke after the request had left: it may or may not have been sent
};
BOOST_DESCRIBE_ENUM(State, accepted, delivered, retry, refused, gone, uncertain)

struct Outcome {
  State state = State::retry;
  std::string provider_id;
  std::string reason;     ///< machine key: "quota", "blocked", "bad_number" …
  std::string detail;     ///< the provider's own words, for the log and for whoever tries a channel
  Millis wait = 0;        ///< retry: not before this long from now
  std::int64_t cost = 0;  ///< đồng
};

/// What a verified webhook says.
struct Report {
  enum class What { delivered, seen, failed, replied, followed, unfollowed };
  std::string provider_id, key;
  What what = What::delivered;
  Millis at = 0;
  std::string reason, text, user;
  /// The same for every repeat of one report, so that its receiver may count it once.
  std::string id;
};

/// Safe to be used by several threads at once. Sending blocks for at most the adapter's time limit.
class Channel {
 public:
  virtual ~Channel();
  virtual Kind kind() const = 0;
  virtual bool configured() const = 0;
  /// True: sending the same key again cannot double.
  virtual bool idempotent() const = 0;
  /// Never throws: whatever goes wrong is an outcome.
  virtual Outcome send(const Message& message) = 0;
  /// What sending will cost, in đồng.
  virtual std::int64_t price(const Message& message) const;
};

}  // namespace thon::channels
