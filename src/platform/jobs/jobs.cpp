#include "platform/jobs/jobs.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "platform/log/log.hpp"

namespace thon::jobs {
namespace {

constexpr int kMostAttempts = 12;

struct Task {
  std::string id, kind, payload;
  int attempts;
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, kind, payload, attempts))

const Sql kEnqueue{"jobs.enqueue",
                   "INSERT INTO jobs_task (id, kind, task_key, payload, run_at, attempts, state, created_at) "
                   "VALUES (:id, :kind, :key, :payload, :run_at, 0, 'waiting', :now) "
                   "ON CONFLICT (kind, task_key) WHERE state = 'waiting' DO NOTHING"};
const Sql kDue{"jobs.due",
               "SELECT id, kind, payload, attempts FROM jobs_task WHERE state = 'waiting' AND run_at <= :now "
               "ORDER BY run_at LIMIT 1"};
const Sql kDone{"jobs.done", "DELETE FROM jobs_task WHERE id = :id"};
const Sql kFailed{"jobs.failed",
                  "UPDATE jobs_task SET attempts = :attempts, run_at = :run_at, state = :state, last_error = :why "
                  "WHERE id = :id"};

}  // namespace

void enqueue(Tx& tx, std::string_view kind, std::string_view key, std::string_view payload, Millis run_at) {
  tx.exec(kEnqueue, {{"id", new_id()},
                     {"kind", kind},
                     {"key", key},
                     {"payload", payload},
                     {"run_at", run_at ? run_at : tx.now()},
                     {"now", tx.now()}});
}

Millis backoff(int attempts) { return std::min(kHour, kSecond << std::min(attempts - 1, 12)); }

Runner::Runner(Db& db, std::vector<Timer> timers, std::map<std::string, Handler> handlers, std::vector<Stream> streams)
    : db_(db),
      timers_(std::move(timers)),
      handlers_(std::move(handlers)),
      crew_(db, std::move(streams)),
      next_(timers_.size(), 0) {}

Runner::~Runner() { stop(); }

void Runner::start() {
  crew_.start();
  thread_ = std::thread([this] { loop(); });
}

void Runner::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  crew_.stop();
}

void Runner::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
  crew_.wake();
}

void Runner::loop() {
  while (true) {
    try {
      run_timers();
      while (run_one()) {
      }
    } catch (const std::exception& error) {
      log::error("jobs", {{"why", error.what()}});
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_ || woken_; });
    woken_ = false;
    if (stopping_) return;
  }
}

int Runner::run_due() {
  run_timers();
  int ran = 0;
  while (run_one()) ++ran;
  return ran + crew_.run_due();
}

void Runner::run_timers() {
  for (std::size_t i = 0; i < timers_.size(); ++i) {
    if (db_.now() < next_[i]) continue;
    next_[i] = db_.now() + timers_[i].every;
    try {
      timers_[i].run(db_);
    } catch (const std::exception& error) {
      log::error("timer failed", {{"timer", timers_[i].name}, {"why", error.what()}});
    }
  }
}

bool Runner::run_one() {
  std::optional<Task> task;
  db_.read([&](Tx& tx) { task = tx.one<Task>(kDue, {{"now", tx.now()}}); });
  if (!task) return false;
  std::string why = "no handler";
  try {
    const auto handler = handlers_.find(task->kind);
    if (handler != handlers_.end()) {
      handler->second(db_, task->payload);
      db_.write([&](Tx& tx) { tx.exec(kDone, {{"id", task->id}}); });
      return true;
    }
  } catch (const std::exception& error) {
    why = error.what();
  }
  const int attempts = task->attempts + 1;
  log::warning("task failed", {{"kind", task->kind}, {"id", task->id}, {"why", why}});
  db_.write([&](Tx& tx) {
    tx.exec(kFailed, {{"id", task->id},
                      {"attempts", attempts},
                      {"run_at", tx.now() + backoff(attempts)},
                      {"state", attempts >= kMostAttempts ? "dead" : "waiting"},
                      {"why", why}});
  });
  return true;
}

}  // namespace thon::jobs
