// Calls every route once and then asks the database how it carries out each statement that was used.
#include <gtest/gtest.h>

#include <set>

#include "app/program.hpp"
#include "support/called.hpp"
#include "support/decided.hpp"
#include "support/sample.hpp"
#include "support/talked.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

/// Tables that grow with the number of households, announcements or requests.
const std::set<std::string> kGrowing = {"households_household", "households_member",  "households_phone",
                                        "households_membership", "reach_announcement", "reach_segment",
                                        "reach_confirmation",    "reach_told",         "identity_account",
                                        "identity_session",      "identity_invitation", "audit_entry",
                                        "areas_closure",         "jobs_task",         "assembly_matter",    "assembly_roll",
                                        "assembly_ballot",       "assembly_cast",     "assembly_consent",   "assembly_answer",
                                        "assembly_reply",        "assembly_attendance", "channels_push_subscription", "reach_tick", "reach_visit", "reach_sheet", "reach_message", "reach_batch", "reach_address", "reach_stray_report", "reach_reply", "reach_chat_link", "reach_chat_try", "reach_chat_member",
                                        "rollcall_call",         "rollcall_unit",     "rollcall_roll",    "rollcall_report",
                                        "talk_question",         "talk_message",      "talk_delivery",     "talk_step",
                                        "talk_post",             "talk_report",       "talk_moderation"};

/// "SCAN h USING …" names the alias; the statement's text says which table that is.
std::string table_of(const std::string& alias, const std::string& sql) {
  for (const auto& table : kGrowing)
    if (alias == table || sql.find(table + " " + alias) != std::string::npos ||
        sql.find(table + " AS " + alias) != std::string::npos)
      return table;
  return "";
}

TEST(QueryPlans, NoStatementReadsAWholeGrowingTableUnlessItsCapabilitySaysSo) {
  TestApp app(Engine::sqlite);
  const auto decided = decide(app);
  const auto call = call_roll(app);
  const auto talked = talk(app);
  const IdFor ids = [&](std::string_view member) -> std::string {
    if (member == "household_id") return app.id("to_1_1");
    if (member == "account_id") return app.id("hoa");
    if (member == "call_id") return call;
    if (const auto said = talked.id(member)) return *said;
    if (member.find("area") != std::string_view::npos || member == "parent_id") return app.id("to_1");
    return "";
  };
  for (const auto& matter : {decided.vote, decided.poll, decided.meeting})
    for (const auto& route : app.program().api().routes())
      for (const char* name : {"ha", "hoa", "nam"}) {
        if (route.path.find("session") != std::string::npos && route.method != http::Method::get) continue;
        app.as(name).send(sample_request(
            route, [&](std::string_view member) { return member == "matter_id" ? matter : ids(member); }));
      }
  std::set<std::string> allowed;
  for (const auto& capability : app.program().capabilities())
    for (const auto& sql : capability.unindexed) allowed.insert(sql.name);
  int explained = 0;
  for (const auto& sql : app.db().prepared()) {
    const std::string text = sql.text;
    if (std::string_view(sql.name).starts_with("db.") || allowed.contains(sql.name)) continue;
    ++explained;
    for (const auto& step : app.db().explain(sql)) {
      if (!step.starts_with("SCAN ")) continue;
      const std::string alias = step.substr(5, step.find(' ', 5) - 5);
      EXPECT_EQ(table_of(alias, text), "") << sql.name << " reads all of it: " << step << "\n" << text;
    }
  }
  EXPECT_GT(explained, 60);
}

}  // namespace
}  // namespace thon::test
