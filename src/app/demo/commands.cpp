#include "app/demo/commands.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/demo/drill.hpp"
#include "app/demo/load.hpp"
#include "app/demo/news.hpp"
#include "app/demo/places.hpp"
#include "app/demo/play.hpp"
#include "app/demo/talk.hpp"
#include "app/demo/village.hpp"
#include "app/program.hpp"
#include "base/text.hpp"
#include "platform/text/text.hpp"

namespace thon::demo {
namespace {

/// Nobody listens while the demo is loaded.
class Silence : public EventSink {
  void publish(Event) override {}
};

void print_row(std::ostream& out, const std::string& what, const std::string& how) {
  // Columns of characters, not bytes.
  const std::size_t width = length(what);
  out << "    " << what << std::string(width < 44 ? 44 - width : 1, ' ') << how << "\n";
}

int load_into(const Config& config) {
  Silence silence;
  const Millis now = now_ms();
  Millis clock = now;
  app::Program program(config, silence, [&clock] { return clock; });
  auto& services = program.services();
  if (!load(program.db(), services.areas, services.identity, services.households))
    throw std::runtime_error("the data folder already holds units; the demo wants an empty one");
  const auto set_clock = [&clock](Millis at) { clock = at; };
  load_news(program, now, set_clock);
  load_village(program, now, set_clock);
  load_drill(program, now, set_clock);
  load_talk(program, now, set_clock);
  std::cout
      << "\n  Đã nạp xã Song Phượng: 4 thôn, 36 tổ, 1.400 hộ, 5.209 người (dữ liệu mẫu, tên và số đều bịa).\n"
         "  Song Phượng is loaded: 4 villages, 36 groups, 1,400 households, 5,209 people, all made up.\n\n";
  print_sign_ins(std::cout, program.db(), app::public_url_of(config));
  return 0;
}

}  // namespace

void add_options(CLI::App& command, Options& options) {
  command.add_flag("--play", options.play, "open and confirm announcements as the demo's phones would");
  command.add_option("--speed", options.speed, "with --play: how many times faster than life")
      ->check(CLI::Range(1.0, 100000.0));
  command.add_option("--for", options.for_seconds, "with --play: stop after so many seconds")
      ->check(CLI::NonNegativeNumber);
}

int run(const Config& config, const Options& options) {
  if (!options.play) return load_into(config);
  PlayOptions play_options;
  split_address(config.listen, play_options.host, play_options.port);
  play_options.speed = options.speed;
  play_options.for_seconds = options.for_seconds;
  return play(play_options);
}

void print_sign_ins(std::ostream& out, Db& db, const std::string& address) {
  const areas::Authority nobody;
  const areas::Service areas(nobody);
  bool loaded = false;
  db.read([&](Tx& tx) { loaded = areas.tree(tx)->find(places().commune_id) != nullptr; });
  if (!loaded) return;
  out << "  Tên đăng nhập / sign in as  (mật khẩu / password: " << kPassword << ")\n";
  for (const auto& person : sign_ins())
    print_row(out, person.login + " — " + say("vi", "web.role." + person.role), person.place);
  out << "\n  Máy của một hộ / a household's phone  (PIN: " << kPin << ")\n    " << household_link(address, 0)
      << "\n\n";
}

}  // namespace thon::demo
