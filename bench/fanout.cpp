// Opens thousands of event streams, publishes messages one at a time and measures how they arrive.
//
//   fanout --port 8080 --streams-path /api/events --publish-path /api/publish --pid <server> [--pid …]
//
// A message is on its way from the moment its POST is written until the last reading stream has it. Processor
// time is that of the server's processes, user and system, between the first POST and the last arrival. With
// --mute, that part of the streams never reads. Prints one line of JSON.
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Stands once in every message and nowhere else.
constexpr char kMark = '~';
constexpr int kOpenAtOnce = 256;
constexpr int kStreamsPerAccount = 8;

struct Options {
  int port = 8080;
  std::string streams_path = "/api/events";
  std::string publish_path = "/api/publish";
  bool json = false;
  int streams = 10'000;
  int messages = 20;
  int size = 300;
  double mute = 0;
  int pause_ms = 50;
  std::vector<int> pids;
};

struct Stream {
  int fd = -1;
  bool open = false;
  std::size_t got = 0;
};

double processor_seconds(const std::vector<int>& pids) {
  double ticks = 0;
  for (const int pid : pids) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 3; i < 14; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    ticks += user + system;
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_mib(const std::vector<int>& pids) {
  double pages = 0;
  for (const int pid : pids) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    pages += resident;
  }
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// What the kernel holds for all TCP sockets of the machine.
double kernel_mib() {
  std::ifstream file("/proc/net/sockstat");
  for (std::string word; file >> word;)
    if (word == "mem") {
      double pages = 0;
      file >> pages;
      return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
    }
  return 0;
}

class Crowd {
 public:
  explicit Crowd(const Options& options) : options_(options), epoll_(::epoll_create1(0)) {
    const auto mute = static_cast<int>(options.mute * options.streams);
    streams_.resize(static_cast<std::size_t>(options.streams));
    readers_ = options.streams - mute;
  }

  void open() {
    for (int i = 0; i < options_.streams; ++i) {
      streams_[static_cast<std::size_t>(i)].fd = connect(i >= readers_);
      watch(i);
      request(i);
      if (i % kOpenAtOnce == 0) wait_opened(i + 1);
    }
    wait_opened(options_.streams);
    read_for(milliseconds(500));
    for (int i = readers_; i < options_.streams; ++i)
      ::epoll_ctl(epoll_, EPOLL_CTL_DEL, streams_[static_cast<std::size_t>(i)].fd, nullptr);
  }

  /// Publishes message number `number` (from 1) and returns the seconds until the last reader had it.
  double send(int number) {
    const std::string request = post(number);
    const auto begin = Clock::now();
    if (::send(publisher_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
      throw std::runtime_error("cannot publish");
    const std::int64_t wanted = static_cast<std::int64_t>(readers_) * number;
    auto last = begin;
    while (arrived_ < wanted && Clock::now() - begin < std::chrono::seconds(10))
      if (read(100) > 0) last = Clock::now();
    if (arrived_ < wanted) lost_ += wanted - arrived_, arrived_ = wanted;
    std::array<char, 4096> answer;
    if (::recv(publisher_, answer.data(), answer.size(), 0) <= 0)
      throw std::runtime_error("the publisher was closed");
    return std::chrono::duration<double>(last - begin).count();
  }

  void connect_publisher() { publisher_ = connect(false); }
  void rest(milliseconds time) { read_for(time); }
  std::int64_t lost() const { return lost_; }
  int closed() const { return closed_; }
  int readers() const { return readers_; }

  /// Without this ten thousand ports would stay taken for a minute.
  void leave() {
    const linger now{1, 0};
    for (const Stream& stream : streams_) {
      ::setsockopt(stream.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
      ::close(stream.fd);
    }
  }

 private:
  int connect(bool mute) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const int small = 4096;
    if (mute) ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
      throw std::runtime_error("cannot connect");
    return fd;
  }

  void watch(int index) {
    epoll_event event{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(index)}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, streams_[static_cast<std::size_t>(index)].fd, &event);
  }

  void request(int index) {
    const std::string text =
        "GET " + options_.streams_path + " HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n" +
        "Cookie: thon_session=h" + std::to_string(index / kStreamsPerAccount) + "\r\n\r\n";
    ::send(streams_[static_cast<std::size_t>(index)].fd, text.data(), text.size(), MSG_NOSIGNAL);
  }

  std::string post(int number) const {
    std::string text = "note " + std::to_string(number) + kMark;
    text.resize(static_cast<std::size_t>(options_.size), 'x');
    if (options_.json) text = "{\"text\":\"" + text + "\"}";
    return "POST " + options_.publish_path +
           " HTTP/1.1\r\nHost: bench\r\nX-Thon: 1\r\nContent-Type: application/json\r\n" +
           "Content-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text;
  }

  void wait_opened(int count) {
    const auto end = Clock::now() + std::chrono::seconds(20);
    while (opened_ < count) {
      read(100);
      if (Clock::now() > end) throw std::runtime_error("only " + std::to_string(opened_) + " streams opened");
    }
  }

  void read_for(milliseconds time) {
    for (const auto end = Clock::now() + time; Clock::now() < end;) read(10);
  }

  /// Reads what is there; returns how many messages arrived.
  std::int64_t read(int timeout) {
    const std::int64_t before = arrived_;
    const int count = ::epoll_wait(epoll_, ready_.data(), static_cast<int>(ready_.size()), timeout);
    for (int i = 0; i < count; ++i) take(streams_[ready_[static_cast<std::size_t>(i)].data.u32]);
    return arrived_ - before;
  }

  void take(Stream& stream) {
    const ssize_t got = ::recv(stream.fd, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN)) {
      ::epoll_ctl(epoll_, EPOLL_CTL_DEL, stream.fd, nullptr);
      ++closed_;
    }
    if (got <= 0) return;
    const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(got));
    if (!stream.open) {
      if (!bytes.starts_with("HTTP/1.1 200")) throw std::runtime_error(std::string(bytes.substr(0, 200)));
      stream.open = true;
      ++opened_;
    }
    arrived_ += std::count(bytes.begin(), bytes.end(), kMark);
  }

  const Options& options_;
  int epoll_;
  int publisher_ = -1;
  int readers_ = 0;
  std::vector<Stream> streams_;
  std::array<epoll_event, 512> ready_;
  std::array<char, 65536> buffer_;
  int opened_ = 0;
  int closed_ = 0;
  std::int64_t arrived_ = 0;
  std::int64_t lost_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(const Options& options) {
  const double resident_before = resident_mib(options.pids);
  const double kernel_before = kernel_mib();
  Crowd crowd(options);
  crowd.open();
  crowd.connect_publisher();
  const double resident_open = resident_mib(options.pids);
  std::vector<double> times;
  double total = 0;
  double kernel_most = 0;
  const double cpu_before = processor_seconds(options.pids);
  for (int number = 1; number <= options.messages; ++number) {
    times.push_back(crowd.send(number));
    total += times.back();
    kernel_most = std::max(kernel_most, kernel_mib());
    if (options.pause_ms > 0) crowd.rest(milliseconds(options.pause_ms));
  }
  const double cpu = processor_seconds(options.pids) - cpu_before;
  const double deliveries = static_cast<double>(crowd.readers()) * options.messages;
  std::cout << "{\"cpu_us\":" << cpu / deliveries * 1e6 << ",\"per_second\":" << deliveries / total
            << ",\"last_ms\":" << median(times) * 1e3
            << ",\"worst_ms\":" << *std::max_element(times.begin(), times.end()) * 1e3
            << ",\"idle_mib\":" << resident_before << ",\"open_mib\":" << resident_open
            << ",\"end_mib\":" << resident_mib(options.pids)
            << ",\"kernel_mib\":" << kernel_most - kernel_before << ",\"lost\":" << crowd.lost()
            << ",\"closed\":" << crowd.closed() << "}" << std::endl;
  crowd.leave();
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  CLI::App app("Load client for event streams");
  app.add_option("--port", options.port)->required();
  app.add_option("--streams-path", options.streams_path);
  app.add_option("--publish-path", options.publish_path);
  app.add_flag("--json", options.json, "wrap the message as {\"text\": …}");
  app.add_option("--streams", options.streams);
  app.add_option("--messages", options.messages);
  app.add_option("--size", options.size);
  app.add_option("--mute", options.mute, "part of the streams that never reads");
  app.add_option("--pause", options.pause_ms, "milliseconds between messages");
  app.add_option("--pid", options.pids, "processes of the server")->required();
  CLI11_PARSE(app, count, arguments);
  rlimit files{20'000, 20'000};
  ::setrlimit(RLIMIT_NOFILE, &files);
  try {
    measure(options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
