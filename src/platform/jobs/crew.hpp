#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/db.hpp"

/// Work that waits most of its time for others (providers of messages, slow devices): many pieces are under way at once.
namespace thon::jobs {

/// One piece, taken off the database by a transaction of its own before it is done.
struct Piece {
  /// May block; holds no transaction and must not throw.
  std::function<void()> run;
  /// Writes down what came of it. Many pieces that end at the same moment share one commit.
  std::function<void(Tx&)> settle;
};

/// How much of a stream may be under way.
struct Pace {
  std::size_t at_once = 1;
  double per_second = 0;  ///< pieces begun; 0: no limit
};

/// One kind of such work.
struct Stream {
  std::string name;
  std::function<Pace()> pace;
  /// Takes up to `most` pieces; none when nothing is due. They are this process's own until they are settled; what a process that died had taken,
  /// a later call finds again in the database.
  std::function<std::vector<Piece>(Db&, std::size_t most)> take;
};

/// Does the pieces of all streams on as many threads as are wanted at the moment.
class Crew {
 public:
  Crew(Db& db, std::vector<Stream> streams);
  ~Crew();
  void start();
  /// Takes nothing more and waits for what is under way.
  void stop();
  /// Looks for work at once instead of within a second.
  void wake();
  /// Does everything that the database's clock and the pace allow, on the calling thread; answers how many pieces.
  /// Tests call it instead of start().
  int run_due();

 private:
  using Clock = std::chrono::steady_clock;
  struct Line {
    Stream stream;
    std::size_t under_way = 0;
    Clock::time_point asleep_until{};  ///< the last look found nothing
    double tokens = 0;
    Millis filled_at = 0;
  };
  struct Order {
    Line* line;
    Piece piece;
  };
  using Threads = std::list<std::thread>;

  void lead();
  bool feed(Line& line);
  std::size_t allowed(Line& line, const Pace& pace);
  std::vector<Piece> take(Line& line, std::size_t most);
  void order(Line& line, Piece piece);
  void help(Threads::iterator self);
  void work(Order order);

  Db& db_;
  std::vector<Line> lines_;
  std::thread leader_;

  std::mutex mutex_;                  // of all below, and of `under_way` and `asleep_until`
  std::condition_variable changed_;   // the leader waits for it
  std::condition_variable ordered_;   // helpers wait for it
  std::vector<Order> orders_;
  Threads helpers_, gone_;            // gone: about to end, to be joined by the leader
  std::size_t idle_ = 0;
  bool held_back_ = false;            // by the rate alone: time will help
  bool woken_ = false;
  bool stopping_ = false;
};

}  // namespace thon::jobs
