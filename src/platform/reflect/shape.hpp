#pragma once
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// A Shape is what the program knows at run time of a described struct: enough to read it from JSON, write it
/// as JSON, fill it from a database row and print it as a JSON schema, by ordinary code compiled once.
namespace thon {

enum class Kind { boolean, integer, number, text, choice, list, object, optional };

struct Shape;

struct Field {
  std::string_view name;
  const Shape* (*shape)();
  void* (*at)(void* object);
};

struct Shape {
  Kind kind;
  std::string_view name = {};  ///< objects and choices: the type's name, also in the OpenAPI document

  // text: in characters; format is "", "uuid", "date", "phone" or "multiline"
  std::size_t min_length = 0;
  std::size_t max_length = 1'000'000;
  std::string_view format = {};
  std::string& (*text)(void*) = nullptr;

  // integer
  std::int64_t minimum = INT64_MIN;
  std::int64_t maximum = INT64_MAX;
  std::int64_t (*get_integer)(const void*) = nullptr;
  void (*set_integer)(void*, std::int64_t) = nullptr;

  // choice: names in order, read and set by position
  std::vector<std::string_view> choices = {};

  // object
  std::vector<Field> fields = {};

  // list and optional
  const Shape* (*element)() = nullptr;
  std::size_t min_items = 0;
  std::size_t max_items = 100'000;
  std::size_t (*size)(const void*) = nullptr;          ///< optional: 0 or 1
  void* (*append)(void*) = nullptr;                    ///< optional: gives it an empty value
  const void* (*item)(const void*, std::size_t) = nullptr;
};

/// Text with a length in characters, trimmed and composed (NFC) when read from outside.
template <std::size_t Min, std::size_t Max>
struct Text {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = Min, kMax = Max;
  static constexpr std::string_view kFormat = "";
};
/// Like Text, but line breaks may stand in it.
template <std::size_t Min, std::size_t Max>
struct LongText {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = Min, kMax = Max;
  static constexpr std::string_view kFormat = "multiline";
};
struct Id {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = 36, kMax = 36;
  static constexpr std::string_view kFormat = "uuid";
};
struct Date {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = 10, kMax = 10;
  static constexpr std::string_view kFormat = "date";
};
/// A day, or an empty text where an edit takes the day away.
struct DateOrNone {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = 0, kMax = 10;
  static constexpr std::string_view kFormat = "date";
};
struct Phone {
  std::string value;
  operator const std::string&() const { return value; }
  static constexpr std::size_t kMin = 9, kMax = 20;
  static constexpr std::string_view kFormat = "phone";
};
/// A whole number within limits.
template <std::int64_t Min, std::int64_t Max>
struct Whole {
  std::int64_t value = Min;
  operator std::int64_t() const { return value; }
  static constexpr std::int64_t kMin = Min, kMax = Max;
};
/// A list with a number of items within limits.
template <class T, std::size_t Min, std::size_t Max>
struct List : std::vector<T> {
  using std::vector<T>::vector;
  static constexpr std::size_t kMin = Min, kMax = Max;
};

template <class T>
const Shape& shape_of();

namespace detail {

template <class T>
concept TextLike = requires(T t) {
  { T::kFormat } -> std::convertible_to<std::string_view>;
  t.value;
};
template <class T>
concept WholeLike = requires(T t) {
  { T::kMin } -> std::convertible_to<std::int64_t>;
  requires std::is_same_v<decltype(t.value), std::int64_t>;
};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
concept ListLike = requires(T t) {
  typename T::value_type;
  t.emplace_back();
} && !std::is_same_v<T, std::string>;

template <class T>
const Shape* shape_pointer() { return &shape_of<T>(); }

/// The text after the last "::" of a compiler-made type name.
template <class T>
std::string_view type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  const auto begin = text.find("T = ") + 4;
  text = text.substr(begin, text.find_first_of(";]", begin) - begin);
  const auto colon = text.rfind("::");
  return colon == std::string_view::npos ? text : text.substr(colon + 2);
}

template <class T>
Shape make_text() {
  Shape s{.kind = Kind::text};
  if constexpr (std::is_same_v<T, std::string>) {
    s.text = [](void* p) -> std::string& { return *static_cast<std::string*>(p); };
  } else {
    s.min_length = T::kMin;
    s.max_length = T::kMax;
    s.format = T::kFormat;
    s.text = [](void* p) -> std::string& { return static_cast<T*>(p)->value; };
  }
  return s;
}

template <class T>
Shape make_integer() {
  Shape s{.kind = Kind::integer};
  if constexpr (WholeLike<T>) {
    s.minimum = T::kMin;
    s.maximum = T::kMax;
    s.get_integer = [](const void* p) { return static_cast<const T*>(p)->value; };
    s.set_integer = [](void* p, std::int64_t v) { static_cast<T*>(p)->value = v; };
  } else {
    s.get_integer = [](const void* p) { return static_cast<std::int64_t>(*static_cast<const T*>(p)); };
    s.set_integer = [](void* p, std::int64_t v) { *static_cast<T*>(p) = static_cast<T>(v); };
  }
  return s;
}

template <class T>
Shape make_choice() {
  Shape s{.kind = Kind::choice, .name = type_name<T>()};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) { s.choices.push_back(d.name); });
  s.get_integer = [](const void* p) {
    std::int64_t position = 0, found = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
      if (d.value == *static_cast<const T*>(p)) found = position;
      ++position;
    });
    return found;
  };
  s.set_integer = [](void* p, std::int64_t wanted) {
    std::int64_t position = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
      if (position++ == wanted) *static_cast<T*>(p) = d.value;
    });
  };
  return s;
}

template <class T>
Shape make_list() {
  Shape s{.kind = Kind::list};
  if constexpr (requires { T::kMax; }) {
    s.min_items = T::kMin;
    s.max_items = T::kMax;
  }
  s.element = &shape_pointer<typename T::value_type>;
  s.size = [](const void* p) { return static_cast<const T*>(p)->size(); };
  s.append = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); };
  s.item = [](const void* p, std::size_t i) -> const void* { return &(*static_cast<const T*>(p))[i]; };
  return s;
}

template <class T>
Shape make_optional() {
  Shape s{.kind = Kind::optional};
  s.element = &shape_pointer<typename T::value_type>;
  s.size = [](const void* p) -> std::size_t { return static_cast<const T*>(p)->has_value() ? 1 : 0; };
  s.append = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); };
  s.item = [](const void* p, std::size_t) -> const void* { return &**static_cast<const T*>(p); };
  return s;
}

template <class T>
Shape make_object() {
  Shape s{.kind = Kind::object, .name = type_name<T>()};
  using Members =
      boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<Members>([&](auto d) {
    using D = decltype(d);
    using M = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
    s.fields.push_back(
        {D::name, &shape_pointer<M>, [](void* p) -> void* { return &(static_cast<T*>(p)->*D::pointer); }});
  });
  return s;
}

template <class T>
Shape make_shape() {
  if constexpr (std::is_same_v<T, bool>) return Shape{.kind = Kind::boolean};
  else if constexpr (std::is_floating_point_v<T>) return Shape{.kind = Kind::number};
  else if constexpr (std::is_integral_v<T> || WholeLike<T>) return make_integer<T>();
  else if constexpr (std::is_same_v<T, std::string> || TextLike<T>) return make_text<T>();
  else if constexpr (std::is_enum_v<T>) return make_choice<T>();
  else if constexpr (is_optional<T>::value) return make_optional<T>();
  else if constexpr (ListLike<T>) return make_list<T>();
  else return make_object<T>();
}

}  // namespace detail

/// The Shape of T: bool, integers, double, std::string, Text, Id, Date, DateOrNone, Phone, Whole, a described enum, a described
/// struct, std::optional or std::vector/List of these. Lives for ever.
template <class T>
const Shape& shape_of() {
  static const Shape shape = detail::make_shape<T>();
  return shape;
}

}  // namespace thon
