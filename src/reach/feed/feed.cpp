#include "reach/feed/feed.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reach/announcements/store.hpp"
#include "reach/news.hpp"
#include "reach/walk/rules.hpp"
#include "reach/walk/store.hpp"

namespace thon::reach {
namespace {

constexpr std::size_t kPage = 20;
constexpr std::int64_t kMostCandidates = 500;

/// A place in the feed: unanswered before answered, then newer before older.
struct FeedPlace {
  bool answered = false;
  std::int64_t age = 0;  ///< minus the time of publication
  std::string id;
  friend auto operator<=>(const FeedPlace&, const FeedPlace&) = default;
};

std::string to_cursor(const FeedPlace& place) {
  return std::string(place.answered ? "1." : "0.") + std::to_string(-place.age) + "." + place.id;
}

FeedPlace from_cursor(const std::string& text) {
  FeedPlace place;
  std::int64_t published_at = 0;
  const char* end = text.data() + text.size();
  if (text.size() < 3 || text[1] != '.') throw Error::invalid("/cursor", "reach.error.cursor");
  const auto [rest, fault] = std::from_chars(text.data() + 2, end, published_at);
  if (fault != std::errc{} || published_at < 0 || rest == end || *rest != '.')
    throw Error::invalid("/cursor", "reach.error.cursor");
  return {text[0] == '1', -published_at, std::string(rest + 1, end)};
}

struct Entry {
  FeedPlace place;
  std::shared_ptr<Book> book;
  Evidence evidence = Evidence::none;
};

bool answered(const Book& book, Evidence evidence, Millis now) {
  return !book.notice().ask_confirmation || book.withdrawn() || book.notice().expired(now) ||
         evidence >= Evidence::confirmed;
}

bool matches(const Notice& notice, const std::string& wanted) {
  return wanted.empty() || fold(notice.title).find(wanted) != std::string::npos ||
         fold(notice.body).find(wanted) != std::string::npos;
}

Evidence evidence_of(ReceiptGrade grade) { return static_cast<Evidence>(static_cast<int>(grade) + 1); }

Channel channel_of(const std::optional<ReceiptChannel>& channel) {
  if (channel == ReceiptChannel::push) return Channel::push;
  return channel == ReceiptChannel::chat_link ? Channel::chat_link : Channel::app;
}

}  // namespace

Feed Feeds::feed(Tx& tx, const Actor& actor, const FeedQuery& query) {
  if (actor.ordinal < 0) throw Error::not_found();
  const auto ordinal = static_cast<std::uint32_t>(actor.ordinal);
  const auto wanted = query.q ? fold(query.q->value) : std::string();
  Feed feed;
  std::vector<Entry> entries;
  // Whether the household is in the audience the bitmap says; the units only narrow down whose bitmaps to
  // ask.
  for (const auto& id : announcement_store::published_for(tx, actor.household_id, kMostCandidates)) {
    auto book = context_.ledger.find(tx, id);
    if (!book || !book->audience()->has(ordinal)) continue;
    const auto evidence = book->best(ordinal);
    const bool done = answered(*book, evidence, tx.now());
    if (!done) ++feed.unanswered;
    if (matches(book->notice(), wanted))
      entries.push_back({{done, -book->notice().published_at, id}, std::move(book), evidence});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.place < b.place; });
  const auto tree = context_.areas.tree(tx);
  std::optional<FeedPlace> from;
  if (query.cursor) from = from_cursor(query.cursor->value);
  for (const auto& entry : entries) {
    if (from && entry.place <= *from) continue;
    if (feed.items.size() == kPage) {
      feed.next = to_cursor(*from);
      break;
    }
    const auto& notice = entry.book->notice();
    FeedItem item{news_of(notice, tree->name(notice.sender_area_id)), entry.evidence, false, {}, {}};
    if (auto ending = entry.book->ending()) {
      item.withdrawn = true;
      item.withdrawn_reason = std::move(ending->reason);
      item.corrected_by_id = std::move(ending->corrected_by_id);
    }
    feed.items.push_back(std::move(item));
    from = entry.place;
  }
  return feed;
}

void Feeds::receive(Tx& tx, const Actor& actor, const ReceiptsInput& input) {
  if (actor.ordinal < 0) throw Error::not_found();
  const auto ordinal = static_cast<std::uint32_t>(actor.ordinal);
  auto& group = receipts_of(tx, context_);
  struct Fresh {
    std::shared_ptr<Book> book;
    Mark mark;
  };
  std::vector<Fresh> fresh;
  bool any = false;
  for (const auto& receipt : input.receipts) {
    auto book = group.book(tx, receipt.announcement_id.value);
    if (!book || !book->audience()->has(ordinal)) continue;
    any = true;
    const auto grade = evidence_of(receipt.grade);
    const auto at = rules::bounded(rules::corrected(receipt.at, input.sent_at, tx.now()),
                                   book->notice().published_at, tx.now());
    if (book->received(grade, ordinal)) continue;
    if (grade == Evidence::confirmed)
      told_store::confirm(tx, book->notice().id, {ordinal, actor.account_id, at});
    fresh.push_back({std::move(book), {grade, channel_of(receipt.channel), hour_of(at)}});
  }
  if (!any) throw Error::not_found("reach.error.not_found");
  // Last of all, for a write that fails after it would leave its receipts to the group.
  for (const auto& [book, mark] : fresh) group.add(book, mark, ordinal);
}

}  // namespace thon::reach
