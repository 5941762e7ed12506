#include "base/seal.hpp"

#include <gtest/gtest.h>

namespace thon {
namespace {

TEST(Seal, OpensUnderItsOwnKeyOnly) {
  const Seal seal(std::string(32, 'k')), other(std::string(32, 'o'));
  const std::string secret = "một bí mật";
  std::string sealed = seal.close(secret);
  EXPECT_EQ(seal.open(sealed), secret);
  EXPECT_NE(seal.close(secret), sealed) << "two seals of one secret must not look alike";
  EXPECT_THROW(other.open(sealed), std::exception);
  sealed.back() = sealed.back() == '0' ? '1' : '0';
  EXPECT_THROW(seal.open(sealed), std::exception);
  for (const char* bad : {"", "00", "zz"}) EXPECT_THROW(seal.open(bad), std::exception);
  EXPECT_THROW(Seal("short"), std::exception);
}

}  // namespace
}  // namespace thon
