#include <algorithm>
#include <charconv>
#include <cstring>

#include "platform/fetch/handle.hpp"

namespace thon::fetch {
namespace {

struct Started {
  Started() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

/// What comes in.
struct Incoming {
  Response& response;
  std::size_t most;
  bool cut = false;

  static std::size_t body(char* from, std::size_t size, std::size_t count, void* self) {
    auto& in = *static_cast<Incoming*>(self);
    const std::size_t given = size * count;
    const std::size_t room = in.most - std::min(in.most, in.response.body.size());
    in.response.body.append(from, std::min(given, room));
    in.cut = given > room;
    return in.cut ? CURL_WRITEFUNC_ERROR : given;
  }

  static std::size_t header(char* from, std::size_t size, std::size_t count, void* self) {
    auto& in = *static_cast<Incoming*>(self);
    std::string_view line(from, size * count);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) in.response.headers.clear();  // an interim answer came before
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || in.response.headers.size() >= 100) return size * count;
    std::string name(line.substr(0, colon));
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    line.remove_prefix(colon + 1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    in.response.headers[std::move(name)] = line;
    return size * count;
  }
};

/// The header lines of one request; freed with it.
class Headers {
 public:
  explicit Headers(const Request& request) {
    for (const auto& [name, value] : request.headers) add(name + ": " + value);
    add("Expect:");  // waiting for leave to send would cost a round trip
  }
  ~Headers() { curl_slist_free_all(list_); }
  Headers(const Headers&) = delete;
  curl_slist* list() { return list_; }

 private:
  void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* list_ = nullptr;
};

Reach reach_of(CURL* curl, CURLcode code, const Outgoing& out, bool cut, bool has_body) {
  if (code == CURLE_OK || cut) return Reach::answered;
  long request_bytes = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &request_bytes);
  const bool left = request_bytes > 0 && (!has_body || out.taken);
  return left ? Reach::uncertain : Reach::not_sent;
}

}  // namespace

Client::Client(Options options) : options_(options) { static const Started started; }

Client::~Client() {
  for (void* handle : idle_) curl_easy_cleanup(static_cast<CURL*>(handle));
}

void* Client::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      void* handle = idle_.back();
      idle_.pop_back();
      return handle;
    }
  }
  return curl_easy_init();
}

void Client::give_back(void* handle) {
  // Forgets the request, keeps its connection.
  curl_easy_reset(static_cast<CURL*>(handle));
  {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < options_.kept) return idle_.push_back(handle);
  }
  curl_easy_cleanup(static_cast<CURL*>(handle));
}

Response Client::send(const Request& request) {
  auto* curl = static_cast<CURL*>(take());
  Response response;
  Headers headers(request);
  Outgoing out(request.body);
  Incoming in{response, request.most};
  char words[CURL_ERROR_SIZE] = {};
  const bool has_body = request.method != "GET" && request.method != "DELETE";

  set_common(curl, options_, request.timeout, request.connect_timeout);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.list());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Thon");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Incoming::body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &in);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, Incoming::header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &in);
  if (has_body) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, Outgoing::read);
    curl_easy_setopt(curl, CURLOPT_READDATA, &out);
  }
  if (request.method != "POST" && request.method != "GET")
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());

  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  response.reach = reach_of(curl, code, out, in.cut, has_body);
  if (response.reach != Reach::answered) response.error = words_of(code, words);
  give_back(curl);
  return response;
}

std::string_view Response::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

Millis Response::retry_after(Millis now, Millis otherwise) const {
  const auto text = header("retry-after");
  if (text.empty()) return otherwise;
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  Millis wait = otherwise;
  if (fault == std::errc{} && end == text.data() + text.size()) {
    wait = std::clamp<std::int64_t>(seconds, 0, 3600) * kSecond;
  } else if (const auto at = curl_getdate(std::string(text).c_str(), nullptr); at >= 0) {
    wait = static_cast<Millis>(at) * kSecond - now;
  }
  return std::clamp<Millis>(wait, kSecond, kHour);
}

}  // namespace thon::fetch
