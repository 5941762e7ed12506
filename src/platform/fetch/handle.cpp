#include "platform/fetch/handle.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace thon::fetch {
namespace {

/// Asked for a socket once a name has become an address: what is judged is what is called.
curl_socket_t open_public_socket(void*, curlsocktype purpose, curl_sockaddr* to) {
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  char text[INET6_ADDRSTRLEN] = {};
  const void* address = nullptr;
  if (to->family == AF_INET) address = &reinterpret_cast<const sockaddr_in*>(&to->addr)->sin_addr;
  else if (to->family == AF_INET6) address = &reinterpret_cast<const sockaddr_in6*>(&to->addr)->sin6_addr;
  if (!address || !::inet_ntop(to->family, address, text, sizeof text) || !is_public_address(text))
    return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/// Programs that this one starts (a speech engine) must not inherit connections.
curl_socket_t open_any_socket(void*, curlsocktype, curl_sockaddr* to) {
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

}  // namespace

std::size_t Outgoing::read(char* to, std::size_t size, std::size_t count, void* self) {
  auto& out = *static_cast<Outgoing*>(self);
  const std::size_t part = std::min(size * count, out.left.size());
  std::memcpy(to, out.left.data(), part);
  out.left.remove_prefix(part);
  out.taken = out.left.empty();
  out.ended = part == 0;
  return part;
}

void set_common(CURL* curl, const Options& options, Millis timeout, Millis connect_timeout) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout));
  // A connection that lay idle for long may have been closed over there without a word.
  curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, 20L);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION,
                   options.private_addresses ? open_any_socket : open_public_socket);
}

std::string words_of(CURLcode code, const char* buffer) {
  return buffer && *buffer ? buffer : curl_easy_strerror(code);
}

}  // namespace thon::fetch
