#pragma once
#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/channels/channel.hpp"
#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"
#include "reach/plan/quiet.hpp"

namespace thon::channels {
BOOST_DESCRIBE_ENUM(Report::What, delivered, seen, failed, replied, followed, unfollowed)
}  // namespace thon::channels

namespace thon::reach {

inline constexpr std::array kKinds{channels::Kind::push,        channels::Kind::zalo_oa, channels::Kind::zalo_group,
                                   channels::Kind::zns,         channels::Kind::sms,     channels::Kind::loudspeaker,
                                   channels::Kind::email,       channels::Kind::facebook};

/// What became of one message. Stored by name.
enum class MessageState {
  sending,    ///< taken by a server that is about to hand it to the provider
  retry,      ///< was not sent, will be tried again
  accepted,   ///< the provider has it
  delivered,  ///< it is at the device
  seen,       ///< somebody looked at it
  refused,    ///< was not sent and will not be, with a reason
  gone,       ///< the address no longer exists, and the household has no other
  uncertain,  ///< it may or may not have been sent, and is not sent again
  spared,     ///< was not sent, for the household's evidence came first
  stopped     ///< was not sent, for the announcement or its plan was stopped
};
BOOST_DESCRIBE_ENUM(MessageState, sending, retry, accepted, delivered, seen, refused, gone, uncertain, spared, stopped)

/// What a decision to write to many is bound by.
struct Terms {
  Terms() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a time alone is the usual case
  Terms(Millis begin) : not_before(begin) {}

  Millis not_before = 0;
  Millis not_after = 0;  ///< the announcement's deadline; 0: a week after its publication
  rules::Quiet quiet = rules::kNoQuiet;
  /// Evidence of at least this grade makes the message needless.
  Evidence wanted = Evidence::delivered;
};

/// One message as stored.
struct MessageRow {
  std::string announcement_id;
  channels::Kind channel = channels::Kind::sms;
  std::int64_t target = 0;
  std::int64_t dispatch_id = 0;
  std::string key;
  std::string handle;
  MessageState state = MessageState::sending;
  std::string reason;
  std::optional<std::string> provider_id;
  std::int64_t attempts = 0;
  bool doubtful = false;  ///< some attempt may have been sent without our learning of it
  std::int64_t cost = 0;
  std::optional<std::int64_t> due_at;
  std::string lease_by;
  std::int64_t sent_at = 0;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (announcement_id, channel, target, dispatch_id, key, handle, state, reason, provider_id,
                       attempts, doubtful, cost, due_at, lease_by, sent_at))

}  // namespace thon::reach
