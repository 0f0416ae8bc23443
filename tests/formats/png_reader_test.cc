#include "core/formats/png_reader.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <string>

#include "core/formats/png.h"

namespace digitpad {
namespace {

using Bytes = std::vector<uint8_t>;

void AppendBigEndian(uint32_t value, Bytes* out) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out->push_back(static_cast<uint8_t>(value >> shift));
  }
}

void AppendChunk(const std::string& type, const Bytes& data, Bytes* png) {
  AppendBigEndian(static_cast<uint32_t>(data.size()), png);
  const size_t begin = png->size();
  png->insert(png->end(), type.begin(), type.end());
  png->insert(png->end(), data.begin(), data.end());
  const auto size = static_cast<uInt>(png->size() - begin);
  AppendBigEndian(static_cast<uint32_t>(crc32(0, png->data() + begin, size)), png);
}

Bytes Packed(const Bytes& raw) {
  Bytes packed(compressBound(raw.size()));
  uLongf size = packed.size();
  EXPECT_EQ(compress2(packed.data(), &size, raw.data(), raw.size(), 9), Z_OK);
  packed.resize(size);
  return packed;
}

struct Kind {
  int depth = 8;
  int color = 0;
  bool interlaced = false;
};

constexpr uint8_t kMagic[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

// `between`: whole chunks in front of the pixels.
Bytes MakePng(uint32_t width, uint32_t height, Kind kind, const Bytes& raw,
              const Bytes& between = {}) {
  Bytes png(std::begin(kMagic), std::end(kMagic));
  Bytes header;
  AppendBigEndian(width, &header);
  AppendBigEndian(height, &header);
  for (const int value : {kind.depth, kind.color, 0, 0, kind.interlaced ? 1 : 0}) {
    header.push_back(static_cast<uint8_t>(value));
  }
  AppendChunk("IHDR", header, &png);
  png.insert(png.end(), between.begin(), between.end());
  AppendChunk("IDAT", Packed(raw), &png);
  AppendChunk("IEND", {}, &png);
  return png;
}

Bytes Decoded(const Bytes& png) {
  GrayPicture picture;
  const Status status = DecodePng(png, &picture);
  EXPECT_TRUE(status.ok()) << status.message();
  return picture.pixels;
}

std::string ErrorOf(const Bytes& png) {
  GrayPicture picture{7, 7, Bytes(49, 7)};
  const Status status = DecodePng(png, &picture);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(picture.width, 7) << "changed although it failed";
  return status.message();
}

TEST(PngReader, ReadsWhatTheEncoderWrites) {
  const Bytes gray = {0, 100, 255, 7, 8, 9};
  EXPECT_EQ(Decoded(EncodePng(3, 2, 1, gray)), gray);
  const Bytes with_alpha = {0, 255, 0, 0, 0, 128};
  EXPECT_EQ(Decoded(EncodePng(3, 1, 2, with_alpha)), (Bytes{0, 255, 127}));
}

TEST(PngReader, WeighsColorsAndLaysThemOverWhite) {
  const Bytes rgb = {255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255};
  EXPECT_EQ(Decoded(EncodePng(4, 1, 3, rgb)), (Bytes{255, 77, 149, 29}));
  const Bytes rgba = {0, 0, 0, 0, 0, 0, 0, 255};
  EXPECT_EQ(Decoded(EncodePng(2, 1, 4, rgba)), (Bytes{255, 0}));
}

TEST(PngReader, ReadsEveryDepthOfGrey) {
  EXPECT_EQ(Decoded(MakePng(8, 1, {1, 0}, {0, 0b10100000})),
            (Bytes{255, 0, 255, 0, 0, 0, 0, 0}));
  EXPECT_EQ(Decoded(MakePng(4, 1, {2, 0}, {0, 0b00011011})), (Bytes{0, 85, 170, 255}));
  EXPECT_EQ(Decoded(MakePng(2, 1, {4, 0}, {0, 0x0F})), (Bytes{0, 255}));
  EXPECT_EQ(Decoded(MakePng(2, 1, {16, 0}, {0, 0x80, 0x12, 0xFF, 0xFF})),
            (Bytes{0x80, 255}));
  EXPECT_EQ(Decoded(MakePng(1, 1, {16, 4}, {0, 0, 0, 0, 0})), (Bytes{255}));
}

TEST(PngReader, ReadsPalettesWithTransparency) {
  Bytes chunks;
  AppendChunk("PLTE", {0, 0, 0, 255, 255, 255, 255, 0, 0}, &chunks);
  EXPECT_EQ(Decoded(MakePng(3, 1, {8, 3}, {0, 0, 1, 2}, chunks)), (Bytes{0, 255, 77}));
  AppendChunk("tRNS", {0}, &chunks);
  EXPECT_EQ(Decoded(MakePng(3, 1, {8, 3}, {0, 0, 1, 2}, chunks)), (Bytes{255, 255, 77}));
  Bytes key;
  AppendChunk("tRNS", {0, 9}, &key);
  EXPECT_EQ(Decoded(MakePng(2, 1, {8, 0}, {0, 9, 8}, key)), (Bytes{255, 8}));
}

TEST(PngReader, ReadsInterlacedPictures) {
  // 2x2: pass 1 has the first pixel, pass 6 the second, pass 7 the second row.
  const Bytes raw = {0, 10, 0, 20, 0, 30, 40};
  EXPECT_EQ(Decoded(MakePng(2, 2, {8, 0, true}, raw)), (Bytes{10, 20, 30, 40}));
}

// Under UBSan: stb_image has no block yet to put them in.
TEST(PngReader, TakesPixelsWhoseFirstChunkIsEmpty) {
  Bytes empty;
  AppendChunk("IDAT", {}, &empty);
  EXPECT_EQ(Decoded(MakePng(2, 1, {}, {0, 10, 20}, empty)), (Bytes{10, 20}));
}

TEST(PngReader, RefusesEveryTruncation) {
  Bytes png = MakePng(5, 4, {8, 0}, Bytes(4 * 6, 0));
  for (size_t size = 0; size < png.size(); ++size) {
    EXPECT_NE(ErrorOf(Bytes(png.begin(), png.begin() + static_cast<ptrdiff_t>(size))),
              "");
  }
  png.push_back(1);  // what lies behind the end is none of it
  EXPECT_EQ(Decoded(png).size(), 20u);
}

TEST(PngReader, RefusesEveryFlippedBit) {
  const Bytes png = MakePng(5, 4, {8, 2}, Bytes(4 * 16, 0));
  for (size_t i = 0; i < 8 * png.size(); ++i) {
    Bytes damaged = png;
    damaged[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
    EXPECT_NE(ErrorOf(damaged), "") << "bit " << i;
  }
}

TEST(PngReader, RefusesSizesBeyondTheLimits) {
  EXPECT_NE(ErrorOf(MakePng(0, 4, {}, {0})).find("0x4"), std::string::npos);
  EXPECT_NE(ErrorOf(MakePng(20000, 20000, {}, {0})).find("20000x20000"),
            std::string::npos);
  EXPECT_NE(ErrorOf(MakePng(0xFFFFFFFF, 1, {}, {0})).find("16384"), std::string::npos);
  EXPECT_NE(ErrorOf(MakePng(10000, 10000, {1, 0}, {0})).find("megapixels"),
            std::string::npos);
  EXPECT_NE(ErrorOf(MakePng(7000, 7000, {16, 6}, {0})).find("megabytes"),
            std::string::npos);
}

TEST(PngReader, RefusesPixelsThatAreTooFewOrFarTooMany) {
  EXPECT_NE(ErrorOf(MakePng(100, 100, {}, Bytes(5000, 0))), "");
  // A megabyte for ten pixels: unpacked no further than it could be needed.
  EXPECT_NE(ErrorOf(MakePng(10, 1, {}, Bytes(1 << 20, 0))), "");
}

// What the header asks for, before a pixel is unpacked.
TEST(PngReader, RefusesPixelsFarLargerThanTheFile) {
  // An A4 page at 600 dpi; in grey it takes 35 megabytes.
  constexpr uint32_t kWidth = 4960, kHeight = 7016;
  const Bytes colors(size_t{kHeight} * (1 + 3 * kWidth), 0);
  Bytes note;
  AppendChunk("tEXt", Bytes(20'000, 'x'), &note);
  EXPECT_EQ(ErrorOf(MakePng(kWidth, kHeight, {8, 2}, {}, note)),
            "PNG: its pixels take 105 MB; a file of 20 kB may take 64 MB");
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "PNG: its pixels take 105 MB; a file of ",
                      ErrorOf(MakePng(kWidth, kHeight, {8, 2}, colors)));
  const Bytes grays(size_t{kHeight} * (1 + kWidth), 0);
  EXPECT_EQ(Decoded(MakePng(kWidth, kHeight, {}, grays)).size(),
            size_t{kWidth} * kHeight);
}

TEST(PngReader, CountsWhatAPictureTakesWhileItIsUnpacked) {
  Bytes palette, transparency, key;
  AppendChunk("PLTE", {0, 0, 0}, &palette);
  AppendChunk("tRNS", {0}, &transparency);
  AppendChunk("tRNS", Bytes(6, 0), &key);
  transparency.insert(transparency.begin(), palette.begin(), palette.end());
  struct Case {
    uint32_t side;
    Kind kind;
    Bytes between;
    std::string takes;
  };
  const Case cases[] = {
      {4700, {1, 3}, palette, "67 MB"},       // colors: three bytes a pixel
      {4100, {1, 3}, transparency, "68 MB"},  // four
      {4100, {8, 2}, key, "68 MB"},           // the same
      {2400, {16, 2, true}, {}, "70 MB"},     // interlaced: twice
  };
  for (const Case& c : cases) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "pixels take " + c.takes + "; a file of ",
                        ErrorOf(MakePng(c.side, c.side, c.kind, {}, c.between)));
  }
}

TEST(PngReader, OpensInterlacedAndTransparentPicturesAtTheLimit) {
  constexpr uint32_t kSide = 3990;  // 63.7 of 64 megabytes, four bytes a pixel
  Bytes chunks;
  AppendChunk("PLTE", {255, 255, 255}, &chunks);
  AppendChunk("tRNS", {0}, &chunks);
  const Bytes raw(size_t{kSide} * (1 + (kSide + 7) / 8), 0);
  EXPECT_EQ(Decoded(MakePng(kSide, kSide, {1, 3}, raw, chunks)).size(),
            size_t{kSide} * kSide);
  constexpr int kPasses[][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
  constexpr int kInterlaced = 5600;
  size_t size = 0;
  for (const auto& [x, y, step_x, step_y] : kPasses) {
    const int width = (kInterlaced - x + step_x - 1) / step_x;
    const int height = (kInterlaced - y + step_y - 1) / step_y;
    size += static_cast<size_t>(height) * static_cast<size_t>(1 + width);
  }
  const Bytes passes(size, 0);
  EXPECT_EQ(Decoded(MakePng(kInterlaced, kInterlaced, {8, 0, true}, passes)).size(),
            size_t{kInterlaced} * kInterlaced);
}

TEST(PngReader, SaysThatPixelsAreDamagedWhereTheyAre) {
  for (const size_t size : {5000, 1 << 20}) {  // of 10100 bytes
    EXPECT_EQ(ErrorOf(MakePng(100, 100, {}, Bytes(size, 0))),
              "PNG: its pixels are damaged");
  }
}

TEST(PngReader, RefusesUnknownKinds) {
  EXPECT_NE(ErrorOf(MakePng(1, 1, {3, 0}, {0, 0})), "");
  EXPECT_NE(ErrorOf(MakePng(1, 1, {4, 2}, {0, 0})), "");
  EXPECT_NE(ErrorOf(MakePng(1, 1, {8, 5}, {0, 0})), "");
  EXPECT_NE(ErrorOf(MakePng(1, 1, {8, 3}, {0, 0})), "") << "a palette must be there";
}

TEST(PngReader, PassesByLargeNotes) {
  Bytes profile;
  AppendChunk("iCCP", Bytes(1 << 20, 'x'), &profile);
  EXPECT_EQ(Decoded(MakePng(1, 1, {}, {0, 5}, profile)), Bytes{5});
}

}  // namespace
}  // namespace digitpad
