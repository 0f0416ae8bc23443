#include "trainer/eval/report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/formats/temporary_folder.h"
#include "trainer/eval/html.h"

namespace digitpad {
namespace {

TEST(Html, EscapesWhateverMeansSomething) {
  EXPECT_EQ(EscapeHtml("<b a=\"1\" b='2'>&"),
            "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
  EXPECT_EQ(EscapeHtml("\xC3\xA9 \xE4\xB8\x80 \xF0\x9F\x98\x80"),
            "\xC3\xA9 \xE4\xB8\x80 \xF0\x9F\x98\x80");
}

TEST(Html, ReplacesWhatIsNoText) {
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(EscapeHtml("a\xFF"), "a" + bad);
  EXPECT_EQ(EscapeHtml("\xC3"), bad);
  EXPECT_EQ(EscapeHtml("\xC0\xAF"), bad + bad);                      // overlong
  EXPECT_EQ(EscapeHtml("\xED\xA0\x80"), bad + bad + bad);            // a surrogate
  EXPECT_EQ(EscapeHtml("\xF4\x90\x80\x80"), bad + bad + bad + bad);  // past U+10FFFF
  EXPECT_EQ(EscapeHtml(std::string_view("\0\x1B\x7F", 3)), bad + bad + bad);
}

// RFC 4648, section 10.
TEST(Html, Base64KnownValues) {
  const auto encode = [](std::string_view text) {
    return Base64({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  };
  EXPECT_EQ(encode(""), "");
  EXPECT_EQ(encode("f"), "Zg==");
  EXPECT_EQ(encode("fo"), "Zm8=");
  EXPECT_EQ(encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode("\xFF\xFE"), "//4=");
}

TEST(Html, WritesNumbersForReaders) {
  EXPECT_EQ(PercentText(0.99331), "99.33 %");
  EXPECT_EQ(PercentText(1, 0), "100 %");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1234567), "1,234,567");
  EXPECT_EQ(NumberText(3.10), "3.1");
  EXPECT_EQ(NumberText(-0.001), "0");
  EXPECT_EQ(NumberText(100), "100");
}

// A wrong answer, right ones, a picture, a drawing of one point and one without ink, by
// two writers; names as bad as a file can make them.
ReportContent MakeContent() {
  ReportContent content{.source = "<script>&.jsonl",
                        .model = "abc",
                        .kernel = "portable",
                        .accept = 6000,
                        .strict = 9000,
                        .digits = {},
                        .no_digits = {}};
  const auto add = [](ReadSet& to, const char* label, Ink ink, Answer answer) {
    Example& example = to.set.examples.emplace_back();
    example.label = label;
    example.ink = std::move(ink);
    example.writer = to.answers.size() % 2 == 0 ? "<w1>" : "w2";
    to.answers.push_back(std::move(answer));
  };
  const Ink line = {{{0, 0}, {3, 9}}};
  ReadSet& digits = content.digits;
  add(digits, "1", line,
      {.text = "1",
       .accepted = true,
       .confidence = 9990,
       .float_text = {},
       .logits = {}});
  add(digits, "7", line,
      {.text = "1",
       .accepted = true,
       .confidence = 9000,
       .float_text = {},
       .logits = {}});
  add(digits, "1", {{{4, 4}}},
      {.text = "1",
       .confidence = 5000,
       .none_of_these = true,
       .float_text = {},
       .logits = {}});
  add(digits, "2", {{}}, {});
  add(digits, "3", {},
      {.text = "3",
       .accepted = true,
       .confidence = 7000,
       .float_text = {},
       .logits = {}});
  digits.set.examples.back().is_picture = true;
  digits.set.pictures.resize(28 * 28, 77);
  add(content.no_digits, "A<i>/x", line,
      {.text = "4",
       .accepted = true,
       .confidence = 8000,
       .float_text = {},
       .logits = {}});
  return content;
}

// Elements that are not closed, or closed in the wrong order; empty where all is well.
std::string UnbalancedElement(const std::string& page) {
  std::vector<std::string> open;
  for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const size_t end = page.find('>', at);
    const std::string tag = page.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" />", 1));
    if (tag[0] == '!' || tag.back() == '/') continue;
    if (name == "meta" || name == "br" || name == "img" || name == "wbr") continue;
    if (tag[0] != '/') {
      open.push_back(name);
    } else if (open.empty() || tag.substr(1) != open.back()) {
      return tag;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

TEST(Report, ErrorsTellWhereTheyAreFrom) {
  ReportContent content = MakeContent();
  EXPECT_NE(FormatReport(content).find("<br>#1, writer w2"), std::string::npos);
  content.digits.set.examples[1].place = "a/<7>/1.png";
  EXPECT_NE(FormatReport(content).find("<br>a/<wbr>&lt;7&gt;/<wbr>1.png, writer w2"),
            std::string::npos);
}

TEST(Report, IsOnePageOfBalancedElements) {
  EXPECT_EQ(UnbalancedElement(FormatReport(MakeContent())), "");
  EXPECT_EQ(UnbalancedElement("<p><b></p></b>"), "/p");
}

TEST(Report, NeedsNoScriptAndNoOtherFile) {
  const std::string page = FormatReport(MakeContent());
  for (const char* never :
       {"<script", "http:", "https:", "url(", "@import", "<link", "src=\"/", "onload"}) {
    EXPECT_EQ(page.find(never), std::string::npos) << never;
  }
  EXPECT_NE(page.find("src=\"data:image/png;base64,"), std::string::npos);
}

TEST(Report, EscapesEveryNameOfAFile) {
  const std::string page = FormatReport(MakeContent());
  EXPECT_EQ(page.find("<w1>"), std::string::npos);
  EXPECT_EQ(page.find("A<i>"), std::string::npos);
  EXPECT_NE(page.find("&lt;w1&gt;"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;&amp;.jsonl"), std::string::npos);
}

TEST(Report, ShowsBothWaysOfCounting) {
  const std::string page = FormatReport(MakeContent());
  // Right: three of five with every answer accepted, two of five as in use.
  EXPECT_NE(page.find("<b>60.00 %</b>"), std::string::npos);
  EXPECT_NE(page.find("<b>40.00 %</b>"), std::string::npos);
  EXPECT_NE(page.find("7 &rarr;&nbsp;1"), std::string::npos);
}

TEST(Report, LeavesOutWhatIsNotThere) {
  ReportContent content = MakeContent();
  content.digits = {};
  const std::string page = FormatReport(content);
  EXPECT_EQ(UnbalancedElement(page), "");
  EXPECT_EQ(page.find("Confusion"), std::string::npos);
  EXPECT_EQ(page.find("Robustness"), std::string::npos);
  EXPECT_NE(page.find("No digits"), std::string::npos);
}

TEST(Report, IsWrittenIntoAFolderItMakes) {
  const testing::TemporaryFolder folder;
  const ReportContent content = MakeContent();
  ASSERT_TRUE(WriteReport(folder.Path("a/b"), content).ok());
  std::ifstream file(folder.Path("a/b/index.html"));
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), FormatReport(content));
}

TEST(Report, SaysWhereItCannotBeWritten) {
  const testing::TemporaryFolder folder;
  const std::string file = folder.Write("file", "x");
  const Status status = PrepareReportFolder(file + "/report");
  EXPECT_FALSE(status.ok());
  EXPECT_TRUE(status.message().starts_with(file + "/report: cannot make: "));
  EXPECT_FALSE(PrepareReportFolder(file).ok());
}

TEST(ReadSet, TellsLabelsThatTheModelCouldAnswer) {
  const std::vector<std::string> labels = {"0", "1", "", "ab"};
  for (const char* label : {"0", "10", "ab", "1ab0"}) {
    EXPECT_TRUE(IsAnswerable(label, labels)) << label;
  }
  for (const char* label : {"", "2", "a", "1b", "Latin/character01"}) {
    EXPECT_FALSE(IsAnswerable(label, labels)) << label;
  }
}

TEST(ReadSet, MovesOthersWithTheirAnswers) {
  ReadSet digits;
  for (const char* label : {"1", "x", "0"}) {
    Example& example = digits.set.examples.emplace_back();
    example.label = label;
    example.is_picture = true;
    example.picture = digits.answers.size();
    digits.answers.emplace_back().text = label;
    digits.set.pictures.insert(digits.set.pictures.end(), 28 * 28, label[0]);
  }
  ReadSet others;
  MoveOthers(std::vector<std::string>{"0", "1"}, &digits, &others);
  ASSERT_EQ(digits.answers.size(), 2u);
  ASSERT_EQ(others.answers.size(), 1u);
  for (const ReadSet* read : {&digits, &others}) {
    for (size_t i = 0; i < read->answers.size(); ++i) {
      const Example& example = read->set.examples[i];
      EXPECT_EQ(read->answers[i].text, example.label);
      EXPECT_EQ(read->set.Picture(example)[0], example.label[0]);
    }
  }
}

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Report, ShowsHowATrainingWent) {
  const Learning learning = {
      .loss = {.name = "loss", .values = {2, 0.5, 0.25}},
      .errors = {{.name = "training", .values = {0.5, 0.25, 0.125}, .least = 0.001},
                 {.name = "<pen>", .values = {0.25, 0.125, 0}, .least = 0.001}},
      .float_epochs = 2};
  ReportContent content = MakeContent();
  content.learning = &learning;
  const std::string page = FormatReport(content);
  EXPECT_EQ(CountOf(page, "class=\"curve line-0\""), 2u);  // loss, and training
  EXPECT_EQ(CountOf(page, "class=\"curve line-1\""), 1u);
  EXPECT_EQ(CountOf(page, ">float</text>"), 2u);
  EXPECT_NE(page.find("&lt;pen&gt;: 0.00 % at the end"), std::string::npos);
  EXPECT_NE(page.find("loss, epoch 3: 0.25"), std::string::npos);
  EXPECT_NE(page.find("digitpad train --report"), std::string::npos);
  EXPECT_EQ(page.find("nan"), std::string::npos);
  EXPECT_EQ(page.find("inf"), std::string::npos);
}

TEST(Report, OfATrainingWithoutValidationShowsItsCurves) {
  const Learning learning = {.loss = {.name = "loss", .values = {1}},
                             .errors = {{.name = "training", .values = {1}}},
                             .float_epochs = 1};
  ReportContent content;
  content.learning = &learning;
  const std::string page = FormatReport(content);
  EXPECT_EQ(CountOf(page, "<section>"), 2u);
  EXPECT_EQ(page.find("nan"), std::string::npos);
}

}  // namespace
}  // namespace digitpad
