#pragma once
#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"
#include "platform/http/api.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/delivery/delivery.hpp"
#include "reach/feed/feed.hpp"
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
  }
  Service(const Service&) = delete;

  /// Connects the ways out of the app. Before anything is served.
  void connect(std::string public_url, std::function<std::shared_ptr<channels::Channel>(channels::Kind)> channel) {
    context_.public_url = std::move(public_url);
    context_.channel = std::move(channel);
  }

  Announcements& announcements() { return announcements_; }
  CoveragePages& coverage() { return coverage_; }
  Walks& walks() { return walks_; }
  Feeds& feeds() { return feeds_; }
  Proofs& proofs() { return proofs_; }
  Deliveries& deliveries() { return deliveries_; }
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
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::reach
