#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

/// A backup: one file that holds the database and the secret key, each with its size and BLAKE2b hash.
namespace thon::app {

/// Packs the files `names` of `folder` into one archive file, which only its owner may read. Written under another
/// name, flushed and then renamed: an archive that has its name is whole.
void pack(const std::string& folder, const std::vector<std::string>& names, Millis made_at,
          const std::string& archive);

/// Checks every byte of the archive, then lays its files into `folder`. Throws std::runtime_error naming what is
/// damaged, having written nothing. Answers when the backup was made.
Millis unpack(const std::string& archive, const std::string& folder);

}  // namespace thon::app
