#include "reach/posting/paper.hpp"

#include "base/day.hpp"
#include "base/text.hpp"
#include "platform/print/report.hpp"
#include "platform/print/table.hpp"
#include "platform/print/xlsx.hpp"
#include "platform/text/text.hpp"

namespace thon::reach {
namespace {

using print::ColumnKind;

std::string shown(const std::optional<std::string>& date) {
  const auto day = date ? read_day(*date) : std::nullopt;
  return day ? vietnamese_date(start_of(*day)) : std::string();
}

}  // namespace

std::string RegisterPaper::word(const std::string& name, const Params& params) const {
  return say(language_, "reach.register." + name, params);
}

std::string RegisterPaper::class_name(std::int64_t content_class) const {
  return std::to_string(content_class) + ". " + say(language_, "reach.class." + std::to_string(content_class));
}

std::string RegisterPaper::units() const {
  std::string names;
  for (const auto& name : register_.units) names += (names.empty() ? "" : ", ") + name;
  return names;
}

std::string RegisterPaper::in_time(const PostingEntry& entry) const {
  if (!entry.deadline) return {};
  if (entry.deadline->state == DeadlineState::met) return word("met");
  return word("missed", {{"days", std::to_string(entry.deadline->days)}});
}

std::string RegisterPaper::until(const PostingEntry& entry) const {
  return entry.permanent ? word("always") : shown(entry.posted_until);
}

std::string RegisterPaper::note(const PostingEntry& entry) const {
  std::string text = in_time(entry);
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (entry.loudspeaker_days) add(word("loudspeaker", {{"days", std::to_string(*entry.loudspeaker_days)}}));
  if (entry.withdrawn_at) {
    const Params params{{"date", vietnamese_date(*entry.withdrawn_at)},
                        {"reason", entry.withdrawn_reason.value_or("")}};
    add(word(entry.corrected ? "replaced" : "withdrawn", params));
  }
  return text;
}

std::string RegisterPaper::xlsx() const {
  print::XlsxWriter writer({word("tab"),
                            word("heading", {{"year", std::to_string(register_.year)}}),
                            {{word("units"), units()}, {word("made_at"), vietnamese_date_time(now_)}},
                            {{word("no"), ColumnKind::integer, 6},
                             {word("class"), ColumnKind::text, 34},
                             {word("content"), ColumnKind::text, 44},
                             {word("sender"), ColumnKind::text, 20},
                             {word("number"), ColumnKind::text, 18},
                             {word("decided"), ColumnKind::date, 14},
                             {word("due"), ColumnKind::date, 14},
                             {word("posted"), ColumnKind::date_time, 18},
                             {word("until"), ColumnKind::text, 14},
                             {word("households"), ColumnKind::integer, 10},
                             {word("note"), ColumnKind::text, 40}}});
  std::int64_t number = 0;
  for (const auto& entry : register_.items)
    writer.row({++number, class_name(entry.content_class), entry.title, entry.sender_name, entry.decision_number,
                entry.decision_date.value_or(""), entry.deadline ? entry.deadline->due : std::string(),
                entry.published_at, until(entry), entry.households, note(entry)});
  return writer.finish();
}

std::string RegisterPaper::pdf() const {
  const auto heading = word("heading", {{"year", std::to_string(register_.year)}});
  print::Report report({heading, units(), language_, now_},
                       {units(), heading, word("made_at") + " " + vietnamese_date_time(now_)});
  report.heading(heading);
  report.paragraph(units(), {.points = 12}, 1);
  report.paragraph(word("law"), {.points = 10, .colour = print::kGrey}, 4);
  if (register_.items.empty()) {
    report.paragraph(word("empty"), {.points = 12});
    return report.finish();
  }
  const print::Style small{.points = 9.5};
  print::Table table(report, {{word("no"), 9, {.points = 9.5, .align = print::Align::right}},
                              {word("content"), 0, {.points = 10}},
                              {word("decision"), 28, small},
                              {word("due"), 23, small},
                              {word("posted"), 23, small},
                              {word("until"), 23, small},
                              {word("note"), 32, small}});
  std::int64_t number = 0, content_class = 0;
  for (const auto& entry : register_.items) {
    if (entry.content_class != content_class) {
      content_class = entry.content_class;
      table.section(class_name(content_class));
    }
    const auto decided = shown(entry.decision_date);
    const auto decision =
        entry.decision_number + (entry.decision_number.empty() || decided.empty() ? "" : "\n") + decided;
    table.row({std::to_string(++number), entry.title + "\n" + entry.sender_name, decision,
               entry.deadline ? shown(entry.deadline->due) : std::string(), vietnamese_date(entry.published_at),
               until(entry), note(entry)});
  }
  return report.finish();
}

}  // namespace thon::reach
