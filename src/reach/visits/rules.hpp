#pragma once
#include <optional>
#include <string>

#include "base/time.hpp"
#include "reach/visits/model.hpp"

/// Decisions about doors at which nobody could be told, without I/O.
namespace thon::reach::rules {

/// The last day on which the household is not reminded. Who is only out is come back to, unless a day was
/// named; who will not hear is left alone for a month, a house that was left for three, and nobody for more
/// than a year.
std::optional<std::string> muted_until(VisitOutcome outcome, const std::optional<Date>& until, Millis at);

}  // namespace thon::reach::rules
