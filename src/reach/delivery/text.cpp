#include "reach/delivery/text.hpp"

#include "platform/text/text.hpp"

namespace thon::reach {

using channels::Kind;

channels::Message message_text(Kind kind, const Notice& notice, std::string_view sender_name,
                               std::string_view public_url, std::string_view key, const register_store::House& house) {
  channels::Message message;
  message.title = notice.title;
  message.url = std::string(public_url) + "/t/" + std::string(key);
  // A notification is read at a glance and opens the rest; elsewhere the adapter cuts what does not fit.
  message.text = kind == Kind::push ? say("vi", "reach.message.push", {{"sender", std::string(sender_name)}}) : notice.body;
  message.fields = {{"sender", std::string(sender_name)},
                    {"household", house.head_name},
                    {"house_code", house.code},
                    {"date", vietnamese_date(notice.published_at)}};
  return message;
}

}  // namespace thon::reach
