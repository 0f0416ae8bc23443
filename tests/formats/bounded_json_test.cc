#include "trainer/data/bounded_json.h"

#include <gtest/gtest.h>

#include "tests/core/test_models.h"
#include "trainer/exchange/model_json.h"

namespace digitpad {
namespace {

const std::string kNul(1, '\0');

TEST(BoundedJson, RefusesWhatIsNestedTooDeeply) {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  std::string error;
  EXPECT_TRUE(ParseBoundedJson(nested(64), &error).has_value());
  EXPECT_FALSE(ParseBoundedJson(nested(65), &error).has_value());
  EXPECT_EQ(error, "nested more than 64 deep");
}

// Each key is looked for among those before it, and each object among its neighbors.
TEST(BoundedJson, RefusesMoreKeysAndObjectsThanAnyModelHas) {
  const auto keys = [](int count) {
    std::string text = "{\"k0\":0";
    for (int i = 1; i < count; ++i) text += ",\"k" + std::to_string(i) + "\":0";
    return text + "}";
  };
  const auto objects = [](int count) {
    std::string text = "[{}";
    for (int i = 1; i < count; ++i) text += ",{}";
    return text + "]";
  };
  std::string error;
  EXPECT_TRUE(ParseBoundedJson(keys(4'999), &error).has_value());
  EXPECT_TRUE(ParseBoundedJson(objects(5'000), &error).has_value());
  for (const std::string& text : {keys(5'000), objects(5'001)}) {
    error.clear();
    EXPECT_FALSE(ParseBoundedJson(text, &error).has_value());
    EXPECT_EQ(error, "more than 5000 objects and keys");
  }
}

// The parser alone would take it for the end, and what follows for nothing.
TEST(BoundedJson, RefusesANulByte) {
  std::string error;
  for (const std::string& text : {"{}" + kNul, "{}" + kNul + "x"}) {
    EXPECT_FALSE(ParseBoundedJson(text, &error).has_value());
    EXPECT_EQ(error, "byte 3: a NUL byte is no JSON");
  }
  EXPECT_FALSE(ParseBoundedJson("{}" + kNul, nullptr).has_value());
}

TEST(ModelJson, RefusesANulByte) {
  std::string text;
  ASSERT_TRUE(ModelToJson(testing::MakeModel(1, 1), &text).ok());
  Model model;
  ASSERT_TRUE(ParseModelJson(text, &model).ok());
  model = {};
  const Status status = ParseModelJson(text + kNul + " GARBAGE", &model);
  EXPECT_EQ(status.message(),
            "byte " + std::to_string(text.size() + 1) + ": a NUL byte is no JSON");
  EXPECT_TRUE(model.layers.empty());
}

}  // namespace
}  // namespace digitpad
