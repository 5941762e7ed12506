#include <sodium.h>

#include "platform/http/router.hpp"
#include "platform/log/log.hpp"
#include "platform/reflect/json.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 422;
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::too_many: return 429;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::internal: break;
  }
  return 500;
}

namespace {

void write_params(std::string& out, const Params& params) {
  out += '{';
  bool first = true;
  for (const auto& [name, value] : params) {
    if (!first) out += ',';
    first = false;
    write_json_text(out, name);
    out += ':';
    write_json_text(out, value);
  }
  out += '}';
}

void write_field(std::string& out, const FieldError& field, std::string_view language) {
  out += "{\"path\":";
  write_json_text(out, field.path);
  out += ",\"key\":";
  write_json_text(out, field.key);
  out += ",\"message\":";
  write_json_text(out, say(language, field.key, field.params));
  out += ",\"params\":";
  write_params(out, field.params);
  out += '}';
}

std::string new_trace() {
  static constexpr char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::string trace;
  for (int i = 0; i < 8; ++i) trace += alphabet[randombytes_uniform(sizeof alphabet - 1)];
  return trace;
}

Response write_problem(const Error& error, std::string_view language, int status) {
  const std::string trace = new_trace();
  Response response;
  response.status = status ? status : status_of(error.kind());
  if (response.status >= 500) log::error("request failed", {{"trace", trace}, {"why", error.what()}});
  response.set("Content-Type", "application/problem+json; charset=utf-8");
  response.set("Cache-Control", "no-store");
  if (const auto wait = error.params().find("seconds"); wait != error.params().end())
    response.set("Retry-After", wait->second);
  std::string& out = response.body;
  out = "{\"type\":\"about:blank\",\"title\":";
  write_json_text(out, say(language, error.key(), error.params()));
  out += ",\"status\":" + std::to_string(response.status) + ",\"key\":";
  write_json_text(out, error.key());
  out += ",\"trace\":\"" + trace + "\",\"params\":";
  write_params(out, error.params());
  out += ",\"errors\":[";
  for (const auto& field : error.fields()) {
    if (out.back() == '}') out += ',';
    write_field(out, field, language);
  }
  out += "]}";
  return response;
}

}  // namespace

Response problem(const std::exception& error, std::string_view language, int status) {
  if (const auto* known = dynamic_cast<const Error*>(&error)) return write_problem(*known, language, status);
  return write_problem(Error(ErrorKind::internal, "error.internal", {}, error.what()), language, status);
}

}  // namespace thon::http
