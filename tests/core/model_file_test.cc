#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <limits>
#include <string>

#include "core/base/crc32.h"
#include "core/nn/model.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using testing::MakeModel;
using testing::Random;
using Bytes = std::vector<uint8_t>;

constexpr size_t kSizeAt = 12, kCountAt = 16, kCrcAt = 20, kTableAt = 24, kEntry = 24;

void PutU32(Bytes* file, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) (*file)[at + i] = static_cast<uint8_t>(value >> (8 * i));
}
uint32_t GetU32(const Bytes& file, size_t at) {
  return file[at] | file[at + 1] << 8 | file[at + 2] << 16 |
         static_cast<uint32_t>(file[at + 3]) << 24;
}

// Makes the CRCs right again after a change, so that a test reaches the checks behind
// them.
void Seal(Bytes* file) {
  const std::span<const uint8_t> all(*file);
  for (uint32_t i = 0; i < GetU32(*file, kCountAt); ++i) {
    const size_t entry = kTableAt + i * kEntry;
    const size_t offset = GetU32(*file, entry + 12), size = GetU32(*file, entry + 16);
    if (offset > file->size() || size > file->size() - offset) continue;
    PutU32(file, entry + 20, Crc32(all.subspan(offset, size)));
  }
  PutU32(file, kSizeAt, static_cast<uint32_t>(file->size()));
  PutU32(file, kCrcAt, Crc32(all.subspan(kTableAt), Crc32(all.first(kCrcAt))));
}

size_t SectionEntry(const Bytes& file, const char* name) {
  for (size_t entry = kTableAt;; entry += kEntry) {
    if (std::strncmp(reinterpret_cast<const char*>(&file[entry]), name, 12) == 0)
      return entry;
  }
}

std::string ErrorOf(const Bytes& file) {
  Model model;
  model.card = "untouched";
  const Status status = ParseModel(file, &model);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(model.card, "untouched");
  EXPECT_FALSE(status.message().empty());
  return status.message();
}

TEST(ModelFile, ReadsBackWhatWasWritten) {
  for (const int channels : {1, 5}) {
    const Model model = MakeModel(channels, 7);
    const Bytes file = SerializeModel(model);
    Model read;
    const Status status = ParseModel(file, &read);
    ASSERT_TRUE(status.ok()) << status.message();
    EXPECT_EQ(read.labels, model.labels);
    EXPECT_EQ(read.card, model.card);
    EXPECT_EQ(read.layers[1].residual_scale_i32, model.layers[1].residual_scale_i32);
    EXPECT_EQ(SerializeModel(read), file);
  }
}

TEST(ModelFile, RejectsEveryTruncation) {
  const Bytes file = SerializeModel(MakeModel(1, 7));
  for (size_t size = 0; size < file.size(); ++size) {
    Model model;
    EXPECT_FALSE(ParseModel(std::span(file).first(size), &model).ok()) << size;
  }
}

TEST(ModelFile, RejectsEveryFlippedBit) {
  Bytes file = SerializeModel(MakeModel(1, 7));
  for (size_t bit = 0; bit < file.size() * 8; ++bit) {
    file[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    Model model;
    EXPECT_FALSE(ParseModel(file, &model).ok()) << bit;
    file[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
  }
}

TEST(ModelFile, RejectsOtherFilesAndNewerFormats) {
  EXPECT_NE(ErrorOf({}).find("magic"), std::string::npos);
  EXPECT_NE(ErrorOf(Bytes(500, 'x')).find("magic"), std::string::npos);
  Bytes file = SerializeModel(MakeModel(1, 7));
  file[8] = 2;
  Seal(&file);
  EXPECT_NE(ErrorOf(file).find("2.1"), std::string::npos);
}

TEST(ModelFile, RejectsBytesAfterTheEnd) {
  Bytes file = SerializeModel(MakeModel(1, 7));
  file.push_back(0);
  EXPECT_NE(ErrorOf(file).find("byte 12"), std::string::npos);
}

TEST(ModelFile, SkipsUnknownSections) {
  Bytes file = SerializeModel(MakeModel(1, 7));
  std::memcpy(&file[SectionEntry(file, "card")], "cardx", 6);
  Seal(&file);
  EXPECT_NE(ErrorOf(file).find("\"card\" is missing"), std::string::npos);

  // An entry of its own for the card again, over the same bytes: the unknown one is
  // skipped.
  const size_t entry = SectionEntry(file, "cardx");
  Bytes copy(file.begin() + static_cast<long>(entry),
             file.begin() + static_cast<long>(entry + kEntry));
  std::memcpy(copy.data(), "card\0", 6);
  file.insert(file.begin() + static_cast<long>(entry), copy.begin(), copy.end());
  PutU32(&file, kCountAt, GetU32(file, kCountAt) + 1);
  for (uint32_t i = 0; i < GetU32(file, kCountAt); ++i) {
    const size_t at = kTableAt + i * kEntry + 12;
    PutU32(&file, at, GetU32(file, at) + kEntry);
  }
  Seal(&file);
  Model model;
  const Status status = ParseModel(file, &model);
  EXPECT_TRUE(status.ok()) << status.message();
}

TEST(ModelFile, RejectsASectionThatStandsTwice) {
  Bytes file = SerializeModel(MakeModel(1, 7));
  std::memcpy(&file[SectionEntry(file, "card")], "prep", 5);
  Seal(&file);
  EXPECT_NE(ErrorOf(file).find("twice"), std::string::npos);
}

TEST(ModelFile, RejectsSectionsThatReachBeyondTheFile) {
  for (const size_t field : {12u, 16u}) {
    Bytes file = SerializeModel(MakeModel(1, 7));
    PutU32(&file, SectionEntry(file, "tensors") + field, 0xFFFFFFF0u);
    Seal(&file);
    EXPECT_NE(ErrorOf(file).find("beyond"), std::string::npos);
  }
}

TEST(ModelFile, RejectsSectionsOfTheWrongLength) {
  for (const char* name : {"labels", "prep", "calibration", "network", "tensors"}) {
    for (const int change : {-4, 4}) {
      Bytes file = SerializeModel(MakeModel(1, 7));
      const size_t at = SectionEntry(file, name) + 16;
      PutU32(&file, at, GetU32(file, at) + static_cast<uint32_t>(change));
      Seal(&file);
      EXPECT_NE(ErrorOf(file).find(name), std::string::npos);
    }
  }
}

TEST(ModelFile, RejectsTextThatIsNotUtf8) {
  for (const char* bad : {"\xFF", "\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80",
                          "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    Model model = MakeModel(1, 7);
    model.labels[3] = bad;
    EXPECT_NE(ErrorOf(SerializeModel(model)).find("label 3"), std::string::npos);
    model = MakeModel(1, 7);
    model.card = bad;
    EXPECT_NE(ErrorOf(SerializeModel(model)).find("card"), std::string::npos);
  }
  Model model = MakeModel(1, 7);
  model.labels[3] = "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80";
  Model read;
  EXPECT_TRUE(ParseModel(SerializeModel(model), &read).ok());
}

// Whatever bytes stand behind intact CRCs, reading either fails with a message or gives a
// model that passes its own validation.
TEST(ModelFile, SurvivesArbitraryChangesBehindIntactChecksums) {
  const Bytes original = SerializeModel(MakeModel(1, 7));
  const size_t body = kTableAt + 6 * kEntry;
  Random random(99);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    Bytes file = original;
    const int changes = random.Between(1, 4);
    for (int j = 0; j < changes; ++j) {
      // Mostly the network's and the table's bytes; weights may take any value.
      const size_t limit = random.Next() % 8 ? body + 300 : file.size();
      file[kTableAt + random.Next() % (limit - kTableAt)] =
          static_cast<uint8_t>(random.Next());
    }
    Seal(&file);
    Model model;
    if (!ParseModel(file, &model).ok()) {
      ++refused;
    } else {
      EXPECT_TRUE(ValidateModel(&model).ok());
    }
  }
  EXPECT_GT(refused, 1000);
}

std::string ValidationError(const std::function<void(Model*)>& change) {
  Model model = MakeModel(1, 7);
  EXPECT_TRUE(ValidateModel(&model).ok());
  change(&model);
  const Status status = ValidateModel(&model);
  EXPECT_FALSE(status.ok());
  return status.message();
}

TEST(Model, RejectsNetworksThatCannotRun) {
  const auto has = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers[2].input = 3; }), "layer 2"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[1].residual = 0; }), "28x28x1"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[2].residual = 1; }), "residual"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[0].kernel_h = 6; }), "kernel"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[0].kernel_w = 0; }), "kernel"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers[0].stride = 3; }), "stride"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers[0].stride = 0; }), "stride"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[0].pad_left = 3; }), "padding"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[5].out_channels = 9; }), "tensor"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers.pop_back(); }), "tensor"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers.clear(); }), "0 layers"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[0].op = LayerOp{9}; }), "operation"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[0].bias_i32.pop_back(); }), "tensor"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[3].shift_u8[0] = 0; }), "shift"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->layers[3].shift_u8[0] = 63; }), "shift"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->layers[0].mantissa_i32[3] = 5; }),
                  "mantissa"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->labels.assign(10, ""); }), "none of these"));
  EXPECT_TRUE(
      has(ValidationError([](Model* m) { m->calibration.accept = 10002; }), "threshold"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->labels.clear(); }), "0 classes"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->labels.resize(kMaxClasses + 1); }),
                  "1025 classes"));
  EXPECT_TRUE(has(ValidationError([](Model* m) { m->labels.pop_back(); }),
                  "one output per label"));
  EXPECT_TRUE(has(ValidationError([](Model* m) {
                    m->layers[0].stride = m->layers[1].stride = 1;
                    m->layers[0].out_channels = m->layers[1].out_channels = 1500;
                  }),
                  "too large"));
}

// The kernels would read beside the plane.
TEST(Model, RejectsPaddingWhereThereIsNoWindow) {
  for (const LayerOp op : {LayerOp::kDense, LayerOp::kGlobalAveragePool}) {
    for (int Layer::*pad :
         {&Layer::pad_top, &Layer::pad_bottom, &Layer::pad_left, &Layer::pad_right}) {
      Model model = MakeModel(1, 7);
      Layer layer;
      layer.op = op;
      layer.out_channels = 4;
      layer.*pad = 1;
      model.layers = {layer};
      EXPECT_NE(InferShapes(&model).message().find("layer 0: padding"),
                std::string::npos);
    }
  }
}

// Padded pools grow a plane step by step until one convolution would make 2^31 values of
// it.
TEST(Model, RejectsShapesThatCouldOverflow) {
  Model model = MakeModel(1, 7);
  Layer pool;
  pool.op = LayerOp::kMaxPool;
  pool.kernel_h = pool.kernel_w = 8;
  pool.pad_top = pool.pad_bottom = pool.pad_left = pool.pad_right = 7;
  model.layers.clear();
  for (int i = 0; i < 90; ++i) {
    pool.input = i;
    model.layers.push_back(pool);
  }
  ASSERT_TRUE(InferShapes(&model).ok());  // 658 x 658
  Layer conv;
  conv.input = 90;
  conv.out_channels = kMaxChannels;
  model.layers.push_back(conv);
  EXPECT_NE(InferShapes(&model).message().find("layer 90: the network is too large"),
            std::string::npos);
}

TEST(Model, RejectsAccumulatorsThatCouldOverflow) {
  constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
  EXPECT_NE(ValidationError([](Model* m) {
              m->layers[0].bias_i32[2] = kMax;
            }).find("channel 2 could overflow"),
            std::string::npos);
  ValidationError(
      [](Model* m) { m->layers[5].bias_i32[0] = std::numeric_limits<int32_t>::min(); });
  ValidationError([](Model* m) { m->layers[1].residual_scale_i32[0] = kMax / 127 + 1; });
}

TEST(Model, CountsItsWork) {
  const Model model = MakeModel(5, 7);
  // conv 3x3/2 5->8 on 14x14, conv 3x3 8->8 on 14x14, dense 8->12, dense 12->10.
  EXPECT_EQ(CountMacs(model), 9 * 5 * 8 * 196 + 9 * 8 * 8 * 196 + 8 * 12 + 12 * 10);
  EXPECT_EQ(CountParameters(model),
            9 * 5 * 8 + 8 + 9 * 8 * 8 + 8 + 8 * 12 + 12 + 12 * 10 + 10);
}

}  // namespace
}  // namespace digitpad
