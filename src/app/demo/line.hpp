#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace thon::demo {

struct Answer {
  int status = 0;  ///< 0: the server did not answer
  std::string body;
  std::string session;  ///< from Set-Cookie, when there is one
};

/// One kept-alive HTTP connection that every simulated phone speaks through in turn. Not for several threads.
class Line {
 public:
  Line(std::string host, int port);
  ~Line();
  Line(const Line&) = delete;

  /// `session` goes along as the cookie of the phone that is asking. A broken connection is opened again
  /// once.
  Answer get(const std::string& target, const std::string& session);
  Answer post(const std::string& target, const std::string& session, const std::string& json);

 private:
  struct State;
  Answer ask(bool post, const std::string& target, const std::string& session, const std::string& json);
  Answer exchange(bool post, const std::string& target, const std::string& session, const std::string& json);

  std::string host_;
  int port_;
  std::unique_ptr<State> state_;
};

}  // namespace thon::demo
