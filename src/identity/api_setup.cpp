#include <sodium.h>

#include "identity/api.hpp"
#include "identity/setup_sheet.hpp"
#include "platform/print/sheet.hpp"

namespace thon::identity {

struct SetupState {
  bool needed = false;
};
BOOST_DESCRIBE_STRUCT(SetupState, (), (needed))

struct SetupSheet {
  Text<1, 100> token;
  Text<1, 2'000'000> file;  ///< base64, also as a data: URL
};
BOOST_DESCRIBE_STRUCT(SetupSheet, (), (token, file))

namespace {

std::string from_base64(std::string_view text) {
  if (text.starts_with("data:")) text = text.substr(std::min(text.size(), text.find(',') + 1));
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const bool good = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                      text.size(), "\r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
  if (!good) throw Error::invalid("/file", "identity.error.setup_sheet_unreadable");
  bytes.resize(size);
  return bytes;
}

}  // namespace

void add_setup_routes(http::Api& api, Service& service) {
  api.get("/api/setup", http::Access::open(), "Whether the program waits to be set up",
          [&service](http::Call& call, const http::Empty&) { return SetupState{service.setup_needed(call.tx())}; });
  api.work("/api/setup/sheet", http::Access::open(), "What a sheet of villages and groups says",
           [&service](http::Call& call, const SetupSheet& in) {
             call.db.read([&](Tx& tx) { service.require_setup(tx, visitor_of(call.request), in.token.value); });
             return read_setup_sheet(print::read_sheet(from_base64(in.file.value)).rows);
           });
  api.work("/api/setup", http::Access::open(), "Make the commune and the first administrator",
           [&service](http::Call& call, const SetupInput& in) {
             SignedIn signed_in = service.set_up(call.db, visitor_of(call.request), in);
             call.response.set("Set-Cookie", service.cookie(signed_in.token, signed_in.lifetime));
             return std::move(signed_in.me);
           });
}

}  // namespace thon::identity
