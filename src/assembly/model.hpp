#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::assembly {

/// vote: biểu quyết · poll: thăm dò · meeting: họp thôn
enum class MatterKind { vote, poll, meeting };
BOOST_DESCRIBE_ENUM(MatterKind, vote, poll, meeting)

/// draft: being written · asking: households say whether they agree to vote online · open: answers count ·
/// closed: the time is up, papers may still be entered · counted: the result stands · sent: the minutes are
/// with the commune. Polls and meetings go from draft to open to closed.
enum class MatterStatus { draft, asking, open, closed, counted, sent, cancelled };
BOOST_DESCRIBE_ENUM(MatterStatus, draft, asking, open, closed, counted, sent, cancelled)

/// The three answers that the law gives a household.
enum class BallotChoice { agree, disagree, other };
BOOST_DESCRIBE_ENUM(BallotChoice, agree, disagree, other)

/// Who may learn what a household chose: the officers who count, or nobody.
enum class BallotSecrecy { open, secret };
BOOST_DESCRIBE_ENUM(BallotSecrecy, open, secret)

/// By phone, or on a signed paper that the counting team entered.
enum class BallotWay { app, paper };
BOOST_DESCRIBE_ENUM(BallotWay, app, paper)

/// Who sees the figures of a poll: the sender alone, the households when it has ended, or as soon as they
/// answered.
enum class PollResults { sender, at_end, at_once };
BOOST_DESCRIBE_ENUM(PollResults, sender, at_end, at_once)

/// đi · không đi · cử người
enum class MeetingAnswer { going, not_going, proxy };
BOOST_DESCRIBE_ENUM(MeetingAnswer, going, not_going, proxy)

using MatterUnits = List<Id, 1, 500>;
using MatterTitle = Text<1, 200>;
using MatterBody = LongText<1, 10'000>;
/// A moment up to the year 2100.
using Moment = Whole<0, 4'102'444'800'000>;

struct MatterQuery {
  Id matter_id;
};
BOOST_DESCRIBE_STRUCT(MatterQuery, (), (matter_id))

/// A change names the version it was made on.
struct MatterVersion {
  Id matter_id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(MatterVersion, (), (matter_id, version))

}  // namespace thon::assembly
