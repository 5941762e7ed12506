#include "households/rules.hpp"

#include <charconv>

#include "base/id.hpp"
#include "base/text.hpp"
#include "households/code.hpp"

namespace thon::households::rules {

std::string name_of(HouseholdStatus status) { return boost::describe::enum_to_string(status, ""); }
std::string name_of(Sex sex) { return boost::describe::enum_to_string(sex, ""); }
std::string name_of(Relation relation) { return boost::describe::enum_to_string(relation, ""); }
std::string name_of(CloseReason reason) { return boost::describe::enum_to_string(reason, ""); }

void check_people(const Members& members, const Phones& phones, std::vector<FieldError>& faults) {
  std::set<std::string_view> ids;
  bool head = false, representative = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto path = "/members/" + std::to_string(i);
    if (!ids.insert(members[i].id.value).second)
      faults.push_back({path + "/id", "households.error.id_twice", {}});
    if (members[i].relation != Relation::head) continue;
    if (head) faults.push_back({path + "/relation", "households.error.two_heads", {}});
    head = true;
  }
  ids.clear();
  std::set<std::string_view> numbers;
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const auto path = "/phones/" + std::to_string(i);
    if (!ids.insert(phones[i].id.value).second)
      faults.push_back({path + "/id", "households.error.id_twice", {}});
    if (!numbers.insert(phones[i].number.value).second)
      faults.push_back({path + "/number", "households.error.number_twice", {}});
    if (!phones[i].is_representative) continue;
    if (representative)
      faults.push_back({path + "/is_representative", "households.error.two_representatives", {}});
    representative = true;
  }
}

Phones with_representative(Phones phones) {
  const auto marked = [](const HouseholdPhone& phone) { return phone.is_representative; };
  if (!phones.empty() && std::none_of(phones.begin(), phones.end(), marked))
    phones.front().is_representative = true;
  return phones;
}

void check_status(HouseholdStatus status, std::vector<FieldError>& faults) {
  if (status == HouseholdStatus::moved || status == HouseholdStatus::closed)
    faults.push_back({"/status", "households.error.status_by_closing", {}});
}

void check_home(const areas::Tree& tree, const areas::TreeUnit& unit, std::vector<FieldError>& faults) {
  const bool leaf = tree.children(unit).empty();
  if (!leaf || unit.kind < areas::AreaKind::village)
    faults.push_back({"/area_id", "households.error.choose_group", {{"name", unit.name}}});
}

void check_day(std::string_view date, std::string_view first, std::string_view today) {
  if (date > today) throw Error::invalid("/date", "households.error.date_future");
  if (date < first)
    throw Error::invalid("/date", "households.error.date_too_early", {{"date", std::string(first)}});
}

namespace {

bool all_digits(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> words_of(std::string_view query) {
  // A number typed with its blanks and its country code is looked for as it is stored.
  if (const auto number = phone_number(tidy(query)); !number.empty()) return {number};
  // So is a code that was read aloud in parts; two short names could be mistaken for one without a digit.
  if (query.find_first_of("23456789") != std::string_view::npos)
    if (const auto code = read_house_code(query); !code.empty()) return {fold(code)};
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold(query) + " ") {
    const bool splits = c == ' ' || c == ',' || c == ';';
    if (!splits) word += c;
    if (!splits || word.empty()) continue;
    std::string plain;
    for (const char d : word)
      if (d != '.' && d != '-') plain += d;
    if (!plain.empty()) words.push_back(all_digits(plain) ? plain : word);
    word.clear();
  }
  if (words.size() > kSearchWords) {
    std::stable_sort(words.begin(), words.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    words.resize(kSearchWords);
  }
  return words;
}

}  // namespace

std::array<std::string, kSearchWords> search_patterns(std::string_view query) {
  std::array<std::string, kSearchWords> patterns;
  patterns.fill("%");
  const auto words = words_of(query);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string pattern = all_digits(words[i]) && words[i].size() >= 3 ? "%" : "% ";
    for (const char c : words[i]) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
    patterns[i] = pattern + "%";
  }
  return patterns;
}

bool matches_all(const std::array<std::string, kSearchWords>& patterns) { return patterns.front() == "%"; }

std::string search_text(const WholeHousehold& household) {
  std::string text = household.own.code + " " + household.own.head_name;
  for (const auto& member : household.members) text += " " + member.name.value;
  text += " " + household.own.address;
  for (const auto& phone : household.phones) text += " " + phone.number.value + " " + phone.owner_name.value;
  // Words stand after blanks even where a comma or a bracket precedes them.
  for (char& c : text)
    if (c == ',' || c == ';' || c == '(' || c == '/') c = ' ';
  return " " + fold(text);
}

std::string cursor_of(const Place& place) {
  return place.sort_key + "_" + std::to_string(place.walk_order) + "_" + place.id;
}

Place read_cursor(std::string_view text) {
  const auto first = text.find('_'), second = text.find('_', first + 1);
  Place place;
  bool good = first != std::string_view::npos && second != std::string_view::npos &&
              is_id(text.substr(second + 1)) && all_digits(text.substr(0, first));
  if (good) {
    const auto number = text.substr(first + 1, second - first - 1);
    const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), place.walk_order);
    good = code == std::errc{} && end == number.data() + number.size();
  }
  if (!good) throw Error::invalid("/cursor", "households.error.cursor");
  place.sort_key = text.substr(0, first);
  place.id = text.substr(second + 1);
  return place;
}

}  // namespace thon::households::rules
