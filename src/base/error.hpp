#pragma once
#include <exception>
#include <map>
#include <string>
#include <vector>

namespace thon {

/// What went wrong, as far as a caller is concerned; one table in platform/http turns it into a status.
enum class ErrorKind { invalid, unauthenticated, forbidden, not_found, conflict, too_many, unavailable, internal };

/// Values put into a sentence in place of {name}.
using Params = std::map<std::string, std::string>;

/// One wrong field. `path` is a JSON pointer into the input ("/phones/0/number").
struct FieldError {
  std::string path;
  std::string key;
  Params params;
};

/// The only exception business code throws. `key` names a sentence that exists in every language
/// (src/*/text/*.json); `detail` is for the log and never leaves the server.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string key, Params params = {}, std::string detail = {});
  /// An invalid input, naming each wrong field.
  static Error invalid(std::vector<FieldError> fields);
  static Error invalid(std::string path, std::string key, Params params = {});
  /// Missing, and also: there, but not for this caller to see.
  static Error not_found(std::string key = "error.not_found");

  const char* what() const noexcept override { return what_.c_str(); }
  ErrorKind kind() const { return kind_; }
  const std::string& key() const { return key_; }
  const Params& params() const { return params_; }
  const std::vector<FieldError>& fields() const { return fields_; }
  const std::string& detail() const { return detail_; }

 private:
  ErrorKind kind_;
  std::string key_;
  Params params_;
  std::vector<FieldError> fields_;
  std::string detail_;
  std::string what_;
};

}  // namespace thon
