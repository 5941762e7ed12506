#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "channels/model.hpp"

/// Decisions about settings, without I/O.
namespace thon::channels::rules {

using Values = std::map<std::string, std::string>;

/// Puts what was sent over what is kept, each into the open or the secret values, after checking it; every fault is
/// added by its place in the input.
void merge(Provider provider, const std::vector<FieldInput>& input, Values& open, Values& secret,
           std::vector<FieldError>& faults);

/// Both kinds of values together.
Fields fields_of(Provider provider, const Values& open, const Values& secret);

/// True for reasons that stay until somebody mends the settings or the contract.
bool needs_attention(std::string_view reason);

/// The sentence for what became of a message.
std::string sentence(std::string_view language, const Outcome& outcome);

}  // namespace thon::channels::rules
