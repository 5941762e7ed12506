#include "assembly/api.hpp"

namespace thon::assembly {
namespace {

using http::Access;
using http::Call;

const Access kView = Access::permission("assembly.view");
const Access kHold = Access::permission("assembly.hold");
const Access kCount = Access::permission("assembly.count");

void add_matters(http::Api& api, Service& service) {
  auto& matters = service.matters();
  auto& kinds = service.kinds();
  api.get("/api/assembly/matters", kView, "Votes, polls and meetings, the newest first",
          [&](Call& call, const MattersQuery& in) { return matters.list(call.tx(), call.actor, in); });
  api.get("/api/assembly/matters/{matter_id}/houses", kView,
          "The households of a matter and what they answered",
          [&](Call& call, const HousesQuery& in) { return matters.houses(call.tx(), call.actor, in); });
  api.get("/api/assembly/matters/{matter_id}/sheet", kCount, "The same as a spreadsheet",
          [&](Call& call, const MatterQuery& in) {
            return service.minutes().sheet(call.tx(), call.actor, in.matter_id.value);
          });
  api.post("/api/assembly/matters/{matter_id}/cancel", kHold, "Cancel a matter, with the reason",
           [&](Call& call, const CancelMatter& in) { return matters.cancel(call.tx(), call.actor, in); });
  api.post("/api/assembly/matters/{matter_id}/extend", kHold, "Give more time, with the reason",
           [&](Call& call, const ExtendMatter& in) { return matters.extend(call.tx(), call.actor, in); });
  api.get("/api/assembly/kinds", kView, "The kinds of matter that a unit decides by itself",
          [&](Call& call, const KindsQuery& in) { return kinds.list(call.tx(), call.actor, in); });
  api.post("/api/assembly/kinds", Access::permission("assembly.settings"),
           "Give a unit its own list of kinds",
           [&](Call& call, const SaveKinds& in) { return kinds.save(call.tx(), call.actor, in); });
}

void add_votes(http::Api& api, Service& service) {
  auto& votes = service.votes();
  api.post("/api/assembly/votes", kHold, "Write the draft of a household vote",
           [&](Call& call, const VoteDraft& in) { return votes.draft(call.tx(), call.actor, in); });
  api.get("/api/assembly/votes/{matter_id}", kView, "A vote and its count",
          [&](Call& call, const MatterQuery& in) {
            return votes.find(call.tx(), call.actor, in.matter_id.value);
          });
  api.patch("/api/assembly/votes/{matter_id}", kHold, "Change the draft of a vote",
            [&](Call& call, const VoteEdit& in) { return votes.edit(call.tx(), call.actor, in); });
  api.post("/api/assembly/votes/{matter_id}/agree", kHold, "No meeting is needed: ask whether to vote online",
           [&](Call& call, const VoteAgreement& in) { return votes.agree(call.tx(), call.actor, in); });
  api.post("/api/assembly/votes/{matter_id}/open", kHold, "Fix the electorate and open the vote",
           [&](Call& call, const VoteOpening& in) { return votes.open(call.tx(), call.actor, in); });
  api.post("/api/assembly/votes/{matter_id}/close", kHold,
           "End a vote whose time is up or in which all have voted",
           [&](Call& call, const MatterVersion& in) { return votes.close(call.tx(), call.actor, in); });
  api.post("/api/assembly/votes/{matter_id}/count", kHold, "Count the votes for good",
           [&](Call& call, const MatterVersion& in) { return votes.count(call.tx(), call.actor, in); });
  api.patch("/api/assembly/votes/{matter_id}/minutes", kHold, "Write what the minutes say beyond the count",
            [&](Call& call, const MinutesEdit& in) { return votes.edit_minutes(call.tx(), call.actor, in); });
  api.get("/api/assembly/votes/{matter_id}/minutes", kCount, "The minutes of a vote as PDF",
          [&](Call& call, const MatterQuery& in) {
            return service.minutes().vote(call.tx(), call.actor, in.matter_id.value);
          });
  api.post("/api/assembly/votes/{matter_id}/send", kHold, "The minutes were signed and sent",
           [&](Call& call, const MinutesSending& in) { return votes.send(call.tx(), call.actor, in); });
}

void add_papers(http::Api& api, Service& service) {
  auto& ballots = service.ballots();
  api.post("/api/assembly/votes/{matter_id}/paper-consents", kCount,
           "Enter a household's consent given on paper", [&](Call& call, const PaperConsent& in) {
             return ballots.consent_on_paper(call.tx(), call.actor, in);
           });
  api.post("/api/assembly/votes/{matter_id}/papers", kCount, "Enter a signed paper ballot",
           [&](Call& call, const PaperBallot& in) { return ballots.enter_paper(call.tx(), call.actor, in); });
  api.post("/api/assembly/votes/{matter_id}/papers/retract", kCount, "Take back a paper entered by mistake",
           [&](Call& call, const PaperRetraction& in) { ballots.retract_paper(call.tx(), call.actor, in); });
  api.post(
      "/api/assembly/votes/{matter_id}/box", kCount, "Enter what lay in the box of a secret vote",
      [&](Call& call, const PaperBox& in) { return service.votes().fill_box(call.tx(), call.actor, in); });
}

void add_polls(http::Api& api, Service& service) {
  auto& polls = service.polls();
  api.post("/api/assembly/polls", kHold, "Write the draft of a poll",
           [&](Call& call, const PollDraft& in) { return polls.draft(call.tx(), call.actor, in); });
  api.get("/api/assembly/polls/{matter_id}", kView, "A poll and its figures",
          [&](Call& call, const MatterQuery& in) {
            return polls.find(call.tx(), call.actor, in.matter_id.value);
          });
  api.patch("/api/assembly/polls/{matter_id}", kHold, "Change the draft of a poll",
            [&](Call& call, const PollEdit& in) { return polls.edit(call.tx(), call.actor, in); });
  api.post("/api/assembly/polls/{matter_id}/open", kHold, "Put a poll to its households",
           [&](Call& call, const PollOpening& in) { return polls.open(call.tx(), call.actor, in); });
}

void add_meetings(http::Api& api, Service& service) {
  auto& meetings = service.meetings();
  api.post("/api/assembly/meetings", kHold, "Write the draft of an invitation",
           [&](Call& call, const MeetingDraft& in) { return meetings.draft(call.tx(), call.actor, in); });
  api.get("/api/assembly/meetings/{matter_id}", kView, "A meeting, who comes and who came",
          [&](Call& call, const MatterQuery& in) {
            return meetings.find(call.tx(), call.actor, in.matter_id.value);
          });
  api.patch("/api/assembly/meetings/{matter_id}", kHold, "Change the draft of an invitation",
            [&](Call& call, const MeetingEdit& in) { return meetings.edit(call.tx(), call.actor, in); });
  api.post("/api/assembly/meetings/{matter_id}/invite", kHold, "Send the invitation",
           [&](Call& call, const MatterVersion& in) { return meetings.invite(call.tx(), call.actor, in); });
  api.post("/api/assembly/meetings/{matter_id}/attendance", kCount, "Tick who came",
           [&](Call& call, const AttendanceInput& in) { return meetings.attend(call.tx(), call.actor, in); });
  api.post("/api/assembly/meetings/{matter_id}/close", kHold, "End a meeting, with what came of it",
           [&](Call& call, const MeetingHeld& in) { return meetings.close(call.tx(), call.actor, in); });
  api.get("/api/assembly/meetings/{matter_id}/minutes", kCount, "The minutes of a meeting as PDF",
          [&](Call& call, const MatterQuery& in) {
            return service.minutes().meeting(call.tx(), call.actor, in.matter_id.value);
          });
}

void add_cards(http::Api& api, Service& service) {
  const auto household = Access::household();
  auto& cards = service.cards();
  auto& ballots = service.ballots();
  api.get("/api/assembly/cards", household, "What the village asks this household, and what came of it",
          [&](Call& call, const CardsQuery&) { return cards.list(call.tx(), call.actor); });
  api.get("/api/assembly/cards/{matter_id}", household, "One matter as this household sees it",
          [&](Call& call, const MatterQuery& in) {
            return cards.find(call.tx(), call.actor, in.matter_id.value);
          });
  api.post("/api/assembly/cards/{matter_id}/consent", household, "Say whether to vote online",
           [&](Call& call, const ConsentInput& in) { ballots.consent(call.tx(), call.actor, in); });
  api.post("/api/assembly/cards/{matter_id}/ballot", household, "Vote for this household, or change its vote",
           [&](Call& call, const BallotInput& in) { ballots.cast(call.tx(), call.actor, in); });
  api.post("/api/assembly/cards/{matter_id}/poll", household, "Answer a poll",
           [&](Call& call, const PollAnswer& in) { service.polls().answer(call.tx(), call.actor, in); });
  api.post("/api/assembly/cards/{matter_id}/reply", household, "Answer an invitation",
           [&](Call& call, const MeetingReply& in) { service.meetings().reply(call.tx(), call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_matters(api, service);
  add_votes(api, service);
  add_papers(api, service);
  add_polls(api, service);
  add_meetings(api, service);
  add_cards(api, service);
}

}  // namespace thon::assembly
