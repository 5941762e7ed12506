#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/actor.hpp"

namespace thon::events {

using SharedBytes = std::shared_ptr<const std::string>;

/// One open event stream: a socket and what could not yet be written to it. Owned and used by the hub's
/// thread.
class Listener {
 public:
  Listener(int fd, Actor actor) : actor_(std::move(actor)), fd_(fd) {}
  ~Listener();
  Listener(const Listener&) = delete;

  /// Bounds what the kernel keeps for a peer that stops reading, and how long a peer that vanished goes
  /// unnoticed.
  void bound(int send_buffer, Millis patience);

  enum class Sent { all, waiting, broken };
  /// Writes the buffers in order; what the socket does not take now waits in the queue.
  Sent send(const SharedBytes* buffers, std::size_t count, Millis now);
  /// Goes on with the queue; called when the socket takes more.
  Sent flush(Millis now);
  /// True when the peer is gone, or talks on a stream that only listens.
  bool peer_left();
  void close();

  const Actor& actor() const { return actor_; }
  int fd() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  std::size_t queued() const { return queued_; }
  bool waiting() const { return !queue_.empty(); }
  /// When the socket last took something while more was waiting.
  Millis moved_at() const { return moved_at_; }

  std::uint64_t seen = 0;     ///< the newest event that was considered for this listener
  Millis beat_at = 0;         ///< when the next sign of life is due
  std::size_t allowance = 0;  ///< how much may wait; larger than usual while a catch-up is being written
  bool armed = false;         ///< the hub waits for the socket to take more

 private:
  struct Chunk {
    SharedBytes bytes;
    std::size_t offset = 0;
  };
  void enqueue(const SharedBytes& bytes, std::size_t offset);

  Actor actor_;
  int fd_;
  std::vector<Chunk> queue_;
  std::size_t queued_ = 0;
  Millis moved_at_ = 0;
};

}  // namespace thon::events
