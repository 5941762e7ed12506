#include "platform/events/hub.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace thon::events {

namespace {

/// Listeners written to between two looks at the inbox and at the sockets.
constexpr std::size_t kSlice = 256;
constexpr Millis kBeatEvery = kSecond;
constexpr Millis kRememberEnded = 30 * kSecond;

int checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return fd;
}

}  // namespace

Hub::Hub(HubOptions options)
    : options_(options),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      history_(std::to_string(now_ms()), options.history_events, options.history_bytes),
      throttle_(options.throttle) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event), "epoll_ctl");
  thread_ = std::thread([this] { run(); });
}

Hub::~Hub() {
  stop();
  ::close(wake_);
  ::close(epoll_);
}

template <class Add>
void Hub::hand_in(Add add) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    first = inbox_.empty();
    add();
  }
  // Whoever finds the inbox empty wakes the thread; the others know that it is awake or about to be.
  if (first) ::eventfd_write(wake_, 1);
}

void Hub::publish(Event event) {
  hand_in([&] { inbox_.events.push_back(std::move(event)); });
}

void Hub::disconnect(const std::string& session_id) {
  if (session_id.empty()) return;
  hand_in([&] { inbox_.ended.push_back(session_id); });
}

Hub::Admission Hub::join(Joining joining) {
  Admission answer = Admission::full;
  hand_in([&] {
    if (open_.load(std::memory_order_relaxed) >= options_.streams) return;
    int& mine = accounts_[joining.actor.account_id];
    if (mine >= options_.streams_per_account) {
      answer = Admission::account_full;
      return;
    }
    ++mine;
    open_.fetch_add(1, std::memory_order_relaxed);
    answer = Admission::admitted;
    inbox_.joining.push_back(std::move(joining));
  });
  return answer;
}

void Hub::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  ::eventfd_write(wake_, 1);
  if (thread_.joinable()) thread_.join();
  for (const Joining& joining : inbox_.joining) ::close(joining.fd);
  open_.fetch_sub(static_cast<int>(inbox_.joining.size()), std::memory_order_relaxed);
  inbox_ = {};
  for (auto& listener : listeners_) drop(*listener);
  reap();
}

HubStats Hub::stats() const { return {open_, events_, deliveries_, drops_, resyncs_}; }

void Hub::run() {
  now_ = steady_ms();
  beat_at_ = now_ + kBeatEvery;
  while (true) {
    wait(wait_time(now_));
    now_ = steady_ms();
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    take_inbox();
    for (Event& event : throttle_.due(now_)) keep(history_.add(std::move(event)));
    fan_out();
    if (now_ >= beat_at_) beat();
    if (dropped_) reap();
  }
}

int Hub::wait_time(Millis now) const {
  if (passing_ || !live_.empty()) return 0;
  std::optional<Millis> until = throttle_.next();
  if (!listeners_.empty()) until = std::min(until.value_or(beat_at_), beat_at_);
  if (!until) return -1;
  return static_cast<int>(std::clamp<Millis>(*until - now, 0, kMinute));
}

void Hub::wait(int timeout) {
  std::array<epoll_event, 256> ready;
  const int count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), timeout);
  for (int i = 0; i < count; ++i) {
    auto* listener = static_cast<Listener*>(ready[i].data.ptr);
    if (listener == nullptr) {
      eventfd_t ignored;
      ::eventfd_read(wake_, &ignored);
      continue;
    }
    if (!listener->open()) continue;
    if ((ready[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0 && listener->peer_left())
      drop(*listener);
    else if ((ready[i].events & EPOLLOUT) != 0)
      settle(*listener, listener->flush(now_));
  }
}

void Hub::take_inbox() {
  Inbox inbox;
  {
    const std::lock_guard lock(mutex_);
    std::swap(inbox, inbox_);
  }
  for (Joining& joining : inbox.joining) welcome(std::move(joining));
  for (std::string& session : inbox.ended) ended_.emplace_back(now_, std::move(session));
  if (!inbox.ended.empty() || !inbox.joining.empty()) drop_ended();
  for (Event& event : inbox.events) accept(std::move(event));
}

/// A request may have been let in just before its session ended and its stream come here just after, so ended
/// sessions are remembered for a while.
void Hub::drop_ended() {
  while (!ended_.empty() && now_ - ended_.front().first > kRememberEnded) ended_.pop_front();
  for (const auto& [at, session] : ended_)
    for (auto& listener : listeners_)
      if (listener->open() && listener->actor().session_id == session) drop(*listener);
}

void Hub::accept(Event event) {
  if (!event.passing || event.throttle_key.empty()) return keep(history_.add(std::move(event)));
  if (auto now = throttle_.admit(std::move(event), now_)) keep(history_.add(std::move(*now)));
}

void Hub::keep(std::shared_ptr<const Entry> entry) {
  events_.fetch_add(1, std::memory_order_relaxed);
  live_.push_back(std::move(entry));
}

void Hub::welcome(Joining joining) {
  auto listener = std::make_unique<Listener>(joining.fd, std::move(joining.actor));
  listener->bound(options_.send_buffer, options_.stall);
  epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.ptr = listener.get()}};
  std::vector<SharedBytes> opening;
  catch_up(*listener, joining, opening);
  listener->seen = history_.last();
  listener->beat_at = first_beat();
  const bool watched = ::epoll_ctl(epoll_, EPOLL_CTL_ADD, joining.fd, &event) == 0;
  Listener& added = *listeners_.emplace_back(std::move(listener));
  if (!watched) return drop(added);
  const auto sent = added.send(opening.data(), opening.size(), now_);
  added.allowance = added.queued() + options_.queue_bytes;
  settle(added, sent);
}

/// The opening of a stream tells its position even before the first event, so that a listener who got none
/// can come back without missing any.
void Hub::catch_up(const Listener& listener, const Joining& joining, std::vector<SharedBytes>& out) {
  std::string text = joining.head + "retry: 3000\n";
  const auto from = history_.position(joining.last_event_id);
  if (!joining.last_event_id.empty() && !from) {
    text += "event: resync\ndata: {}\n";
    resyncs_.fetch_add(1, std::memory_order_relaxed);
  }
  const bool resumes = from.has_value();
  text += history_.id_line(resumes ? *from : history_.last()) + "\n";
  out.push_back(std::make_shared<const std::string>(std::move(text)));
  if (!resumes) return;
  for (const auto& entry : history_.entries())
    if (entry->number > *from && entry->wanted_by(listener.actor())) out.push_back(entry->bytes);
}

/// Writes to one slice of the listeners. A pass visits all of them and gives each every event it has not
/// seen, so events that arrive during a pass ride along; what was there when a pass began is done when it
/// ends.
void Hub::fan_out() {
  if (!passing_) {
    if (live_.empty()) return;
    passing_ = true;
    pass_at_ = 0;
    pass_from_ = history_.last();
  }
  const std::size_t end = std::min(pass_at_ + kSlice, listeners_.size());
  for (; pass_at_ < end; ++pass_at_) deliver(*listeners_[pass_at_]);
  if (pass_at_ < listeners_.size()) return;
  passing_ = false;
  while (!live_.empty() && live_.front()->number <= pass_from_) live_.pop_front();
}

void Hub::deliver(Listener& listener) {
  if (!listener.open() || listener.seen >= history_.last()) return;
  batch_.clear();
  for (const auto& entry : live_)
    if (entry->number > listener.seen && entry->wanted_by(listener.actor())) batch_.push_back(entry->bytes);
  listener.seen = history_.last();
  if (batch_.empty()) return;
  deliveries_.fetch_add(static_cast<std::int64_t>(batch_.size()), std::memory_order_relaxed);
  settle(listener, listener.send(batch_.data(), batch_.size(), now_));
}

void Hub::settle(Listener& listener, Listener::Sent sent) {
  if (sent == Listener::Sent::broken) return drop(listener);
  if (sent == Listener::Sent::all) listener.allowance = options_.queue_bytes;
  if (listener.queued() > listener.allowance) {
    drops_.fetch_add(1, std::memory_order_relaxed);
    return drop(listener);
  }
  const bool waiting = sent == Listener::Sent::waiting;
  if (waiting == listener.armed) return;
  listener.armed = waiting;
  epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.ptr = &listener}};
  if (waiting) event.events |= EPOLLOUT;
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, listener.fd(), &event);
}

/// Gives every listener a sign of life once per heartbeat. The sign carries the position: events a listener
/// may not see move it on as well.
void Hub::beat() {
  beat_at_ = now_ + kBeatEvery;
  std::uint64_t number = 0;
  SharedBytes sign;
  for (const auto& listener : listeners_) {
    if (!listener->open() || now_ < listener->beat_at) continue;
    listener->beat_at = now_ + options_.heartbeat;
    if (listener->waiting()) {
      if (now_ - listener->moved_at() < options_.stall) continue;
      drops_.fetch_add(1, std::memory_order_relaxed);
      drop(*listener);
      continue;
    }
    if (!sign || number != listener->seen) {
      number = listener->seen;
      sign = std::make_shared<const std::string>(":\n" + history_.id_line(number) + "\n");
    }
    settle(*listener, listener->send(&sign, 1, now_));
  }
}

/// Ten thousand listeners who come at once, after a restart, must not beat at once ever after.
Millis Hub::first_beat() {
  const Millis half = std::max<Millis>(1, options_.heartbeat / 2);
  beat_spread_ = (beat_spread_ + 617) % half;
  return now_ + half + beat_spread_;
}

void Hub::drop(Listener& listener) {
  if (!listener.open()) return;
  listener.close();
  dropped_ = true;
  open_.fetch_sub(1, std::memory_order_relaxed);
  const std::lock_guard lock(mutex_);
  const auto found = accounts_.find(listener.actor().account_id);
  if (found != accounts_.end() && --found->second <= 0) accounts_.erase(found);
}

/// A pass counts on the order of the listeners, so the closed ones leave between passes.
void Hub::reap() {
  if (passing_) return;
  std::erase_if(listeners_, [](const auto& listener) { return !listener->open(); });
  dropped_ = false;
}

}  // namespace thon::events
