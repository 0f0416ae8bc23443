// Data of one's own, of every kind that training takes.
#include "trainer/data/labeled_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/formats/png.h"
#include "tests/formats/temporary_folder.h"
#include "trainer/data/csv_pictures.h"
#include "trainer/data/label_text.h"

namespace digitpad {
namespace {

using testing::TemporaryFolder;
using namespace std::string_literals;

constexpr char kDrawing[] = R"({"label":"A","writer":3,"strokes":[[[1,2],[30,40]]]})"
                            "\n";

// A dark bar on a light sheet.
std::string BarPng(int width, int height) {
  std::vector<uint8_t> pixels(static_cast<size_t>(width) * height, 250);
  for (int y = height / 4; y < height * 3 / 4; ++y) {
    for (int x = 0; x < 4; ++x) pixels[y * width + width / 3 + x] = 10;
  }
  const std::vector<uint8_t> file = EncodePng(width, height, 1, pixels);
  return {file.begin(), file.end()};
}

std::string CsvLine(const std::string& label, int pixels, int value) {
  std::string line = label;
  for (int i = 0; i < pixels; ++i) line += "," + std::to_string(value);
  return line + "\n";
}

LabeledData Load(const std::string& path) {
  LabeledData data;
  const Status status = LoadLabeledData({.path = path}, &data);
  EXPECT_TRUE(status.ok()) << status.message();
  return data;
}

std::string ErrorOf(const DataSource& source) {
  LabeledData data;
  data.name = "before";
  const Status status = LoadLabeledData(source, &data);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(data.name, "before");
  return status.message();
}

void MakeFolder(const TemporaryFolder& folder, const std::string& name) {
  std::filesystem::create_directories(folder.Path(name));
}

TEST(DataSource, IsAPathAWeightAndLabels) {
  DataSource source;
  ASSERT_TRUE(ParseDataSource("some/file.csv", &source).ok());
  EXPECT_EQ(source.path, "some/file.csv");
  EXPECT_EQ(source.weight, 1);
  ASSERT_TRUE(ParseDataSource("images,labels*0.25", &source).ok());
  EXPECT_EQ(source.path, "images");
  EXPECT_EQ(source.labels, "labels");
  EXPECT_EQ(source.weight, 0.25);
  for (const char* bad : {"x*", "x*0", "x*-1", "x*nan", "x*2y", "x*1001"}) {
    EXPECT_FALSE(ParseDataSource(bad, &source).ok()) << bad;
  }
}

TEST(DataSource, AFileOfThatVeryNameIsAPath) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("a,b*7", kDrawing);
  DataSource source;
  ASSERT_TRUE(ParseDataSource(path, &source).ok());
  EXPECT_EQ(source.path, path);
  ASSERT_TRUE(ParseDataSource(path + "*2", &source).ok());
  EXPECT_EQ(source.path, path);
  EXPECT_EQ(source.weight, 2);
}

TEST(LabeledData, FindsTheKindFromTheContent) {
  const TemporaryFolder folder;
  const LabeledData strokes = Load(folder.Write("letters.strokes.jsonl", kDrawing));
  EXPECT_EQ(strokes.name, "letters");
  EXPECT_EQ(strokes.set.examples.at(0).label, "A");
  EXPECT_EQ(strokes.set.examples[0].writer, "3");

  const LabeledData csv = Load(folder.Write("any.name", CsvLine("B", 784, 7)));
  EXPECT_TRUE(csv.set.examples.at(0).is_picture);
  EXPECT_EQ(csv.set.Picture(csv.set.examples[0])[783], 7);

  folder.Write("some-images-idx3",
               "\0\0\x08\x03\0\0\0\x01\0\0\0\x1C\0\0\0\x1C"s + std::string(784, '\x09'));
  folder.Write("some-labels-idx1", "\0\0\x08\x01\0\0\0\x01\x0B"s);
  const LabeledData idx = Load(folder.Path("some-images-idx3"));
  EXPECT_EQ(idx.set.examples.at(0).label, "11");
  EXPECT_EQ(idx.files.size(), 2u);
}

TEST(LabeledData, TakesFoldersOfPicturesAndStrokesByLabel) {
  const TemporaryFolder folder;
  MakeFolder(folder, "signs/cat");
  MakeFolder(folder, "signs/Ж");
  folder.Write("signs/cat/2.png", BarPng(60, 90));
  folder.Write("signs/cat/1.jsonl", kDrawing);
  folder.Write("signs/cat/.DS_Store", "\0"s);
  folder.Write("signs/Ж/x.png", BarPng(28, 28));
  const LabeledData data = Load(folder.Path("signs/"));
  EXPECT_EQ(data.name, "signs");
  ASSERT_EQ(data.set.examples.size(), 3u);
  EXPECT_EQ(data.set.examples[0].label, "cat") << "the folder's, not the drawing's";
  EXPECT_FALSE(data.set.examples[0].is_picture);
  EXPECT_EQ(data.set.examples[2].label, "Ж");
  EXPECT_EQ(data.places[1], folder.Path("signs/") + "cat/2.png");
  // Light on dark and in the middle, as the network reads it, whatever the size.
  for (const size_t i : {1, 2}) {
    const auto picture = data.set.Picture(data.set.examples[i]);
    EXPECT_GT(picture[14 * 28 + 14], 150);
    EXPECT_EQ(picture[14 * 28 + 3], 0);
  }
}

TEST(LabeledData, NormalizesCsvOfAnotherSize) {
  const TemporaryFolder folder;
  std::string line = "I";
  for (int i = 0; i < 32 * 32; ++i) line += i % 32 == 3 ? ",255" : ",0";
  const LabeledData data = Load(folder.Write("wide.csv", line));
  EXPECT_GT(data.set.Picture(data.set.examples.at(0))[14 * 28 + 14], 150);
}

TEST(LabeledData, ErrorsNameFileAndPlace) {
  const TemporaryFolder folder;
  MakeFolder(folder, "empty/A");
  MakeFolder(folder, "deep/A/B");
  MakeFolder(folder, "loose/A");
  MakeFolder(folder, "text/A");
  MakeFolder(folder, "blank/A");
  MakeFolder(folder, "none");
  folder.Write("loose/A/1.jsonl", kDrawing);
  folder.Write("loose/x.png", BarPng(30, 30));
  folder.Write("text/A/notes.txt", "hello");
  const std::vector<uint8_t> blank =
      EncodePng(40, 40, 1, std::vector<uint8_t>(1600, 255));
  folder.Write("blank/A/1.png", std::string(blank.begin(), blank.end()));
  const std::string images =
      folder.Write("images", "\0\0\x08\x03\0\0\0\x01\0\0\0\x01\0\0\0\x01"s + "x");
  const std::pair<DataSource, std::string> cases[] = {
      {{.path = folder.Path("missing")}, "missing: cannot open"},
      {{.path = folder.Path("none")}, "none: no folder in it"},
      {{.path = folder.Path("empty")}, "empty/A: an empty folder"},
      {{.path = folder.Path("deep")}, "deep/A/B: a folder within"},
      {{.path = folder.Path("loose")}, "loose/x.png: not in a folder"},
      {{.path = folder.Path("text")}, "text/A/notes.txt: line 1"},
      {{.path = folder.Path("blank")}, "blank/A/1.png: no ink"},
      {{.path = images}, "images: no file with its labels"},
      {{.path = images, .labels = folder.Path("gone")}, "gone: cannot open"},
      {{.path = folder.Write("one.png", BarPng(30, 30))}, "one.png: a picture alone"},
      {{.path = folder.Write("a.csv", CsvLine("1", 784, 7) + CsvLine("2", 783, 7))},
       "a.csv: line 2: 783 pixels, not 784"},
      {{.path = folder.Write("b.csv", "1,2,256,4,5\n")},
       "b.csv: line 1: column 3: \"256\""},
      {{.path = folder.Write("c.csv", "label,p1\n1,2,3\n")}, "c.csv: line 2: 2 pixels"},
      {{.path = folder.Write("d.csv", "label,p1\n")}, "d.csv: no picture"},
      {{.path = folder.Write("cut.jsonl", "{\"label\":\"A\",\"strokes\":[[[1,")},
       "cut.jsonl: line 1"},
  };
  for (const auto& [source, part] : cases) {
    const std::string message = ErrorOf(source);
    EXPECT_NE(message.find(part), std::string::npos) << message;
  }
}

TEST(CsvPictures, ReadsHeadersQuotesBlanksAndLineEnds) {
  CsvPictures pictures;
  const Status status = ParseCsvPictures(
      "\xEF\xBB\xBFlabel,a,b,c,d\r\n\"x,\"\"y\"\"\", 1, 2,3,4\r\n\r\nz,5,6,7,8",
      &pictures);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(pictures.labels, (std::vector<std::string>{"x,\"y\"", "z"}));
  EXPECT_EQ(pictures.lines, (std::vector<int>{2, 4}));
  EXPECT_EQ(pictures.side, 2);
  EXPECT_EQ(pictures.pixels, (std::vector<uint8_t>{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(CsvPictures, TakesSemicolonsAndTabsAsWell) {
  for (const char* text : {"a,b;1;2;3;4\r\n", "a,b\t1\t2\t3\t4\n"}) {
    ASSERT_TRUE(LooksLikeCsv(text));
    CsvPictures pictures;
    ASSERT_TRUE(ParseCsvPictures(text, &pictures).ok());
    EXPECT_EQ(pictures.labels.at(0), "a,b");
    EXPECT_EQ(pictures.pixels, (std::vector<uint8_t>{1, 2, 3, 4}));
  }
}

TEST(LabelText, IsShortTextWithoutControlCharacters) {
  for (const char* good : {"A", "7", "Ж", "two words", "🙂"}) {
    EXPECT_TRUE(CheckLabel(good).ok()) << good;
  }
  for (const std::string& bad :
       {""s, "a\nb"s, "\xFF"s, std::string(kMaxLabelBytes + 1, 'x')}) {
    EXPECT_FALSE(CheckLabel(bad).ok()) << bad;
  }
}

TEST(LabelText, NumbersComeFirstAndByValue) {
  std::vector<std::string> labels = {"b", "10", "A", "9", "007", "0"};
  std::ranges::sort(labels, IsLabelBefore);
  EXPECT_EQ(labels, (std::vector<std::string>{"0", "9", "10", "007", "A", "b"}));
}

}  // namespace
}  // namespace digitpad
