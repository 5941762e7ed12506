#pragma once
#include "platform/capability.hpp"
#include "rollcall/calls/calls.hpp"
#include "rollcall/mine/mine.hpp"
#include "rollcall/paper/paper.hpp"
#include "rollcall/reports/reports.hpp"
#include "rollcall/roll/roll.hpp"

namespace thon::rollcall {

/// Who is safe after a disaster, who needs help, and who was not seen.
class Service {
 public:
  Service(const areas::Authority& authority, const areas::Service& areas, EventSink& events)
      : context_{authority, areas, events} {}
  Service(const Service&) = delete;

  Calls& calls() { return calls_; }
  Roll& roll() { return roll_; }
  Reports& reports() { return reports_; }
  Mine& mine() { return mine_; }
  Paper& paper() { return paper_; }

 private:
  Context context_;
  Calls calls_{context_};
  Roll roll_{context_};
  Reports reports_{context_};
  Mine mine_{context_};
  Paper paper_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::rollcall
