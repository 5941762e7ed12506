#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/seal.hpp"
#include "channels/store.hpp"
#include "platform/channels/hooks.hpp"
#include "platform/channels/push_crypto.hpp"
#include "platform/channels/zalo_token.hpp"

namespace thon::channels {

struct Options {
  Db* db = nullptr;
  /// 32 bytes, the data folder's secret.key; all servers of one database have the same.
  std::string secret_key;
  std::string public_url;
  /// Gateways inside the own network may be called (and stand-ins, in tests).
  bool private_addresses = false;
};

/// The channels that a unit has, ready to send. A channel that was handed out keeps working with the settings it was
/// made from; ask again for each batch, and whatever an administrator has changed is there, on every server.
class Registry {
 public:
  explicit Registry(Options options);
  ~Registry();
  Registry(const Registry&) = delete;

  /// The channel of the unit, or of the nearest one above it that has one; nullptr when there is none, it is switched
  /// off or not filled in. Calls of send() go outside of any transaction.
  std::shared_ptr<Channel> find(Tx& tx, Kind kind, std::string_view area_id);
  std::shared_ptr<Channel> find(Kind kind, std::string_view area_id);
  /// The same for a setting at hand, also one that is switched off.
  std::shared_ptr<Channel> of(Tx& tx, const store::Setting& setting, Kind kind);

  /// Makes this installation's key for push services if there is none yet.
  void prepare();
  /// Refreshes Zalo's tokens hours before they end.
  void refresh_tokens();

  Fields fields(const store::Setting& setting) const;
  std::map<std::string, std::string> secrets(const store::Setting& setting) const;
  Env env();
  const Seal& seal() const { return seal_; }
  const Options& options() const { return options_; }
  void keep_token(Tx& tx, std::string_view setting_id, const zalo::TokenPair& pair) const;
  push::KeyPair server_key(Tx& tx) const;

 private:
  class Made;
  std::shared_ptr<Made> made(Tx& tx, const store::Setting& setting);
  std::shared_ptr<Channel> push(Tx& tx, const std::optional<store::Setting>& setting);

  Options options_;
  Seal seal_;
  fetch::Client http_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Made>> made_;
};

}  // namespace thon::channels
