#include <gtest/gtest.h>

#include <map>

#include "app/program.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

void collect(const Shape& shape, std::map<std::string, const Shape*>& named) {
  if (shape.kind == Kind::list || shape.kind == Kind::optional) return collect(*shape.element(), named);
  if (shape.kind != Kind::object && shape.kind != Kind::choice) return;
  const auto [found, added] = named.emplace(shape.name, &shape);
  EXPECT_EQ(found->second, &shape) << "two types share the name " << shape.name << " in the API's document";
  if (!added) return;
  for (const auto& field : shape.fields) collect(*field.shape(), named);
}

TEST(OpenApi, NamesEveryTypeOnce) {
  TestApp app(Engine::sqlite);
  std::map<std::string, const Shape*> named;
  for (const auto& route : app.program().api().routes()) {
    collect(*route.input, named);
    if (route.output) collect(*route.output, named);
  }
  EXPECT_GT(named.size(), 30u);
}

TEST(OpenApi, DocumentHoldsEveryRouteAndOnlyReferencesThatExist) {
  TestApp app(Engine::sqlite);
  const auto text = http::openapi(app.program().api(), "1");
  const auto document = json::parse(text).as_object();
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  const auto& schemas = document.at("components").at("schemas").as_object();
  for (const auto& route : app.program().api().routes())
    EXPECT_TRUE(document.at("paths").as_object().contains(route.path)) << route.path;
  for (std::size_t at = 0; (at = text.find("#/components/schemas/", at)) != std::string::npos;) {
    at += std::string_view("#/components/schemas/").size();
    const auto name = text.substr(at, text.find('"', at) - at);
    EXPECT_TRUE(schemas.contains(name)) << name;
  }
}

TEST(Routes, AreDeclaredOnceAndReadTheirPathIntoTheirInput) {
  TestApp app(Engine::sqlite);
  std::set<std::pair<int, std::string>> seen;
  for (const auto& route : app.program().api().routes()) {
    EXPECT_TRUE(seen.emplace(static_cast<int>(route.method), route.path).second) << route.path;
    for (std::size_t at = 0; (at = route.path.find('{', at)) != std::string::npos; ++at) {
      const auto name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
      const auto& fields = route.input->fields;
      EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; }))
          << route.path << " has no member " << name;
    }
  }
}

}  // namespace
}  // namespace thon::test
