#pragma once
#include <string>

/// Throw-away databases on the PostgreSQL server that THON_TEST_POSTGRES names
/// ("postgresql://postgres@127.0.0.1:5433/postgres").
namespace thon::test::postgres {

bool available();
/// Makes a database, a copy of another when its URL is given, and answers its URL.
std::string create_database(const std::string& copy_of = {});
void drop_database(const std::string& url);
/// As when the server goes away: every connection to the database breaks, and none is taken while it is shut.
void shut(const std::string& url, bool shut);

}  // namespace thon::test::postgres
