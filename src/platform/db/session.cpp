#include "platform/db/session.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/error.hpp"

namespace thon::detail {
namespace {

// https://sqlite.org/rescode.html
constexpr int kSqliteBusy = 5, kSqliteFull = 13, kSqliteIoError = 10, kSqliteConstraint = 19;

/// A place that SOCI reads a parameter from or writes a column to. Its address stays the same for the life of the
/// prepared statement.
struct Slot {
  Column column = Column::text;
  long long integer = 0;
  double number = 0;
  std::string text;
  std::unique_ptr<soci::blob> blob;
  soci::indicator indicator = soci::i_ok;
};

Column column_for(const Value& value) {
  switch (value.data().index()) {
    case 1: return Column::integer;
    case 2: return Column::number;
    case 4: return Column::bytes;
    default: return Column::text;
  }
}

constexpr char kHex[] = "0123456789abcdef";

std::string to_hex(const std::string& bytes) {
  std::string text = "\\x";
  text.reserve(2 + bytes.size() * 2);
  for (const char c : bytes) {
    text += kHex[static_cast<unsigned char>(c) >> 4];
    text += kHex[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string from_hex(const std::string& text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  return bytes;
}

/// What failed, without the bound values that SOCI adds: logs hold no personal data.
std::string reason(const Sql& sql, const soci::soci_error& e) {
  const std::string message = e.get_error_message();
  return std::string(sql.name) + ": " + message.substr(0, message.find('\n'));
}

/// Turns what SOCI threw into what the rest of the program knows.
[[noreturn]] void translate(const Sql& sql) {
  try {
    throw;
  } catch (const soci::sqlite3_soci_error& e) {
    const int code = e.result() & 0xff;
    if (code == kSqliteBusy) throw Retry(reason(sql, e));
    if (code == kSqliteConstraint) throw Error(ErrorKind::conflict, "error.conflict", {}, reason(sql, e));
    if (code == kSqliteFull || code == kSqliteIoError)
      throw Error(ErrorKind::unavailable, "error.storage", {}, reason(sql, e));
    throw std::runtime_error(reason(sql, e));
  } catch (const soci::postgresql_soci_error& e) {
    const std::string state = e.sqlstate();
    const std::string family = state.substr(0, 2);
    if (state == "40001" || state == "40P01") throw Retry(reason(sql, e));
    if (family == "23") throw Error(ErrorKind::conflict, "error.conflict", {}, reason(sql, e));
    // Classes 08, 53 and 57: connection, resources, operator intervention; blank when the connection broke.
    if (family == "08" || family == "53" || family == "57" || family == "  ")
      throw Error(ErrorKind::unavailable, "error.storage", {}, reason(sql, e));
    throw std::runtime_error(reason(sql, e));
  } catch (const soci::soci_error& e) {
    throw std::runtime_error(reason(sql, e));
  }
}

void put(Slot& slot, const Value& value, Engine engine) {
  slot.indicator = value.null() ? soci::i_null : soci::i_ok;
  if (value.null()) return;
  const auto& data = value.data();
  switch (slot.column) {
    case Column::integer: slot.integer = std::get<std::int64_t>(data); break;
    case Column::number: slot.number = std::get<double>(data); break;
    case Column::text: slot.text = std::get<std::string>(data); break;
    case Column::bytes: {
      const auto& bytes = std::get<Bytes>(data).data;
      if (engine == Engine::postgresql) {
        slot.text = to_hex(bytes);
      } else {
        slot.blob->trim(0);
        if (!bytes.empty()) slot.blob->write(0, bytes.data(), bytes.size());
      }
    }
  }
}

Value::Data get(Slot& slot, Engine engine) {
  if (slot.indicator == soci::i_null) return {};
  switch (slot.column) {
    case Column::integer: return static_cast<std::int64_t>(slot.integer);
    case Column::number: return slot.number;
    case Column::text: return slot.text;
    case Column::bytes: break;
  }
  Bytes bytes;
  if (engine == Engine::postgresql) {
    bytes.data = from_hex(slot.text);
  } else {
    bytes.data.resize(slot.blob->get_len());
    if (!bytes.data.empty()) slot.blob->read(0, bytes.data.data(), bytes.data.size());
  }
  return bytes;
}

/// SOCI splits its connection text at "=", so a URL is handed over as the keywords libpq reads from it.
std::string keywords(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(url.c_str(), &message), PQconninfoFree);
  if (!options) {
    const std::string why = message ? message : "unreadable";
    PQfreemem(message);
    throw std::runtime_error("database address: " + why);
  }
  std::string text;
  for (const auto* option = options.get(); option->keyword; ++option) {
    if (!option->val) continue;
    text += std::string(option->keyword) + "='";
    for (const char* c = option->val; *c; ++c) {
      if (*c == '\'' || *c == '\\') text += '\\';
      text += *c;
    }
    text += "' ";
  }
  return text;
}

/// The types of the parameters are part of the key: a NULL binds as text, and a slot keeps its type.
std::string key_of(const Sql& sql, const SqlParams& params) {
  std::string key(reinterpret_cast<const char*>(&sql.text), sizeof sql.text);
  for (const auto& param : params) key += static_cast<char>('a' + static_cast<int>(column_for(param.value)));
  return key;
}

}  // namespace

struct Session::Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}
  std::vector<std::unique_ptr<Slot>> in, out;
  soci::statement statement;
  bool busy = false;
};

Session::Session(const std::string& url, bool writable, std::function<void(const Sql&)> prepared)
    : on_prepare_(std::move(prepared)) {
  engine_ = url.starts_with("postgres") ? Engine::postgresql : Engine::sqlite;
  if (engine_ == Engine::postgresql) {
    soci_ = std::make_unique<soci::session>(soci::postgresql, keywords(url));
    script(writable ? "SET default_transaction_isolation TO 'serializable'; SET client_min_messages TO warning"
                    : "SET default_transaction_isolation TO 'repeatable read'; SET default_transaction_read_only TO on;"
                      "SET client_min_messages TO warning");
    return;
  }
  soci_ = std::make_unique<soci::session>(soci::sqlite3, "db=\"" + url + "\" timeout=10");
  // The time-out stands first: switching to WAL may itself have to wait for another connection.
  script("PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
         "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;");
  if (!writable) script("PRAGMA query_only=ON");
}

Session::~Session() { statements_.clear(); }

bool Session::alive() const {
  if (engine_ == Engine::sqlite) return true;
  auto* backend = static_cast<soci::postgresql_session_backend*>(soci_->get_backend());
  return PQstatus(backend->conn_) == CONNECTION_OK;
}

bool Session::broken() const {
  if (engine_ == Engine::sqlite) return false;
  auto* backend = static_cast<soci::postgresql_session_backend*>(soci_->get_backend());
  return PQtransactionStatus(backend->conn_) == PQTRANS_INERROR;
}

void Session::script(const std::string& text) {
  if (engine_ == Engine::sqlite) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(soci_->get_backend());
    char* message = nullptr;
    const int code = sqlite_api::sqlite3_exec(backend->conn_, text.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK) return;
    const std::string why = message ? message : "error";
    sqlite_api::sqlite3_free(message);
    if ((code & 0xff) == kSqliteBusy) throw Retry(why);
    if (code == kSqliteFull || (code & 0xff) == kSqliteIoError) throw Error(ErrorKind::unavailable, "error.storage", {}, why);
    throw std::runtime_error("database: " + why + " in " + text.substr(0, 200));
  }
  auto* backend = static_cast<soci::postgresql_session_backend*>(soci_->get_backend());
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(backend->conn_, text.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const std::string why = PQerrorMessage(backend->conn_);
  if (state && (std::string_view(state) == "40001" || std::string_view(state) == "40P01")) throw Retry(why);
  if (!alive()) throw Error(ErrorKind::unavailable, "error.storage", {}, why);
  throw std::runtime_error("database: " + why + " in " + text.substr(0, 200));
}

std::unique_ptr<Session::Prepared> Session::prepare(const Sql& sql, const SqlParams& params,
                                                    const std::vector<Column>& columns) {
  auto made = std::make_unique<Prepared>(*soci_);
  const auto slot = [&](Column column) {
    auto s = std::make_unique<Slot>();
    s->column = column;
    if (column == Column::bytes && engine_ == Engine::sqlite) s->blob = std::make_unique<soci::blob>(*soci_);
    return s;
  };
  for (const auto& param : params) {
    Slot& s = *made->in.emplace_back(slot(column_for(param.value)));
    const std::string name = param.name;
    if (s.column == Column::integer) made->statement.exchange(soci::use(s.integer, s.indicator, name));
    else if (s.column == Column::number) made->statement.exchange(soci::use(s.number, s.indicator, name));
    else if (s.blob) made->statement.exchange(soci::use(*s.blob, s.indicator, name));
    else made->statement.exchange(soci::use(s.text, s.indicator, name));
  }
  for (const Column column : columns) {
    Slot& s = *made->out.emplace_back(slot(column));
    if (column == Column::integer) made->statement.exchange(soci::into(s.integer, s.indicator));
    else if (column == Column::number) made->statement.exchange(soci::into(s.number, s.indicator));
    else if (s.blob) made->statement.exchange(soci::into(*s.blob, s.indicator));
    else made->statement.exchange(soci::into(s.text, s.indicator));
  }
  made->statement.alloc();
  made->statement.prepare(sql.text);
  made->statement.define_and_bind();
  if (on_prepare_) on_prepare_(sql);
  return made;
}

Session::Prepared& Session::prepared(const std::string& key, const Sql& sql, const SqlParams& params,
                                     const std::vector<Column>& columns) {
  auto& found = statements_[key];
  if (!found) found = prepare(sql, params, columns);
  return *found;
}

std::int64_t Session::run(const Sql& sql, const SqlParams& params, const std::vector<Column>& columns,
                          const std::function<bool(const Row&)>& each) {
  // SQLite holds its read snapshot until a statement is reset, so each way out resets it.
  struct Busy {
    Prepared& p;
    Engine engine;
    explicit Busy(Prepared& prepared, Engine e) : p(prepared), engine(e) { p.busy = true; }
    ~Busy() {
      p.busy = false;
      if (engine == Engine::sqlite)
        sqlite_api::sqlite3_reset(static_cast<soci::sqlite3_statement_backend*>(p.statement.get_backend())->stmt_);
    }
  };
  const std::string key = key_of(sql, params);
  try {
    std::unique_ptr<Prepared> nested;
    Prepared* p = &prepared(key, sql, params, columns);
    if (p->busy) p = (nested = prepare(sql, params, columns)).get();
    const Busy busy(*p, engine_);
    for (std::size_t i = 0; i < params.size(); ++i) put(*p->in[i], params[i].value, engine_);
    bool got = p->statement.execute(true);
    Row row(columns.size());
    while (got && !columns.empty()) {
      for (std::size_t i = 0; i < columns.size(); ++i) row[i] = get(*p->out[i], engine_);
      if (!each(row)) break;
      got = p->statement.fetch();
    }
    return p->statement.get_affected_rows();
  } catch (const soci::soci_error&) {
    // SOCI frees a failed statement's buffers only with the statement.
    const auto found = statements_.find(key);
    if (found != statements_.end() && !(found->second && found->second->busy)) statements_.erase(found);
    translate(sql);
  }
}

}  // namespace thon::detail
