#include "app/demo/names.hpp"

#include <array>
#include <string_view>

namespace thon::demo {
namespace {

using Name = std::string_view;

struct Surname {
  Name name;
  int weight;
};
constexpr Surname kSurnames[] = {
    {"Nguyễn", 384}, {"Trần", 95}, {"Lê", 82},   {"Phạm", 65}, {"Bùi", 62},   {"Hoàng", 44}, {"Đỗ", 42},
    {"Vũ", 36},      {"Đặng", 28}, {"Phan", 24}, {"Ngô", 20},  {"Dương", 18}, {"Đinh", 15},  {"Trịnh", 14},
    {"Đào", 14},     {"Tạ", 12},   {"Đoàn", 10}, {"Lưu", 9},   {"Chu", 8},    {"Mai", 8},    {"Cao", 7},
    {"Kiều", 7},     {"Hà", 6},    {"Lương", 6}, {"Tô", 5},    {"Quách", 4},  {"Hồ", 4},     {"Lý", 4}};

constexpr Name kMaleMiddle[] = {"Văn", "Hữu", "Đình", "Xuân", "Bá", "Quang", "Đức", "Ngọc", "Công", "Viết"};
constexpr Name kYoungMaleMiddle[] = {"Minh", "Đức", "Quang", "Gia", "Duy",
                                     "Tuấn", "Anh", "Bảo",   "Hải", "Thành"};
constexpr Name kFemaleMiddle[] = {"Thị", "Thị", "Thị", "Thị", "Thị Thu", "Thị Kim", "Thị Bích", "Thị Ngọc"};
constexpr Name kYoungFemaleMiddle[] = {"Thị",  "Thu", "Phương",    "Khánh", "Minh",
                                       "Ngọc", "Bảo", "Thị Thanh", "Hà",    "Quỳnh"};

// Born before 1965, from then until 1989, and since.
constexpr Name kMaleOld[] = {"Thành", "Lộc",   "Phúc", "Thọ", "Khang", "Bình", "Chính", "Cường",
                             "Dần",   "Doanh", "Giáp", "Hợi", "Khoát", "Kỷ",   "Lợi",   "Mão",
                             "Nghĩa", "Ngọ",   "Nhật", "Phú", "Quý",   "Sửu",  "Sơn",   "Tấn",
                             "Thìn",  "Thịnh", "Tuất", "Tỵ",  "Vượng", "Xuyên"};
constexpr Name kMaleMiddleAged[] = {"Hùng", "Dũng", "Tuấn",  "Cường", "Thắng", "Hải",  "Long",  "Minh",
                                    "Nam",  "Sơn",  "Trung", "Toàn",  "Tiến",  "Quân", "Quyết", "Phong",
                                    "Mạnh", "Kiên", "Khánh", "Hưng",  "Hòa",   "Hiếu", "Hiệp",  "Hậu",
                                    "Đông", "Đạt",  "Chiến", "Chung", "Bắc",   "Thủy"};
constexpr Name kMaleYoung[] = {"Huy",   "Khôi",  "An",    "Bách", "Đăng", "Dương", "Hiếu", "Hoàng",
                               "Hưng",  "Khang", "Khoa",  "Kiệt", "Lâm",  "Long",  "Nam",  "Nguyên",
                               "Nhật",  "Phát",  "Phong", "Phúc", "Quân", "Quốc",  "Sơn",  "Thái",
                               "Thiện", "Tùng",  "Việt",  "Vinh", "Vũ",   "Tuấn"};
constexpr Name kFemaleOld[] = {"Bưởi",   "Cúc", "Chắt", "Dậu", "Đào",  "Gái",  "Hợi", "Hồng", "Huệ",  "Lan",
                               "Lợi",    "Lựu", "Mận",  "Mão", "Mơ",   "Mùi",  "Na",  "Ngọ",  "Nhài", "Nhung",
                               "Phượng", "Sen", "Sửu",  "Tâm", "Thìn", "Thơm", "Tý",  "Vân",  "Xoan", "Yên"};
constexpr Name kFemaleMiddleAged[] = {"Hương", "Hoa",    "Hằng",  "Hạnh", "Hiền",  "Huyền", "Lan",    "Liên",
                                      "Loan",  "Lương",  "Mai",   "Minh", "Nga",   "Ngân",  "Nguyệt", "Nhung",
                                      "Oanh",  "Phương", "Quyên", "Tâm",  "Thanh", "Thảo",  "Thoa",   "Thu",
                                      "Thủy",  "Trang",  "Tuyết", "Vân",  "Xuân",  "Yến"};
constexpr Name kFemaleYoung[] = {"Anh",  "Châu", "Chi",   "Diệp",  "Dung", "Giang", "Hà",     "Hân",
                                 "Hiền", "Hoa",  "Khánh", "Lam",   "Lan",  "Linh",  "Ly",     "Mai",
                                 "My",   "Nga",  "Ngân",  "Ngọc",  "Nhi",  "Như",   "Phương", "Quỳnh",
                                 "Thảo", "Thư",  "Trà",   "Trang", "Trâm", "Vy"};

}  // namespace

std::string surname(Random& random) {
  int sum = 0;
  for (const auto& entry : kSurnames) sum += entry.weight;
  int drawn = random.below(sum);
  for (const auto& entry : kSurnames) {
    drawn -= entry.weight;
    if (drawn < 0) return std::string(entry.name);
  }
  return std::string(kSurnames[0].name);
}

std::string personal_name(Random& random, bool male, int birth_year) {
  const bool old = birth_year < 1965, young = birth_year >= 1990;
  Name middle, given;
  if (male) {
    // Two of three older men are "Văn".
    if (young)
      middle = random.pick(kYoungMaleMiddle);
    else
      middle = random.chance(66) ? kMaleMiddle[0] : random.pick(kMaleMiddle);
    given = old ? random.pick(kMaleOld) : young ? random.pick(kMaleYoung) : random.pick(kMaleMiddleAged);
  } else {
    middle = old ? kFemaleMiddle[0] : young ? random.pick(kYoungFemaleMiddle) : random.pick(kFemaleMiddle);
    given = old     ? random.pick(kFemaleOld)
            : young ? random.pick(kFemaleYoung)
                    : random.pick(kFemaleMiddleAged);
  }
  // "Minh Minh" is nobody's name.
  if (middle == given) middle = male ? "Văn" : "Thị";
  return std::string(middle) + " " + std::string(given);
}

}  // namespace thon::demo
