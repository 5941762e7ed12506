// The reach ledger beside the design it replaces, one row for each receipt: bytes on disk and the time that
// the coverage of a unit takes, for a commune, a merged commune, a city and the country.
//
//     ledger [--postgres URL-of-a-throw-away-database] [--households N[,N…]] [--load-seconds S]
//
// Without --postgres, the server that THON_TEST_POSTGRES names; without that, SQLite alone.
//
// Both sides hold the same receipts of one announcement, and their figures are compared before anything is
// timed. The rows get their best case: nothing but integers in them, one clustered key, and units that are
// one range of ordinals. Loading rows stops after S seconds; what was loaded by then is what is measured, and
// the table says so.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "platform/db/db.hpp"
#include "reach/ledger/book.hpp"
#include "reach/ledger/store.hpp"
#include "reach/ledger/volume.hpp"
#include "support/country.hpp"

using namespace thon;
using namespace thon::reach;
using namespace thon::bench;

namespace {

/// So many receipts at least, in as many announcements as it takes: a page of a database is 4 or 8 KiB, and
/// one small announcement would be measured as that.
constexpr std::uint64_t kEnoughReceipts = 1'000'000;

const Sql kTables{
    "bench.segments",
    "DROP TABLE IF EXISTS reach_segment; DROP TABLE IF EXISTS reach_volume; DROP TABLE IF EXISTS bench_hour;"
    "DROP TABLE IF EXISTS bench_grade; DROP TABLE IF EXISTS bench_receipt;"
    "CREATE TABLE reach_segment (id {{identity}}, announcement_id TEXT NOT NULL, grade BIGINT NOT NULL, "
    "channel BIGINT NOT NULL, hour BIGINT NOT NULL, bitmap BLOB NOT NULL, receipts BIGINT NOT NULL);"
    "CREATE INDEX reach_segment_key ON reach_segment (announcement_id, grade, channel, hour, id);"
    "CREATE TABLE reach_volume (announcement_id TEXT PRIMARY KEY, content BLOB NOT NULL);"
    "CREATE TABLE bench_hour (y BIGINT PRIMARY KEY, hour BIGINT NOT NULL);"
    "CREATE TABLE bench_grade (grade BIGINT PRIMARY KEY, below BIGINT NOT NULL);"};
const char* const kRowsSqlite =
    "CREATE TABLE bench_receipt (announcement BIGINT NOT NULL, ordinal BIGINT NOT NULL, grade BIGINT NOT "
    "NULL, "
    "channel BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (announcement, ordinal, grade)) WITHOUT ROWID;";
const char* const kRowsPostgresql =
    "CREATE TABLE bench_receipt (announcement INTEGER NOT NULL, ordinal INTEGER NOT NULL, grade SMALLINT NOT "
    "NULL, "
    "channel SMALLINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (announcement, ordinal, grade));";

// Both sides draw lots alike: a household is known to a grade when its lot is below the grade's limit.
#define BENCH_MIX "((s.i * 2654435761 + 12345) % 4294967296)"
#define BENCH_LOT "((" BENCH_MIX " / 4096 * 2246822519 + " BENCH_MIX ") % 4294967296)"
#define BENCH_SELECT                                                                             \
  "SELECT 1, s.i, g.grade, 1, (480000 + h.hour + g.grade - 1) * 3600000 + s.i % 3600000 FROM s " \
  "CROSS JOIN bench_grade g JOIN bench_hour h ON h.y = (" BENCH_LOT                              \
  " / 1000) % 1000 "                                                                             \
  "WHERE " BENCH_LOT " % 1000 < g.below"
const Sql kLoadSqlite{
    "bench.load_sqlite",
    "INSERT INTO bench_receipt WITH RECURSIVE s(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL "
    "SELECT i + 1 FROM s WHERE i < :last) " BENCH_SELECT};
const Sql kLoadPostgresql{
    "bench.load_postgresql",
    "INSERT INTO bench_receipt WITH s(i) AS (SELECT generate_series(CAST(:first AS BIGINT), "
    "CAST(:last AS BIGINT))) " BENCH_SELECT};
const Sql kCoverage{
    "bench.coverage",
    "SELECT best, COUNT(*) FROM (SELECT ordinal, MAX(grade) AS best FROM bench_receipt WHERE "
    "announcement = 1 AND ordinal BETWEEN :first AND :last GROUP BY ordinal) b GROUP BY best"};
const Sql kHour{"bench.hour", "INSERT INTO bench_hour (y, hour) VALUES (:y, :hour)"};
const Sql kGrade{"bench.grade", "INSERT INTO bench_grade (grade, below) VALUES (:grade, :below)"};
const Sql kSizeSqlite{"bench.size", "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE :name"};
const Sql kSizePostgresql{"bench.size_pg", "SELECT pg_total_relation_size(CAST(:name AS regclass))"};
const Sql kRows{"bench.rows", "SELECT COUNT(*) FROM bench_receipt"};

struct Side {
  std::string name;
  std::unique_ptr<Db> db;
  /// With its indexes, whose names begin with the table's.
  std::int64_t bytes(const std::string& table) const {
    std::int64_t size = 0;
    const bool sqlite = db->engine() == Engine::sqlite;
    db->read([&](Tx& tx) {
      size = tx.value<std::int64_t>(sqlite ? kSizeSqlite : kSizePostgresql,
                                    {{"name", sqlite ? table + "%" : table}})
                 .value_or(0);
    });
    return size;
  }
};

Side open(const std::string& name, const std::string& url) {
  Side side{name, Db::open({.url = url})};
  side.db->migrate(
      {{"bench/" + new_id(),
        std::string(kTables.text) + (side.db->engine() == Engine::sqlite ? kRowsSqlite : kRowsPostgresql)}});
  side.db->write([](Tx& tx) {
    for (std::int64_t y = 0; y < 1000; ++y) tx.exec(kHour, {{"y", y}, {"hour", hour_for(y)}});
    for (const auto& [grade, below] : kGrades)
      tx.exec(kGrade,
              {{"grade", static_cast<std::int64_t>(grade)}, {"below", static_cast<std::int64_t>(below)}});
  });
  return side;
}

/// Returns up to which ordinal the rows were loaded.
std::uint32_t load_rows(Side& side, std::uint32_t households, double seconds) {
  const auto from = Clock::now();
  std::uint32_t loaded = 0;
  while (loaded < households && ms_since(from) < seconds * 1000) {
    const auto last = std::min<std::uint32_t>(households, loaded + 200'000);
    const auto& sql = side.db->engine() == Engine::sqlite ? kLoadSqlite : kLoadPostgresql;
    side.db->write([&](Tx& tx) { tx.exec(sql, {{"first", loaded}, {"last", last - 1}}); });
    loaded = last;
  }
  return loaded;
}

Coverage coverage_by_rows(Side& side, std::uint32_t first, std::uint32_t last) {
  Coverage c;
  c.audience = c.none = last - first + 1;
  side.db->read([&](Tx& tx) {
    tx.run(kCoverage, {{"first", first}, {"last", last}}, {Column::integer, Column::integer},
           [&](const Row& row) {
             const auto count = std::get<std::int64_t>(row[1]);
             switch (static_cast<Evidence>(std::get<std::int64_t>(row[0]))) {
               case Evidence::delivered:
                 c.delivered = count;
                 break;
               case Evidence::opened:
                 c.opened = count;
                 break;
               case Evidence::confirmed:
                 c.confirmed = count;
                 break;
               default:
                 break;
             }
             c.none -= count;
             return true;
           });
  });
  return c;
}

void bench_rows(Side& side, const Book& book, std::uint32_t households, std::uint32_t commune,
                double seconds) {
  const auto from = Clock::now();
  const auto loaded = load_rows(side, households, seconds);
  const double took = ms_since(from) / 1000;
  std::int64_t rows = 0;
  side.db->read([&](Tx& tx) { rows = tx.value<std::int64_t>(kRows).value_or(0); });
  Bitmap all, part;
  all.add_range(0, loaded - 1);
  part.add_range(0, std::min(commune, loaded) - 1);
  const bool same = book.coverage(all) == coverage_by_rows(side, 0, loaded - 1) &&
                    book.coverage(part) == coverage_by_rows(side, 0, std::min(commune, loaded) - 1);
  std::cout << "  rows, " << side.name << ": " << rows << " rows";
  if (loaded < households)
    std::cout << " of only the first " << loaded << " households (" << took << " s of loading)";
  std::cout << (same ? "" : "  FIGURES DIFFER") << "\n    storage   "
            << static_cast<double>(side.bytes("bench_receipt")) / static_cast<double>(rows)
            << " bytes/receipt\n";
  const int runs = loaded > 1'000'000 ? 3 : 15;
  std::cout << "    all       " << shown(measure(runs, [&] { coverage_by_rows(side, 0, loaded - 1); }))
            << "\n";
  std::cout << "    commune   " << shown(measure(15, [&] { coverage_by_rows(side, 0, commune - 1); }))
            << std::endl;
}

void bench_size(std::uint32_t households, std::vector<std::pair<std::string, std::string>> urls,
                double seconds) {
  std::cout << "\n" << households << " households\n";
  const auto country = make_country(households);
  const auto marks = make_marks(households);
  std::uint64_t receipts = 0;
  for (const auto& [mark, set] : marks) receipts += set.size();
  Book book(Notice{}, country.roster->households(), country.roster);
  for (const auto& [mark, set] : marks) book.add(mark, set);
  const auto units = country.roster->on(country.tree);
  const auto& root = *country.tree->find(country.root);
  const auto& commune = *country.tree->find(country.commune);
  std::cout << "  segments: " << receipts << " receipts in " << marks.size() << " segments, "
            << country.roster->pack().size() << " bytes of roster\n";
  std::vector<Side> sides;
  for (const auto& [name, url] : urls) {
    auto& side = sides.emplace_back(open(name, url));
    const auto copies = 1 + (kEnoughReceipts - 1) / receipts;
    for (std::uint64_t copy = 0; copy < copies; ++copy)
      side.db->write([&](Tx& tx) {
        for (const auto& [mark, set] : marks) ledger_store::append(tx, seeded_id(2, copy), mark, set);
      });
    const auto each = [&](const char* table) {
      return static_cast<double>(side.bytes(table)) / static_cast<double>(receipts * copies);
    };
    std::cout << "    storage   " << each("reach_segment") << " bytes/receipt in " << name << " as it comes, ";
    for (std::uint64_t copy = 0; copy < copies; ++copy)
      side.db->write([&](Tx& tx) { ledger_store::write_volume(tx, seeded_id(2, copy), pack(marks)); });
    std::cout << each("reach_volume") << " once bound, keys and indexes included\n";
  }
  units->of(root);
  const auto pages = [&](const areas::TreeUnit& unit) {
    book.coverage(*units->of(unit));
    for (const auto* child : country.tree->children(unit)) book.coverage(*units->of(*child));
  };
  std::cout << "    all       " << shown(measure(101, [&] { book.coverage(*units->of(root)); })) << "\n";
  std::cout << "    commune   " << shown(measure(101, [&] { book.coverage(*units->of(commune)); })) << "\n";
  std::cout << "    page of the whole with its parts   " << shown(measure(31, [&] { pages(root); })) << "\n";
  std::cout << "    page of a commune with its groups  " << shown(measure(31, [&] { pages(commune); }))
            << "\n";
  std::cout << "    curve of the whole                 "
            << shown(measure(5, [&] { book.curve(*units->of(root)); })) << "\n    memory    "
            << book.bytes() / 1024 << " KiB" << std::endl;
  const auto in_commune = static_cast<std::uint32_t>(units->of(commune)->size());
  for (auto& side : sides) bench_rows(side, book, households, in_commune, seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const char* given = std::getenv("THON_TEST_POSTGRES");
  std::string postgres = given ? given : "";
  std::vector<std::uint32_t> sizes{1'400, 13'000, 2'200'000, 27'000'000};
  double seconds = 90;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--postgres") postgres = value;
    if (name == "--load-seconds") seconds = std::stod(value);
    if (name != "--households") continue;
    sizes.clear();
    std::stringstream list(value);
    for (std::string n; std::getline(list, n, ',');)
      sizes.push_back(static_cast<std::uint32_t>(std::stoul(n)));
  }
  std::cout << "median (least–most)\n";
  const auto folder = std::filesystem::temp_directory_path() / ("thon-ledger-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  for (const auto households : sizes) {
    std::vector<std::pair<std::string, std::string>> urls{
        {"SQLite", (folder / (std::to_string(households) + ".db")).string()}};
    if (!postgres.empty()) urls.emplace_back("PostgreSQL", postgres);
    bench_size(households, urls, seconds);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  std::filesystem::remove_all(folder);
}
