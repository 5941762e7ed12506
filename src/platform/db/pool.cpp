#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <sodium.h>

#include "base/error.hpp"
#include <span>
#include "platform/db/session.hpp"

namespace thon {
namespace {

const Sql kBegin{"db.begin", "BEGIN"};
const Sql kBeginImmediate{"db.begin_immediate", "BEGIN IMMEDIATE"};
const Sql kCommit{"db.commit", "COMMIT"};
const Sql kRelease{"db.release", "RELEASE SAVEPOINT one_write"};
const Sql kRollbackTo{"db.rollback_to", "ROLLBACK TO SAVEPOINT one_write"};

/// More waiting writes than this in one transaction delay the first of them more than they save.
constexpr std::size_t kGroupLimit = 256;
constexpr int kRetries = 12;

std::string replace_all(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string checksum(const std::string& text) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  char hex[sizeof hash * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

}  // namespace

/// Reader sessions handed out one thread at a time, and writer threads that take waiting writes in groups.
class Pool final : public Db {
 public:
  explicit Pool(DbOptions options) : options_(std::move(options)) {
    if (options_.url.empty() || options_.url == ":memory:") throw std::runtime_error("a database needs a file or URL");
    clock_ = options_.clock;
    // The writer opens first: it creates the file and switches it to WAL.
    const auto first = std::make_shared<detail::Session>(options_.url, true, listener());
    engine_ = first->engine();
    for (int i = 0; i < options_.readers; ++i)
      readers_.push_back(std::make_unique<detail::Session>(options_.url, false, listener()));
    const int writers = engine_ == Engine::sqlite ? 1 : options_.writers;
    for (int lane = 0; lane < writers; ++lane)
      writers_.emplace_back([this, lane, session = lane == 0 ? first : nullptr] { writer_loop(lane, session); });
  }

  ~Pool() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    waiting_.notify_all();
    for (auto& thread : writers_) thread.join();
  }

  Engine engine() const override { return engine_; }

  void read(const std::function<void(Tx&)>& work) override {
    auto session = take_reader();
    struct Return {
      Pool& pool;
      std::unique_ptr<detail::Session>& session;
      ~Return() { pool.give_back(std::move(session)); }
    } give_back{*this, session};
    ++reads_;
    session->run(kBegin, {}, {}, {});
    Tx tx(*session, engine_, clock_(), 0, false);
    try {
      work(tx);
      session->run(kCommit, {}, {}, {});
    } catch (...) {
      abandon(*session);
      throw;
    }
  }

  void submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) override {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back({std::move(work), std::move(done)});
    }
    waiting_.notify_one();
  }

  void migrate(const std::vector<Migration>& migrations) override;
  std::vector<std::string> applied() override;
  std::vector<std::string> explain(const Sql& sql) override;

  std::vector<Sql> prepared() const override {
    const std::lock_guard lock(prepared_mutex_);
    std::vector<Sql> found;
    for (const auto& [name, sql] : prepared_) found.push_back(sql);
    return found;
  }

  void backup(const std::string& file) override {
    if (engine_ != Engine::sqlite) throw Error(ErrorKind::invalid, "error.backup_needs_sqlite");
    detail::Session session(options_.url, true);
    session.script("VACUUM INTO '" + replace_all(file, "'", "''") + "'");
  }

  DbStats stats() const override { return {reads_, writes_, groups_, retries_}; }

 private:
  struct Job {
    std::function<void(Tx&)> work;
    std::function<void(std::exception_ptr)> done;
    std::exception_ptr failure = nullptr;
    std::vector<std::function<void()>> after_commit = {};
  };

  std::function<void(const Sql&)> listener() {
    return [this](const Sql& sql) {
      const std::lock_guard lock(prepared_mutex_);
      prepared_.insert_or_assign(sql.name, sql);
    };
  }

  std::unique_ptr<detail::Session> take_reader() {
    std::unique_lock lock(mutex_);
    reader_free_.wait(lock, [&] { return !readers_.empty(); });
    auto session = std::move(readers_.back());
    readers_.pop_back();
    lock.unlock();
    if (session->alive()) return session;
    try {
      return std::make_unique<detail::Session>(options_.url, false, listener());
    } catch (const std::exception& error) {
      // The place is kept: whoever comes once the database is back finds it and connects.
      give_back(std::move(session));
      throw Error(ErrorKind::unavailable, "error.storage", {}, error.what());
    }
  }

  void give_back(std::unique_ptr<detail::Session> session) {
    {
      const std::lock_guard lock(mutex_);
      readers_.push_back(std::move(session));
    }
    reader_free_.notify_one();
  }

  static void abandon(detail::Session& session) {
    try {
      session.script("ROLLBACK");
    } catch (const std::exception&) {
      // Nothing to roll back, or the connection is gone, which its next user finds out.
    }
  }

  void writer_loop(int lane, std::shared_ptr<detail::Session> session) {
    std::vector<Job> group;
    while (true) {
      {
        std::unique_lock lock(mutex_);
        waiting_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        while (!queue_.empty() && group.size() < kGroupLimit) {
          group.push_back(std::move(queue_.front()));
          queue_.pop_front();
        }
      }
      commit_group(lane, session, group);
      for (auto& job : group) {
        if (!job.failure)
          for (auto& work : job.after_commit) work();
        job.done(job.failure);
      }
      group.clear();
    }
  }

  /// Writes the group as one transaction; if the whole of it fails, each job alone.
  void commit_group(int lane, std::shared_ptr<detail::Session>& session, std::span<Job> group) {
    const auto failure = attempt(lane, session, group);
    if (!failure) return;
    ++retries_;
    // What the job itself threw stands in the job already; the attempt as a whole then went well.
    const auto alone = [&](Job& job) {
      if (const auto whole = attempt(lane, session, {&job, 1})) job.failure = whole;
    };
    for (auto& job : group) {
      if (group.size() == 1) job.failure = failure;
      else alone(job);
      for (int tries = 0; job.failure && is_retry(job.failure); ++tries) {
        if (tries == kRetries) {
          job.failure = std::make_exception_ptr(Error(ErrorKind::unavailable, "error.busy"));
          break;
        }
        ++retries_;
        // Writers that met once must not meet again, so each lane waits differently long.
        std::this_thread::sleep_for(std::chrono::milliseconds((tries + 1) * (lane + 1)));
        alone(job);
      }
    }
  }

  static bool is_retry(const std::exception_ptr& failure) {
    try {
      std::rethrow_exception(failure);
    } catch (const detail::Retry&) {
      return true;
    } catch (...) {
      return false;
    }
  }

  /// One transaction over the jobs. Answers the exception that made the whole of it fail; one that only one job
  /// threw is put into that job.
  std::exception_ptr attempt(int lane, std::shared_ptr<detail::Session>& session, std::span<Job> jobs) {
    bool committing = false;
    try {
      if (!session || !session->alive())
        session = std::make_shared<detail::Session>(options_.url, true, listener());
      session->run(engine_ == Engine::sqlite ? kBeginImmediate : kBegin, {}, {}, {});
      Tx::Group shared;
      for (auto& job : jobs) run_job(lane, *session, shared, job);
      if (session->broken()) return give_up(*session, jobs);
      Tx tx(*session, engine_, clock_(), lane, true);
      tx.savepoint_ = true;
      for (auto& [type, work] : shared) work->flush(tx);
      committing = true;
      session->run(kCommit, {}, {}, {});
      for (auto& [type, work] : shared) work->committed();
      ++groups_;
      writes_ += static_cast<std::int64_t>(jobs.size());
      return nullptr;
    } catch (...) {
      const auto failure = std::current_exception();
      const bool unknown = committing && session && !session->alive();
      if (session) abandon(*session);
      if (!unknown) return failure;
      // The commit may have happened: running the jobs again could do everything twice, so their callers ask again.
      for (auto& job : jobs) job.failure = failure;
      return nullptr;
    }
  }

  /// A statement failed outside a savepoint, and PostgreSQL would answer COMMIT by rolling everything back. One job
  /// alone has its answer by that; of several, each runs alone.
  static std::exception_ptr give_up(detail::Session& session, std::span<Job> jobs) {
    abandon(session);
    if (jobs.size() == 1 && jobs.front().failure) return nullptr;
    return std::make_exception_ptr(std::runtime_error("a statement failed within a group of writes"));
  }

  void run_job(int lane, detail::Session& session, Tx::Group& shared, Job& job) {
    job.failure = nullptr;
    job.after_commit.clear();
    Tx tx(session, engine_, clock_(), lane, true);
    tx.group_ = &shared;
    try {
      job.work(tx);
      job.after_commit = std::move(tx.after_commit_);
    } catch (const detail::Retry&) {
      throw;
    } catch (...) {
      job.failure = std::current_exception();
      if (tx.savepoint_) session.run(kRollbackTo, {}, {}, {});
    }
    if (tx.savepoint_) session.run(kRelease, {}, {}, {});
  }

  DbOptions options_;
  Engine engine_ = Engine::sqlite;
  mutable std::mutex prepared_mutex_;
  std::map<std::string, Sql> prepared_;
  std::mutex mutex_;
  std::condition_variable waiting_, reader_free_;
  std::vector<std::unique_ptr<detail::Session>> readers_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::atomic<std::int64_t> reads_{0}, writes_{0}, groups_{0}, retries_{0};
  std::vector<std::thread> writers_;
};

std::unique_ptr<Db> Db::open(DbOptions options) { return std::make_unique<Pool>(std::move(options)); }

namespace {

const Sql kMigrationChecksum{"db.migration_checksum", "SELECT checksum FROM platform_migration WHERE name = :name"};
const Sql kMigrations{"db.migrations", "SELECT name FROM platform_migration ORDER BY name"};
const Sql kHasMigrationsSqlite{"db.has_migrations", "SELECT COUNT(*) FROM sqlite_master WHERE name = 'platform_migration'"};
const Sql kHasMigrationsPostgresql{"db.has_migrations_pg",
                                   "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'platform_migration'"};
const Sql kMigrationApplied{"db.migration_applied",
                            "INSERT INTO platform_migration (name, checksum, applied_at) VALUES (:name, :checksum, :at)"};

}  // namespace

std::vector<std::string> Pool::applied() {
  std::vector<std::string> names;
  read([&](Tx& tx) {
    const auto& exists = engine_ == Engine::sqlite ? kHasMigrationsSqlite : kHasMigrationsPostgresql;
    if (*tx.value<std::int64_t>(exists) > 0) names = tx.values<std::string>(kMigrations);
  });
  return names;
}

void Pool::migrate(const std::vector<Migration>& migrations) {
  detail::Session session(options_.url, true);
  if (engine_ == Engine::postgresql)
    session.script(
        "SELECT pg_advisory_lock(8401);"
        "DO $$ BEGIN CREATE DOMAIN blob AS bytea; EXCEPTION WHEN duplicate_object THEN NULL; END $$;");
  session.script(
      "CREATE TABLE IF NOT EXISTS platform_migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at "
      "BIGINT NOT NULL)");
  const std::string identity = engine_ == Engine::sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT"
                                                         : "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
  for (const auto& migration : migrations) {
    const std::string sum = checksum(migration.sql);
    std::string applied;
    session.run(kMigrationChecksum, {{"name", migration.name}}, {Column::text}, [&](const Row& row) {
      applied = std::get<std::string>(row[0]);
      return true;
    });
    if (applied == sum) continue;
    if (!applied.empty()) throw std::runtime_error("migration " + migration.name + " was changed after it was applied");
    session.script("BEGIN");
    try {
      session.script(replace_all(migration.sql, "{{identity}}", identity));
      session.run(kMigrationApplied, {{"name", migration.name}, {"checksum", sum}, {"at", clock_()}}, {}, {});
      session.script("COMMIT");
    } catch (...) {
      abandon(session);
      throw;
    }
  }
}

std::vector<std::string> Pool::explain(const Sql& sql) {
  std::string text;
  for (const char* c = sql.text; *c; ++c) {
    const bool placeholder = *c == ':' && c[1] != ':' && std::isalpha(static_cast<unsigned char>(c[1]));
    if (!placeholder) {
      text += *c;
      continue;
    }
    text += "NULL";
    while (std::isalnum(static_cast<unsigned char>(c[1])) || c[1] == '_') ++c;
  }
  const bool sqlite = engine_ == Engine::sqlite;
  text = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + text;
  const Sql explained{sql.name, text.c_str()};
  std::vector<std::string> steps;
  detail::Session session(options_.url, true);
  const std::vector<Column> columns =
      sqlite ? std::vector<Column>{Column::integer, Column::integer, Column::integer, Column::text}
             : std::vector<Column>{Column::text};
  session.run(explained, {}, columns, [&](const Row& row) {
    steps.push_back(std::get<std::string>(row.back()));
    return true;
  });
  return steps;
}

}  // namespace thon
