#pragma once
#include <string>

#include "platform/channels/channel.hpp"

/// Decisions about addresses, without I/O.
namespace thon::reach::rules {

/// True for channels whose addresses are told here; telephones stand in the register, devices tell theirs themselves.
bool takes_addresses(channels::Kind kind);
/// What is wrong with an address of a channel, as the key of a sentence; empty when nothing is.
std::string address_fault(channels::Kind kind, const std::string& address);

}  // namespace thon::reach::rules
