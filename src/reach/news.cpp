#include "reach/news.hpp"

#include "platform/reflect/json.hpp"

namespace thon::reach {

News news_of(const Notice& notice, std::string_view sender_name) {
  return {notice.id,
          notice.title,
          notice.body,
          notice.content_class,
          notice.ask_confirmation,
          notice.published_at,
          std::string(sender_name),
          notice.expires_at,
          notice.corrects_id,
          notice.change_note,
          notice.attachments};
}

namespace news {
namespace {

struct IdEvent {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(IdEvent, (), (id))
struct WithdrawnEvent {
  std::string id;
  std::string reason;
  std::optional<std::string> corrected_by_id;
};
BOOST_DESCRIBE_STRUCT(WithdrawnEvent, (), (id, reason, corrected_by_id))
struct CoverageEvent {
  std::string announcement_id;
};
BOOST_DESCRIBE_STRUCT(CoverageEvent, (), (announcement_id))
struct WalkEvent {
  std::string announcement_id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(WalkEvent, (), (announcement_id, title))

std::function<bool(const Actor&)> households_of(const Book& book) {
  return [audience = book.audience()](const Actor& actor) {
    return actor.household() && actor.ordinal >= 0 &&
           audience->has(static_cast<std::uint32_t>(actor.ordinal));
  };
}

std::function<bool(const Actor&)> viewers_of(const Context& context, const Book& book,
                                             const char* permission = "reach.view") {
  return [&authority = context.authority, roster = book.roster(), permission](const Actor& actor) {
    if (!actor.officer()) return false;
    const auto roots = authority.roots(actor, permission);
    return std::any_of(roots.begin(), roots.end(), [&](const auto& id) { return roster->concerns(id); });
  };
}

}  // namespace

void published(Context& context, const Book& book, std::string_view sender_name) {
  const auto& notice = book.notice();
  if (!context.announced.first("published", notice.id)) return;
  context.events.publish(
      {"announcement", to_json(news_of(notice, sender_name)), households_of(book), false, {}});
  context.events.publish({"published", to_json(IdEvent{notice.id}), viewers_of(context, book), false, {}});
}

void withdrawn(Context& context, const Book& book) {
  const auto ending = book.ending();
  if (!ending || !context.announced.first("withdrawn", ending->announcement_id)) return;
  auto to_all = [to_household = households_of(book), to_viewer = viewers_of(context, book)](
                    const Actor& actor) { return to_household(actor) || to_viewer(actor); };
  const WithdrawnEvent event{ending->announcement_id, ending->reason, ending->corrected_by_id};
  context.events.publish({"withdrawn", to_json(event), std::move(to_all), false, {}});
}

void covered(const Context& context, const Book& book) {
  const auto& id = book.notice().id;
  context.events.publish(
      {"coverage", to_json(CoverageEvent{id}), viewers_of(context, book), true, "coverage/" + id});
}

void plan_moved(const Context& context, const Book& book) {
  const auto& id = book.notice().id;
  context.events.publish(
      {"plan", to_json(CoverageEvent{id}), viewers_of(context, book), true, "plan/" + id});
}

void called(const Context& context, const Book& book) {
  const auto& notice = book.notice();
  context.events.publish(
      {"walk", to_json(WalkEvent{notice.id, notice.title}), viewers_of(context, book, "reach.tell"), false, {}});
}

}  // namespace news
}  // namespace thon::reach
