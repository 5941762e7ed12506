#pragma once
#include "base/seal.hpp"
#include "platform/channels/zalo_token.hpp"
#include "platform/db/db.hpp"

namespace thon::channels {

/// Zalo's pair of tokens in the database, where every server finds it. Never used within a transaction.
class StoredTokens : public zalo::TokenStore {
 public:
  StoredTokens(Db& db, const Seal& seal, std::string setting_id)
      : db_(db), seal_(seal), setting_id_(std::move(setting_id)) {}

  zalo::TokenPair load() override;
  bool lease(std::int64_t version, Millis time) override;
  void release(std::int64_t version) override;
  void save(std::int64_t version, const zalo::TokenPair& pair) override;
  void refuse(std::int64_t version) override;

 private:
  Db& db_;
  const Seal& seal_;
  std::string setting_id_;
};

/// Both tokens in one sealed text, so that no pair can be half old.
std::string seal_pair(const Seal& seal, const zalo::TokenPair& pair);

}  // namespace thon::channels
