#pragma once
#include <curl/curl.h>

#include <string>
#include <string_view>

#include "platform/fetch/fetch.hpp"

/// What HTTP and mail share of libcurl.
namespace thon::fetch {

/// Hands out the bytes of a request once. Libcurl cannot rewind it, so it cannot send them a second time by itself.
struct Outgoing {
  explicit Outgoing(std::string_view bytes) : left(bytes), taken(bytes.empty()) {}

  std::string_view left;
  bool taken;          ///< libcurl has the last byte
  bool ended = false;  ///< and has asked for more and been told that there is none

  static std::size_t read(char* to, std::size_t size, std::size_t count, void* self);
};

/// Sets what every call has in common: time limits, no signals, no proxy, the guard against private addresses.
void set_common(CURL* curl, const Options& options, Millis timeout, Millis connect_timeout);

/// What went wrong, with libcurl's own words when it has some.
std::string words_of(CURLcode code, const char* buffer);

}  // namespace thon::fetch
