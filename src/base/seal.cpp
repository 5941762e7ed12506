#include "base/seal.hpp"

#include <sodium.h>

#include <stdexcept>

#include "base/error.hpp"

namespace thon {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Seal::Seal(std::string key) : key_(std::move(key)) {
  if (key_.size() != crypto_secretbox_KEYBYTES) throw std::invalid_argument("the secret key must have 32 bytes");
}

std::string Seal::close(std::string_view secret) const {
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size(), '\0');
  randombytes_buf(sealed.data(), crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes_of(sealed) + crypto_secretbox_NONCEBYTES, bytes_of(secret), secret.size(),
                        bytes_of(sealed), bytes_of(std::string_view(key_)));
  std::string text(sealed.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(sealed), sealed.size());
  text.pop_back();
  return text;
}

std::string Seal::open(std::string_view sealed) const {
  constexpr std::size_t kHead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  std::string raw(sealed.size() / 2, '\0');
  std::size_t size = 0;
  const bool hex =
      sodium_hex2bin(bytes_of(raw), raw.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr) == 0;
  if (hex && size >= kHead) {
    std::string secret(size - kHead, '\0');
    if (crypto_secretbox_open_easy(bytes_of(secret), bytes_of(raw) + crypto_secretbox_NONCEBYTES,
                                   size - crypto_secretbox_NONCEBYTES, bytes_of(raw),
                                   bytes_of(std::string_view(key_))) == 0)
      return secret;
  }
  throw Error(ErrorKind::internal, "error.internal", {}, "a sealed secret does not open under this secret.key");
}

}  // namespace thon
