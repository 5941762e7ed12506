#pragma once
#include <string_view>
#include <vector>

namespace thon {

/// A file that travels inside the binary. `name` is relative: "reach/schema/0001_ledger.sql", "index.html".
struct EmbeddedFile {
  std::string_view name;
  struct Range {
    const char* begin;
    const char* end;
  } range;
  std::string_view bytes() const { return {range.begin, static_cast<std::size_t>(range.end - range.begin)}; }
};

/// Sentences, migrations and data of every capability; names are relative to src/.
const std::vector<EmbeddedFile>& embedded_sources();

/// The built web app; names are relative to dist/. Empty when the program was built without it.
const std::vector<EmbeddedFile>& embedded_web();

}  // namespace thon
