#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/attachments/model.hpp"
#include "reach/model.hpp"

namespace thon::reach {

struct FeedQuery {
  std::optional<Text<0, 100>> cursor;
  std::optional<Text<0, 100>> q;
};
BOOST_DESCRIBE_STRUCT(FeedQuery, (), (cursor, q))

/// An announcement as a household reads it.
struct News {
  std::string id;
  std::string title;
  std::string body;
  std::int64_t content_class = 14;
  bool ask_confirmation = false;
  std::int64_t published_at = 0;
  std::string sender_name;
  std::optional<std::int64_t> expires_at;
  std::optional<std::string> corrects_id;  ///< the version that this one replaces
  std::string change_note;                 ///< and what it changed
  std::vector<Attachment> attachments;
};
BOOST_DESCRIBE_STRUCT(News, (),
                      (id, title, body, content_class, ask_confirmation, published_at, sender_name, expires_at,
                       corrects_id, change_note, attachments))

struct FeedItem : News {
  Evidence evidence = Evidence::none;
  bool withdrawn = false;
  std::optional<std::string> withdrawn_reason;
  std::optional<std::string> corrected_by_id;  ///< the version that replaces this one
};
BOOST_DESCRIBE_STRUCT(FeedItem, (News), (evidence, withdrawn, withdrawn_reason, corrected_by_id))

struct Feed {
  std::vector<FeedItem> items;
  std::optional<std::string> next;
  std::int64_t unanswered = 0;
};
BOOST_DESCRIBE_STRUCT(Feed, (), (items, next, unanswered))

/// What a device can say of an announcement.
enum class ReceiptGrade { delivered, opened, confirmed };
BOOST_DESCRIBE_ENUM(ReceiptGrade, delivered, opened, confirmed)

/// By which way a device learnt of it; other ways have their own witnesses.
enum class ReceiptChannel { app, push, chat_link };
BOOST_DESCRIBE_ENUM(ReceiptChannel, app, push, chat_link)

struct Receipt {
  Id announcement_id;
  ReceiptGrade grade = ReceiptGrade::delivered;
  std::int64_t at = 0;
  std::optional<ReceiptChannel> channel;  ///< absent: the app
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (announcement_id, grade, at, channel))

struct ReceiptsInput {
  List<Receipt, 1, 500> receipts;
  std::optional<std::int64_t> sent_at;  ///< the device's clock when the message left: shows how far it is off
};
BOOST_DESCRIBE_STRUCT(ReceiptsInput, (), (receipts, sent_at))

}  // namespace thon::reach
