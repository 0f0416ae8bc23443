#include "trainer/data/bounded_json.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 64;

// Without the library's own prefix, "[json.exception.parse_error.101] ".
std::string WhatIsWrong(const Json::exception& error) {
  const std::string what = error.what();
  const size_t end = what.find("] ");
  return end == std::string::npos ? what : what.substr(end + 2);
}

}  // namespace

std::optional<Json> ParseBoundedJson(std::string_view text, std::string* error) {
  bool too_deep = false;
  // `depth` counts what encloses the value. What is not kept costs no memory.
  const auto keep = [&too_deep](int depth, Json::parse_event_t event, const Json&) {
    const bool opens = event == Json::parse_event_t::object_start ||
                       event == Json::parse_event_t::array_start;
    too_deep = too_deep || (opens && depth >= kMaxDepth);
    return !too_deep;
  };
  try {
    Json json = Json::parse(text, keep);
    if (!too_deep) return json;
    if (error != nullptr) *error = "nested more than 64 deep";
  } catch (const Json::exception& wrong) {  // no JSON, or a number beyond double
    if (error != nullptr) *error = WhatIsWrong(wrong);
  }
  return std::nullopt;
}

}  // namespace digitpad
