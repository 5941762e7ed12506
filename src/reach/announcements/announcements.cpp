#include "reach/announcements/announcements.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/announcements/rules.hpp"
#include "reach/ledger/store.hpp"
#include "reach/news.hpp"
#include "reach/plan/audience.hpp"

namespace thon::reach {

namespace store = announcement_store;

namespace {

constexpr std::size_t kPage = 20;
/// Drafts of others are left out of a page after it was read, so more lines are read than shown.
constexpr std::int64_t kLinesAtOnce = 60;
constexpr const char* kMissing = "reach.error.not_found";
constexpr const char* kNoArea = "reach.error.area_not_found";

}  // namespace

AudiencePreview Announcements::audience(Tx& tx, const Actor& actor, const AudienceInput& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto ids = sight.checked(input.area_ids, kNoArea);
  const auto outer = sight.tree->outermost(ids);
  AudiencePreview preview;
  for (const auto& id : ids) {
    const auto ways = store::ways(tx, id);
    preview.by_area.push_back({id, ways.households});
    const bool counts =
        std::any_of(outer.begin(), outer.end(), [&](const auto* unit) { return unit->id == id; });
    if (!counts) continue;
    preview.households += ways.households;
    preview.app += ways.app;
    preview.zalo += ways.zalo;
    preview.phone += ways.phone;
  }
  preview.none = preview.households - preview.app - preview.zalo - preview.phone;
  return preview;
}

std::string Announcements::sender_for(const Sight& sight, const std::vector<std::string>& area_ids) const {
  // One of the actor's units speaks: the one that covers all that is ticked.
  if (const auto* root = sight.root_over(area_ids)) return root->id;
  throw Error::invalid("/area_ids", "reach.error.areas_of_two_units");
}

Announcement Announcements::draft(Tx& tx, const Actor& actor, const DraftInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  if (store::find(tx, input.id.value)) return view(tx, sight, own(tx, sight, input.id.value));
  const auto area_ids = sight.checked(input.area_ids, kNoArea);
  Record record;
  record.id = input.id.value;
  record.sender_area_id = sender_for(sight, area_ids);
  record.title = input.title.value;
  record.body = input.body.value;
  record.content_class = input.content_class.value;
  record.ask_confirmation = input.ask_confirmation;
  record.created_by = actor.account_id;
  record.created_by_name = actor.name;
  store::insert(tx, record);
  store::set_area_ids(tx, record.id, area_ids);
  return view(tx, sight, *store::find(tx, record.id));
}

Announcement Announcements::edit(Tx& tx, const Actor& actor, const EditInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  rules::check_draft(record, input.version);
  rules::merge(record, input);
  if (input.area_ids) {
    const auto area_ids = sight.checked(*input.area_ids, kNoArea);
    for (const auto& id : area_ids)
      if (!sight.tree->is_under(id, record.sender_area_id))
        throw Error::invalid("/area_ids", "reach.error.areas_of_two_units");
    store::set_area_ids(tx, record.id, area_ids);
  }
  ++record.version;
  record.updated_at = tx.now();
  store::update(tx, record);
  return view(tx, sight, record);
}

Bitmap Announcements::fix_audience(Tx& tx, const Sight& sight, const Record& record) {
  std::map<std::string, Bitmap> by_unit;
  for (const auto* unit : sight.tree->outermost(store::area_ids(tx, record.id)))
    store::add_households(tx, unit->id, by_unit);
  const auto roster = Roster::make(by_unit, *sight.tree);
  auto households = roster.households();
  if (households.empty()) throw Error::invalid("/area_ids", "reach.error.audience_empty");
  ledger_store::write_audience(tx, record.id, households, roster);
  return households;
}

Announcement Announcements::publish(Tx& tx, const Actor& actor, const PublishInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  if (rules::published_before(record, input.version)) return view(tx, sight, record);
  rules::check_draft(record, input.version);
  const auto households = fix_audience(tx, sight, record);
  record.status = Status::published;
  record.published_at = tx.now();
  record.updated_at = tx.now();
  record.audience_count = static_cast<std::int64_t>(households.size());
  ++record.version;
  store::publish(tx, record, actor.account_id, actor.name);
  const boost::json::object detail{{"title", record.title}, {"households", record.audience_count}};
  audit::record(tx, actor, "reach.publish", "announcement", record.id, record.sender_area_id,
                boost::json::serialize(detail));
  auto view = this->view(tx, sight, record);
  const auto book = context_.ledger.find(tx, record.id);
  waving_.begin(tx, *book, audience_today(tx, *sight.tree, view.area_ids).with_app);
  tx.after_commit([this, book, sender = view.sender_name] { news::published(context_, *book, sender); });
  return view;
}

Announcement Announcements::withdraw(Tx& tx, const Actor& actor, const WithdrawInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  const bool repeated = record.status == Status::withdrawn && record.version - 1 == input.version;
  if (repeated) return view(tx, sight, record);
  rules::check_withdraw(record, input.version);
  record.status = Status::withdrawn;
  record.withdrawn_reason = input.reason.value;
  record.updated_at = tx.now();
  ++record.version;
  store::withdraw(tx, record);
  const boost::json::object detail{{"title", record.title}, {"reason", *record.withdrawn_reason}};
  audit::record(tx, actor, "reach.withdraw", "announcement", record.id, record.sender_area_id,
                boost::json::serialize(detail));
  const auto book = context_.ledger.find(tx, record.id);
  waving_.withdrawn(tx, *book);
  tx.after_commit([this, book] {
    book->withdraw();
    context_.ledger.withdraw(book->notice().id);
    news::withdrawn(context_, *book);
  });
  return view(tx, sight, record);
}

Announcements::Record Announcements::own(Tx& tx, const Sight& sight, std::string_view id) const {
  auto record = store::find(tx, id);
  if (!record || !sight.covers(record->sender_area_id)) throw Error::not_found(kMissing);
  return std::move(*record);
}

Announcement Announcements::find(Tx& tx, const Actor& actor, std::string_view id) {
  const auto record = store::find(tx, id);
  if (!record) throw Error::not_found(kMissing);
  const auto sight = sight_of(tx, context_, actor, "reach.view");
  if (record->status == Status::draft) {
    if (!sight_of(tx, context_, actor, "reach.publish").covers(record->sender_area_id))
      throw Error::not_found(kMissing);
  } else {
    book_in_sight(tx, context_, sight, id);
  }
  return view(tx, sight, *record);
}

AnnouncementRow Announcements::row(Tx& tx, const Sight& sight, const Line& line) {
  AnnouncementRow row{line, std::string(sight.tree->name(line.sender_area_id)), 0, {}};
  if (line.status == Status::draft) return row;
  if (const auto book = context_.ledger.find(tx, line.id)) row.coverage = sight.coverage(*book);
  row.audience = row.coverage.audience;
  return row;
}

Announcement Announcements::view(Tx& tx, const Sight& sight, const Record& record) {
  Announcement view;
  static_cast<AnnouncementRow&>(view) =
      row(tx, sight,
          {{record.id, record.title, record.content_class, record.status, record.ask_confirmation,
            record.published_at, record.updated_at},
           record.sender_area_id,
           0});
  view.body = record.body;
  view.area_ids = store::area_ids(tx, record.id);
  view.sender_area_id = record.sender_area_id;
  view.version = record.version;
  view.created_by_name = record.created_by_name;
  view.withdrawn_reason = record.withdrawn_reason;
  return view;
}

AnnouncementPage Announcements::list(Tx& tx, const Actor& actor, const ListQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view").narrowed(query.area);
  const auto writer = sight_of(tx, context_, actor, "reach.publish");
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
        page.items.push_back(row(tx, sight, line));
    }
    if (!more && static_cast<std::int64_t>(lines.size()) <= kLinesAtOnce) return page;
  }
}

}  // namespace thon::reach
