#pragma once
#include "reach/context.hpp"
#include "reach/mute/store.hpp"
#include "reach/plan/carrier.hpp"
#include "reach/plan/store.hpp"
#include "reach/planner/planner.hpp"

namespace thon::reach {

/// What a plan is made for: the households of a publication, or those that it would have today.
struct Ground {
  std::string sender_area_id;
  const Bitmap& audience;
  const Roster& roster;
  Bitmap with_app;  ///< of the audience
  mute_store::Muted muted;
  Quiet quiet;  ///< of the sender
  Millis from = 0;
  bool confirm = false;
};

/// The times of a plan, whom its waves can come to, and what is to be expected of it.
struct PlanDraft {
  std::vector<rules::WaveTime> times;
  std::vector<double> expected;  ///< by time: households that the wave will be for
  Course course;
  std::optional<Prediction> prediction;  ///< of a plan with a deadline
};

inline Evidence wanted_of(const Book& book) {
  return book.notice().ask_confirmation ? Evidence::confirmed : Evidence::opened;
}

/// Makes plans out of wishes, and sets their waves going when it is time.
class Waving {
 public:
  /// The outbox's name for a plan with something due; the payload is the announcement's id.
  static constexpr const char* kTask = "reach.wave";

  Waving(Context& context, Carrier& carrier) : context_(context), carrier_(&carrier) {}
  void use(Carrier& carrier) { carrier_ = &carrier; }
  Carrier& carrier() { return *carrier_; }

  Quiet quiet_of(Tx& tx, std::string_view area_id) const;
  /// Ways that are set up, in order: the app and people on foot always are.
  std::vector<WaveKind> kinds(Tx& tx);
  PlanDraft draft(Tx& tx, const Ground& ground, const plan_store::Plan& plan);
  /// What the plan's waves can do from now on for those who miss the wanted evidence.
  Prediction outlook(Tx& tx, const Book& book, const plan_store::Plan& plan);

  /// True when the plan's deadline does not come after the moment at which it is to begin.
  bool too_late(Tx& tx, std::string_view announcement_id, Millis begins) const;
  /// Sets going what was planned: in the transaction that publishes.
  void begin(Tx& tx, const Book& book, const Bitmap& with_app);
  /// Writes new waves in place of those that have not started.
  void again(Tx& tx, const Book& book, const plan_store::Plan& plan);
  void end(Tx& tx, const Book& book, plan_store::Plan plan, Skip why);
  /// Nothing more is sent of what was taken back.
  void withdrawn(Tx& tx, const Book& book);
  /// Starts one wave now, whatever its time.
  void start(Tx& tx, const Book& book, const plan_store::Plan& plan, Wave wave,
             const std::string& by_name);
  /// Puts plans with something due into the outbox. Any number of servers may do so at once.
  void enqueue_due(Db& db);
  /// Starts what is due of one plan, and ends it when it is past.
  void advance(Db& db, const std::string& announcement_id);

 private:
  Bitmap comes_to(Tx& tx, WaveKind kind, const Bitmap& audience, const Bitmap& with_app,
                  const mute_store::Muted& muted);
  void advance(Tx& tx, const std::string& announcement_id);
  std::int64_t hand_out(Tx& tx, const Book& book, const plan_store::Plan& plan, WaveKind kind,
                        const Bitmap& households);
  rules::Timing timing(Tx& tx, const Book& book, const plan_store::Plan& plan) const;

  Context& context_;
  Carrier* carrier_;
};

}  // namespace thon::reach
