#pragma once
#include "platform/http/api.hpp"
#include "reach/context.hpp"
#include "reach/posting/model.hpp"

namespace thon::reach {

struct PostingQuery {
  std::optional<Id> area;              ///< absent: all of the caller's units
  std::optional<Whole<2020, 2100>> year;  ///< absent: this one
};
BOOST_DESCRIBE_STRUCT(PostingQuery, (), (area, year))

/// One entry of the register: what was made public, why, by when it had to be, and how long it hangs.
struct PostingEntry {
  std::string id;
  std::int64_t content_class = 14;
  std::string title;
  std::string sender_name;
  std::string decision_number;
  std::optional<std::string> decision_date;
  std::optional<Deadline> deadline;
  std::int64_t published_at = 0;
  std::optional<std::string> posted_until;  ///< the last day on the boards; absent: not asked for
  bool permanent = false;                   ///< stays on the boards
  std::optional<std::int64_t> loudspeaker_days;
  std::optional<std::int64_t> withdrawn_at;
  std::optional<std::string> withdrawn_reason;
  bool corrected = false;  ///< a newer version has taken its place
  std::int64_t households = 0;
};
BOOST_DESCRIBE_STRUCT(PostingEntry, (),
                      (id, content_class, title, sender_name, decision_number, decision_date, deadline, published_at,
                       posted_until, permanent, loudspeaker_days, withdrawn_at, withdrawn_reason, corrected,
                       households))

struct PostingRegister {
  std::vector<std::string> units;  ///< their names
  std::int64_t year = 0;
  std::vector<PostingEntry> items;  ///< by class, then by day
};
BOOST_DESCRIBE_STRUCT(PostingRegister, (), (units, year, items))

/// The register of what was made public: what units sent out in a year, by the classes of the law.
class Registers {
 public:
  explicit Registers(Context& context) : context_(context) {}

  PostingRegister year(Tx& tx, const Actor& actor, const PostingQuery& query) const;
  http::File xlsx(Tx& tx, const Actor& actor, const PostingQuery& query) const;
  http::File pdf(Tx& tx, const Actor& actor, const PostingQuery& query) const;

 private:
  PostingRegister entries(Tx& tx, const Actor& actor, const PostingQuery& query, const char* permission) const;

  Context& context_;
};

}  // namespace thon::reach
