#include "trainer/cli/card_text.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 64;

}  // namespace

std::optional<Json> ParseCardText(std::string_view card) {
  bool too_deep = false;
  // `depth` counts what encloses the value. What is not kept costs no memory.
  const auto keep = [&too_deep](int depth, Json::parse_event_t event, const Json&) {
    const bool opens = event == Json::parse_event_t::object_start ||
                       event == Json::parse_event_t::array_start;
    too_deep = too_deep || (opens && depth >= kMaxDepth);
    return !too_deep;
  };
  Json json = Json::parse(card, keep, /*allow_exceptions=*/false);
  if (json.is_discarded() || too_deep) return std::nullopt;
  return json;
}

}  // namespace digitpad
