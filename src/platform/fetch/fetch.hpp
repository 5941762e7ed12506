#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

/// Calls to other servers: blocking, bounded, and honest about what may have happened on the other side.
namespace thon::fetch {

/// How far a call got. What its caller may do next hangs on it.
enum class Reach {
  answered,  ///< the answer is whole
  not_sent,  ///< the other side cannot have acted: it was not reached, or the request did not leave whole
  uncertain  ///< the request left whole and no whole answer came back
};

struct Request {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Millis timeout = 15 * kSecond;
  Millis connect_timeout = 5 * kSecond;
  /// An answer longer than this is cut there, and counts as whole.
  std::size_t most = 256 * 1024;
};

struct Response {
  Reach reach = Reach::not_sent;
  int status = 0;                                           ///< also set when the answer broke off after it
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::string body;
  std::string error;  ///< why there is no answer, for the log

  std::string_view header(std::string_view name) const;
  /// Retry-After as a time from `now`; `otherwise` when it is not there or makes no sense. An hour at most.
  Millis retry_after(Millis now, Millis otherwise) const;
};

struct Options {
  /// Also call addresses inside the own network, and push services without https. Off, no address that someone types
  /// or a browser sends can be used to reach what stands behind the firewall.
  bool private_addresses = false;
  /// Connections kept for the next call of the same server.
  std::size_t kept = 16;
};

/// Keeps connections open between calls. Threads may share it: each call in progress has a handle of its own.
/// A request is sent once, or not at all: libcurl's silent repeat on a connection that went stale is ruled out.
/// Redirects are not followed, and no proxy of the environment is used.
class Client {
 public:
  explicit Client(Options options = {});
  ~Client();
  Client(const Client&) = delete;

  Response send(const Request& request);
  const Options& options() const { return options_; }

 private:
  void* take();
  void give_back(void* handle);

  Options options_;
  std::mutex mutex_;
  std::vector<void*> idle_;
};

/// One e-mail to one address, handed to a mail server.
struct Mail {
  std::string url;  ///< smtp://host:25 or smtps://host:465
  bool starttls = false;
  std::string user, password;
  std::string from, to;
  std::string data;  ///< headers and body, lines ended by CR LF
  Millis timeout = 30 * kSecond;
};

struct MailResponse {
  Reach reach = Reach::not_sent;
  int code = 0;       ///< of the server's last reply; 0: none came
  std::string words;  ///< that reply as it stands
  std::string error;
  bool login_refused = false;
};

MailResponse send_mail(const Options& options, const Mail& mail);

/// False for loopback, private, link-local and other addresses that are not on the open internet. `address` in its
/// usual text form.
bool is_public_address(std::string_view address);

}  // namespace thon::fetch
