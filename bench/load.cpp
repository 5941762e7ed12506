// An HTTP load client that costs little processor time, so that the server has the rest of the machine.
//
//   load --port 8080 --connections 64 --seconds 5 --requests <file> [--once]
//
// The file holds whole requests, each after two little-endian 32-bit numbers: which connection sends it (taken modulo
// the number of connections) and its length in bytes. A connection sends its requests in order, the next one when
// the last is answered; at the end it starts again, or with --once stops. Prints one line of JSON.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  int port = 8080;
  int connections = 64;
  double seconds = 5;
  std::string requests;
  bool once = false;
};

/// Counts of durations, within 1.6 % of each: 64 steps for every doubling of a microsecond.
class Durations {
 public:
  void add(std::uint64_t microseconds) {
    counts_[place(microseconds)]++;
    total_++;
    if (microseconds > longest_) longest_ = microseconds;
  }
  /// The duration that the given part of all stayed within.
  std::uint64_t within(double part) const {
    auto left = static_cast<std::uint64_t>(part * static_cast<double>(total_));
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > left) return value(i);
      left -= counts_[i];
    }
    return longest_;
  }
  std::uint64_t longest() const { return longest_; }

 private:
  static constexpr int kSteps = 6;
  static std::size_t place(std::uint64_t v) {
    if (v < (1U << kSteps)) return v;
    const int shift = std::bit_width(v) - kSteps - 1;
    return static_cast<std::size_t>((static_cast<std::uint64_t>(shift) << kSteps) + (v >> shift));
  }
  static std::uint64_t value(std::size_t place) {
    if (place < (1U << kSteps)) return place;
    const std::size_t shift = (place >> kSteps) - 1;
    return (place - (shift << kSteps)) << shift;
  }
  std::array<std::uint64_t, 40U << kSteps> counts_{};
  std::uint64_t total_ = 0, longest_ = 0;
};

struct Connection {
  int socket = -1;
  std::vector<std::string_view> requests;
  std::size_t next = 0;
  std::string answer;
  Clock::time_point sent;
};

struct Totals {
  std::uint64_t answered = 0, refused = 0, bytes = 0;
  Durations durations;
  std::string first_refusal;
};

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

void deal_requests(std::string_view file, std::vector<Connection>& connections) {
  while (file.size() >= 8) {
    std::uint32_t who = 0, length = 0;
    std::memcpy(&who, file.data(), 4);
    std::memcpy(&length, file.data() + 4, 4);
    if (file.size() - 8 < length) throw std::runtime_error("the file of requests ends too early");
    connections[who % connections.size()].requests.push_back(file.substr(8, length));
    file.remove_prefix(8 + length);
  }
}

int connect_to(int port) {
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (s < 0 || connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error(std::string("cannot connect: ") + std::strerror(errno));
  const int on = 1;
  setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return s;
}

/// Requests are far smaller than a socket's buffer, so a blocking write does not block.
void send_next(Connection& c) {
  const auto request = c.requests[c.next % c.requests.size()];
  c.next++;
  c.answer.clear();
  c.sent = Clock::now();
  if (write(c.socket, request.data(), request.size()) != static_cast<ssize_t>(request.size()))
    throw std::runtime_error("the server closed a connection");
}

/// The length of the whole answer once its head is there, else 0.
std::size_t answer_length(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  std::size_t length = 0;
  for (auto line = answer.find("\r\n"); line < head; line = answer.find("\r\n", line + 2)) {
    constexpr std::string_view kName = "content-length:";
    if (strncasecmp(answer.data() + line + 2, kName.data(), kName.size()) == 0)
      length = std::strtoull(answer.data() + line + 2 + kName.size(), nullptr, 10);
  }
  return head + 4 + length;
}

/// Reads what is there; true when the answer is complete.
bool receive(Connection& c, Totals& totals) {
  std::array<char, 65536> buffer;
  const auto got = read(c.socket, buffer.data(), buffer.size());
  if (got <= 0) throw std::runtime_error("the server closed a connection");
  c.answer.append(buffer.data(), static_cast<std::size_t>(got));
  const auto whole = answer_length(c.answer);
  if (whole == 0 || c.answer.size() < whole) return false;
  totals.durations.add(static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - c.sent).count()));
  totals.answered++;
  totals.bytes += whole;
  if (c.answer.size() < 10 || c.answer[9] != '2') {
    if (totals.refused++ == 0) totals.first_refusal = c.answer.substr(0, c.answer.find("\r\n"));
  }
  return true;
}

double load(std::vector<Connection>& connections, const Options& options, Totals& totals) {
  const int poll = epoll_create1(0);
  for (std::size_t i = 0; i < connections.size(); ++i) {
    epoll_event event{EPOLLIN, {.u64 = i}};
    epoll_ctl(poll, EPOLL_CTL_ADD, connections[i].socket, &event);
  }
  const auto began = Clock::now();
  const auto end = began + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
  std::size_t busy = connections.size();
  for (auto& c : connections) send_next(c);
  std::array<epoll_event, 256> events;
  while (busy > 0) {
    const int ready = epoll_wait(poll, events.data(), static_cast<int>(events.size()), 10'000);
    if (ready == 0) throw std::runtime_error("no answer for ten seconds");
    for (int i = 0; i < ready; ++i) {
      auto& c = connections[events[static_cast<std::size_t>(i)].data.u64];
      if (!receive(c, totals)) continue;
      if (Clock::now() >= end || (options.once && c.next == c.requests.size())) busy--;
      else send_next(c);
    }
  }
  close(poll);
  return std::chrono::duration<double>(Clock::now() - began).count();
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void run(const Options& options) {
  const std::string file = read_file(options.requests);
  std::vector<Connection> connections(static_cast<std::size_t>(options.connections));
  deal_requests(file, connections);
  std::erase_if(connections, [](const Connection& c) { return c.requests.empty(); });
  for (auto& c : connections) c.socket = connect_to(options.port);
  Totals totals;
  const double seconds = load(connections, options, totals);
  std::cout << "{\"requests\":" << totals.answered << ",\"refused\":" << totals.refused << ",\"first_refusal\":\""
            << totals.first_refusal << "\",\"seconds\":" << seconds
            << ",\"per_second\":" << static_cast<double>(totals.answered) / seconds
            << ",\"p50_us\":" << totals.durations.within(0.5) << ",\"p99_us\":" << totals.durations.within(0.99)
            << ",\"max_us\":" << totals.durations.longest() << ",\"bytes\":" << totals.bytes
            << ",\"client_cpu_s\":" << processor_seconds() << "}\n";
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Sends requests over many connections and measures the answers");
  app.add_option("--port", options.port);
  app.add_option("--connections", options.connections);
  app.add_option("--seconds", options.seconds);
  app.add_option("--requests", options.requests)->required();
  app.add_flag("--once", options.once);
  CLI11_PARSE(app, argc, argv);
  try {
    run(options);
  } catch (const std::exception& error) {
    std::cerr << "load: " << error.what() << "\n";
    return 1;
  }
}
