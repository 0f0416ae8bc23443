#include "core/acceptance.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace digitpad {
namespace {

constexpr int kUntouched = -7;

int Parse(std::string_view text) {
  int value = kUntouched;
  const Status status = ParseMinConfidence(text, Calibration(), &value);
  EXPECT_TRUE(status.ok()) << status.message();
  return value;
}

TEST(Acceptance, NumbersAreTenThousandths) {
  EXPECT_EQ(Parse("0"), 0);
  EXPECT_EQ(Parse("1"), 10000);
  EXPECT_EQ(Parse("1.000000"), 10000);
  EXPECT_EQ(Parse("0.98"), 9800);
  EXPECT_EQ(Parse(".98"), 9800);
  EXPECT_EQ(Parse("0.9897"), 9897);
  EXPECT_EQ(Parse("0.0001"), 1);
}

TEST(Acceptance, FurtherDecimalsRoundUp) {
  EXPECT_EQ(Parse("0.98760"), 9876);
  EXPECT_EQ(Parse("0.98761"), 9877);
  EXPECT_EQ(Parse("0.00000000000000000001"), 1);
  EXPECT_EQ(Parse("0.99991"), 10000);
}

TEST(Acceptance, StrictIsTheModelsOwnThreshold) {
  Calibration calibration;
  calibration.accept_1_in_1000 = 9912;
  int value = 0;
  ASSERT_TRUE(ParseMinConfidence("strict", calibration, &value).ok());
  EXPECT_EQ(value, 9912);
}

TEST(Acceptance, RefusesAllElseAndNamesIt) {
  for (const std::string text :
       {"", ".", "-0.5", "+0.5", "1.0001", "2", "98%", "0,98", "1e-1", " 0.5", "0.5 ",
        "0..5", "0.5.1", "nan", "inf", "Strict", "strict "}) {
    int value = kUntouched;
    const Status status = ParseMinConfidence(text, Calibration(), &value);
    EXPECT_EQ(status.code(), StatusCode::kInvalid) << text;
    EXPECT_NE(status.message().find('"' + text + '"'), std::string::npos) << text;
    EXPECT_EQ(value, kUntouched) << text;
  }
}

}  // namespace
}  // namespace digitpad
