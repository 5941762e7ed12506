#include "reach/sheets/rules.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/short_code.hpp"
#include "base/text.hpp"
#include "platform/reflect/json.hpp"

namespace thon::reach::rules {
namespace {

/// Clocks of servers and devices differ by so much without anybody's fault.
constexpr Millis kClocks = 5 * kMinute;

std::string pointer(const char* member, std::size_t at, const char* inner = "") {
  return "/" + std::string(member) + "/" + std::to_string(at) + inner;
}

class Checker {
 public:
  explicit Checker(const SheetContent& content) : content_(content) {
    for (const auto& row : content.rows) rows_.emplace(row.number, &row);
  }

  void told(const SheetEntry& entry) {
    for (std::size_t i = 0; i < entry.told.size(); ++i) {
      const auto& tick = entry.told[i];
      const auto* row = at(tick.number, pointer("told", i, "/number"));
      for (std::size_t l = 0; row && l < tick.letters.size(); ++l)
        if (!has(*row, tick.letters[l].value))
          say(pointer("told", i, "/letters/") + std::to_string(l), "reach.error.sheet_letter",
              {{"number", std::to_string(tick.number)}, {"letter", tick.letters[l].value}});
    }
  }

  void visits(const char* member, const HouseNumbers& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) at(numbers[i], pointer(member, i));
  }

  void say(std::string path, std::string key, Params params = {}) {
    faults_.push_back({std::move(path), std::move(key), std::move(params)});
  }

  void finish() {
    if (!faults_.empty()) throw Error::invalid(std::move(faults_));
  }

 private:
  const SheetRow* at(std::int64_t number, const std::string& path) {
    const auto found = rows_.find(number);
    if (found == rows_.end()) {
      say(path, "reach.error.sheet_number", {{"number", std::to_string(number)}});
      return nullptr;
    }
    if (!taken_.insert(number).second)
      say(path, "reach.error.sheet_twice", {{"number", std::to_string(number)}});
    return found->second;
  }

  static bool has(const SheetRow& row, const std::string& wanted) {
    return std::any_of(row.missing.begin(), row.missing.end(),
                       [&](auto place) { return letter(static_cast<std::size_t>(place)) == wanted; });
  }

  const SheetContent& content_;
  std::map<std::int64_t, const SheetRow*> rows_;
  std::set<std::int64_t> taken_;
  std::vector<FieldError> faults_;
};

}  // namespace

std::string letter(std::size_t place) { return std::string(1, static_cast<char>('A' + place % 26)); }

std::string digest_of(const SheetContent& content) {
  const auto text = to_json(content);
  unsigned char hash[32];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  char hex[sizeof hash * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

std::string sheet_code(const std::string& digest, int attempt) {
  const auto from = static_cast<std::size_t>(attempt) * 7 % (digest.size() - 7);
  const auto number = static_cast<std::uint32_t>(std::stoul(digest.substr(from, 7), nullptr, 16));
  return short_code(number & ((1u << 25) - 1), CodeOf::sheet);
}

std::string read_code(const std::string& typed) {
  auto code = read_short_code(typed, CodeOf::sheet);
  if (!code.empty()) return code;
  const bool house = !read_short_code(typed, CodeOf::house).empty();
  throw Error::invalid("/code", house ? "reach.error.sheet_code_of_house" : "reach.error.sheet_code");
}

void check(const SheetContent& content, Millis printed_at, const SheetEntry& entry, Millis now) {
  Checker checker(content);
  if (entry.at > now + kClocks) checker.say("/at", "reach.error.sheet_future");
  if (date_of(entry.at) < date_of(printed_at))
    checker.say("/at", "reach.error.sheet_before_print", {{"date", vietnamese_date(printed_at)}});
  if (entry.told.empty() && entry.absent.empty() && entry.refused.empty() && entry.moved.empty())
    checker.say("/told", "reach.error.sheet_empty");
  checker.told(entry);
  checker.visits("absent", entry.absent);
  checker.visits("refused", entry.refused);
  checker.visits("moved", entry.moved);
  checker.finish();
}

Millis walked_at(Millis at, Millis printed_at, Millis now) { return std::max(printed_at, std::min(at, now)); }

std::vector<std::int64_t> meant(const SheetRow& row, const SheetTick& tick) {
  if (tick.letters.empty()) return row.missing;
  std::vector<std::int64_t> places;
  for (const auto place : row.missing)
    for (const auto& wanted : tick.letters)
      if (letter(static_cast<std::size_t>(place)) == wanted.value) places.push_back(place);
  return places;
}

}  // namespace thon::reach::rules
