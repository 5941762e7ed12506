#include "base/error.hpp"

namespace thon {

Error::Error(ErrorKind kind, std::string key, Params params, std::string detail)
    : kind_(kind), key_(std::move(key)), params_(std::move(params)), detail_(std::move(detail)) {
  what_ = detail_.empty() ? key_ : key_ + ": " + detail_;
}

Error Error::invalid(std::vector<FieldError> fields) {
  Error error(ErrorKind::invalid, "error.invalid");
  for (const auto& field : fields) error.what_ += " " + field.path + "=" + field.key;
  error.fields_ = std::move(fields);
  return error;
}

Error Error::invalid(std::string path, std::string key, Params params) {
  std::vector<FieldError> fields;
  fields.push_back({std::move(path), std::move(key), std::move(params)});
  return invalid(std::move(fields));
}

Error Error::not_found(std::string key) { return Error(ErrorKind::not_found, std::move(key)); }

}  // namespace thon
