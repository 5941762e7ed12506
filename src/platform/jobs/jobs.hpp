#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/jobs/crew.hpp"

/// Work that outlives a request: timers, and a durable outbox whose tasks are written in the same transaction as
/// the change that calls for them.
namespace thon::jobs {

struct Timer {
  std::string name;
  Millis every;
  std::function<void(Db&)> run;
};

/// Does one task; `payload` is what was enqueued. Must be harmless when repeated: a task runs at least once.
/// A throw means "try again later".
using Handler = std::function<void(Db&, const std::string& payload)>;

/// Adds a task to the outbox. A task of the same kind and key that is still waiting is not added again.
void enqueue(Tx& tx, std::string_view kind, std::string_view key, std::string_view payload, Millis run_at = 0);

/// How long to wait before try number `attempts` (1-based): 1 s, 2 s, 4 s … up to an hour.
Millis backoff(int attempts);

/// Runs timers and tasks on one thread, and streams on a crew, until stopped. A task that failed 12 times rests as
/// "dead" until someone looks: it is never dropped.
class Runner {
 public:
  Runner(Db& db, std::vector<Timer> timers, std::map<std::string, Handler> handlers,
         std::vector<Stream> streams = {});
  ~Runner();
  void start();
  void stop();
  /// Does everything due at the database's clock; returns how many tasks and pieces ran. Tests call it instead of
  /// start().
  int run_due();
  /// Wakes the thread: something was enqueued.
  void wake();

 private:
  void loop();
  bool run_one();
  void run_timers();

  Db& db_;
  std::vector<Timer> timers_;
  std::map<std::string, Handler> handlers_;
  Crew crew_;
  std::vector<Millis> next_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool woken_ = false;
  std::thread thread_;
};

}  // namespace thon::jobs
