#pragma once
#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"
#include "platform/http/api.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/feed/feed.hpp"
#include "reach/follow.hpp"
#include "reach/proof/proof.hpp"
#include "reach/sheets/sheets.hpp"
#include "reach/visits/visits.hpp"
#include "reach/walk/walk.hpp"

namespace thon::reach {

/// Announcements, and the proof of whom they reached.
class Service {
 public:
  Service(const areas::Authority& authority, const areas::Service& areas, EventSink& events,
          Ledger::Options options = {})
      : ledger_(options), context_{authority, areas, events, ledger_} {}
  Service(const Service&) = delete;

  Announcements& announcements() { return announcements_; }
  CoveragePages& coverage() { return coverage_; }
  Walks& walks() { return walks_; }
  Visits& visits() { return visits_; }
  Sheets& sheets() { return sheets_; }
  Feeds& feeds() { return feeds_; }
  Proofs& proofs() { return proofs_; }
  Ledger& ledger() { return ledger_; }
  Follower& follower() { return follower_; }

 private:
  Ledger ledger_;
  Context context_;
  Announcements announcements_{context_};
  CoveragePages coverage_{context_};
  Walks walks_{context_};
  Visits visits_{context_};
  Sheets sheets_{context_, walks_, visits_};
  Feeds feeds_{context_};
  Proofs proofs_{context_};
  Follower follower_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::reach
