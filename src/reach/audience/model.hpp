#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"

namespace thon::reach {

using AreaIds = List<Id, 1, 500>;

/// By what a household can be reached: a signed-in device, a number with Zalo, a smartphone, any number, nothing that
/// needs the internet, nothing at all.
enum class Contact { app, zalo, smartphone, phone, offline, none };
BOOST_DESCRIBE_ENUM(Contact, app, zalo, smartphone, phone, offline, none)

enum class Standing { permanent, temporary, away };
BOOST_DESCRIBE_ENUM(Standing, permanent, temporary, away)

/// Which households of the units: those that satisfy every condition given. Of a list one is enough; an empty list
/// asks for nothing.
struct AudienceFilter {
  std::optional<Whole<50, 100>> elders_from;    ///< somebody is at least so old this year
  std::optional<Whole<1, 30>> children_under;   ///< somebody is younger
  List<Contact, 0, 6> ways;
  List<Standing, 0, 3> standings;
  List<Text<1, 40>, 0, 20> tags;
  List<Text<1, 40>, 0, 20> without_tags;        ///< none of these
  std::optional<Id> unreached_announcement_id;  ///< in its audience, and nothing is known of it
  std::optional<Id> confirmed_announcement_id;  ///< has confirmed it, or was told in person

  bool empty() const {
    return !elders_from && !children_under && ways.empty() && standings.empty() && tags.empty() &&
           without_tags.empty() && !unreached_announcement_id && !confirmed_announcement_id;
  }
};
BOOST_DESCRIBE_STRUCT(AudienceFilter, (),
                      (elders_from, children_under, ways, standings, tags, without_tags,
                       unreached_announcement_id, confirmed_announcement_id))

struct AudienceInput {
  AreaIds area_ids;
  std::optional<AudienceFilter> filter;
};
BOOST_DESCRIBE_STRUCT(AudienceInput, (), (area_ids, filter))

struct AreaHouseholds {
  std::string area_id;
  std::int64_t households = 0;
};
BOOST_DESCRIBE_STRUCT(AreaHouseholds, (), (area_id, households))

/// Households by the best way to reach them today; the four after the first add up to it.
struct AudiencePreview {
  std::int64_t households = 0;
  std::int64_t app = 0;    ///< a device is signed in
  std::int64_t zalo = 0;   ///< no device, a phone with Zalo
  std::int64_t phone = 0;  ///< neither, but a phone
  std::int64_t none = 0;   ///< only at the door
  std::int64_t of = 0;     ///< households of the units without the filter
  std::string words;       ///< the filter as people read it; empty without one
  std::vector<AreaHouseholds> by_area;
};
BOOST_DESCRIBE_STRUCT(AudiencePreview, (), (households, app, zalo, phone, none, of, words, by_area))

struct SaveAudienceInput {
  Id id;
  Text<1, 80> name;
  AreaIds area_ids;
  AudienceFilter filter;
};
BOOST_DESCRIBE_STRUCT(SaveAudienceInput, (), (id, name, area_ids, filter))

struct AudienceQuery {
  Id audience_id;
};
BOOST_DESCRIBE_STRUCT(AudienceQuery, (), (audience_id))

/// An audience under a name, for a unit to use again.
struct SavedAudience {
  std::string id;
  std::string name;
  std::string area_id;  ///< the unit it belongs to
  std::string area_name;
  std::vector<std::string> area_ids;
  AudienceFilter filter;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(SavedAudience, (), (id, name, area_id, area_name, area_ids, filter, words))

struct SavedAudiences {
  std::vector<SavedAudience> items;
};
BOOST_DESCRIBE_STRUCT(SavedAudiences, (), (items))

}  // namespace thon::reach
