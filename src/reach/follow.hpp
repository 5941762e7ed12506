#pragma once
#include "reach/context.hpp"

namespace thon::reach {

/// Several servers on one PostgreSQL: takes in what the others wrote since the last call and tells this
/// server's listeners of it, as the others told theirs. Called every second; does nothing on SQLite, where
/// one server is alone.
class Follower {
 public:
  explicit Follower(Context& context) : context_(context) {}
  void follow(Db& db);

 private:
  Context& context_;
  Millis since_ = 0;
};

}  // namespace thon::reach
