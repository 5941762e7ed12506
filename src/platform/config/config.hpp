#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace thon {

/// Everything an operator can set, in one struct with its defaults. Each option can be given as a flag
/// (--listen), an environment variable (THON_LISTEN) or a line of the configuration file (listen = …), and the
/// first of these that is there counts.
struct Config {
  std::string data = "./data";
  std::string listen = "127.0.0.1:8080";
  std::string database;  ///< empty: <data>/thon.db
  std::string public_url;  ///< what printed QR codes begin with; empty: http://<listen>
  std::string log_level = "info";
  bool behind_https = false;     ///< cookies are marked Secure
  bool trust_forwarded = false;  ///< X-Forwarded-For comes from a proxy of ours
  bool channels_private = false;  ///< gateways at addresses of the own network may be called
  int workers = 2;
  int rate_per_second = 200;     ///< requests a second from one address; 0: no limit
  int sign_ins_per_minute = 20;  ///< from one address; 0: no limit
};

struct Option {
  std::string name;  ///< as a flag, without "--"
  std::string help;
  std::function<std::string(const Config&)> get;
  /// Answers what is wrong with the value, or empty.
  std::function<std::string(Config&, const std::string&)> set;
};

/// The table of all options; documentation, `thon config` and the readers below come from it.
const std::vector<Option>& config_options();

/// Reads file, environment and flags (in rising order of weight) and checks combinations. All faults are reported
/// together in `faults`; the result counts only when there are none.
Config read_config(const std::string& file_text, const std::map<std::string, std::string>& environment,
                   const std::map<std::string, std::string>& flags, std::vector<std::string>& faults);

/// "host:port" → both; port 0 lets the system choose.
bool split_address(const std::string& text, std::string& host, int& port);

}  // namespace thon
