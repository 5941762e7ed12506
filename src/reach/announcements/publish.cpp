#include <boost/json.hpp>

#include "audit/service.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/reflect/json.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/announcements/rules.hpp"
#include "reach/audience/rules.hpp"
#include "reach/ledger/store.hpp"
#include "reach/news.hpp"

/// From the draft to the households, and back again.
namespace thon::reach {

namespace store = announcement_store;

namespace {

/// What the outbox keeps of a draft that is to publish itself.
struct Appointment {
  std::string id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (id, version))

}  // namespace

std::vector<FieldError> Announcements::take_over_audience(Tx& tx, Record& record) {
  const auto before = store::find(tx, *record.corrects_id);
  if (before->status != Status::published) return {{"/change_note", "reach.error.correct_withdrawn", {}}};
  ledger_store::copy_audience(tx, before->id, record.id);
  record.audience_count = before->audience_count;
  return {};
}

std::vector<FieldError> Announcements::fix_audience(Tx& tx, const Sight& sight, Record& record) {
  const auto area_ids = store::area_ids(tx, record.id);
  auto faults = rules::missing(record, area_ids, tx.now());
  if (!faults.empty()) return faults;
  if (waving_.too_late(tx, record.id, tx.now())) return {{"/deadline", "reach.error.deadline_past", {}}};
  if (record.corrects_id) return take_over_audience(tx, record);
  const auto filter = rules::filter_from(record.audience_filter);
  const auto [roster, households, with_app] = audiences_.today(tx, *sight.tree, area_ids, filter);
  const char* nobody = filter.empty() ? "reach.error.audience_empty" : "reach.error.audience_filtered_out";
  if (households.empty()) return {{"/area_ids", nobody, {}}};
  ledger_store::write_audience(tx, record.id, households, roster);
  record.audience_count = static_cast<std::int64_t>(households.size());
  return {};
}

void Announcements::go_live(Tx& tx, const Actor& actor, const Sight& sight, Record& record) {
  record.status = Status::published;
  record.published_at = tx.now();
  record.updated_at = tx.now();
  record.publish_at = std::nullopt;
  record.publish_fault = std::nullopt;
  ++record.version;
  store::publish(tx, record, actor.account_id, actor.name);
  const boost::json::object detail{{"title", record.title}, {"households", record.audience_count}};
  audit::record(tx, actor, record.corrects_id ? "reach.publish_correction" : "reach.publish", "announcement",
                record.id, record.sender_area_id, boost::json::serialize(detail));
  if (record.corrects_id) {
    auto before = *store::find(tx, *record.corrects_id);
    before.withdrawn_reason = record.change_note;
    before.corrected_by_id = record.id;
    end(tx, actor, before, "reach.correct");
  }
  const auto book = context_.ledger.find(tx, record.id);
  // Households that have moved since the version before live somewhere else in the sender's unit.
  const auto area_ids =
      record.corrects_id ? std::vector{record.sender_area_id} : store::area_ids(tx, record.id);
  waving_.begin(tx, *book, audiences_.with_app(tx, *sight.tree, area_ids));
  tx.after_commit([this, book, sender = std::string(sight.tree->name(record.sender_area_id))] {
    news::published(context_, *book, sender);
  });
}

Announcement Announcements::publish(Tx& tx, const Actor& actor, const PublishInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  if (rules::published_before(record, input.version)) return view(tx, sight, record);
  rules::check_draft(record, input.version);
  if (auto faults = fix_audience(tx, sight, record); !faults.empty()) throw Error::invalid(std::move(faults));
  go_live(tx, actor, sight, record);
  return view(tx, sight, record);
}

Announcement Announcements::schedule(Tx& tx, const Actor& actor, const ScheduleInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  const auto at = input.at.value ? std::optional(input.at.value) : std::nullopt;
  if (record.live_draft() && record.version - 1 == input.version && record.publish_at == at)
    return view(tx, sight, record);
  rules::check_draft(record, input.version);
  if (at) {
    if (auto faults = rules::missing(record, store::area_ids(tx, record.id), tx.now()); !faults.empty())
      throw Error::invalid(std::move(faults));
    rules::check_schedule(record, *at, tx.now());
    if (waving_.too_late(tx, record.id, *at))
      throw Error::invalid("/deadline", "reach.error.deadline_before_schedule");
  }
  record.publish_at = at;
  record.publish_fault = std::nullopt;
  record.scheduled_by = actor.account_id;
  record.scheduled_by_name = actor.name;
  ++record.version;
  store::schedule(tx, record);
  if (at) {
    // Each appointment is a task of its own: the version tells the valid one from those that were changed.
    const Appointment appointment{record.id, record.version};
    jobs::enqueue(tx, "reach.publish", record.id + "/" + std::to_string(record.version),
                  to_json(appointment), *at);
  }
  const boost::json::object detail{{"title", record.title}, {"at", at ? *at : 0}};
  audit::record(tx, actor, at ? "reach.schedule" : "reach.unschedule", "announcement", record.id,
                record.sender_area_id, boost::json::serialize(detail));
  return view(tx, sight, record);
}

void Announcements::publish_due(Tx& tx, const std::string& payload) {
  const auto appointment = from_json<Appointment>(payload);
  auto found = store::find(tx, appointment.id);
  if (!found || !found->live_draft() || !found->publish_at || found->version != appointment.version) return;
  Record record = std::move(*found);
  // In the name of the officer who made the appointment, whose right to it was checked then.
  Actor actor = system_actor();
  actor.account_id = record.scheduled_by.value_or("");
  actor.name = record.scheduled_by_name.value_or("");
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto faults = fix_audience(tx, sight, record);
  if (faults.empty()) return go_live(tx, actor, sight, record);
  record.publish_at = std::nullopt;
  record.publish_fault = faults.front().key;
  ++record.version;
  store::schedule(tx, record);
}

void Announcements::end(Tx& tx, const Actor& actor, Record& record, const char* verb) {
  record.status = Status::withdrawn;
  record.updated_at = tx.now();
  ++record.version;
  store::withdraw(tx, record);
  const boost::json::object detail{{"title", record.title}, {"reason", *record.withdrawn_reason}};
  audit::record(tx, actor, verb, "announcement", record.id, record.sender_area_id,
                boost::json::serialize(detail));
  const auto book = context_.ledger.find(tx, record.id);
  waving_.withdrawn(tx, *book);
  const Ending ending{record.id, *record.withdrawn_reason, record.corrected_by_id};
  tx.after_commit([this, book, ending] {
    book->withdraw(ending);
    context_.ledger.withdraw(ending);
    news::withdrawn(context_, *book);
  });
}

Announcement Announcements::withdraw(Tx& tx, const Actor& actor, const WithdrawInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  const bool repeated = record.status == Status::withdrawn && record.version - 1 == input.version;
  if (repeated) return view(tx, sight, record);
  rules::check_withdraw(record, input.version);
  if (record.corrected_by_id) throw Error(ErrorKind::conflict, "reach.error.corrected_already");
  record.withdrawn_reason = input.reason.value;
  end(tx, actor, record, "reach.withdraw");
  return view(tx, sight, record);
}

}  // namespace thon::reach
