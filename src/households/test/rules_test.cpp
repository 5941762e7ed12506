#include "households/rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/id.hpp"
#include "base/text.hpp"
#include "households/code.hpp"

namespace thon::households {
namespace {

TEST(HouseCode, IsShortUnambiguousAndDifferentForEachHousehold) {
  std::set<std::string> seen;
  for (std::int64_t ordinal = 0; ordinal < 50'000; ++ordinal) {
    const auto code = house_code(ordinal);
    ASSERT_EQ(code.size(), 6u);
    ASSERT_EQ(code.find_first_of("01IO"), std::string::npos) << code;
    ASSERT_TRUE(seen.insert(code).second) << ordinal;
  }
}

RC_GTEST_PROP(HouseCode, IsReadBackHoweverItIsTyped, ()) {
  const auto code = house_code(*rc::gen::inRange(0, 1 << 25));
  std::string typed;
  for (const char c : code) {
    if (*rc::gen::arbitrary<bool>()) typed += ' ';
    typed += *rc::gen::arbitrary<bool>() ? static_cast<char>(std::tolower(c)) : c;
  }
  RC_ASSERT(read_house_code(typed) == code);
}

RC_GTEST_PROP(HouseCode, OneWrongCharacterOrASwapIsNoticed, ()) {
  const std::string alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const auto code = house_code(*rc::gen::inRange(0, 1 << 25));
  auto wrong = code;
  const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, 6));
  wrong[at] = *rc::gen::elementOf(alphabet);
  RC_ASSERT((wrong == code) == (read_house_code(wrong) == code));
  auto swapped = code;
  const auto other = static_cast<std::size_t>(*rc::gen::inRange(0, 6));
  std::swap(swapped[at], swapped[other]);
  RC_ASSERT((swapped == code) == !read_house_code(swapped).empty());
}

WholeHousehold sample() {
  WholeHousehold household;
  household.own.code = "K7M2QX";
  household.own.head_name = "Nguyễn Văn Bưởi";
  household.own.address = "Số 3, ngõ 12, thôn Tháp Thượng";
  household.members.push_back({{new_id()}, {"Trần Thị Diễn"}, {}, Sex::female, Relation::spouse});
  household.phones.push_back({{new_id()}, {"0912345678"}, {"Bưởi"}, true, true, true});
  return household;
}

/// LIKE with '!' as its escape.
bool like(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '%') {
    for (std::size_t i = 0; i <= text.size(); ++i)
      if (like(text.substr(i), pattern.substr(1))) return true;
    return false;
  }
  if (pattern[0] == '!') pattern.remove_prefix(1);
  return !text.empty() && text[0] == pattern[0] && like(text.substr(1), pattern.substr(1));
}

bool finds(std::string_view query) {
  const auto text = rules::search_text(sample());
  for (const auto& pattern : rules::search_patterns(query))
    if (!like(text, pattern)) return false;
  return true;
}

TEST(Search, NeedsNoDiacriticsAndFindsByAnythingOnTheDoorplate) {
  for (const char* query :
       {"buoi", "BƯỞI", "buoi dien", "Diễn bưởi", "thap thuong", "tháp thượng", "ngo 12", "k7m2qx", "K7M",
        "0912345678", "0912 345 678", "+84 912 345 678", "345.678", "678", "so 3", ""})
    EXPECT_TRUE(finds(query)) << query;
  for (const char* query : {"buoi lan", "ươi", "99", "ngo 2", "100%", "b_oi", "0912345679"})
    EXPECT_FALSE(finds(query)) << query;
}

RC_GTEST_PROP(Search, EveryBeginningOfAnyWordFindsItsHousehold, ()) {
  const auto household = sample();
  std::vector<std::string> words;
  std::string word;
  for (const char c : rules::search_text(household) + " ") {
    if (c != ' ')
      word += c;
    else if (!word.empty())
      words.push_back(std::exchange(word, ""));
  }
  std::string query;
  bool after_number = false;
  for (int i = *rc::gen::inRange(1, 9); i > 0; --i) {
    const auto whole = *rc::gen::elementOf(words);
    // Numbers side by side are one number, written with blanks.
    const bool number = whole.find_first_not_of("0123456789") == std::string::npos;
    if (number && std::exchange(after_number, number)) continue;
    after_number = number;
    query += whole.substr(
                 0, static_cast<std::size_t>(*rc::gen::inRange<int>(1, static_cast<int>(whole.size()) + 1))) +
             " ";
  }
  RC_ASSERT(finds(query));
}

RC_GTEST_PROP(Search, TakesAnyText, (const std::string& bytes)) {
  if (is_utf8(bytes)) RC_ASSERT(rules::search_patterns(bytes).size() == rules::kSearchWords);
}

TEST(Cursor, ComesBackAsItWentAndStrangersAreRefused) {
  const rules::Place place{"000001000002", 17, new_id()};
  const auto back = rules::read_cursor(rules::cursor_of(place));
  EXPECT_EQ(back.sort_key, place.sort_key);
  EXPECT_EQ(back.walk_order, 17);
  EXPECT_EQ(back.id, place.id);
  for (const char* text : {"", "_", "__", "1_2_3", "x_1_0190163d-8694-739b-aea5-966c26f8ad90"})
    EXPECT_THROW(rules::read_cursor(text), Error) << text;
}

TEST(People, ListsAreCheckedAndEveryFaultIsNamed) {
  const std::string id = new_id();
  Members members{{{id}, {"A"}, {}, Sex::male, Relation::head}, {{id}, {"B"}, {}, Sex::male, Relation::head}};
  Phones phones{{{new_id()}, {"0912345678"}, {}, true}, {{new_id()}, {"0912345678"}, {}, true}};
  std::vector<FieldError> faults;
  rules::check_people(members, phones, faults);
  std::set<std::string> paths;
  for (const auto& fault : faults) paths.insert(fault.path);
  EXPECT_EQ(paths, (std::set<std::string>{"/members/1/id", "/members/1/relation", "/phones/1/number",
                                          "/phones/1/is_representative"}));
  EXPECT_TRUE(rules::with_representative(Phones{{{new_id()}, {"0912345678"}}}).front().is_representative);
}

/// A random edit, each field either left alone or set to one of a few values, so that edits meet now and
/// then.
EditHousehold random_edit() {
  EditHousehold edit;
  const auto value = [] { return std::to_string(*rc::gen::inRange(0, 3)); };
  if (*rc::gen::arbitrary<bool>()) edit.head_name = Text<1, 120>{value()};
  if (*rc::gen::arbitrary<bool>()) edit.address = Text<0, 200>{value()};
  if (*rc::gen::arbitrary<bool>()) edit.note = LongText<0, 2000>{value()};
  if (*rc::gen::arbitrary<bool>()) edit.walk_order = Whole<0, 1'000'000>{*rc::gen::inRange(0, 3)};
  return edit;
}

/// The household after an edit that was made on it as it is.
WholeHousehold after(WholeHousehold household, const EditHousehold& edit) {
  rules::apply(household, edit, rules::differences(household, edit));
  return household;
}

rules::Changed changed_by(const WholeHousehold& base, const EditHousehold& edit) {
  rules::Changed changed;
  for (const auto& made : rules::differences(base, edit)) changed[made.field] = made.before;
  return changed;
}

/// The household when `second` arrives after `first`, both made on `base`; nullopt for a conflict.
std::optional<WholeHousehold> both(const WholeHousehold& base, const EditHousehold& first,
                                   const EditHousehold& second) {
  auto now = after(base, first);
  try {
    rules::apply(now, second, rules::merged(rules::differences(now, second), changed_by(base, first)));
  } catch (const Error& error) {
    RC_ASSERT(error.key() == "households.error.changed");
    RC_ASSERT(error.params().at("mine") != error.params().at("theirs"));
    return std::nullopt;
  }
  return now;
}

RC_GTEST_PROP(Merge, TwoEditsMeetInEitherOrderUnlessBothChangedOneFieldDifferently, ()) {
  const auto base = sample();
  const auto mine = random_edit(), theirs = random_edit();
  bool differ = false;
  const auto changed = changed_by(base, theirs);
  for (const auto& edit : rules::differences(base, mine)) {
    const auto now = rules::differences(after(base, theirs), mine);
    const bool still =
        std::any_of(now.begin(), now.end(), [&](const auto& e) { return e.field == edit.field; });
    differ = differ || (changed.contains(edit.field) && still);
  }
  const auto one = both(base, mine, theirs), other = both(base, theirs, mine);
  RC_ASSERT(one.has_value() == !differ);
  RC_ASSERT(other.has_value() == !differ);
  if (!one) return;
  RC_ASSERT(rules::search_text(*one) == rules::search_text(*other));
  RC_ASSERT(one->own.note == other->own.note);
  RC_ASSERT(one->own.walk_order == other->own.walk_order);
}

}  // namespace
}  // namespace thon::households
