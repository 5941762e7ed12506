#pragma once
#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"
#include "platform/http/api.hpp"
#include "reach/addresses/addresses.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/delivery/delivery.hpp"
#include "reach/delivery/pages.hpp"
#include "reach/feed/feed.hpp"
#include "reach/links/links.hpp"
#include "reach/outlets/outlets.hpp"
#include "reach/news.hpp"
#include "reach/proof/proof.hpp"
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

  Announcements& announcements() { return announcements_; }
  CoveragePages& coverage() { return coverage_; }
  Walks& walks() { return walks_; }
  Feeds& feeds() { return feeds_; }
  Proofs& proofs() { return proofs_; }
  Deliveries& deliveries() { return deliveries_; }
  DeliveryPages& delivery_pages() { return delivery_pages_; }
  Addresses& addresses() { return addresses_; }
  Links& links() { return links_; }
  Outlets& outlets() { return outlets_; }
  Ledger& ledger() { return ledger_; }

 private:
  Ledger ledger_;
  Context context_;
  Announcements announcements_{context_};
  CoveragePages coverage_{context_};
  Walks walks_{context_};
  Feeds feeds_{context_};
  Proofs proofs_{context_};
  Deliveries deliveries_{context_};
  DeliveryPages delivery_pages_{context_};
  Addresses addresses_{context_};
  Links links_{context_};
  Outlets outlets_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::reach
