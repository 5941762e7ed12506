#pragma once
#include "assembly/matters/model.hpp"

namespace thon::assembly {

using PollOptions = List<Text<1, 200>, 2, 10>;

struct PollDraft {
  Id id;
  MatterUnits area_ids;
  MatterTitle title;  ///< the question
  LongText<0, 5000> body;
  PollOptions options;
  bool several = false;  ///< more than one option may be chosen
  PollResults results = PollResults::at_end;
};
BOOST_DESCRIBE_STRUCT(PollDraft, (), (id, area_ids, title, body, options, several, results))

struct PollEdit : MatterVersion {
  std::optional<MatterUnits> area_ids;
  std::optional<MatterTitle> title;
  std::optional<LongText<0, 5000>> body;
  std::optional<PollOptions> options;
  std::optional<bool> several;
  std::optional<PollResults> results;
};
BOOST_DESCRIBE_STRUCT(PollEdit, (MatterVersion), (area_ids, title, body, options, several, results))

struct PollOpening : MatterVersion {
  Moment ends_at;
};
BOOST_DESCRIBE_STRUCT(PollOpening, (MatterVersion), (ends_at))

struct PollOption {
  std::string text;
  std::int64_t houses = 0;  ///< that chose it, as far as the reader may know
};
BOOST_DESCRIBE_STRUCT(PollOption, (), (text, houses))

struct PollView : MatterView {
  std::vector<PollOption> options;
  bool several = false;
  PollResults results = PollResults::at_end;
};
BOOST_DESCRIBE_STRUCT(PollView, (MatterView), (options, several, results))

/// A household's answer, by the places of the options; the last one counts.
struct PollAnswer {
  Id matter_id;
  List<Whole<0, 9>, 1, 10> options;
};
BOOST_DESCRIBE_STRUCT(PollAnswer, (), (matter_id, options))

}  // namespace thon::assembly
