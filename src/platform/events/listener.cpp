#include "platform/events/listener.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace thon::events {

namespace {

constexpr std::size_t kPieces = 32;

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

/// Bytes taken, 0 when the socket is full, -1 when it is broken.
ssize_t write_some(int fd, iovec* pieces, std::size_t count) {
  ssize_t taken;
  if (count == 1) {
    taken = ::send(fd, pieces[0].iov_base, pieces[0].iov_len, MSG_NOSIGNAL | MSG_DONTWAIT);
  } else {
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = count;
    taken = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  if (taken < 0 && would_block(errno)) return 0;
  return taken;
}

iovec piece_of(const std::string& bytes, std::size_t offset) {
  return {const_cast<char*>(bytes.data()) + offset, bytes.size() - offset};
}

}  // namespace

Listener::~Listener() { close(); }

void Listener::close() {
  if (fd_ < 0) return;
  ::close(fd_);
  fd_ = -1;
  std::vector<Chunk>().swap(queue_);
  queued_ = 0;
}

void Listener::bound(int send_buffer, Millis patience) {
  const int on = 1;
  const auto timeout = static_cast<unsigned>(patience);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(fd_, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout);
}

void Listener::enqueue(const SharedBytes& bytes, std::size_t offset) {
  queue_.push_back({bytes, offset});
  queued_ += bytes->size() - offset;
}

Listener::Sent Listener::send(const SharedBytes* buffers, std::size_t count, Millis now) {
  if (queue_.empty()) {
    moved_at_ = now;
    while (count > 0) {
      std::array<iovec, kPieces> pieces;
      const std::size_t wanted = std::min(count, kPieces);
      for (std::size_t i = 0; i < wanted; ++i) pieces[i] = piece_of(*buffers[i], 0);
      const ssize_t taken = write_some(fd_, pieces.data(), wanted);
      if (taken < 0) return Sent::broken;
      auto left = static_cast<std::size_t>(taken);
      std::size_t done = 0;
      while (done < wanted && left >= buffers[done]->size()) left -= buffers[done++]->size();
      buffers += done;
      count -= done;
      if (done == wanted) continue;
      enqueue(*buffers++, left);
      --count;
      break;
    }
  }
  for (std::size_t i = 0; i < count; ++i) enqueue(buffers[i], 0);
  return queue_.empty() ? Sent::all : Sent::waiting;
}

Listener::Sent Listener::flush(Millis now) {
  std::size_t done = 0;
  while (done < queue_.size()) {
    std::array<iovec, kPieces> pieces;
    const std::size_t wanted = std::min(queue_.size() - done, kPieces);
    for (std::size_t i = 0; i < wanted; ++i)
      pieces[i] = piece_of(*queue_[done + i].bytes, queue_[done + i].offset);
    const ssize_t taken = write_some(fd_, pieces.data(), wanted);
    if (taken < 0) return Sent::broken;
    if (taken == 0) break;
    moved_at_ = now;
    queued_ -= static_cast<std::size_t>(taken);
    auto left = static_cast<std::size_t>(taken);
    while (done < queue_.size() && left >= queue_[done].bytes->size() - queue_[done].offset) {
      left -= queue_[done].bytes->size() - queue_[done].offset;
      ++done;
    }
    if (left > 0) queue_[done].offset += left;
  }
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(done));
  if (!queue_.empty()) return Sent::waiting;
  // Most listeners never wait again; a stream at rest should cost little.
  std::vector<Chunk>().swap(queue_);
  return Sent::all;
}

bool Listener::peer_left() {
  std::array<char, 64> ignored;
  const ssize_t got = ::recv(fd_, ignored.data(), ignored.size(), MSG_DONTWAIT);
  return got >= 0 || !would_block(errno);
}

}  // namespace thon::events
