#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "platform/events/events.hpp"
#include "platform/events/history.hpp"
#include "platform/events/listener.hpp"
#include "platform/events/throttle.hpp"

/// Live events over server-sent event streams.
namespace thon::events {

struct HubOptions {
  std::size_t history_events = 2000;
  std::size_t history_bytes = 4 << 20;
  /// A listener with more than this waiting is dropped; it comes back and catches up.
  std::size_t queue_bytes = 64 << 10;
  /// The kernel's send buffer of a stream: together with queue_bytes, all that a listener who stops reading
  /// can hold.
  int send_buffer = 64 << 10;
  int streams_per_account = 8;
  int streams = 15'000;
  Millis heartbeat = 25 * kSecond;
  Millis throttle = 500;
  /// A listener whose socket took nothing for so long while events wait is dropped.
  Millis stall = 60 * kSecond;
};

struct HubStats {
  std::int64_t open = 0, events = 0, deliveries = 0, drops = 0, resyncs = 0;
};

/// A socket that asked for events, with its request already read.
struct Joining {
  int fd = -1;
  Actor actor;
  std::string last_event_id;
  std::string head;  ///< the response's status line and headers
};

/// Hands every event to the listeners who may see it. One thread of its own with one epoll set does all
/// writing, so that requests are served while thousands of streams are written to. A socket that is full
/// waits in a bounded queue and never holds up the others.
class Hub : public EventSink {
 public:
  explicit Hub(HubOptions options = {});
  ~Hub() override;
  Hub(const Hub&) = delete;

  void publish(Event event) override;

  enum class Admission { admitted, account_full, full };
  /// Takes the socket over when admitted; otherwise it stays the caller's.
  Admission join(Joining joining);
  /// Closes the streams of a session that has ended.
  void disconnect(const std::string& session_id);
  /// Closes every stream and ends the thread. Later events and streams are refused.
  void stop();
  HubStats stats() const;
  int open_streams() const { return open_.load(std::memory_order_relaxed); }

 private:
  struct Inbox {
    std::vector<Event> events;
    std::vector<Joining> joining;
    std::vector<std::string> ended;
    bool empty() const { return events.empty() && joining.empty() && ended.empty(); }
  };

  void run();
  int wait_time(Millis now) const;
  void wait(int timeout);
  void take_inbox();
  void drop_ended();
  void accept(Event event);
  void keep(std::shared_ptr<const Entry> entry);
  void welcome(Joining joining);
  void catch_up(const Listener& listener, const Joining& joining, std::vector<SharedBytes>& out);
  void fan_out();
  void deliver(Listener& listener);
  void settle(Listener& listener, Listener::Sent sent);
  void beat();
  Millis first_beat();
  void drop(Listener& listener);
  void reap();
  template <class Add>
  void hand_in(Add add);

  const HubOptions options_;
  int epoll_ = -1;
  int wake_ = -1;

  std::mutex mutex_;
  Inbox inbox_;
  bool stopping_ = false;
  std::unordered_map<std::string, int> accounts_;

  // The thread's own.
  History history_;
  Throttle throttle_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::deque<std::shared_ptr<const Entry>> live_;  ///< events some listener was not considered for
  std::deque<std::pair<Millis, std::string>> ended_;
  std::size_t pass_at_ = 0;      ///< the next listener of the pass in progress
  std::uint64_t pass_from_ = 0;  ///< the newest event when the pass began
  bool passing_ = false;
  bool dropped_ = false;
  Millis now_ = 0;
  Millis beat_at_ = 0;
  Millis beat_spread_ = 0;
  std::vector<SharedBytes> batch_;

  std::atomic<int> open_{0};
  std::atomic<std::int64_t> events_{0}, deliveries_{0}, drops_{0}, resyncs_{0};
  std::thread thread_;
};

}  // namespace thon::events
