#pragma once
#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "assembly/cards/cards.hpp"
#include "assembly/kinds/kinds.hpp"
#include "assembly/matters/matters.hpp"
#include "assembly/meetings/meetings.hpp"
#include "assembly/minutes/minutes.hpp"
#include "assembly/polls/polls.hpp"
#include "assembly/votes/ballots.hpp"
#include "assembly/votes/votes.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"

namespace thon::assembly {

/// What a village decides together.
class Service {
 public:
  /// `secret_key`: the 32 bytes of the data folder; the keys of secret votes are sealed under it.
  Service(const areas::Authority& authority, const areas::Service& areas, EventSink& events,
          std::string secret_key)
      : context_{authority, areas, events, Seal(std::move(secret_key))} {}
  Service(const Service&) = delete;

  Matters& matters() { return matters_; }
  Kinds& kinds() { return kinds_; }
  Votes& votes() { return votes_; }
  Ballots& ballots() { return ballots_; }
  Polls& polls() { return polls_; }
  Meetings& meetings() { return meetings_; }
  Cards& cards() { return cards_; }
  Minutes& minutes() { return minutes_; }

 private:
  Context context_;
  Matters matters_{context_};
  Kinds kinds_{context_};
  Votes votes_{context_, kinds_};
  Ballots ballots_{context_};
  Polls polls_{context_};
  Meetings meetings_{context_};
  Cards cards_{context_};
  Minutes minutes_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::assembly
