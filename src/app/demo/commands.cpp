#include "app/demo/commands.hpp"
namespace thon::demo { void add_options(CLI::App&, Options&){} int run(const Config&, const Options&){return 0;} void print_sign_ins(std::ostream&, Db&, const std::string&){} }
