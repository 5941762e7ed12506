#include "reach/announcements/announcements.hpp"

#include "base/error.hpp"
#include "reach/announcements/rules.hpp"
#include "reach/attachments/store.hpp"
#include "reach/audience/rules.hpp"
#include "reach/posting/rules.hpp"

/// Reading: lists and single announcements.
namespace thon::reach {

namespace store = announcement_store;

namespace {

constexpr std::size_t kPage = 20;
/// Drafts of others are left out of a page after it was read, so more lines are read than shown.
constexpr std::int64_t kLinesAtOnce = 60;

}  // namespace

Announcements::Record Announcements::own(Tx& tx, const Sight& sight, std::string_view id) const {
  auto record = store::find(tx, id);
  if (!record || !sight.covers(record->sender_area_id)) throw Error::not_found("reach.error.not_found");
  return std::move(*record);
}

Announcement Announcements::find(Tx& tx, const Actor& actor, std::string_view id) {
  const auto record = store::find(tx, id);
  if (!record || record->discarded_at) throw Error::not_found("reach.error.not_found");
  const auto sight = sight_of(tx, context_, actor, "reach.view");
  if (record->status == Status::draft) {
    if (!sight_of(tx, context_, actor, "reach.publish").covers(record->sender_area_id))
      throw Error::not_found("reach.error.not_found");
  } else {
    book_in_sight(tx, context_, sight, id);
  }
  return view(tx, sight, *record);
}

AnnouncementRow Announcements::row(Tx& tx, const Sight& sight, PostingTerms& terms, const Line& line) {
  AnnouncementRow row{line, std::string(sight.tree->name(line.sender_area_id)), 0, {}, std::nullopt};
  row.deadline = terms.deadline(line.sender_area_id, line.content_class, line.decision_date, line.published_at);
  if (line.status == Status::draft) {
    // A correction goes to the households of the version before it.
    const auto before = line.corrects_id ? context_.ledger.find(tx, *line.corrects_id) : nullptr;
    if (before) row.audience = sight.coverage(*before).audience;
    return row;
  }
  if (const auto book = context_.ledger.find(tx, line.id)) row.coverage = sight.coverage(*book);
  row.audience = row.coverage.audience;
  return row;
}

Announcement Announcements::view(Tx& tx, const Sight& sight, const Record& record) {
  PostingTerms terms(tx, context_.areas);
  Announcement view;
  static_cast<AnnouncementRow&>(view) =
      row(tx, sight, terms,
          {{record.id, record.title, record.content_class, record.status, record.ask_confirmation,
            record.published_at, record.updated_at, record.publish_at, record.expires_at, record.corrects_id,
            record.corrected_by_id},
           record.sender_area_id,
           0,
           record.decision_date});
  view.body = record.body;
  view.area_ids = store::area_ids(tx, record.id);
  view.sender_area_id = record.sender_area_id;
  view.version = record.version;
  view.created_by_name = record.created_by_name;
  view.withdrawn_reason = record.withdrawn_reason;
  view.decision_number = record.decision_number;
  view.decision_date = record.decision_date;
  view.change_note = record.change_note;
  view.filter = rules::filter_from(record.audience_filter);
  view.audience_words = record.audience_words;
  view.publish_fault = record.publish_fault;
  view.attachments = attachment_store::list(tx, record.id);
  view.rule = terms.rule(record.sender_area_id, record.content_class);
  const auto until = rules::posted_until(view.rule, day_of(record.published_at.value_or(tx.now())));
  if (until) view.posted_until = text_of(*until);
  if (record.corrects_id && record.published_at) view.correction = correction_reach(tx, sight, record);
  return view;
}

CorrectionReach Announcements::correction_reach(Tx& tx, const Sight& sight, const Record& record) {
  const auto before = context_.ledger.find(tx, *record.corrects_id);
  const auto now = context_.ledger.find(tx, record.id);
  if (!before || !now) return {};
  const auto units = now->roster()->on(sight.tree);
  Bitmap seen;
  for (const auto* root : sight.roots) seen |= *units->of(*root);
  seen &= before->at_least(Evidence::delivered);
  return {static_cast<std::int64_t>(seen.size()),
          static_cast<std::int64_t>(seen.common(now->at_least(Evidence::delivered)))};
}

AnnouncementPage Announcements::list(Tx& tx, const Actor& actor, const ListQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view").narrowed(query.area);
  const auto writer = sight_of(tx, context_, actor, "reach.publish");
  PostingTerms terms(tx, context_.areas);
  rules::Place place;
  if (query.cursor) place = rules::from_cursor(query.cursor->value);
  AnnouncementPage page;
  while (true) {
    // Units that the actor holds apart from one another may list the same announcement.
    std::map<std::pair<std::int64_t, std::string>, Line, std::greater<>> lines;
    bool more = false;
    for (const auto* root : sight.roots) {
      auto found = store::lines(tx, root->id, place.listed_at, place.id, kLinesAtOnce);
      more |= found.size() == kLinesAtOnce;
      for (auto& line : found) lines.emplace(std::pair{line.listed_at, line.id}, std::move(line));
    }
    std::int64_t looked_at = 0;
    for (const auto& [key, line] : lines) {
      // Behind this many lines another unit's next ones may belong in between.
      if (looked_at++ == kLinesAtOnce) break;
      if (page.items.size() == kPage) {
        page.next = rules::to_cursor(place);
        return page;
      }
      place = {key.first, key.second};
      if (line.status == Status::draft ? writer.covers(line.sender_area_id) : true)
        page.items.push_back(row(tx, sight, terms, line));
    }
    if (!more && static_cast<std::int64_t>(lines.size()) <= kLinesAtOnce) return page;
  }
}

}  // namespace thon::reach
