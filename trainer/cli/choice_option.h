// An option that takes one of a few words.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace digitpad {

// The choices in the order of the help text, the default first.
template <typename Value>
CLI::Option* AddChoice(CLI::App& command, const std::string& name, Value& value,
                       const std::vector<std::pair<std::string, Value>>& choices,
                       const std::string& description) {
  std::vector<std::string> words;
  for (const auto& choice : choices) words.push_back(choice.first);
  const std::map<std::string, Value> values(choices.begin(), choices.end());
  return command
      .add_option_function<std::string>(
          name, [&value, values](const std::string& word) { value = values.at(word); },
          description)
      ->check(CLI::IsMember(words))
      ->default_str(words.front());
}

}  // namespace digitpad
