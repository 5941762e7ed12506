#pragma once
#include "talk/context.hpp"

namespace thon::talk {

/// Fills what lists show of a thread.
void fill(QuestionRow& row, const areas::Tree& tree, const Question& root, const Actor& actor, Millis now);
/// The thread of a question as the actor may see it: all of it where the actor may answer; where it was only
/// passed through, the questions of the actor's own units. Throws not_found otherwise.
QuestionView view_of(Tx& tx, const Context& context, const Actor& actor, std::string_view id);
/// The units that a thread may be forwarded to: those in the line of all who ask.
std::vector<TalkUnit> line_of(const areas::Tree& tree, const std::vector<Question>& questions);

}  // namespace thon::talk
