#include "trainer/eval/card_figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/nn/model.h"
#include "tests/core/test_models.h"
#include "tests/formats/temporary_folder.h"
#include "trainer/data/data_folder.h"
#include "trainer/eval/card_notes.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

std::vector<uint8_t> ModelBytes() {
  Model model = testing::MakeModel(/*channels=*/1, /*seed=*/3);
  EXPECT_TRUE(ValidateModel(&model).ok());
  return SerializeModel(model);
}

std::string Drawing(const std::string& label, const std::string& writer,
                    testing::Random* random) {
  std::string points;
  for (int i = 0; i < 9; ++i) {
    points += (i == 0 ? "[" : ",[") + std::to_string(random->Between(0, 99)) + ',' +
              std::to_string(random->Between(0, 99)) + ']';
  }
  return "{\"label\":\"" + label + "\",\"writer\":" + writer + ",\"strokes\":[[" +
         points + "]]}\n";
}

// A data folder of ten images, twenty pen digits of two writers, and six characters, of
// which one looks like a digit.
class Data {
 public:
  Data() {
    testing::Random random(1);
    for (const char* name : {"mnist", "pen", "not-digits"}) {
      std::filesystem::create_directory(folder_.Path(name));
    }
    std::string images("\0\0\x08\x03\0\0\0\x0A\0\0\0\x1C\0\0\0\x1C", 16);
    std::string labels("\0\0\x08\x01\0\0\0\x0A", 8);
    for (int i = 0; i < 10 * 28 * 28; ++i) {
      images += static_cast<char>(random.Between(0, 255));
    }
    for (int i = 0; i < 10; ++i) labels += static_cast<char>(i);
    for (const auto name : {kMnistTrainImages, kMnistTestImages}) {
      folder_.Write(name, images);
    }
    for (const auto name : {kMnistTrainLabels, kMnistTestLabels}) {
      folder_.Write(name, labels);
    }
    std::string pen;
    for (int i = 0; i < 30; ++i) {
      pen += Drawing(std::to_string(i % 10), std::to_string(1 + i / 10), &random);
    }
    folder_.Write(kPenStrokes, pen);
    std::string characters;
    for (const char* label :
         {"Sanskrit/character01", "Sanskrit/character02", "Sanskrit/character11",
          "Tagalog/character01", "Balinese/character01", "Greek/character01"}) {
      characters += Drawing(label, "\"01\"", &random);
    }
    folder_.Write(kOmniglotStrokes, characters);
  }

  std::string path() const { return folder_.Path(""); }

 private:
  testing::TemporaryFolder folder_;
};

Split SmallSplit() {
  return {.name = "part",
          .images = kMnistTrainImages,
          .labels = kMnistTrainLabels,
          .first_image = 2,
          .last_image = 8,
          .writers = {"1", "3"},
          .scripts = {"Sanskrit", "Tagalog"}};
}

TEST(CardFigures, CoverEveryPartOfASplit) {
  const Data data;
  FiguresOptions options;
  options.data_folder = data.path();
  options.numbers = 10;
  options.picture_pages = 1;
  std::vector<std::string> lines;
  options.say = [&lines](const std::string& line) { lines.push_back(line); };
  Json figures = Json::object();
  const Status status = MeasureSplit(ModelBytes(), SmallSplit(), options, &figures);
  ASSERT_TRUE(status.ok()) << status.message();

  EXPECT_EQ(figures["mnist_part"]["count"], 7);
  EXPECT_EQ(figures["pen_part"]["count"], 20);
  EXPECT_EQ(figures["pen_part"]["writers"]["count"], 2);
  EXPECT_EQ(figures["digits_part"]["strict"]["count"], 27);
  EXPECT_EQ(figures["omniglot_part"]["count"], 3);
  EXPECT_EQ(figures["omniglot_part"]["groups"]["Sanskrit"]["count"], 2);
  EXPECT_EQ(figures["junk_part"]["count"], 2000);
  EXPECT_EQ(figures["junk_part"]["groups"]["pairs"]["count"], 500);
  EXPECT_EQ(figures["robustness_part"]["cells"], 375);
  EXPECT_EQ(figures["numbers_part"]["overlapping"]["count"], 10);
  EXPECT_EQ(figures["numbers_part"]["single_digits"]["count"], 20);
  EXPECT_GE(figures["pictures_part"].size(), 10u);
  EXPECT_GT(figures["pictures_part"]["ruled"]["numbers"], 0);
  EXPECT_EQ(figures["mnist_pictures_part"]["normalized"]["count"], 7);
  EXPECT_EQ(figures.size(), 9u);
  EXPECT_EQ(lines.size(), 9u);
  for (const char* name : {"mnist_part", "pen_part"}) {
    const Json& in_use = figures[name]["in_use"];
    EXPECT_EQ(in_use["correct"].get<int>() + in_use["right_refused"].get<int>(),
              figures[name]["correct"].get<int>());
  }
}

TEST(CardFigures, LeaveTheRobustnessTableOutWhereAsked) {
  const Data data;
  FiguresOptions options;
  options.data_folder = data.path();
  options.numbers = 10;
  options.picture_pages = 1;
  options.with_robustness = false;
  options.say = [](const std::string& /*line*/) {};
  Json figures = Json::object();
  ASSERT_TRUE(MeasureSplit(ModelBytes(), SmallSplit(), options, &figures).ok());
  EXPECT_FALSE(figures.contains("robustness_part"));
}

TEST(CardFigures, NameWhatIsMissing) {
  const Data data;
  FiguresOptions options;
  options.data_folder = data.path();
  options.numbers = 10;
  options.picture_pages = 1;
  options.say = [](const std::string& /*line*/) {};
  Json figures = Json::object();
  Split split = SmallSplit();
  split.writers.push_back("99");
  EXPECT_TRUE(MeasureSplit(ModelBytes(), split, options, &figures)
                  .message()
                  .ends_with("pen/pendigits-train.jsonl.gz: no drawing of writer 99"));
}

TEST(CardNotes, GiveHashAndLicenseOfEveryFile) {
  const Data data;
  Json description;
  ASSERT_TRUE(DescribeData(data.path(), &description).ok());
  EXPECT_EQ(description.size(), 6u);
  for (const Json& file : description) {
    EXPECT_EQ(file["sha256"].get<std::string>().size(), 64u);
    EXPECT_NE(file["license"].get<std::string>(), "");
  }
}

// Whoever tests a model writes nothing that trains or validates it.
TEST(FixedSplit, PartsDoNotOverlap) {
  const Split test = TestSplit();
  const Split validation = ValidationSplit();
  EXPECT_NE(test.images, validation.images);
  for (const std::string& writer : test.writers) {
    EXPECT_EQ(std::ranges::count(validation.writers, writer), 0) << writer;
  }
  for (const std::string& script : test.scripts) {
    EXPECT_EQ(std::ranges::count(validation.scripts, script), 0) << script;
  }
}

}  // namespace
}  // namespace digitpad
