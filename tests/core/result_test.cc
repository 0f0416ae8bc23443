#include "core/result.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

std::string Json(const Result& result) {
  std::string out;
  AppendJson(result, &out);
  return out;
}

TEST(Result, EmptyInkHasItsFixedForm) {
  EXPECT_EQ(Json(Result()), R"({"text":"","accepted":false,"confidence":0,"digits":[]})");
}

TEST(Result, IsWrittenInTheOrderOfTheContract) {
  Result r;
  r.text = "4";
  r.accepted = true;
  r.confidence = 9801;
  Digit d;
  d.label = "4";
  d.confidence = 9907;
  d.box = {1.25f, -2.5f, 30, 0.04f};
  d.strokes = {0, 1};
  d.alternatives = {{"4", 9907}, {"9", 93}};
  r.digits.push_back(d);
  EXPECT_EQ(Json(r),
            R"({"text":"4","accepted":true,"confidence":0.9801,"digits":[)"
            R"({"label":"4","confidence":0.9907,"box":[1.3,-2.5,30,0],"strokes":[0,1],)"
            R"("alternatives":[["4",0.9907],["9",0.0093]]}]})");
}

TEST(Result, ConfidencesHaveNoTrailingZeros) {
  Result r;
  for (const auto& [value, text] :
       {std::pair{10000, "1"}, {9800, "0.98"}, {1, "0.0001"}}) {
    r.confidence = value;
    EXPECT_NE(Json(r).find(std::string("\"confidence\":") + text + ","),
              std::string::npos);
  }
}

TEST(Result, LabelsAreEscaped) {
  Result r;
  r.text = "a\"b\\c\n\x01\xC3\xA4";
  EXPECT_NE(Json(r).find("\"a\\\"b\\\\c\\u000a\\u0001\xC3\xA4\""), std::string::npos);
}

}  // namespace
}  // namespace digitpad
