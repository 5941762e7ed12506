#include "platform/db/db.hpp"

#include <future>

#include "base/error.hpp"
#include "platform/db/session.hpp"

namespace thon {
namespace detail {

std::vector<Column> columns_of(const Shape& shape) {
  std::vector<Column> columns;
  for (const auto& field : shape.fields) {
    const Shape* s = field.shape();
    if (s->kind == Kind::optional) s = s->element();
    switch (s->kind) {
      case Kind::boolean:
      case Kind::integer: columns.push_back(Column::integer); break;
      case Kind::number: columns.push_back(Column::number); break;
      default: columns.push_back(Column::text);
    }
  }
  return columns;
}

namespace {

void fill_scalar(const Shape& shape, void* at, const Value::Data& data) {
  switch (shape.kind) {
    case Kind::boolean: *static_cast<bool*>(at) = std::get<std::int64_t>(data) != 0; break;
    case Kind::integer: shape.set_integer(at, std::get<std::int64_t>(data)); break;
    case Kind::number: *static_cast<double*>(at) = std::get<double>(data); break;
    case Kind::text: shape.text(at) = std::get<std::string>(data); break;
    case Kind::choice: {
      const auto& name = std::get<std::string>(data);
      for (std::size_t i = 0; i < shape.choices.size(); ++i)
        if (shape.choices[i] == name) shape.set_integer(at, static_cast<std::int64_t>(i));
      break;
    }
    default: throw std::logic_error("a row's struct holds only scalars: " + std::string(shape.name));
  }
}

}  // namespace

void fill(const Shape& shape, void* object, const Row& row) {
  for (std::size_t i = 0; i < shape.fields.size(); ++i) {
    const auto& field = shape.fields[i];
    const Shape& s = *field.shape();
    void* at = field.at(object);
    if (row[i].index() == 0) continue;
    if (s.kind == Kind::optional) fill_scalar(*s.element(), s.append(at), row[i]);
    else fill_scalar(s, at, row[i]);
  }
}

}  // namespace detail

Tx::Tx(detail::Session& session, Engine engine, Millis now, int lane, bool writable)
    : session_(session), engine_(engine), now_(now), lane_(lane), writable_(writable) {}

namespace {

const Sql kSavepoint{"db.savepoint", "SAVEPOINT one_write"};

bool only_reads(const char* text) {
  while (*text == ' ' || *text == '\n') ++text;
  return std::string_view(text).starts_with("SELECT") || std::string_view(text).starts_with("WITH");
}

}  // namespace

void Tx::run(const Sql& sql, const SqlParams& params, const std::vector<Column>& columns,
             const std::function<bool(const Row&)>& each) {
  ++statements_;
  if (writable_ && !savepoint_ && !only_reads(sql.text)) {
    session_.run(kSavepoint, {}, {}, {});
    savepoint_ = true;
  }
  session_.run(sql, params, columns, each);
}

std::int64_t Tx::exec(const Sql& sql, const SqlParams& params) {
  ++statements_;
  if (writable_ && !savepoint_) {
    session_.run(kSavepoint, {}, {}, {});
    savepoint_ = true;
  }
  return session_.run(sql, params, {}, {});
}

void Db::write(const std::function<void(Tx&)>& work) {
  std::promise<void> finished;
  submit(work, [&](std::exception_ptr failure) {
    if (failure) finished.set_exception(failure);
    else finished.set_value();
  });
  finished.get_future().get();
}

}  // namespace thon
