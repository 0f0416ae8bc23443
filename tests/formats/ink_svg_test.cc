#include "core/formats/ink_svg.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>
#include <vector>

namespace digitpad {
namespace {

// The value of an attribute of the first element of that name; empty: there is none.
std::string Attribute(std::string_view svg, std::string_view element,
                      const std::string& name) {
  const size_t begin = svg.find(element);
  if (begin == std::string_view::npos) return "";
  const std::string_view tag = svg.substr(begin, svg.find('>', begin) - begin);
  const std::string key = " " + name + "=\"";
  const size_t at = tag.find(key);
  if (at == std::string_view::npos) return "";
  const size_t value = at + key.size();
  return std::string(tag.substr(value, tag.find('"', value) - value));
}

struct Step {
  char letter;
  std::vector<float> numbers;
  bool operator==(const Step&) const = default;
};

// A path's data as SVG 1.1, 8.3 has it: letters, each with the numbers up to the next.
std::vector<Step> ReadPath(const std::string& data) {
  std::vector<Step> steps;
  for (const char* at = data.c_str(); *at != 0;) {
    if (*at == ' ') {
      ++at;
    } else if (*at >= 'A' && *at <= 'Z') {
      steps.push_back({*at++, {}});
    } else {
      char* end = nullptr;
      steps.back().numbers.push_back(std::strtof(at, &end));
      if (end == at) break;
      at = end;
    }
  }
  return steps;
}

TEST(InkSvg, IsAsLargeAsTheDrawingArea) {
  const std::string svg = FormatSvg({{{1, 2}, {3, 4}}}, {640.5f, 480}, 7.25f, true);
  EXPECT_EQ(Attribute(svg, "<svg", "xmlns"), "http://www.w3.org/2000/svg");
  EXPECT_EQ(Attribute(svg, "<svg", "width"), "640.5");
  EXPECT_EQ(Attribute(svg, "<svg", "height"), "480");
  EXPECT_EQ(Attribute(svg, "<g", "stroke-width"), "7.25");
  EXPECT_EQ(Attribute(svg, "<g", "stroke-linecap"), "round");
  EXPECT_EQ(Attribute(svg, "<g", "stroke-linejoin"), "round");
}

TEST(InkSvg, HasPaperWhereItIsAskedFor) {
  const Ink ink = {{{1, 2}, {3, 4}}};
  EXPECT_EQ(Attribute(FormatSvg(ink, {10, 10}, 2, true), "<rect", "fill"), "#fff");
  EXPECT_EQ(FormatSvg(ink, {10, 10}, 2, false).find("<rect"), std::string::npos);
}

TEST(InkSvg, DrawsTheCurveOfTheScreen) {
  const Ink ink = {{{0, 0}, {10, 0}, {10, 10.125f}, {-20, 30}}};
  const auto path = ReadPath(Attribute(FormatSvg(ink, {99, 99}, 2, true), "<path", "d"));
  const std::vector<Step> wanted = {{'M', {0, 0}},
                                    {'L', {5, 0}},
                                    {'Q', {10, 0, 10, 5.06f}},
                                    {'Q', {10, 10.13f, -5, 20.06f}},
                                    {'L', {-20, 30}}};
  EXPECT_EQ(path, wanted);
}

TEST(InkSvg, DrawsAStrokeOfTwoPointsAsALine) {
  const Ink ink = {{{1, 2}, {3, 4}}};
  const auto path = ReadPath(Attribute(FormatSvg(ink, {9, 9}, 2, true), "<path", "d"));
  const std::vector<Step> wanted = {{'M', {1, 2}}, {'L', {2, 3}}, {'L', {3, 4}}};
  EXPECT_EQ(path, wanted);
}

TEST(InkSvg, DrawsADotOfThePensWidth) {
  for (const Ink& ink : {Ink{{{4, 5}}}, Ink{{{4, 5}, {4, 5}}}, Ink{{}, {{4, 5}}}}) {
    const std::string svg = FormatSvg(ink, {10, 10}, 3, false);
    EXPECT_EQ(svg.find("<path"), std::string::npos);
    EXPECT_EQ(Attribute(svg, "<circle", "cx"), "4");
    EXPECT_EQ(Attribute(svg, "<circle", "cy"), "5");
    EXPECT_EQ(Attribute(svg, "<circle", "r"), "1.5");
  }
}

TEST(InkSvg, WritesPlainDecimals) {
  const Ink ink = {{{1e6f, -1e6f}, {1e-7f, -0.004f}, {123456.78f, 0.5f}}};
  const std::string svg = FormatSvg(ink, {2e6f, 2e6f}, 0.333f, true);
  const std::string data = Attribute(svg, "<path", "d");
  EXPECT_EQ(data.find_first_not_of("MLQ 0123456789.-"), std::string::npos) << data;
  EXPECT_EQ(ReadPath(data).front().numbers, (std::vector<float>{1e6f, -1e6f}));
}

}  // namespace
}  // namespace digitpad
