#pragma once
#include "talk/model.hpp"

namespace thon::talk {

struct AnsweringQuery {
  Id area;
};
BOOST_DESCRIBE_STRUCT(AnsweringQuery, (), (area))

/// Someone who may answer for a unit.
struct Answerer {
  std::string account_id;
  std::string name;
  std::string role;
};
BOOST_DESCRIBE_STRUCT(Answerer, (), (account_id, name, role))

/// How a unit answers questions.
struct Answering {
  std::string area_id;
  std::string area_name;
  std::optional<std::string> answerer_id;  ///< to whom questions go at first; none: to all who may answer
  std::int64_t due_days = 2;               ///< working days
  std::vector<Answerer> answerers;
};
BOOST_DESCRIBE_STRUCT(Answering, (), (area_id, area_name, answerer_id, due_days, answerers))

struct SaveAnswering {
  Id area_id;
  std::optional<Id> account_id;  ///< of the answerer
  Whole<1, 20> due_days;
};
BOOST_DESCRIBE_STRUCT(SaveAnswering, (), (area_id, account_id, due_days))

struct CannedQuery {
  Id area;
  std::optional<Text<0, 100>> q;
};
BOOST_DESCRIBE_STRUCT(CannedQuery, (), (area, q))

/// An answer that is given again and again; of the unit, or of one above it.
struct CannedAnswer {
  std::string id;
  std::string area_id;
  std::string area_name;
  std::string title;
  std::string body;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CannedAnswer, (), (id, area_id, area_name, title, body, version))

struct CannedAnswers {
  std::vector<CannedAnswer> items;
};
BOOST_DESCRIBE_STRUCT(CannedAnswers, (), (items))

struct AddCanned {
  Id id;
  Id area_id;
  Text<1, 120> title;
  LongText<1, 5000> body;
};
BOOST_DESCRIBE_STRUCT(AddCanned, (), (id, area_id, title, body))

struct EditCanned {
  Id canned_id;
  std::int64_t version = 0;
  Text<1, 120> title;
  LongText<1, 5000> body;
};
BOOST_DESCRIBE_STRUCT(EditCanned, (), (canned_id, version, title, body))

struct RemoveCanned {
  Id canned_id;
};
BOOST_DESCRIBE_STRUCT(RemoveCanned, (), (canned_id))

}  // namespace thon::talk
