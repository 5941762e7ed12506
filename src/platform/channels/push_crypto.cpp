#include "platform/channels/push_crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>

#include "platform/channels/answer.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels::push {
namespace {

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

/// nullptr when the point does not lie on the curve.
Key make_key(std::string_view public_key, std::string_view private_key) {
  Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, public_key.data(), public_key.size());
  Number number;
  if (!private_key.empty()) {
    number.reset(BN_bin2bn(raw(private_key), static_cast<int>(private_key.size()), nullptr));
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
  }
  Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  const int selection = private_key.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
    return nullptr;
  return Key(key);
}

std::string shared_secret(const KeyPair& ours, std::string_view theirs) {
  const Key own = make_key(ours.public_key, ours.private_key), other = make_key(theirs, {});
  must(own && other, "key");
  KeyContext context(EVP_PKEY_CTX_new(own.get(), nullptr));
  std::string secret(32, '\0');
  std::size_t size = secret.size();
  must(EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1 &&
           EVP_PKEY_derive(context.get(), raw(secret), &size) == 1,
       "ECDH");
  return secret;
}

/// HKDF with SHA-256 for outputs of one block.
std::string hkdf(std::string_view salt, std::string_view secret, std::string info, std::size_t size) {
  return hmac_sha256(hmac_sha256(salt, secret), info + '\x01').substr(0, size);
}

std::string aes128gcm(std::string_view key, std::string_view nonce, std::string_view plain) {
  Cipher cipher(EVP_CIPHER_CTX_new());
  std::string sealed(plain.size() + 16, '\0');
  int size = 0, last = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
           EVP_EncryptUpdate(cipher.get(), raw(sealed), &size, raw(plain), static_cast<int>(plain.size())) == 1 &&
           EVP_EncryptFinal_ex(cipher.get(), raw(sealed) + size, &last) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, 16, raw(sealed) + plain.size()) == 1,
       "AES-GCM");
  return sealed;
}

/// JWS wants r and s side by side; OpenSSL gives DER.
std::string es256(const KeyPair& pair, std::string_view bytes) {
  const Key key = make_key(pair.public_key, pair.private_key);
  must(key != nullptr, "key");
  Digest digest(EVP_MD_CTX_new());
  std::size_t size = 0;
  must(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestSign(digest.get(), nullptr, &size, raw(bytes), bytes.size()) == 1,
       "ECDSA");
  std::string der(size, '\0');
  must(EVP_DigestSign(digest.get(), raw(der), &size, raw(bytes), bytes.size()) == 1, "ECDSA");
  const unsigned char* at = raw(std::string_view(der));
  Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
  std::string both(64, '\0');
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw(both), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw(both) + 32, 32);
  return both;
}

}  // namespace

KeyPair new_key_pair() {
  const Key key(EVP_EC_gen("P-256"));
  must(key != nullptr, "P-256");
  KeyPair pair{std::string(65, '\0'), std::string(32, '\0')};
  std::size_t size = 0;
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, raw(pair.public_key), 65, &size) == 1 &&
           EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1,
       "P-256");
  const Number kept(number);
  BN_bn2binpad(number, raw(pair.private_key), 32);
  return pair;
}

bool is_public_key(std::string_view bytes) {
  return bytes.size() == 65 && bytes[0] == 4 && make_key(bytes, {}) != nullptr;
}

std::optional<Subscription> read_subscription(std::string_view json) {
  const Answer answer(json);
  auto key = from_base64url(answer.text("keys/p256dh"));
  auto auth = from_base64url(answer.text("keys/auth"));
  Subscription subscription{answer.text("endpoint"), key.value_or(""), auth.value_or("")};
  if (origin_of(subscription.endpoint).empty() || subscription.auth.size() != 16 ||
      !is_public_key(subscription.p256dh))
    return std::nullopt;
  return subscription;
}

std::string write_subscription(const Subscription& subscription) {
  return boost::json::serialize(boost::json::object{
      {"endpoint", subscription.endpoint},
      {"keys",
       boost::json::object{{"p256dh", base64url(subscription.p256dh)}, {"auth", base64url(subscription.auth)}}}});
}

std::string encrypt(const Subscription& subscription, std::string_view plain, const KeyPair& sender,
                    std::string_view salt) {
  using namespace std::string_literals;
  const auto secret = shared_secret(sender, subscription.p256dh);
  const auto key_info = "WebPush: info\0"s + subscription.p256dh + sender.public_key;
  const auto input = hkdf(subscription.auth, secret, key_info, 32);
  const auto key = hkdf(salt, input, "Content-Encoding: aes128gcm\0"s, 16);
  const auto nonce = hkdf(salt, input, "Content-Encoding: nonce\0"s, 12);
  std::string body(salt);
  body += "\x00\x00\x10\x00"s;  // one record of up to 4096 bytes
  body += static_cast<char>(sender.public_key.size());
  body += sender.public_key;
  // \x02 marks the last record; there is no padding after it.
  return body + aes128gcm(key, nonce, std::string(plain) + '\x02');
}

std::string encrypt(const Subscription& subscription, std::string_view plain) {
  std::string salt(16, '\0');
  randombytes_buf(salt.data(), salt.size());
  return encrypt(subscription, plain, new_key_pair(), salt);
}

std::string vapid(std::string_view endpoint, const KeyPair& server, std::string_view contact, Millis now) {
  boost::json::object claims{{"aud", origin_of(endpoint)}, {"exp", now / 1000 + 12 * 3600}};
  if (!contact.empty()) claims["sub"] = contact;
  const std::string signed_part =
      base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + base64url(boost::json::serialize(claims));
  return "vapid t=" + signed_part + "." + base64url(es256(server, signed_part)) +
         ", k=" + base64url(server.public_key);
}

std::string origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos || (url.substr(0, scheme) != "https" && url.substr(0, scheme) != "http"))
    return {};
  const auto end = std::min(url.find_first_of("/?#", scheme + 3), url.size());
  return end == scheme + 3 ? std::string() : std::string(url.substr(0, end));
}

}  // namespace thon::channels::push
