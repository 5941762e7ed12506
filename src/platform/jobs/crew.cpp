#include "platform/jobs/crew.hpp"

#include <algorithm>

#include "platform/log/log.hpp"

namespace thon::jobs {
namespace {

constexpr std::chrono::milliseconds kNap{1000};
/// A stream held back by its rate is looked at again after this long.
constexpr std::chrono::milliseconds kTick{20};
constexpr std::chrono::seconds kIdle{5};

void complain(const char* what, const std::string& stream, std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    log::error(what, {{"stream", stream}, {"why", error.what()}});
  }
}

void run(Piece& piece, const std::string& stream) {
  try {
    piece.run();
  } catch (...) {
    complain("piece failed", stream, std::current_exception());
  }
}

}  // namespace

Crew::Crew(Db& db, std::vector<Stream> streams) : db_(db) {
  // Nothing was begun in the second before the start.
  for (auto& stream : streams) lines_.push_back({std::move(stream), 0, {}, 0, db.now() - kSecond});
}

Crew::~Crew() { stop(); }

void Crew::start() {
  if (!lines_.empty()) leader_ = std::thread([this] { lead(); });
}

void Crew::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  ordered_.notify_all();
  if (leader_.joinable()) leader_.join();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return helpers_.empty() && std::all_of(lines_.begin(), lines_.end(), [](const Line& l) { return l.under_way == 0; });
  });
  for (auto& helper : gone_) helper.join();
  gone_.clear();
}

void Crew::wake() {
  {
    const std::lock_guard lock(mutex_);
    for (auto& line : lines_) line.asleep_until = {};
    woken_ = true;
  }
  changed_.notify_all();
}

void Crew::lead() {
  while (true) {
    bool fed = false;
    held_back_ = false;
    for (auto& line : lines_) fed |= feed(line);
    Threads gone;
    {
      std::unique_lock lock(mutex_);
      if (!fed) changed_.wait_for(lock, held_back_ ? kTick : kNap, [&] { return woken_ || stopping_; });
      woken_ = false;
      if (stopping_) return;
      gone.swap(gone_);
    }
    for (auto& helper : gone) helper.join();
  }
}

/// How many pieces the rate lets begin now. The bucket holds a second's worth.
std::size_t Crew::allowed(Line& line, const Pace& pace) {
  if (pace.per_second <= 0) return pace.at_once;
  const Millis now = db_.now();
  const double fresh = static_cast<double>(std::max<Millis>(0, now - line.filled_at)) / 1000.0 * pace.per_second;
  line.tokens = std::min(std::max(1.0, pace.per_second), line.tokens + fresh);
  line.filled_at = now;
  return static_cast<std::size_t>(std::max(0.0, line.tokens));
}

std::vector<Piece> Crew::take(Line& line, std::size_t most) {
  std::vector<Piece> pieces;
  try {
    pieces = line.stream.take(db_, most);
  } catch (...) {
    complain("stream failed", line.stream.name, std::current_exception());
  }
  line.tokens -= static_cast<double>(pieces.size());
  return pieces;
}

/// True when the stream got new pieces and may want more at once.
bool Crew::feed(Line& line) {
  const auto pace = line.stream.pace();
  std::size_t most = 0;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || Clock::now() < line.asleep_until) return false;
    const std::size_t free = pace.at_once - std::min(pace.at_once, line.under_way);
    // Taking by the handful costs a commit each; it waits until a quarter of the hands are free.
    if (free == 0 || (line.under_way > 0 && free * 4 < pace.at_once)) return false;
    most = std::min(free, allowed(line, pace));
    held_back_ |= most == 0;
  }
  if (most == 0) return false;
  auto pieces = take(line, most);
  for (auto& piece : pieces) order(line, std::move(piece));
  const std::lock_guard lock(mutex_);
  if (pieces.empty()) line.asleep_until = Clock::now() + kNap;
  return !pieces.empty();
}

void Crew::order(Line& line, Piece piece) {
  const std::lock_guard lock(mutex_);
  ++line.under_way;
  orders_.push_back({&line, std::move(piece)});
  if (idle_ >= orders_.size()) return ordered_.notify_one();
  const auto self = helpers_.emplace(helpers_.end());
  *self = std::thread([this, self] { help(self); });
}

/// A helper's life: it ends when nothing was asked of it for a while.
void Crew::help(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    ordered_.wait_for(lock, kIdle, [&] { return !orders_.empty() || stopping_; });
    --idle_;
    if (orders_.empty()) break;
    Order order = std::move(orders_.back());
    orders_.pop_back();
    lock.unlock();
    work(std::move(order));
    lock.lock();
  }
  gone_.splice(gone_.end(), helpers_, self);
  changed_.notify_all();
}

void Crew::work(Order order) {
  Line& line = *order.line;
  run(order.piece, line.stream.name);
  db_.submit(std::move(order.piece.settle), [this, &line](std::exception_ptr failure) {
    if (failure) complain("piece not written down", line.stream.name, failure);
    const std::lock_guard lock(mutex_);
    --line.under_way;
    woken_ = true;
    changed_.notify_all();
  });
}

int Crew::run_due() {
  int done = 0;
  for (auto& line : lines_) {
    while (true) {
      const auto pace = line.stream.pace();
      const auto most = std::min(pace.at_once, allowed(line, pace));
      auto pieces = most == 0 ? std::vector<Piece>{} : take(line, most);
      if (pieces.empty()) break;
      for (auto& piece : pieces) {
        run(piece, line.stream.name);
        db_.write(piece.settle);
        ++done;
      }
    }
  }
  return done;
}

}  // namespace thon::jobs
