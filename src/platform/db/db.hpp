#pragma once
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "platform/reflect/shape.hpp"

/// One database, SQLite or PostgreSQL, with the same SQL text for both.
///
/// SQL is written once, as a named constant, with :name placeholders:
///     const Sql kFind{"households.find", "SELECT id, head_name FROM households_household WHERE id = :id"};
///     auto found = tx.one<Household>(kFind, {{"id", id}});
/// Columns fill the members of the described struct by position. Types: TEXT, BIGINT, DOUBLE PRECISION, BLOB.
namespace thon {

enum class Engine { sqlite, postgresql };

/// Bytes for a BLOB column.
struct Bytes {
  std::string data;
};

/// A statement with a name, which logs, metrics and the query-plan test know it by. Always a constant with static
/// storage: connections keep its prepared form under its address.
struct Sql {
  const char* name;
  const char* text;
};

class Value {
 public:
  using Data = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;
  Value() = default;
  Value(std::nullopt_t) {}
  template <class T>
    requires(std::is_integral_v<T>)
  Value(T v) : data_(static_cast<std::int64_t>(v)) {}
  Value(double v) : data_(v) {}
  Value(std::string v) : data_(std::move(v)) {}
  Value(std::string_view v) : data_(std::string(v)) {}
  Value(const char* v) : data_(std::string(v)) {}
  Value(Bytes v) : data_(std::move(v)) {}
  template <class T>
    requires detail::TextLike<T>
  Value(const T& v) : data_(v.value) {}
  template <class T>
    requires detail::WholeLike<T>
  Value(const T& v) : data_(v.value) {}
  /// A described enum is stored as the name of its value.
  template <class T>
    requires std::is_enum_v<T>
  Value(T v) : data_(std::string(boost::describe::enum_to_string(v, ""))) {}
  template <class T>
  Value(const std::optional<T>& v) : Value(v ? Value(*v) : Value()) {}
  const Data& data() const& { return data_; }
  bool null() const { return data_.index() == 0; }

 private:
  Data data_;
};

struct Param {
  const char* name;
  Value value;
};
using SqlParams = std::vector<Param>;

/// A row read without a struct: single values, bitmaps.
using Row = std::vector<Value::Data>;

/// What rows hold in one column.
enum class Column { integer, number, text, bytes };

namespace detail {
class Session;
/// The columns that a described struct's scalar members take up, in order.
std::vector<Column> columns_of(const Shape& shape);
void fill(const Shape& shape, void* object, const Row& row);
template <class T>
constexpr Column column_of() {
  if constexpr (std::is_same_v<T, Bytes>) return Column::bytes;
  else if constexpr (std::is_integral_v<T>) return Column::integer;
  else if constexpr (std::is_floating_point_v<T>) return Column::number;
  else return Column::text;
}
}  // namespace detail

class Tx;

/// Work that several writes of one group commit share: each write adds to it, and it is written once, just before
/// the group's commit. A write adds as its very last step, so that a failing write has added nothing.
class GroupWork {
 public:
  virtual ~GroupWork() = default;
  virtual void flush(Tx& tx) = 0;
  /// Called once everything is on disk, before any of the writes is answered.
  virtual void committed() {}
};

/// One transaction. Everything in a transaction sees one time.
class Tx {
 public:
  Tx(detail::Session& session, Engine engine, Millis now, int lane, bool writable);
  Tx(const Tx&) = delete;

  Millis now() const { return now_; }
  Engine engine() const { return engine_; }
  /// Which of the writers this is (always 0 on SQLite): chains that must not fork keep one tail per lane.
  int lane() const { return lane_; }
  bool writable() const { return writable_; }

  template <class T>
  std::vector<T> rows(const Sql& sql, const SqlParams& params = {}) {
    static const std::vector<Column> columns = detail::columns_of(shape_of<T>());
    std::vector<T> found;
    run(sql, params, columns, [&](const Row& row) {
      detail::fill(shape_of<T>(), &found.emplace_back(), row);
      return true;
    });
    return found;
  }
  template <class T>
  std::optional<T> one(const Sql& sql, const SqlParams& params = {}) {
    static const std::vector<Column> columns = detail::columns_of(shape_of<T>());
    std::optional<T> found;
    run(sql, params, columns, [&](const Row& row) {
      detail::fill(shape_of<T>(), &found.emplace(), row);
      return false;
    });
    return found;
  }
  /// The first column of the first row; nullopt when there is no row or it is NULL.
  template <class T>
  std::optional<T> value(const Sql& sql, const SqlParams& params = {}) {
    std::optional<T> found;
    run(sql, params, {detail::column_of<T>()}, [&](const Row& row) {
      take(row[0], found);
      return false;
    });
    return found;
  }
  /// The first column of every row.
  template <class T>
  std::vector<T> values(const Sql& sql, const SqlParams& params = {}) {
    std::vector<T> found;
    run(sql, params, {detail::column_of<T>()}, [&](const Row& row) {
      std::optional<T> v;
      take(row[0], v);
      if (v) found.push_back(std::move(*v));
      return true;
    });
    return found;
  }
  /// Rows as they come, for results that no struct is wanted for. `each` returns false to stop.
  /// The same statement may run again inside `each`.
  void run(const Sql& sql, const SqlParams& params, const std::vector<Column>& columns,
           const std::function<bool(const Row&)>& each);
  /// Runs a statement that answers no rows; returns how many rows it changed.
  std::int64_t exec(const Sql& sql, const SqlParams& params = {});

  /// Runs after everything is on disk; never when this write is rolled back. Must not throw or touch the database.
  void after_commit(std::function<void()> work) { after_commit_.push_back(std::move(work)); }

  /// The group's shared work of type W, made by `make` for the first write that asks.
  template <class W, class Make>
  W& group_work(Make make) {
    for (auto& [type, work] : *group_)
      if (type == std::type_index(typeid(W))) return static_cast<W&>(*work);
    group_->emplace_back(std::type_index(typeid(W)), make());
    return static_cast<W&>(*group_->back().second);
  }

  /// Statements run so far, for tests that hold an endpoint to a number of queries.
  int statements() const { return statements_; }

 private:
  friend class Pool;
  using Group = std::vector<std::pair<std::type_index, std::unique_ptr<GroupWork>>>;

  template <class T>
  static void take(const Value::Data& data, std::optional<T>& out) {
    if (data.index() == 0) return;
    if constexpr (std::is_integral_v<T>) out = static_cast<T>(std::get<std::int64_t>(data));
    else out = std::get<T>(data);
  }

  detail::Session& session_;
  Engine engine_;
  Millis now_;
  int lane_;
  bool writable_;
  int statements_ = 0;
  std::vector<std::function<void()>> after_commit_;
  Group* group_ = nullptr;
  bool savepoint_ = false;
};

struct DbOptions {
  /// "postgresql://…" or a file name; ":memory:" is refused, for one shared connection hides locking faults.
  std::string url;
  int readers = 2;
  /// PostgreSQL only; SQLite has one writer.
  int writers = 3;
  /// Tests own the clock.
  std::function<Millis()> clock = now_ms;
};

struct Migration {
  std::string name;  ///< "reach/0001_ledger.sql"
  std::string sql;
};

/// Statistics since start.
struct DbStats {
  std::int64_t reads = 0, writes = 0, groups = 0, retries = 0;
};

/// Threads may share it. A write is answered only after it is on disk (SQLite: WAL with synchronous=FULL).
class Db {
 public:
  static std::unique_ptr<Db> open(DbOptions options);
  virtual ~Db() = default;

  virtual Engine engine() const = 0;
  /// Runs `work` in a read-only transaction on the calling thread.
  virtual void read(const std::function<void(Tx&)>& work) = 0;
  /// Queues `work` for the writer. Waiting writes run one after another, each in a savepoint of one transaction,
  /// and share one commit; a failing one rolls back alone. `done` is called on the writer's thread after the
  /// commit, with the exception when the write failed. `work` may run more than once (serialization retries).
  virtual void submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) = 0;
  /// The same, waiting for the commit; throws what `work` threw. Never call it from within a transaction.
  void write(const std::function<void(Tx&)>& work);
  /// Applies those not applied yet, in order, after checking that applied ones are unchanged.
  virtual void migrate(const std::vector<Migration>& migrations) = 0;
  /// Names of the migrations applied so far; none for an empty database.
  virtual std::vector<std::string> applied() = 0;
  /// Every statement that some connection has prepared so far, in order of name.
  virtual std::vector<Sql> prepared() const = 0;
  /// The plan the engine makes for a statement, one line a step; parameters count as NULL.
  virtual std::vector<std::string> explain(const Sql& sql) = 0;
  /// Copies a consistent state into one SQLite file while the server runs. SQLite only.
  virtual void backup(const std::string& file) = 0;
  virtual DbStats stats() const = 0;
  Millis now() const { return clock_(); }

 protected:
  std::function<Millis()> clock_;
};

}  // namespace thon
