// Browsers that allowed notifications.
#include <boost/json.hpp>

#include "base/id.hpp"
#include "channels/service.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

/// Browsers of one account; the oldest makes room.
constexpr std::int64_t kMostDevices = 20;

std::string hash_of(std::string_view endpoint) { return hex(sha256(endpoint)); }

std::vector<PushAddress> addresses_of(const std::vector<store::PushRow>& rows) {
  std::vector<PushAddress> found;
  for (const auto& row : rows) {
    const json::object keys{{"p256dh", row.p256dh}, {"auth", row.auth}};
    found.push_back({row.id, row.account_id, json::serialize(json::object{{"endpoint", row.endpoint}, {"keys", keys}})});
  }
  return found;
}

}  // namespace

PushState Service::push_state(Tx& tx, const Actor& actor) {
  PushState state;
  state.public_key = base64url(registry_.server_key(tx).public_key);
  state.devices = static_cast<std::int64_t>(store::push_of_account(tx, actor.account_id).size());
  return state;
}

PushState Service::subscribe(Tx& tx, const Actor& actor, const SubscribeInput& input) {
  const std::string& endpoint = input.endpoint.value;
  const json::object keys{{"p256dh", input.keys.p256dh.value}, {"auth", input.keys.auth.value}};
  const auto read = push::read_subscription(json::serialize(json::object{{"endpoint", endpoint}, {"keys", keys}}));
  const bool allowed = registry_.options().private_addresses || endpoint.starts_with("https://");
  if (!read || !allowed) throw Error::invalid("/endpoint", "channels.error.subscription");
  store::Subscription subscription;
  subscription.id = new_id();
  subscription.account_id = actor.account_id;
  subscription.session_id = actor.session_id;
  if (actor.household()) {
    subscription.household_id = actor.household_id;
    subscription.ordinal = actor.ordinal;
  }
  subscription.endpoint = endpoint;
  subscription.endpoint_hash = hash_of(endpoint);
  subscription.p256dh = base64url(read->p256dh);
  subscription.auth = base64url(read->auth);
  store::put_subscription(tx, subscription);
  store::end_surplus(tx, actor.account_id, kMostDevices);
  return push_state(tx, actor);
}

PushState Service::unsubscribe(Tx& tx, const Actor& actor, const UnsubscribeInput& input) {
  store::end_own_subscription(tx, actor.account_id, hash_of(input.endpoint.value));
  return push_state(tx, actor);
}

std::vector<PushAddress> Service::push_of_account(Tx& tx, std::string_view account_id) {
  return addresses_of(store::push_of_account(tx, account_id));
}

std::vector<PushAddress> Service::push_of_household(Tx& tx, std::string_view household_id) {
  return addresses_of(store::push_of_household(tx, household_id));
}

void Service::forget_push(Tx& tx, std::string_view subscription_id, std::string_view reason) {
  store::end_subscription(tx, subscription_id, reason);
}

}  // namespace thon::channels
