// JSON from outside, which may be anything and nested without end.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace digitpad {

// Empty, with what is wrong and where in *error (which may be null), where `text` is not
// JSON, or nests objects and arrays more than 64 deep: writing JSON recurses, so that a
// deep enough text would exhaust the stack.
std::optional<nlohmann::ordered_json> ParseBoundedJson(std::string_view text,
                                                       std::string* error);

}  // namespace digitpad
