#include "reach/api.hpp"

namespace thon::reach {
namespace {

using http::Access;
using http::Call;

void add_drafts(http::Api& api, Announcements& announcements) {
  const auto write = Access::permission("reach.publish");
  const auto view = Access::permission("reach.view");
  api.get("/api/reach/announcements", view, "List announcements",
          [&](Call& call, const ListQuery& in) { return announcements.list(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements", write, "Write a draft",
           [&](Call& call, const DraftInput& in) { return announcements.draft(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}", view, "Read an announcement",
          [&](Call& call, const AnnouncementQuery& in) {
            return announcements.find(call.tx(), call.actor, in.announcement_id.value);
          });
  api.patch("/api/reach/announcements/{announcement_id}", write,
            "Change a draft; fields that others changed are kept",
            [&](Call& call, const EditInput& in) { return announcements.edit(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/announcements/{announcement_id}/discard", write, "Throw a draft away",
      [&](Call& call, const PublishInput& in) { announcements.discard(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements/{announcement_id}/restore", write, "Take a discarded draft back",
           [&](Call& call, const AnnouncementQuery& in) {
             return announcements.restore(call.tx(), call.actor, in.announcement_id.value);
           });
}

void add_audiences(http::Api& api, Audiences& audiences) {
  const auto write = Access::permission("reach.publish");
  api.post("/api/reach/audience", write, "Count the households of an audience by the best way to reach them",
           [&](Call& call, const AudienceInput& in) { return audiences.preview(call.tx(), call.actor, in); });
  api.get("/api/reach/audiences", write, "Audiences saved under a name",
          [&](Call& call, const http::Empty&) { return audiences.saved(call.tx(), call.actor); });
  api.post("/api/reach/audiences", write, "Save an audience under a name",
           [&](Call& call, const SaveAudienceInput& in) { return audiences.save(call.tx(), call.actor, in); });
  api.del("/api/reach/audiences/{audience_id}", write, "Forget a saved audience",
          [&](Call& call, const AudienceQuery& in) {
            audiences.remove(call.tx(), call.actor, in.audience_id.value);
          });
}

void add_publication(http::Api& api, Announcements& announcements) {
  const auto write = Access::permission("reach.publish");
  api.post(
      "/api/reach/announcements/{announcement_id}/publish", write, "Publish a draft",
      [&](Call& call, const PublishInput& in) { return announcements.publish(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/announcements/{announcement_id}/schedule", write, "Let a draft publish itself at a time",
      [&](Call& call, const ScheduleInput& in) { return announcements.schedule(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/announcements/{announcement_id}/correct", write, "Begin a new version of an announcement",
      [&](Call& call, const CorrectInput& in) { return announcements.correct(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/announcements/{announcement_id}/withdraw", write, "Withdraw an announcement",
      [&](Call& call, const WithdrawInput& in) { return announcements.withdraw(call.tx(), call.actor, in); });
}

void add_posting(http::Api& api, Postings& postings, Registers& registers) {
  const auto rules = Access::permission("reach.rules");
  api.get("/api/reach/classes", Access::permission("reach.view"),
          "How each class of content must be published",
          [&](Call& call, const ClassRulesQuery& in) { return postings.class_rules(call.tx(), call.actor, in); });
  api.post("/api/reach/classes", rules, "Set the rule of a class for a unit",
           [&](Call& call, const SetClassRule& in) { return postings.set_rule(call.tx(), call.actor, in); });
  api.del("/api/reach/classes", rules, "Take a unit's own rule of a class back",
          [&](Call& call, const ResetClassRule& in) { return postings.reset_rule(call.tx(), call.actor, in); });
  const auto paper = Access::permission("reach.export");
  api.get("/api/reach/posting", Access::permission("reach.view"), "The register of what was made public in a year",
          [&](Call& call, const PostingQuery& in) { return registers.year(call.tx(), call.actor, in); });
  api.get("/api/reach/posting/xlsx", paper, "The register as a spreadsheet",
          [&](Call& call, const PostingQuery& in) { return registers.xlsx(call.tx(), call.actor, in); });
  api.get("/api/reach/posting/pdf", paper, "The register on paper",
          [&](Call& call, const PostingQuery& in) { return registers.pdf(call.tx(), call.actor, in); });
}

void add_attachments(http::Api& api, AttachmentPages& attachments) {
  const auto write = Access::permission("reach.publish");
  api.post("/api/reach/announcements/{announcement_id}/attachments", write, "Add a picture or paper to a draft",
           [&](Call& call, const AttachInput& in) { return attachments.add(call.tx(), call.actor, in); });
  api.del("/api/reach/announcements/{announcement_id}/attachments/{attachment_id}", write,
          "Take a picture or paper out of a draft",
          [&](Call& call, const DetachInput& in) { return attachments.remove(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/attachments/{attachment_id}", Access::signed_in(),
          "A picture or paper of an announcement",
          [&](Call& call, const AttachmentQuery& in) { return attachments.read(call.tx(), call.actor, in); });
}

void add_templates(http::Api& api, Templates& templates) {
  const auto write = Access::permission("reach.publish");
  api.get("/api/reach/templates", write, "Announcements to be written again",
          [&](Call& call, const http::Empty&) { return templates.list(call.tx(), call.actor); });
  api.post("/api/reach/templates", write, "Keep a text to be used again",
           [&](Call& call, const SaveTemplate& in) { return templates.save(call.tx(), call.actor, in); });
  api.del("/api/reach/templates/{template_id}", write, "Forget a template",
          [&](Call& call, const TemplateQuery& in) {
            templates.remove(call.tx(), call.actor, in.template_id.value);
          });
}

}  // namespace

void add_writing(http::Api& api, Service& service) {
  add_audiences(api, service.audiences());
  add_drafts(api, service.announcements());
  add_publication(api, service.announcements());
  add_attachments(api, service.attachments());
  add_templates(api, service.templates());
  add_posting(api, service.postings(), service.registers());
}

}  // namespace thon::reach
