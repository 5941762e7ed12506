#pragma once
#include <string>

#include "reach/posting/register.hpp"

namespace thon::reach {

/// The register as it is signed and filed.
class RegisterPaper {
 public:
  /// `entries` must outlive it.
  RegisterPaper(const PostingRegister& entries, std::string language, Millis now)
      : register_(entries), language_(std::move(language)), now_(now) {}

  std::string xlsx() const;
  std::string pdf() const;

 private:
  std::string word(const std::string& name, const Params& params = {}) const;
  std::string class_name(std::int64_t content_class) const;
  std::string units() const;
  /// "Đúng hạn", "Chậm 2 ngày làm việc"; empty for a class without a deadline.
  std::string in_time(const PostingEntry& entry) const;
  /// "Lâu dài", "Đã gỡ 12/6/2023: …"
  std::string until(const PostingEntry& entry) const;
  std::string note(const PostingEntry& entry) const;

  const PostingRegister& register_;
  const std::string language_;
  const Millis now_;
};

}  // namespace thon::reach
