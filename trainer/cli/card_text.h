// The card of a model file as JSON. A file from outside may carry any text as its card.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace digitpad {

// Empty where `card` is not JSON, or nests objects and arrays more than 64 deep: writing
// JSON recurses, so that a deep enough card would exhaust the stack.
std::optional<nlohmann::ordered_json> ParseCardText(std::string_view card);

}  // namespace digitpad
