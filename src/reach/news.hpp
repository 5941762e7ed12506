#pragma once
#include "reach/context.hpp"
#include "reach/feed/model.hpp"

namespace thon::reach {

News news_of(const Notice& notice, std::string_view sender_name);

/// Live events of this capability; each is published after the commit it tells of.
namespace news {

/// To the households of the audience, and to those who may view its figures.
void published(Context& context, const Book& book, std::string_view sender_name);
void withdrawn(Context& context, const Book& book);
/// The figures have changed; at most twice a second for each announcement.
void covered(const Context& context, const Book& book);
/// A wave has started or was skipped, or the plan was changed.
void plan_moved(const Context& context, const Book& book);
/// To those who knock on doors: there is a walk to do.
void called(const Context& context, const Book& book);

}  // namespace news
}  // namespace thon::reach
