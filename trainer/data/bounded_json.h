// JSON from outside, which may be anything and nested without end.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace digitpad {

// Empty, with what is wrong and where in *error (which may be null), where `text` is not
// JSON, has a NUL byte, nests objects and arrays more than 64 deep (writing JSON
// recurses, so that a deep enough text would exhaust the stack), or has more than 5,000
// objects and keys (each of which the parser compares with those before it).
std::optional<nlohmann::ordered_json> ParseBoundedJson(std::string_view text,
                                                       std::string* error);

}  // namespace digitpad
