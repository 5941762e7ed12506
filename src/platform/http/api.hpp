#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.hpp"
#include "platform/actor.hpp"
#include "platform/db/db.hpp"
#include "platform/http/message.hpp"
#include "platform/reflect/shape.hpp"

/// Typed endpoints. A route is a method, a path, a rule of access and a function from a described input to a
/// described output; parsing, checking, transactions, errors and documentation follow from these.
///
///     api.post("/api/reach/announcements", Access::permission("reach.publish"), "Write a draft",
///              [&](Call& call, const DraftInput& in) { return service.draft(call.tx(), call.actor, in); });
///
/// Members of the input named like a {placeholder} of the path are read from the path; the others from the query
/// (GET, DELETE) or from the JSON body. An unknown member is an error. The function returns a described struct
/// (200), void (204) or a File.
namespace thon::http {

/// Who may call a route at all. The service decides about the single thing asked for.
class Access {
 public:
  enum class Kind { open, signed_in, household, officer, permission, signature };
  static Access open() { return {Kind::open, {}}; }
  static Access signed_in() { return {Kind::signed_in, {}}; }
  static Access household() { return {Kind::household, {}}; }
  static Access officer() { return {Kind::officer, {}}; }
  /// An account that holds the permission at some unit. Others are answered not_found.
  static Access permission(std::string name) { return {Kind::permission, std::move(name)}; }
  /// Another server, which signs what it sends: no session, no header of the app, and the body as it came. Only the
  /// path is read into the input; the function checks the signature first of all, and throws unauthenticated.
  static Access signature() { return {Kind::signature, {}}; }

  Kind kind;
  std::string name;
};

/// A file to download.
struct File {
  std::string name;
  std::string mime;
  std::string bytes;
};

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

/// What a route's function is given.
class Call {
 public:
  Call(const Request& r, Actor a, Db& d, Tx* t) : request(r), actor(std::move(a)), db(d), tx_(t) {}
  const Request& request;
  Actor actor;
  Db& db;
  Response response;  ///< cookies and headers set here are sent when the call succeeds
  /// The transaction: read-only for GET. Routes declared with `work` have none and open their own.
  Tx& tx();

 private:
  Tx* tx_;
};

struct Route {
  enum class Mode { read, write, work };
  Method method;
  std::string path;
  Access access;
  std::string summary;
  Mode mode;
  const Shape* input;
  const Shape* output;  ///< nullptr: none, or a file
  bool file;
  /// Parses, calls and writes the response.
  std::function<void(Call&, const std::map<std::string, std::string>& path_values)> run;
};

namespace detail {
template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class C, class In>
struct Signature<R (C::*)(Call&, const In&) const> {
  using Input = In;
  using Output = R;
};
/// Reads path, query and body into `input`; throws Error::invalid with every fault found.
void read_input(const Call& call, const Route& route, const std::map<std::string, std::string>& path_values,
                const Shape& shape, void* input);
void write_json(Response& response, const Shape& shape, const void* output);
void write_file(Response& response, File file);
}  // namespace detail

class Api {
 public:
  template <class F>
  void get(std::string path, Access access, std::string summary, F f) {
    add(Method::get, Route::Mode::read, std::move(path), std::move(access), std::move(summary), std::move(f));
  }
  template <class F>
  void post(std::string path, Access access, std::string summary, F f) {
    add(Method::post, Route::Mode::write, std::move(path), std::move(access), std::move(summary), std::move(f));
  }
  template <class F>
  void patch(std::string path, Access access, std::string summary, F f) {
    add(Method::patch, Route::Mode::write, std::move(path), std::move(access), std::move(summary), std::move(f));
  }
  template <class F>
  void del(std::string path, Access access, std::string summary, F f) {
    add(Method::del, Route::Mode::write, std::move(path), std::move(access), std::move(summary), std::move(f));
  }
  /// A POST whose function is slow (password hashing, reading a spreadsheet): it runs on a worker without a
  /// transaction and opens short ones itself by call.db.read / call.db.write.
  template <class F>
  void work(std::string path, Access access, std::string summary, F f) {
    work(Method::post, std::move(path), std::move(access), std::move(summary), std::move(f));
  }
  template <class F>
  void work(Method method, std::string path, Access access, std::string summary, F f) {
    add(method, Route::Mode::work, std::move(path), std::move(access), std::move(summary), std::move(f));
  }

  const std::vector<Route>& routes() const { return routes_; }

 private:
  template <class F>
  void add(Method method, Route::Mode mode, std::string path, Access access, std::string summary, F f) {
    using Input = typename detail::Signature<F>::Input;
    using Output = typename detail::Signature<F>::Output;
    constexpr bool is_file = std::is_same_v<Output, File>;
    constexpr bool is_void = std::is_void_v<Output>;
    Route route{method, std::move(path), std::move(access), std::move(summary), mode, &shape_of<Input>(), nullptr,
                is_file, {}};
    if constexpr (!is_file && !is_void) route.output = &shape_of<Output>();
    const std::size_t index = routes_.size();
    route.run = [this, index, f = std::move(f)](Call& call, const std::map<std::string, std::string>& path_values) {
      Input input{};
      detail::read_input(call, routes_[index], path_values, shape_of<Input>(), &input);
      if constexpr (is_void) {
        call.response.status = 204;
        f(call, input);
      } else if constexpr (is_file) {
        detail::write_file(call.response, f(call, input));
      } else {
        const Output output = f(call, input);
        detail::write_json(call.response, shape_of<Output>(), &output);
      }
    };
    routes_.push_back(std::move(route));
  }

  std::vector<Route> routes_;
};

}  // namespace thon::http
