#include "reach/addresses/store.hpp"

#include <boost/json.hpp>

#include "reach/register/ranges.hpp"

namespace thon::reach::address_store {

// Whoever has moved away is written to no more.
#define THON_REACH_LIVES_HERE "h.valid_to IS NULL AND h.status NOT IN ('moved', 'closed')"
#define THON_REACH_PHONES                                                                           \
  "FROM households_household_v h JOIN households_phone_v p ON p.household_id = h.id "               \
  "LEFT JOIN reach_gone g ON g.channel = :channel AND g.handle = p.number "                         \
  "WHERE " THON_REACH_LIVES_HERE " AND g.handle IS NULL AND (p.has_zalo = 1 OR :only_zalo = 0) "
#define THON_REACH_OTHERS                                                                           \
  "FROM reach_address a JOIN households_household_v h ON h.id = a.household_id "                    \
  "LEFT JOIN reach_gone g ON g.channel = a.channel AND g.handle = a.handle "                        \
  "WHERE a.channel = :channel AND " THON_REACH_LIVES_HERE " AND g.handle IS NULL "

const Sql kReachablePhones{"reach.reachable_phones", "SELECT DISTINCT h.ordinal " THON_REACH_PHONES};
const Sql kReachableDevices{"reach.reachable_devices",
                            "SELECT DISTINCT h.ordinal FROM channels_push_v p "
                            "JOIN households_household_v h ON h.id = p.household_id WHERE " THON_REACH_LIVES_HERE};
const Sql kReachableOthers{"reach.reachable_others", "SELECT DISTINCT a.ordinal " THON_REACH_OTHERS};
const Sql kOptedOut{"reach.opted_out", "SELECT ordinal FROM reach_opt_out WHERE channel = :channel"};

namespace {

const Sql kPhones{"reach.phone_addresses",
                  "SELECT h.ordinal, p.number, p.number " THON_REACH_PHONES
                  "AND h.ordinal BETWEEN :first AND :last ORDER BY h.ordinal, p.is_representative DESC, p.position"};
const Sql kOthers{"reach.other_addresses",
                  "SELECT a.ordinal, a.handle, a.address " THON_REACH_OTHERS
                  "AND a.ordinal BETWEEN :first AND :last ORDER BY a.ordinal, a.told_at DESC"};
const Sql kDevices{"reach.device_addresses",
                   "SELECT h.ordinal, p.id, p.endpoint, p.p256dh, p.auth FROM households_household_v h "
                   "JOIN channels_push_v p ON p.household_id = h.id WHERE " THON_REACH_LIVES_HERE
                   " AND h.ordinal BETWEEN :first AND :last ORDER BY h.ordinal, p.id DESC"};
const Sql kTell{"reach.tell_address",
                "INSERT INTO reach_address (channel, handle, address, household_id, ordinal, told_at) "
                "VALUES (:channel, :handle, :address, :household_id, :ordinal, :now) "
                "ON CONFLICT (channel, handle) DO UPDATE SET address = excluded.address, household_id = "
                "excluded.household_id, ordinal = excluded.ordinal, told_at = excluded.told_at"};
const Sql kForget{"reach.forget_address", "DELETE FROM reach_address WHERE channel = :channel AND handle = :handle"};
const Sql kGone{"reach.mark_gone",
                "INSERT INTO reach_gone (channel, handle, reason, at) VALUES (:channel, :handle, :reason, :now) "
                "ON CONFLICT (channel, handle) DO NOTHING"};
const Sql kNotGone{"reach.unmark_gone", "DELETE FROM reach_gone WHERE channel = :channel AND handle = :handle"};
const Sql kPhoneOwners{"reach.phone_owners",
                       "SELECT DISTINCT h.ordinal FROM households_phone_v p "
                       "JOIN households_household_v h ON h.id = p.household_id "
                       "WHERE p.number = :handle AND " THON_REACH_LIVES_HERE " LIMIT 2"};
const Sql kOwner{"reach.address_owner",
                 "SELECT ordinal FROM reach_address WHERE channel = :channel AND handle = :handle"};
const Sql kIsOptedOut{"reach.is_opted_out",
                       "SELECT 1 FROM reach_opt_out WHERE ordinal = :ordinal AND channel = :channel"};
const Sql kAll{"reach.ways_of_house",
               "SELECT a.channel, a.address, CASE WHEN g.handle IS NULL THEN 0 ELSE 1 END FROM reach_address a "
               "LEFT JOIN reach_gone g ON g.channel = a.channel AND g.handle = a.handle "
               "WHERE a.ordinal = :ordinal AND a.channel = :channel ORDER BY a.told_at"};
const Sql kGonePhones{"reach.gone_phones",
                      "SELECT g.channel, p.number, 1 FROM households_household_v h "
                      "JOIN households_phone_v p ON p.household_id = h.id "
                      "JOIN reach_gone g ON g.handle = p.number AND g.channel = :channel "
                      "WHERE h.ordinal = :ordinal ORDER BY p.position"};
const Sql kOptOuts{"reach.opt_outs",
                   "SELECT ordinal, household_id, channel, by_name, at FROM reach_opt_out WHERE ordinal = :ordinal "
                   "ORDER BY channel"};
const Sql kOptOut{"reach.opt_out",
                  "INSERT INTO reach_opt_out (ordinal, channel, household_id, by_account, by_name, at) "
                  "VALUES (:ordinal, :channel, :household_id, :by_account, :by_name, :now) "
                  "ON CONFLICT (ordinal, channel) DO NOTHING"};
const Sql kOptIn{"reach.opt_in", "DELETE FROM reach_opt_out WHERE ordinal = :ordinal AND channel = :channel"};

/// A browser that takes push messages.
struct Device {
  std::int64_t ordinal = 0;
  std::string id;
  std::string endpoint;
  std::string p256dh;
  std::string auth;
};
BOOST_DESCRIBE_STRUCT(Device, (), (ordinal, id, endpoint, p256dh, auth))

std::vector<Address> devices(Tx& tx, const Bitmap& ordinals) {
  namespace json = boost::json;
  std::vector<Address> found;
  for (const auto& device : by_ranges<Device>(tx, kDevices, ordinals)) {
    const json::object keys{{"p256dh", device.p256dh}, {"auth", device.auth}};
    const json::object subscription{{"endpoint", device.endpoint}, {"keys", keys}};
    found.push_back({device.ordinal, device.id, json::serialize(subscription)});
  }
  return found;
}

bool by_phone(Kind kind) { return kind == Kind::sms || kind == Kind::zns; }

SqlParams params_of(Kind kind) {
  if (!by_phone(kind)) return {{"channel", kind}};
  return {{"channel", kind}, {"only_zalo", kind == Kind::zns}};
}

Bitmap bitmap_of(Tx& tx, const Sql& sql, const SqlParams& params) {
  Bitmap found;
  for (const auto ordinal : tx.values<std::int64_t>(sql, params)) found.add(static_cast<std::uint32_t>(ordinal));
  return found;
}

}  // namespace

std::vector<Address> of(Tx& tx, Kind kind, const Bitmap& ordinals) {
  if (kind == Kind::push) return devices(tx, ordinals);
  return by_ranges<Address>(tx, by_phone(kind) ? kPhones : kOthers, ordinals, params_of(kind));
}

Bitmap reachable(Tx& tx, Kind kind) {
  if (kind == Kind::push) return bitmap_of(tx, kReachableDevices, {});
  return bitmap_of(tx, by_phone(kind) ? kReachablePhones : kReachableOthers, params_of(kind));
}

Bitmap opted_out(Tx& tx, Kind kind) { return bitmap_of(tx, kOptedOut, {{"channel", kind}}); }

void tell(Tx& tx, Kind kind, const Address& address, std::string_view household_id) {
  tx.exec(kTell, {{"channel", kind},
                  {"handle", address.handle},
                  {"address", address.address},
                  {"household_id", household_id},
                  {"ordinal", address.ordinal},
                  {"now", tx.now()}});
  unmark_gone(tx, kind, address.handle);
}

void unmark_gone(Tx& tx, Kind kind, std::string_view handle) {
  tx.exec(kNotGone, {{"channel", kind}, {"handle", handle}});
}

void forget(Tx& tx, Kind kind, std::string_view handle) {
  tx.exec(kForget, {{"channel", kind}, {"handle", handle}});
}

void mark_gone(Tx& tx, Kind kind, std::string_view handle, std::string_view reason) {
  tx.exec(kGone, {{"channel", kind}, {"handle", handle}, {"reason", reason}, {"now", tx.now()}});
}

std::optional<std::int64_t> owner(Tx& tx, Kind kind, std::string_view handle) {
  if (!by_phone(kind)) return tx.value<std::int64_t>(kOwner, {{"channel", kind}, {"handle", handle}});
  const auto owners = tx.values<std::int64_t>(kPhoneOwners, {{"handle", handle}});
  return owners.size() == 1 ? std::optional(owners.front()) : std::nullopt;
}

std::vector<OptOut> opt_outs(Tx& tx, std::int64_t ordinal) {
  return tx.rows<OptOut>(kOptOuts, {{"ordinal", ordinal}});
}

bool opted_out(Tx& tx, Kind kind, std::int64_t ordinal) {
  return tx.value<std::int64_t>(kIsOptedOut, {{"ordinal", ordinal}, {"channel", kind}}).has_value();
}

std::vector<OwnAddress> all(Tx& tx, std::int64_t ordinal) {
  std::vector<OwnAddress> found;
  for (const auto& [sql, kind] : {std::pair{&kAll, Kind::zalo_oa}, std::pair{&kAll, Kind::email},
                                  std::pair{&kGonePhones, Kind::zns}, std::pair{&kGonePhones, Kind::sms}})
    for (auto& way : tx.rows<OwnAddress>(*sql, {{"ordinal", ordinal}, {"channel", kind}})) found.push_back(std::move(way));
  return found;
}

void opt_out(Tx& tx, const OptOut& opt_out, std::string_view by_account) {
  tx.exec(kOptOut, {{"ordinal", opt_out.ordinal},
                    {"channel", opt_out.channel},
                    {"household_id", opt_out.household_id},
                    {"by_account", by_account},
                    {"by_name", opt_out.by_name},
                    {"now", tx.now()}});
}

void opt_in(Tx& tx, Kind kind, std::int64_t ordinal) {
  tx.exec(kOptIn, {{"ordinal", ordinal}, {"channel", kind}});
}

}  // namespace thon::reach::address_store
