#include "talk/api.hpp"

namespace thon::talk {
namespace {

using http::Access;
using http::Call;

const Access kHousehold = Access::household();
const Access kMayAnswer = Access::permission("talk.answer");
const Access kMaySet = Access::permission("talk.settings");
const Access kTakesPart = Access::signed_in();
const Access kLeads = Access::permission("talk.moderate");

void add_asking(http::Api& api, Service& service) {
  auto& asking = service.asking();
  api.get("/api/talk/askable", kHousehold, "The units that this household may ask",
          [&](Call& call, const AskableQuery&) { return asking.askable(call.tx(), call.actor); });
  api.get("/api/talk/own", kHousehold, "What this household has asked, the newest first",
          [&](Call& call, const OwnQuestionsQuery& in) { return asking.list(call.tx(), call.actor, in); });
  api.get("/api/talk/unread", kHousehold, "Answers that this household has not read",
          [&](Call& call, const AskableQuery&) { return asking.unread(call.tx(), call.actor); });
  api.post("/api/talk/own", kHousehold, "Ask the village or the commune",
           [&](Call& call, const AskQuestion& in) { return asking.ask(call.tx(), call.actor, in); });
  api.get("/api/talk/own/{question_id}", kHousehold, "A question and what was answered",
          [&](Call& call, const QuestionQuery& in) {
            return asking.find(call.tx(), call.actor, in.question_id.value);
          });
  api.post("/api/talk/own/{question_id}/messages", kHousehold, "Ask on in the same thread",
           [&](Call& call, const AskOn& in) { return asking.ask_on(call.tx(), call.actor, in); });
  api.post("/api/talk/own/{question_id}/read", kHousehold, "What was answered has been read",
           [&](Call& call, const ReadMark& in) { asking.read(call.tx(), call.actor, in); });
}

void add_desk(http::Api& api, Service& service) {
  auto& desk = service.desk();
  api.get("/api/talk/questions", kMayAnswer, "Questions of the caller's units, the most urgent first",
          [&](Call& call, const QuestionsQuery& in) { return desk.list(call.tx(), call.actor, in); });
  api.get("/api/talk/questions/{question_id}", kMayAnswer, "A thread with everyone who asks",
          [&](Call& call, const QuestionQuery& in) {
            return desk.find(call.tx(), call.actor, in.question_id.value);
          });
  api.post("/api/talk/questions/{question_id}/answer", kMayAnswer, "Answer everyone who asks",
           [&](Call& call, const AnswerQuestion& in) { return desk.answer(call.tx(), call.actor, in); });
  api.post("/api/talk/questions/{question_id}/take", kMayAnswer, "Take a question upon oneself",
           [&](Call& call, const QuestionQuery& in) {
             return desk.take(call.tx(), call.actor, in.question_id.value);
           });
  api.post("/api/talk/questions/{question_id}/forward", kMayAnswer, "Forward to a unit above or below",
           [&](Call& call, const ForwardQuestion& in) { return desk.forward(call.tx(), call.actor, in); });
  api.post("/api/talk/questions/{question_id}/merge", kMayAnswer, "Answer together with another question",
           [&](Call& call, const MergeQuestion& in) { return desk.merge(call.tx(), call.actor, in); });
  api.post("/api/talk/questions/{question_id}/close", kMayAnswer, "Close with the reason",
           [&](Call& call, const CloseQuestion& in) { return desk.close(call.tx(), call.actor, in); });
}

void add_settings(http::Api& api, Service& service) {
  auto& settings = service.settings();
  api.get("/api/talk/answering", kMaySet, "How a unit answers",
          [&](Call& call, const AnsweringQuery& in) { return settings.find(call.tx(), call.actor, in); });
  api.post("/api/talk/answering", kMaySet, "Set how a unit answers",
           [&](Call& call, const SaveAnswering& in) { return settings.save(call.tx(), call.actor, in); });
  api.get("/api/talk/canned", kMayAnswer, "Answers that are given again and again",
          [&](Call& call, const CannedQuery& in) { return settings.canned(call.tx(), call.actor, in); });
  api.post("/api/talk/canned", kMaySet, "Keep an answer for the next time",
           [&](Call& call, const AddCanned& in) { return settings.add(call.tx(), call.actor, in); });
  api.patch("/api/talk/canned/{canned_id}", kMaySet, "Change a kept answer",
            [&](Call& call, const EditCanned& in) { return settings.edit(call.tx(), call.actor, in); });
  api.post("/api/talk/canned/{canned_id}/remove", kMaySet, "Take a kept answer out of the list",
           [&](Call& call, const RemoveCanned& in) { settings.remove(call.tx(), call.actor, in); });
}

void add_posts(http::Api& api, Service& service) {
  auto& posts = service.posts();
  api.get("/api/talk/conversations", kTakesPart, "Conversations that the caller takes part in",
          [&](Call& call, const ConversationsQuery& in) { return posts.list(call.tx(), call.actor, in); });
  api.get("/api/talk/conversations/{area_id}", kTakesPart, "A conversation, the newest post first",
          [&](Call& call, const ConversationQuery& in) { return posts.page(call.tx(), call.actor, in); });
  api.post("/api/talk/conversations/{area_id}/posts", kTakesPart, "Post under one's real name",
           [&](Call& call, const WritePost& in) { return posts.write(call.tx(), call.actor, in); });
  api.post("/api/talk/conversations/{area_id}/posts/{post_id}/report", kTakesPart,
           "Ask the leaders to look at a post",
           [&](Call& call, const ReportPost& in) { posts.report(call.tx(), call.actor, in); });
}

void add_moderation(http::Api& api, Service& service) {
  auto& moderators = service.moderators();
  const std::string post = "/api/talk/conversations/{area_id}/posts/{post_id}/";
  api.get(
      "/api/talk/conversations/{area_id}/moderation", kLeads, "Reports that wait, and what leaders did",
      [&](Call& call, const ModerationQuery& in) { return moderators.history(call.tx(), call.actor, in); });
  api.post(post + "hide", kLeads, "Hide a post, with the reason",
           [&](Call& call, const HidePost& in) { return moderators.hide(call.tx(), call.actor, in); });
  api.post(post + "show", kLeads, "Show a hidden post again",
           [&](Call& call, const PostRef& in) { return moderators.show(call.tx(), call.actor, in); });
  api.post(post + "pin", kLeads, "Pin a post to the top",
           [&](Call& call, const PostRef& in) { return moderators.pin(call.tx(), call.actor, in); });
  api.post(post + "unpin", kLeads, "Take a post from the top",
           [&](Call& call, const PostRef& in) { return moderators.unpin(call.tx(), call.actor, in); });
  api.post(post + "keep", kLeads, "Leave a reported post as it is",
           [&](Call& call, const PostRef& in) { return moderators.keep(call.tx(), call.actor, in); });
  api.post("/api/talk/conversations/{area_id}/posting", kLeads, "Say who may post",
           [&](Call& call, const SetPosting& in) { moderators.set_posting(call.tx(), call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_asking(api, service);
  add_desk(api, service);
  add_settings(api, service);
  add_posts(api, service);
  add_moderation(api, service);
}

}  // namespace thon::talk
