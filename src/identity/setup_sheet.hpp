#pragma once
#include <string>
#include <vector>

#include "identity/model.hpp"

namespace thon::identity {

/// What a sheet tells of a commune, for the first start's page to show and correct.
struct SheetCommune {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(SheetCommune, (), (name))
struct SheetVillage {
  std::string name;
  std::vector<std::string> groups;
};
BOOST_DESCRIBE_STRUCT(SheetVillage, (), (name, groups))
struct SheetPreview {
  SheetCommune commune;
  std::vector<SheetVillage> villages;
};
BOOST_DESCRIBE_STRUCT(SheetPreview, (), (commune, villages))

/// Reads a table of villages and groups as communes keep it: the columns "Thôn" and "Tổ" under a heading row (the
/// first two columns when there is none), a village's name on its first row only or on each, the commune's name in a
/// title above. Throws Error::invalid("/file", …) when no village is found.
SheetPreview read_setup_sheet(const std::vector<std::vector<std::string>>& rows);

}  // namespace thon::identity
