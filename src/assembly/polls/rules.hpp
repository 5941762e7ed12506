#pragma once
#include "assembly/polls/store.hpp"

/// Decisions about polls, without I/O.
namespace thon::assembly::rules {

/// The chosen options as bits. Throws when there is no such option, or more than one where one is asked for.
std::int64_t chosen(const PollAnswer& answer, std::size_t options, bool several);
/// The places of the options that were chosen.
std::vector<std::int64_t> places(std::int64_t bits);
/// How many households chose each option.
std::vector<std::int64_t> counts(const std::vector<poll_store::Answer>& answers, std::size_t options);
/// Throws when two options are the same.
void check_options(const PollOptions& options);
/// True when households may see the figures.
bool shows_results(PollResults results, bool over, bool answered);

}  // namespace thon::assembly::rules
