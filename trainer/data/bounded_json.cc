#include "trainer/data/bounded_json.h"

#include "core/formats/json_text.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 64;
constexpr int kMaxNames = 5'000;  // objects and keys; a model has some hundreds

// What ends parsing from within.
struct Refusal {
  const char* why;
};

// Without the library's own prefix, "[json.exception.parse_error.101] ".
std::string WhatIsWrong(const Json::exception& error) {
  const std::string what = error.what();
  const size_t end = what.find("] ");
  return end == std::string::npos ? what : what.substr(end + 2);
}

}  // namespace

std::optional<Json> ParseBoundedJson(std::string_view text, std::string* error) {
  const Status status = CheckJsonText(text);
  if (!status.ok()) {
    if (error != nullptr) *error = status.message();
    return std::nullopt;
  }
  int names = 0;
  // `depth` counts what encloses the value.
  const auto check = [&names](int depth, Json::parse_event_t event, const Json&) {
    const bool is_object = event == Json::parse_event_t::object_start;
    const bool opens = is_object || event == Json::parse_event_t::array_start;
    if (opens && depth >= kMaxDepth) throw Refusal{"nested more than 64 deep"};
    names += is_object || event == Json::parse_event_t::key ? 1 : 0;
    if (names > kMaxNames) throw Refusal{"more than 5000 objects and keys"};
    return true;
  };
  try {
    return Json::parse(text, check);
  } catch (const Refusal& refusal) {
    if (error != nullptr) *error = refusal.why;
  } catch (const Json::exception& wrong) {  // no JSON, or a number beyond double
    if (error != nullptr) *error = WhatIsWrong(wrong);
  }
  return std::nullopt;
}

}  // namespace digitpad
