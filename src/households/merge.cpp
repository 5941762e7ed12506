#include "households/rules.hpp"
#include "platform/reflect/json.hpp"

/// Two people who edit one household: what each of them changed, and whether it can stand side by side.
namespace thon::households::rules {
namespace {

template <class List>
std::string names_of(const List& list) {
  std::string names;
  for (const auto& item : list) {
    if (!names.empty()) names += ", ";
    if constexpr (requires { item.number; })
      names += item.number.value;
    else
      names += item.name.value;
  }
  return names;
}

class Differences {
 public:
  void text(const char* field, const std::string& before, const std::string& after) {
    add({field, before, after, before, after});
  }
  template <class List>
  void list(const char* field, const List& before, const List& after) {
    add({field, to_json(before), to_json(after), names_of(before), names_of(after)});
  }
  std::vector<FieldEdit> take() { return std::move(edits_); }

 private:
  void add(FieldEdit edit) {
    if (edit.before != edit.after) edits_.push_back(std::move(edit));
  }
  std::vector<FieldEdit> edits_;
};

}  // namespace

std::vector<FieldEdit> differences(const WholeHousehold& now, const EditHousehold& wanted) {
  Differences found;
  if (wanted.head_name) found.text("head_name", now.own.head_name, wanted.head_name->value);
  if (wanted.address) found.text("address", now.own.address, wanted.address->value);
  if (wanted.walk_order)
    found.text("walk_order", std::to_string(now.own.walk_order), std::to_string(wanted.walk_order->value));
  if (wanted.status) found.text("status", name_of(now.own.status), name_of(*wanted.status));
  if (wanted.note) found.text("note", now.own.note, wanted.note->value);
  if (wanted.members) found.list("members", now.members, *wanted.members);
  if (wanted.phones) found.list("phones", now.phones, Phones(with_representative(*wanted.phones)));
  return found.take();
}

std::vector<FieldEdit> merged(std::vector<FieldEdit> edits, const Changed& changed) {
  std::vector<FieldEdit> kept;
  for (auto& edit : edits) {
    const auto base = changed.find(edit.field);
    if (base == changed.end())
      kept.push_back(std::move(edit));
    else if (base->second != edit.after)
      throw Error(ErrorKind::conflict, "households.error.changed",
                  {{"field", edit.field}, {"mine", edit.after_shown}, {"theirs", edit.before_shown}});
  }
  return kept;
}

void apply(WholeHousehold& household, const EditHousehold& wanted, const std::vector<FieldEdit>& edits) {
  auto& own = household.own;
  for (const auto& [field, before, after, before_shown, after_shown] : edits) {
    if (field == "head_name")
      own.head_name = wanted.head_name->value;
    else if (field == "address")
      own.address = wanted.address->value;
    else if (field == "walk_order")
      own.walk_order = wanted.walk_order->value;
    else if (field == "status")
      own.status = *wanted.status;
    else if (field == "note")
      own.note = wanted.note->value;
    else if (field == "members")
      household.members = *wanted.members;
    else if (field == "phones")
      household.phones = with_representative(*wanted.phones);
  }
}

}  // namespace thon::households::rules
