#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/channels/channel.hpp"
#include "platform/db/db.hpp"
#include "reach/addresses/model.hpp"
#include "reach/ledger/bitmap.hpp"

/// SQL of addresses: where households can be written to, and where they do not want to be.
namespace thon::reach::address_store {

using channels::Kind;

/// `handle` stands for the address in what is kept about it: a phone number, the endpoint of a subscription.
struct Address {
  std::int64_t ordinal = 0;
  std::string handle;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(Address, (), (ordinal, handle, address))

/// Usable addresses of those who live here today, household by household, the best first.
std::vector<Address> of(Tx& tx, Kind kind, const Bitmap& ordinals);
/// Every household that has one.
Bitmap reachable(Tx& tx, Kind kind);
Bitmap opted_out(Tx& tx, Kind kind);
bool opted_out(Tx& tx, Kind kind, std::int64_t ordinal);
/// All of a household that are not in the register, and numbers of the register that are gone.
std::vector<OwnAddress> all(Tx& tx, std::int64_t ordinal);

/// A household's address on a channel; told again, it moves to the household that told it last and counts as usable.
void tell(Tx& tx, Kind kind, const Address& address, std::string_view household_id);
void forget(Tx& tx, Kind kind, std::string_view handle);
void unmark_gone(Tx& tx, Kind kind, std::string_view handle);
void mark_gone(Tx& tx, Kind kind, std::string_view handle, std::string_view reason);
/// Whose address it is; nothing when nobody's or several households'.
std::optional<std::int64_t> owner(Tx& tx, Kind kind, std::string_view handle);

struct OptOut {
  std::int64_t ordinal = 0;
  std::string household_id;
  Kind channel = Kind::sms;
  std::string by_name;
  Millis at = 0;
};
BOOST_DESCRIBE_STRUCT(OptOut, (), (ordinal, household_id, channel, by_name, at))
std::vector<OptOut> opt_outs(Tx& tx, std::int64_t ordinal);
void opt_out(Tx& tx, const OptOut& opt_out, std::string_view by_account);
void opt_in(Tx& tx, Kind kind, std::int64_t ordinal);

extern const Sql kReachablePhones;
extern const Sql kReachableDevices;
extern const Sql kReachableOthers;
extern const Sql kOptedOut;

}  // namespace thon::reach::address_store
