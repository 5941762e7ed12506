#pragma once
#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"
#include "platform/http/api.hpp"
#include "reach/addresses/addresses.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/attachments/attachments.hpp"
#include "reach/audience/audience.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/delivery/delivery.hpp"
#include "reach/delivery/pages.hpp"
#include "reach/feed/feed.hpp"
#include "reach/mute/mutes.hpp"
#include "reach/plan/plans.hpp"
#include "reach/planner/forecasts.hpp"
#include "reach/links/links.hpp"
#include "reach/outlets/outlets.hpp"
#include "reach/news.hpp"
#include "reach/follow.hpp"
#include "reach/posting/posting.hpp"
#include "reach/posting/register.hpp"
#include "reach/proof/proof.hpp"
#include "reach/sheets/sheets.hpp"
#include "reach/templates/templates.hpp"
#include "reach/visits/visits.hpp"
#include "reach/walk/walk.hpp"

namespace thon::reach {

/// Announcements, and the proof of whom they reached.
class Service {
 public:
  Service(const areas::Authority& authority, const areas::Service& areas, EventSink& events,
          Ledger::Options options = {})
      : ledger_(options), context_{authority, areas, events, ledger_, {}, {}, {}} {
    context_.covered = [this](const Book& book) { news::covered(context_, book); };
    context_.addresses_changed = [this](Tx& tx) { deliveries_.addresses_changed(tx); };
  }
  Service(const Service&) = delete;

  /// Connects the ways out of the app. Before anything is served.
  void connect(Outside outside) { context_.outside = std::move(outside); }

  Audiences& audiences() { return audiences_; }
  AttachmentPages& attachments() { return attachments_; }
  Announcements& announcements() { return announcements_; }
  CoveragePages& coverage() { return coverage_; }
  Walks& walks() { return walks_; }
  Visits& visits() { return visits_; }
  Sheets& sheets() { return sheets_; }
  Feeds& feeds() { return feeds_; }
  Proofs& proofs() { return proofs_; }
  Mutes& mutes() { return mutes_; }
  Plans& plans() { return plans_; }
  Forecasts& forecasts() { return forecasts_; }
  Waving& waving() { return waving_; }
  Deliveries& deliveries() { return deliveries_; }
  DeliveryPages& delivery_pages() { return delivery_pages_; }
  Addresses& addresses() { return addresses_; }
  Links& links() { return links_; }
  Outlets& outlets() { return outlets_; }
  Postings& postings() { return postings_; }
  Templates& templates() { return templates_; }
  Registers& registers() { return registers_; }
  Ledger& ledger() { return ledger_; }
  /// Learns from what is finished.
  void learn(Db& db) { reach::learn(db, context_); }
  Follower& follower() { return follower_; }

 private:
  Ledger ledger_;
  Context context_;
  Audiences audiences_{context_};
  Deliveries deliveries_{context_};
  DeliveryCarrier carrier_{deliveries_};
  Waving waving_{context_, carrier_};
  Announcements announcements_{context_, waving_, audiences_};
  AttachmentPages attachments_{context_};
  CoveragePages coverage_{context_};
  Walks walks_{context_};
  Visits visits_{context_};
  Sheets sheets_{context_, walks_, visits_};
  Feeds feeds_{context_};
  Proofs proofs_{context_};
  Mutes mutes_{context_};
  Plans plans_{context_, waving_, audiences_};
  Forecasts forecasts_{context_, waving_, audiences_};
  Follower follower_{context_};
  DeliveryPages delivery_pages_{context_};
  Addresses addresses_{context_};
  Links links_{context_};
  Outlets outlets_{context_};
  Postings postings_{context_};
  Templates templates_{context_};
  Registers registers_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::reach
