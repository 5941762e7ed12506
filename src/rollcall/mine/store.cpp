#include "rollcall/mine/store.hpp"

namespace thon::rollcall::mine_store {
namespace {

const Sql kCalls{"rollcall.mine",
                 "SELECT c.id FROM rollcall_roll r JOIN rollcall_call c ON c.id = r.call_id "
                 "WHERE r.household_id = :household_id AND (c.ended_at IS NULL OR c.ended_at >= :since) "
                 "ORDER BY c.id DESC LIMIT :limit"};

}  // namespace

std::vector<std::string> calls(Tx& tx, std::string_view household_id, Millis since, std::int64_t limit) {
  return tx.values<std::string>(kCalls, {{"household_id", household_id}, {"since", since}, {"limit", limit}});
}

}  // namespace thon::rollcall::mine_store
