#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"

namespace soci {
class session;
}

namespace thon::detail {

/// A failure that goes away when the transaction runs again (SQLSTATE 40001, 40P01; SQLITE_BUSY).
struct Retry : std::exception {
  explicit Retry(std::string why) : why_(std::move(why)) {}
  const char* what() const noexcept override { return why_.c_str(); }
  std::string why_;
};

/// One connection with its prepared statements. One thread at a time.
class Session {
 public:
  /// `prepared` hears of every statement that is prepared.
  Session(const std::string& url, bool writable, std::function<void(const Sql&)> prepared = {});
  ~Session();

  Engine engine() const { return engine_; }
  /// Calls `each` for every row until it returns false; returns the number of changed rows.
  std::int64_t run(const Sql& sql, const SqlParams& params, const std::vector<Column>& columns,
                   const std::function<bool(const Row&)>& each);
  /// Runs text that may hold several statements, without parameters or rows.
  void script(const std::string& text);
  /// False once the server has gone; such a session is replaced.
  bool alive() const;
  /// True when a statement failed and PostgreSQL will only roll back; SQLite undoes the one statement alone.
  bool broken() const;

 private:
  struct Prepared;
  Prepared& prepared(const std::string& key, const Sql& sql, const SqlParams& params,
                     const std::vector<Column>& columns);
  std::unique_ptr<Prepared> prepare(const Sql& sql, const SqlParams& params, const std::vector<Column>& columns);

  Engine engine_;
  std::function<void(const Sql&)> on_prepare_;
  std::unique_ptr<soci::session> soci_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> statements_;
};

}  // namespace thon::detail
