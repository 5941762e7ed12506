// Escalation on a simulated commune: waves before the deadline against everything at once and the app alone, and
// what the planner's forecasts were worth.
//
//     escalation [--seeds N] [--history N]
//
// Each seed is another commune of Song Phượng's shape (escalation/world.hpp says what its people do). A history of
// announcements runs first, all in waves; the planner learns from them as it would in life. Then the same
// announcement is sent three times to the same people in the same mood, once each way.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "escalation/life.hpp"
#include "reach/planner/store.hpp"

using namespace thon;
using namespace thon::bench;
namespace fs = std::filesystem;

namespace {

/// 5 June 2023, a Monday, midnight in Việt Nam.
constexpr Millis kMonday = 1'685'898'000'000;

struct Options {
  int seeds = 20;
  int history = 18;
};

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

struct Column {
  std::vector<double> reached, push, zalo, sms, cost, knocks;
  void add(const Outcome& one) {
    reached.push_back(100 * one.reached);
    push.push_back(static_cast<double>(one.push));
    zalo.push_back(static_cast<double>(one.zalo));
    sms.push_back(static_cast<double>(one.sms));
    cost.push_back(static_cast<double>(one.cost));
    knocks.push_back(static_cast<double>(one.knocks));
  }
};

void print(const char* name, const Column& column) {
  const auto [least, most] = std::minmax_element(column.reached.begin(), column.reached.end());
  std::printf("| %-22s | %5.1f (%5.1f – %5.1f) | %5.0f | %5.0f | %5.0f | %9.0f | %5.0f |\n", name,
              middle(column.reached), *least, *most, middle(column.push), middle(column.zalo),
              middle(column.sms), middle(column.cost), middle(column.knocks));
}

/// Forecasts of one stretch of the histories, all seeds together.
struct Calibration {
  std::array<reach::Bin, reach::kBins> bins{};
  double squares = 0, mean_squares = 0, households = 0, miss = 0;
  int announcements = 0, within = 0;

  void add(const reach::PastForecast& line) {
    const auto count = static_cast<double>(line.households), reached = static_cast<double>(line.reached);
    households += count;
    squares += count * line.brier;
    mean_squares += count * (reached / count) * (1 - reached / count);
    miss += std::abs(reached - line.expected) / count;
    ++announcements;
    within += reached >= std::floor(line.low) && reached <= std::ceil(line.high);
  }
};

void print(const char* name, const Calibration& c) {
  std::printf("| %-22s | %4d | %.3f | %.3f | %4.1f | %3.0f %% |\n", name, c.announcements,
              c.squares / c.households, c.mean_squares / c.households, 100 * c.miss / c.announcements,
              100.0 * c.within / c.announcements);
}

struct Results {
  Column app, waves, at_once;
  std::array<Calibration, 3> stretches;
  Calibration learned;  ///< the later two thirds, with their bins
};

void learn_from(Life& life, const std::vector<std::string>& history, const demo::Places& where,
                Results& results) {
  life.db().read([&](Tx& tx) {
    std::map<std::string, reach::PastForecast> lines;
    for (auto& line : reach::planner_store::scored(tx, where.commune_id, 1000))
      lines.emplace(line.announcement_id, line);
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto& line = lines.at(history[i]);
      results.stretches[3 * i / history.size()].add(line);
      if (3 * i < history.size()) continue;
      results.learned.add(line);
      const Sql bins{"bench.bins",
                     "SELECT bin, households, expected, reached FROM reach_forecast_bin WHERE announcement_id = :id"};
      static const Sql kBinRows = bins;
      for (const auto& row : tx.rows<reach::planner_store::BinRow>(kBinRows, {{"id", history[i]}})) {
        auto& bin = results.learned.bins[static_cast<std::size_t>(row.bin)];
        bin.households += row.households;
        bin.expected += row.expected;
        bin.reached += row.reached;
      }
    }
  });
}

void run_seed(int seed, const Options& options, const fs::path& base, const fs::path& folder,
              const demo::Places& where, const std::vector<demo::Home>& homes, Results& results) {
  fs::remove_all(folder);
  fs::copy(base, folder, fs::copy_options::recursive);
  Life life(static_cast<std::uint64_t>(seed), folder, where, homes);
  Random random(static_cast<std::uint64_t>(seed) * 7919);
  std::vector<std::string> history;
  Millis day = kMonday;
  const auto wish = [&](std::uint64_t about, reach::PlanMode mode) {
    Random own(static_cast<std::uint64_t>(seed) * 104'729 + about);
    const Millis at = day + own.between(7, 19) * kHour + own.below(4) * 15 * kMinute;
    const Millis deadline = at - (at + 7 * kHour) % kDay + kDay * own.between(1, 2) + 20 * kHour + 30 * kMinute;
    return Wish{about, at, deadline, mode, own.chance(30)};
  };
  for (int i = 0; i < options.history; ++i) {
    history.push_back(life.play(wish(static_cast<std::uint64_t>(i), reach::PlanMode::waves)).id);
    day += kDay * random.between(5, 6);
  }
  learn_from(life, history, where, results);
  for (auto [mode, column] : {std::pair{reach::PlanMode::app, &results.app},
                              {reach::PlanMode::waves, &results.waves},
                              {reach::PlanMode::at_once, &results.at_once}}) {
    // A month apart, so that each finds the whole Zalo quota.
    day += 35 * kDay - (day - kMonday) % kDay;
    auto one = wish(1000, mode);
    one.confirm = false;
    column->add(life.play(one));
  }
}

void report(const Options& options, const Results& results) {
  std::printf("%d seeds, 1,400 households, %d announcements of history each; medians of the seeds\n\n",
              options.seeds, options.history);
  std::printf("| one announcement       | reached, %% (spread)   | push  | Zalo  | SMS   | đồng      | knocks |\n");
  std::printf("| --- | --- | --- | --- | --- | --- | --- |\n");
  print("app alone", results.app);
  print("everything at once", results.at_once);
  print("waves", results.waves);
  std::printf("\n| forecasts              | made | Brier | of the mean | off by, %% | within range |\n");
  std::printf("| --- | --- | --- | --- | --- | --- |\n");
  print("first third", results.stretches[0]);
  print("second third", results.stretches[1]);
  print("last third", results.stretches[2]);
  std::printf("\n| chance given | households | mean chance | reached |\n| --- | --- | --- | --- |\n");
  for (std::size_t i = 0; i < reach::kBins; ++i) {
    const auto& bin = results.learned.bins[i];
    if (bin.households == 0) continue;
    const auto count = static_cast<double>(bin.households);
    std::printf("| %3zu – %3zu %% | %7lld | %5.1f %% | %5.1f %% |\n", i * 10, i * 10 + 10,
                static_cast<long long>(bin.households), 100 * bin.expected / count,
                100 * static_cast<double>(bin.reached) / count);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    (name == "--seeds" ? options.seeds : options.history) = std::atoi(argv[i + 1]);
  }
  // Nothing here has to outlive the run, so it is kept in memory where the machine can.
  const fs::path root = fs::path(fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path().string()) /
                        ("thon-escalation-" + random_token(9));
  const auto where = demo::places();
  const auto homes = demo::homes(where);
  {
    Deaf events;
    Config config;
    config.data = root / "base";
    app::Program program(config, events, [] { return kMonday - 30 * kDay; });
    auto& services = program.services();
    demo::load(program.db(), services.areas, services.identity, services.households);
  }
  Results results;
  for (int seed = 1; seed <= options.seeds; ++seed) {
    run_seed(seed, options, root / "base", root / "life", where, homes, results);
    std::cerr << "seed " << seed << " of " << options.seeds << "\r";
  }
  fs::remove_all(root);
  report(options, results);
}
