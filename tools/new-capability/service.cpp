#include "samples/service.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "samples/rules.hpp"
#include "samples/store.hpp"

namespace thon::samples {

SamplePage Service::list(Tx& tx, const Actor& actor, const SamplesQuery& query) const {
  authority_.require(tx, actor, "samples.view", query.area.value);
  SamplePage page{store::list(tx, query.area.value, query.cursor ? query.cursor->value : "", rules::kPage + 1), {}};
  if (page.items.size() > rules::kPage) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

Sample Service::add(Tx& tx, const Actor& actor, const AddSample& input) {
  authority_.require(tx, actor, "samples.edit", input.area_id.value);
  if (const auto known = store::find(tx, input.id.value)) {
    if (known->area_id == input.area_id.value) return *known;
    throw Error(ErrorKind::conflict, "samples.error.id_taken");
  }
  rules::check_new(store::count_since(tx, input.area_id.value, tx.now() - kDay));
  store::insert(tx, input, actor);
  audit::record(tx, actor, "samples.add", "sample", input.id.value, input.area_id.value,
                boost::json::serialize(boost::json::object{{"title", input.title.value}}));
  return *store::find(tx, input.id.value);
}

}  // namespace thon::samples
