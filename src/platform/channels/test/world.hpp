#pragma once
#include <mutex>

#include "platform/channels/provider.hpp"
#include "platform/channels/zalo_token.hpp"
#include "support/stand_in.hpp"

/// What the adapters' tests share: a client that may call this machine, and a token store in memory.
namespace thon::channels::test {

using thon::test::StandIn;
using Values = std::map<std::string, std::string>;

inline Env env() {
  static fetch::Client client({.private_addresses = true});
  return {client, now_ms};
}

/// Nobody listens there.
inline std::string nowhere() { return "http://127.0.0.1:1"; }

inline Message message(std::string address, std::string key = "thong-bao-1") {
  Message made{.key = std::move(key), .address = std::move(address)};
  made.title = "Lịch tiêm phòng";
  made.text = "Sáng thứ bảy, từ 7 giờ tại nhà văn hóa.";
  made.url = "https://xa.vn/t/AB12";
  return made;
}

/// The same rules as the table in the database, for one process.
class MemoryTokens : public zalo::TokenStore {
 public:
  explicit MemoryTokens(zalo::TokenPair pair) : pair_(std::move(pair)) {}

  zalo::TokenPair load() override {
    const std::lock_guard lock(mutex_);
    return pair_;
  }
  bool lease(std::int64_t version, Millis) override {
    const std::lock_guard lock(mutex_);
    if (version != pair_.version || leased_) return false;
    return leased_ = true;
  }
  void release(std::int64_t version) override {
    const std::lock_guard lock(mutex_);
    if (version == pair_.version) leased_ = false;
  }
  void save(std::int64_t version, const zalo::TokenPair& pair) override {
    const std::lock_guard lock(mutex_);
    if (version != pair_.version) return;
    pair_ = pair;
    pair_.version = version + 1;
    leased_ = false;
    ++saves;
  }
  void refuse(std::int64_t version) override {
    const std::lock_guard lock(mutex_);
    if (version == pair_.version) pair_.consent_needed = true;
    leased_ = false;
  }

  int saves = 0;

 private:
  std::mutex mutex_;
  zalo::TokenPair pair_;
  bool leased_ = false;
};

/// A pair that the stand-in has just given out.
inline zalo::TokenPair fresh_pair(StandIn& zalo) {
  const auto given = zalo.ask("/__pair");
  zalo::TokenPair pair;
  pair.access = given.at("access_token").as_string();
  pair.refresh = given.at("refresh_token").as_string();
  pair.expires_at = now_ms() + kDay;
  pair.version = 1;
  return pair;
}

inline Fields zalo_fields(const StandIn& zalo, Values more = {}) {
  Values values{{"app_id", "app-1"},          {"secret_key", "app-secret"},
                                            {"oa_secret_key", "oa-secret"}, {"zns_template", "12345"},
                                            {"oauth_url", zalo.url()},    {"api_url", zalo.url()},
                                            {"business_url", zalo.url()}, {"consent_url", zalo.url("/v4/oa/permission")}};
  for (auto& [name, value] : more) values[name] = value;
  return Fields(Provider::zalo, values);
}

}  // namespace thon::channels::test
