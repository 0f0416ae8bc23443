#include "trainer/net/architecture.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

constexpr Shape kInput = {28, 28, 5};

Architecture Parse(std::string_view text) {
  Architecture architecture;
  const Status status = ParseArchitecture(text, kInput, 10, &architecture);
  EXPECT_TRUE(status.ok()) << status.message();
  return architecture;
}

std::string ErrorOf(std::string_view text) {
  Architecture architecture;
  const Status status = ParseArchitecture(text, kInput, 10, &architecture);
  EXPECT_FALSE(status.ok()) << text;
  EXPECT_TRUE(architecture.layers.empty()) << "changed by a bad text";
  return status.message();
}

TEST(Architecture, ReadsEveryWord) {
  const Architecture a = Parse(
      "conv3x5x8/2 plain, conv1x1x8+1 valid, maxpool3/2 same, dropout0.25, gap, dense7, "
      "dense10");
  ASSERT_EQ(a.layers.size(), 7u);
  EXPECT_EQ(a.layers[0].kernel_h, 3);
  EXPECT_EQ(a.layers[0].kernel_w, 5);
  EXPECT_EQ(a.layers[0].stride, 2);
  EXPECT_FALSE(a.layers[0].batch_norm);
  EXPECT_EQ(a.layers[0].out, (Shape{14, 14, 8}));
  EXPECT_TRUE(a.layers[1].batch_norm);
  EXPECT_EQ(a.layers[1].residual, 1);
  EXPECT_EQ(a.layers[2].out, (Shape{7, 7, 8}));
  EXPECT_FLOAT_EQ(a.layers[3].drop_rate, 0.25f);
  EXPECT_EQ(a.layers[4].out, (Shape{1, 1, 8}));
  EXPECT_TRUE(a.layers[5].relu);
  EXPECT_FALSE(a.layers[6].relu);
}

// Keras: ceil(size / stride) outputs, the odd pixel of padding at the end.
TEST(Architecture, PadsSameAsKerasDoes) {
  const LayerSpec even = Parse("conv3x3x4/2, gap, dense10").layers[0];
  EXPECT_EQ(even.pad_top, 0);
  EXPECT_EQ(even.pad_bottom, 1);
  EXPECT_EQ(even.out.h, 14);
  const LayerSpec odd = Parse("conv2x2x4 valid, conv3x3x4/2, gap, dense10").layers[1];
  EXPECT_EQ(odd.in.h, 27);
  EXPECT_EQ(odd.pad_top, 1);
  EXPECT_EQ(odd.pad_bottom, 1);
  EXPECT_EQ(odd.out.h, 14);
}

TEST(Architecture, PadsAsItIsTold) {
  const LayerSpec all = Parse("conv3x3x4/2 pad1, gap, dense10").layers[0];
  EXPECT_EQ(all.pad_top, 1);
  EXPECT_EQ(all.pad_right, 1);
  EXPECT_EQ(all.out, (Shape{14, 14, 4}));
  const LayerSpec each = Parse("conv5x3x4 pad4:0:1:2, gap, dense10").layers[0];
  EXPECT_EQ(each.pad_top, 4);
  EXPECT_EQ(each.pad_left, 0);
  EXPECT_EQ(each.pad_bottom, 1);
  EXPECT_EQ(each.pad_right, 2);
  EXPECT_EQ(each.out, (Shape{29, 28, 4}));
}

TEST(Architecture, CountsResidualsBackFromTheLayer) {
  const Architecture a = Parse("conv3x3x8, conv3x3x8, conv3x3x8+2, gap, dense10");
  EXPECT_EQ(a.layers[2].residual, 1);  // the output of layer 0
}

TEST(Architecture, PresetsParse) {
  for (const char* name : {"ours", "classic"}) {
    EXPECT_EQ(Parse(PresetText(name)).layers.back().out.c, 10) << name;
  }
  EXPECT_TRUE(PresetText("theirs").empty());
}

TEST(Architecture, FormatIsReadBackToTheSameText) {
  for (const std::string_view text :
       {"conv3x3x16, conv3x3x16+1, conv3x3x32/2 plain, gap, dense10",
        "conv1x3x4/2 valid plain, maxpool3/2 same, dropout0.1, dense10",
        "conv3x3x4/2 pad1 plain, conv3x3x4 pad0:0:2:1, maxpool3/2 pad1, dense10"}) {
    EXPECT_EQ(FormatArchitecture(Parse(text)), text);
  }
}

TEST(Architecture, DenseWithoutANumberHasAnOutputForEachLabel) {
  for (const std::string_view preset : {PresetText("ours"), PresetText("classic")}) {
    EXPECT_EQ(FormatArchitecture(Parse(preset)), std::string(preset) + "10");
  }
}

TEST(Architecture, FoldingDropsDropoutAndKeepsResiduals) {
  std::vector<int> sources;
  const Architecture folded = FoldedArchitecture(
      Parse("conv3x3x8, dropout0.5, conv3x3x8+2, gap, dropout0.5, dense10"), &sources);
  EXPECT_EQ(FormatArchitecture(folded),
            "conv3x3x8 plain, conv3x3x8+1 plain, gap, dense10");
  EXPECT_EQ(sources, (std::vector<int>{0, 2, 3, 5}));
}

TEST(Architecture, ErrorsNameTheToken) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "no layers"},
      {"conv3x3x16,, dense10", "an empty layer after 1"},
      {"conv3x3x16, dense10,", "an empty layer"},
      {"convolution, dense10", "'convolution'"},
      {"conv3x3, dense10", "'conv3x3'"},
      {"conv6x3x8, dense10", "'conv6x3x8'"},
      {"conv0x3x8, dense10", "'conv0x3x8'"},
      {"conv3x3x99999, dense10", "'conv3x3x99999'"},
      {"conv3x3x8/3, dense10", "stride"},
      {"conv3x3x8+9, dense10", "at most 0"},
      {"conv3x3x8 fancy, dense10", "'fancy'"},
      {"conv3x3x8*2, dense10", "unexpected '*2'"},
      {"conv3x3x8, conv3x3x9+1, dense10", "28x28x8"},
      {"conv3x3x8 pad3, dense10", "each less than the kernel"},
      {"conv3x3x8 pad1:1, dense10", "expected pad<n>"},
      {"conv3x3x8 pad1:1:1:1:1, dense10", "expected pad<n>"},
      {"conv3x3x8 pad, dense10", "expected pad<n>"},
      {"maxpool9, dense10", "'maxpool9'"},
      {"maxpool2 plain, dense10", "'plain'"},
      {"gap, conv3x3x8 valid, dense10", "larger than its 1x1"},
      {"dropout1, dense10", "'dropout1'"},
      {"dropoutx, dense10", "'dropoutx'"},
      {"dense12", "must be dense10"},
      {"gap", "must be dense10"},
  };
  for (const auto& [text, part] : cases) {
    EXPECT_NE(ErrorOf(text).find(part), std::string::npos)
        << text << ": " << ErrorOf(text);
  }
}

}  // namespace
}  // namespace digitpad
