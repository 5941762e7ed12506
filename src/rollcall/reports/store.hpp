#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "rollcall/reports/model.hpp"

/// SQL of what was said of households.
namespace thon::rollcall::report_store {

struct Report : RollReportView {
  std::string id;
  std::string call_id;
  std::string household_id;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::string by_account;
};
BOOST_DESCRIBE_STRUCT(Report, (RollReportView), (id, call_id, household_id, latitude, longitude, by_account))

std::optional<Report> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const Report& report);
/// Of one household, in the order of the moments they tell of.
std::vector<Report> all(Tx& tx, std::string_view call_id, std::string_view household_id);

}  // namespace thon::rollcall::report_store
