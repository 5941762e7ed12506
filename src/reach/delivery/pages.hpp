#pragma once
#include <map>
#include <tuple>

#include "platform/http/api.hpp"
#include "reach/context.hpp"
#include "reach/delivery/model.hpp"
#include "reach/delivery/view.hpp"

namespace thon::reach {

/// Why a message did not reach a household, in a sentence.
std::string reason_text(std::string_view language, DeliveryState state, const std::string& reason);

/// What became of the messages of an announcement, for those who answer for it.
class DeliveryPages {
 public:
  explicit DeliveryPages(Context& context) : context_(context) {}

  DeliveryView view(Tx& tx, const Actor& actor, const DeliveryQuery& query);
  /// The houses behind a number, a page at a time.
  DeliveryHouses houses(Tx& tx, const Actor& actor, const DeliveryHousesQuery& query);
  /// Houses without evidence that no message can be expected to reach any more, with their phones: to be called.
  http::File unsent(Tx& tx, const Actor& actor, const UnsentQuery& query);

 private:
  using Key = std::tuple<channels::Kind, DeliveryState, std::string>;
  struct Part {
    Bitmap targets;
    std::int64_t cost = 0;
  };
  using Parts = std::map<Key, Part>;

  struct Seen {
    Sight sight;
    std::shared_ptr<Book> book;
    Bitmap households;  ///< of the audience, in sight
  };
  Seen look(Tx& tx, const Actor& actor, std::string_view permission, std::string_view announcement_id,
            const std::optional<Id>& area);
  Parts parts(Tx& tx, std::string_view announcement_id, const Bitmap& households);

  Context& context_;
};

}  // namespace thon::reach
