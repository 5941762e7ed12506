#include "channels/registry.hpp"

#include <boost/json.hpp>

#include "channels/rules.hpp"
#include "channels/tokens.hpp"
#include "platform/channels/email.hpp"
#include "platform/channels/facebook.hpp"
#include "platform/channels/loudspeaker.hpp"
#include "platform/channels/push.hpp"
#include "platform/channels/sign.hpp"
#include "platform/channels/sms.hpp"
#include "platform/channels/zalo.hpp"
#include "platform/log/log.hpp"

namespace thon::channels {
namespace {

/// How often "still working" is written down.
constexpr Millis kNoteEvery = 10 * kMinute;

std::map<std::string, std::string> read_values(std::string_view text) {
  std::map<std::string, std::string> values;
  const auto parsed = boost::json::parse(text);
  for (const auto& [name, value] : parsed.as_object()) values[name] = value.as_string();
  return values;
}

/// Tells the administrator's page how it goes.
class Watched : public Channel {
 public:
  Watched(std::unique_ptr<Channel> inner, Db& db, const store::Setting& setting,
          const std::map<std::string, std::string>& secrets, std::shared_ptr<void> needs)
      : inner_(std::move(inner)), db_(db), setting_id_(setting.id), attention_(setting.attention.value_or("")),
        noted_at_(setting.worked_at.value_or(0)), needs_(std::move(needs)) {
    for (const auto& [name, value] : secrets) secrets_.push_back(value);
  }

  Kind kind() const override { return inner_->kind(); }
  bool configured() const override { return inner_->configured(); }
  bool idempotent() const override { return inner_->idempotent(); }
  std::int64_t price(const Message& message) const override { return inner_->price(message); }

  Outcome send(const Message& message) override {
    Outcome outcome;
    try {
      outcome = inner_->send(message);
    } catch (const std::exception& error) {
      // After what may have been sent: nobody knows any more.
      log::error("channel failed", {{"setting", setting_id_}, {"why", error.what()}});
      return {.state = State::uncertain, .reason = "no_answer", .detail = error.what()};
    }
    outcome.detail = fit_words(std::move(outcome.detail), secrets_);
    outcome.provider_id = fit_words(std::move(outcome.provider_id), secrets_);
    note(outcome);
    return outcome;
  }

 private:
  void note(const Outcome& outcome) {
    const bool good = outcome.state == State::accepted || outcome.state == State::delivered;
    const bool bad = !good && rules::needs_attention(outcome.reason);
    {
      const std::lock_guard lock(mutex_);
      if (!good && !bad) return;
      const std::string attention = bad ? outcome.reason : "";
      if (attention_ == attention && db_.now() - noted_at_ < kNoteEvery) return;
      attention_ = attention;
      noted_at_ = db_.now();
    }
    try {
      db_.write([&](Tx& tx) {
        if (good) store::note_worked(tx, setting_id_);
        else store::note_attention(tx, setting_id_, outcome.reason);
      });
    } catch (const std::exception& error) {
      log::warning("channel's state not noted", {{"setting", setting_id_}, {"why", error.what()}});
    }
  }

  std::unique_ptr<Channel> inner_;
  Db& db_;
  std::string setting_id_;
  std::mutex mutex_;
  std::string attention_;
  Millis noted_at_;
  std::vector<std::string> secrets_;
  std::shared_ptr<void> needs_;
};

}  // namespace

/// What was made from one version of a setting.
class Registry::Made {
 public:
  std::int64_t version = 0;
  std::shared_ptr<StoredTokens> stored;
  std::shared_ptr<zalo::Tokens> tokens;
  std::map<Kind, std::shared_ptr<Channel>> channels;
};

Registry::Registry(Options options)
    : options_(std::move(options)),
      seal_(options_.secret_key),
      http_({.private_addresses = options_.private_addresses}) {}

Registry::~Registry() = default;

Env Registry::env() {
  return {http_, [db = options_.db] { return db->now(); }};
}

std::map<std::string, std::string> Registry::secrets(const store::Setting& setting) const {
  return read_values(seal_.open(setting.secrets));
}

Fields Registry::fields(const store::Setting& setting) const {
  return rules::fields_of(setting.provider, read_values(setting.fields), secrets(setting));
}

void Registry::keep_token(Tx& tx, std::string_view setting_id, const zalo::TokenPair& pair) const {
  store::put_token(tx, setting_id, {seal_pair(seal_, pair), pair.expires_at, 0, false});
}

void Registry::prepare() {
  bool there = false;
  options_.db->read([&](Tx& tx) { there = store::server_key(tx).has_value(); });
  if (there) return;
  const auto pair = push::new_key_pair();
  const store::ServerKey key{base64url(pair.public_key), seal_.close(pair.private_key)};
  options_.db->write([&](Tx& tx) { store::put_server_key(tx, key); });
}

push::KeyPair Registry::server_key(Tx& tx) const {
  const auto key = store::server_key(tx);
  if (!key) throw std::logic_error("prepare() comes first");
  return {from_base64url(key->public_key).value_or(""), seal_.open(key->private_key)};
}

std::shared_ptr<Channel> Registry::find(Kind kind, std::string_view area_id) {
  std::shared_ptr<Channel> found;
  options_.db->read([&](Tx& tx) { found = find(tx, kind, area_id); });
  return found;
}

std::shared_ptr<Channel> Registry::find(Tx& tx, Kind kind, std::string_view area_id) {
  const auto setting = store::nearest(tx, area_id, provider_of(kind));
  if (setting && !setting->enabled) return nullptr;
  // Push needs no contract: the installation's own key is enough.
  if (!setting) return kind == Kind::push ? push(tx, std::nullopt) : nullptr;
  auto channel = of(tx, *setting, kind);
  return channel && channel->configured() ? channel : nullptr;
}

std::shared_ptr<Channel> Registry::push(Tx& tx, const std::optional<store::Setting>& setting) {
  std::string contact = setting ? fields(*setting)["contact"] : "";
  if (!contact.empty()) contact = "mailto:" + contact;
  else if (options_.public_url.starts_with("https://")) contact = options_.public_url;
  auto made = make_push(env(), server_key(tx), std::move(contact));
  if (!setting) return made;
  return std::make_shared<Watched>(std::move(made), *options_.db, *setting, secrets(*setting), nullptr);
}

std::shared_ptr<Channel> Registry::of(Tx& tx, const store::Setting& setting, Kind kind) {
  const auto all = made(tx, setting);
  const auto found = all->channels.find(kind);
  return found == all->channels.end() ? nullptr : found->second;
}

std::shared_ptr<Registry::Made> Registry::made(Tx& tx, const store::Setting& setting) {
  const std::lock_guard lock(mutex_);
  auto& kept = made_[setting.id];
  if (kept && kept->version == setting.version) return kept;
  auto all = std::make_shared<Made>();
  all->version = setting.version;
  const auto known = fields(setting);
  const auto hidden = secrets(setting);
  const auto add = [&](std::unique_ptr<Channel> channel) {
    const Kind kind = channel->kind();
    all->channels[kind] = std::make_shared<Watched>(std::move(channel), *options_.db, setting, hidden, all->stored);
  };
  switch (setting.provider) {
    case Provider::push: all->channels[Kind::push] = push(tx, setting); break;
    case Provider::zalo:
      all->stored = std::make_shared<StoredTokens>(*options_.db, seal_, setting.id);
      all->tokens = std::make_shared<zalo::Tokens>(env(), known, *all->stored);
      add(make_zalo_oa(env(), known, all->tokens));
      add(make_zalo_group(env(), known, all->tokens));
      add(make_zns(env(), known, all->tokens));
      break;
    case Provider::sms: add(make_sms(env(), known)); break;
    case Provider::loudspeaker: add(make_loudspeaker(env(), known)); break;
    case Provider::email: add(make_email(env(), known)); break;
    case Provider::facebook: add(make_facebook(env(), known)); break;
  }
  kept = std::move(all);
  return kept;
}

void Registry::refresh_tokens() {
  std::vector<std::shared_ptr<Made>> all;
  options_.db->read([&](Tx& tx) {
    for (const auto& setting : store::of_provider(tx, Provider::zalo)) all.push_back(made(tx, setting));
  });
  for (const auto& one : all) one->tokens->refresh_ahead();
}

}  // namespace thon::channels
