#pragma once
#include <string>
#include <string_view>

namespace thon {

/// Keeps small secrets readable for the program only: authenticated encryption under the key of the data folder.
class Seal {
 public:
  /// `key`: 32 bytes.
  explicit Seal(std::string key);
  std::string close(std::string_view secret) const;
  /// Throws Error(internal) when the text was not sealed under this key.
  std::string open(std::string_view sealed) const;

 private:
  std::string key_;
};

}  // namespace thon
