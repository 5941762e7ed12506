#include "reach/delivery/store.hpp"

namespace thon::reach::delivery_store {
namespace {

#define THON_REACH_MESSAGE                                                                                       \
  "SELECT announcement_id, channel, target, dispatch_id, key, handle, state, reason, provider_id, attempts, doubtful, " \
  "cost, due_at, lease_by, sent_at FROM reach_message "

const Sql kFind{"reach.find_message", THON_REACH_MESSAGE
                "WHERE announcement_id = :announcement_id AND channel = :channel AND target = :target"};
const Sql kByKey{"reach.message_by_key", THON_REACH_MESSAGE "WHERE key = :key"};
const Sql kByProvider{"reach.message_by_provider", THON_REACH_MESSAGE
                      "WHERE channel = :channel AND provider_id = :provider_id LIMIT 1"};
const Sql kDue{"reach.due_messages", THON_REACH_MESSAGE
               "WHERE channel = :channel AND due_at <= :now ORDER BY due_at LIMIT :limit"};
const Sql kNameless{"reach.nameless_messages", THON_REACH_MESSAGE
                    "WHERE channel = :channel AND handle = :handle AND provider_id IS NULL "
                    "AND state IN ('sending', 'uncertain') ORDER BY sent_at DESC"};
const Sql kLastTo{"reach.last_message_to", THON_REACH_MESSAGE
                  "WHERE channel = :channel AND handle = :handle AND sent_at > 0 ORDER BY sent_at DESC LIMIT 1"};
const Sql kGlances{"reach.message_glances",
                   "SELECT channel, target, state, reason, cost FROM reach_message "
                   "WHERE announcement_id = :announcement_id"};
const Sql kRetries{"reach.retries", THON_REACH_MESSAGE "WHERE announcement_id = :announcement_id AND state = 'retry'"};
const Sql kInsert{
    "reach.insert_message",
    "INSERT INTO reach_message (announcement_id, channel, target, dispatch_id, key, handle, state, reason, "
    "provider_id, attempts, doubtful, cost, due_at, lease_by, sent_at, changed_at) VALUES (:announcement_id, :channel, "
    ":target, :dispatch_id, :key, :handle, :state, :reason, :provider_id, :attempts, :doubtful, :cost, :due_at, "
    ":lease_by, :sent_at, :now)"};
const Sql kUpdate{
    "reach.update_message",
    "UPDATE reach_message SET key = :key, handle = :handle, state = :state, reason = :reason, provider_id = "
    ":provider_id, attempts = :attempts, doubtful = :doubtful, cost = :cost, due_at = :due_at, lease_by = :lease_by, sent_at = :sent_at, "
    "changed_at = :now WHERE announcement_id = :announcement_id AND channel = :channel AND target = :target"};
const Sql kSentTo{"reach.sent_to",
                  "SELECT COUNT(*) FROM reach_message WHERE channel = :channel AND handle = :handle "
                  "AND sent_at >= :since AND state IN ('sending', 'accepted', 'delivered', 'seen', 'uncertain')"};
const Sql kSent{"reach.sent",
                "SELECT COUNT(*) FROM reach_message WHERE channel = :channel AND sent_at >= :since "
                "AND state IN ('sending', 'accepted', 'delivered', 'seen', 'uncertain')"};

SqlParams all_of(const MessageRow& row, Millis now) {
  return {{"announcement_id", row.announcement_id},
          {"channel", row.channel},
          {"target", row.target},
          {"key", row.key},
          {"handle", row.handle},
          {"state", row.state},
          {"reason", row.reason},
          {"provider_id", row.provider_id},
          {"attempts", row.attempts},
          {"doubtful", row.doubtful},
          {"cost", row.cost},
          {"due_at", row.due_at},
          {"lease_by", row.lease_by},
          {"sent_at", row.sent_at},
          {"now", now}};
}

}  // namespace

std::optional<MessageRow> find(Tx& tx, std::string_view announcement_id, Kind kind, std::int64_t target) {
  return tx.one<MessageRow>(kFind,
                            {{"announcement_id", announcement_id}, {"channel", kind}, {"target", target}});
}

std::optional<MessageRow> by_key(Tx& tx, std::string_view key) { return tx.one<MessageRow>(kByKey, {{"key", key}}); }

std::optional<MessageRow> by_provider(Tx& tx, Kind kind, std::string_view provider_id) {
  return tx.one<MessageRow>(kByProvider, {{"channel", kind}, {"provider_id", provider_id}});
}

std::vector<MessageRow> due(Tx& tx, Kind kind, std::int64_t limit) {
  return tx.rows<MessageRow>(kDue, {{"channel", kind}, {"now", tx.now()}, {"limit", limit}});
}

std::vector<MessageRow> nameless(Tx& tx, Kind kind, std::string_view handle) {
  return tx.rows<MessageRow>(kNameless, {{"channel", kind}, {"handle", handle}});
}

void each_message(Tx& tx, std::string_view announcement_id, const std::function<void(const Glance&)>& each) {
  static const std::vector<Column> columns{Column::text, Column::integer, Column::text, Column::text, Column::integer};
  tx.run(kGlances, {{"announcement_id", announcement_id}}, columns, [&](const Row& row) {
    Glance glance;
    boost::describe::enum_from_string(std::get<std::string>(row[0]).c_str(), glance.channel);
    glance.target = std::get<std::int64_t>(row[1]);
    boost::describe::enum_from_string(std::get<std::string>(row[2]).c_str(), glance.state);
    glance.reason = std::get<std::string>(row[3]);
    glance.cost = std::get<std::int64_t>(row[4]);
    each(glance);
    return true;
  });
}

std::optional<MessageRow> last_to(Tx& tx, Kind kind, std::string_view handle) {
  return tx.one<MessageRow>(kLastTo, {{"channel", kind}, {"handle", handle}});
}

std::vector<MessageRow> retries(Tx& tx, std::string_view announcement_id) {
  return tx.rows<MessageRow>(kRetries, {{"announcement_id", announcement_id}});
}

void insert(Tx& tx, const MessageRow& row) {
  auto params = all_of(row, tx.now());
  params.push_back({"dispatch_id", row.dispatch_id});
  tx.exec(kInsert, params);
}

void update(Tx& tx, const MessageRow& row) { tx.exec(kUpdate, all_of(row, tx.now())); }

std::int64_t sent_to(Tx& tx, Kind kind, std::string_view handle, Millis since) {
  return tx.value<std::int64_t>(kSentTo, {{"channel", kind}, {"handle", handle}, {"since", since}}).value_or(0);
}

std::int64_t sent(Tx& tx, Kind kind, Millis since) {
  return tx.value<std::int64_t>(kSent, {{"channel", kind}, {"since", since}}).value_or(0);
}

}  // namespace thon::reach::delivery_store
