#pragma once
#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/posting/model.hpp"

namespace thon::reach {

struct SaveTemplate {
  Id id;
  Id area_id;
  Text<1, 80> name;
  ContentClass content_class;
  bool ask_confirmation = false;
  Text<1, 200> title;
  LongText<1, 20'000> body;
};
BOOST_DESCRIBE_STRUCT(SaveTemplate, (), (id, area_id, name, content_class, ask_confirmation, title, body))

struct TemplateQuery {
  Id template_id;
};
BOOST_DESCRIBE_STRUCT(TemplateQuery, (), (template_id))

struct TemplateText {
  std::string id;
  std::string area_id;
  std::string name;
  std::int64_t content_class = 14;
  bool ask_confirmation = false;
  std::string title;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(TemplateText, (), (id, area_id, name, content_class, ask_confirmation, title, body))

struct Template : TemplateText {
  std::string area_name;
  std::vector<std::string> fields;  ///< what stands in braces, in order, each once
  bool own = false;                 ///< the caller may take it away
};
BOOST_DESCRIBE_STRUCT(Template, (TemplateText), (area_name, fields, own))

struct TemplateList {
  std::vector<Template> items;
};
BOOST_DESCRIBE_STRUCT(TemplateList, (), (items))

}  // namespace thon::reach
