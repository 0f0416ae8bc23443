#include "trainer/data/label_groups.h"

#include <set>

#include "trainer/data/look_alikes.h"

namespace digitpad {
namespace {

using Names = std::set<std::string, std::less<>>;

bool IsNamed(const std::string& label, const Names& names) {
  return names.contains(label) || names.contains(GroupOf(label));
}

Status ExpectUse(const Names& names, const ExampleSet& set) {
  Names unused = names;
  for (const Example& example : set.examples) {
    unused.erase(example.label);
    unused.erase(GroupOf(example.label));
  }
  if (unused.empty()) return Status::Ok();
  return Status::Invalid("no example with the label \"" + *unused.begin() + "\"");
}

}  // namespace

std::string GroupOf(std::string_view label) {
  return std::string(label.substr(0, label.find('/')));
}

Status KeepLabels(std::span<const std::string> names, ExampleSet* set) {
  const Names wanted(names.begin(), names.end());
  DIGITPAD_RETURN_IF_ERROR(ExpectUse(wanted, *set));
  std::erase_if(set->examples, [&wanted](const Example& example) {
    return !IsNamed(example.label, wanted);
  });
  return Status::Ok();
}

Status SkipLabels(std::span<const std::string> names, ExampleSet* set) {
  const Names unwanted(names.begin(), names.end());
  DIGITPAD_RETURN_IF_ERROR(ExpectUse(unwanted, *set));
  std::erase_if(set->examples, [&unwanted](const Example& example) {
    return IsNamed(example.label, unwanted);
  });
  return Status::Ok();
}

void SkipLookAlikes(ExampleSet* set) {
  std::erase_if(set->examples,
                [](const Example& example) { return LooksLikeDigit(example.label); });
}

}  // namespace digitpad
