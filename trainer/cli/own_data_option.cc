#include "trainer/cli/own_data_option.h"

#include <string>
#include <vector>

#include "trainer/cli/checks.h"
#include "trainer/cli/choice_option.h"

namespace digitpad {
namespace {

std::string CheckSource(const std::string& text) {
  DataSource source;
  return ParseDataSource(text, &source).message();
}

}  // namespace

void AddOwnDataOptions(CLI::App& command, OwnDataOptions& options) {
  const auto take = [&options](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const Status checked = ParseDataSource(text, &options.sources.emplace_back());
      if (!checked.ok()) throw CLI::ValidationError("--data", checked.message());
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--data", take,
          "Data of your own, of any kind: strokes files, CSV, IDX, folders of pictures "
          "by "
          "label; a number after * is how often an epoch shows it")
      ->check(CheckSource)
      ->type_name("PATH[*WEIGHT]");
  command
      .add_option("--validation", options.validation,
                  "The share of it that is put aside to validate")
      ->check(CheckFinite)
      ->check(CLI::Range(0.0, 0.9))
      ->capture_default_str();
  AddChoice<SplitBy>(command, "--split-by", options.split_by,
                     {{"part", SplitBy::kPart}, {"writer", SplitBy::kWriter}},
                     "What is put aside: a part of each label, or whole writers");
}

}  // namespace digitpad
