#pragma once
#include <cstdint>
#include <string>

namespace thon::demo {

inline constexpr std::uint64_t kSeed = 20221019;
/// The year that people's ages are reckoned in.
inline constexpr int kYear = 2023;
/// The model was built from 5 to 19 October 2022.
inline constexpr const char* kGroupsBegin = "2022-10-05";
inline constexpr const char* kRegisterBegins = "2022-10-19";

enum class IdKind : std::uint64_t { area = 1, household, member, phone, account };

/// The id of the n-th thing of a kind: the same in every demo.
std::string demo_id(IdKind kind, std::uint64_t n);

/// What the n-th household's slip says after the #; whoever knows the program can know it, so demo data never
/// belongs beside real households.
std::string household_token(std::int64_t ordinal);
/// The session of the n-th household's phone.
std::string household_session(std::int64_t ordinal);

}  // namespace thon::demo
