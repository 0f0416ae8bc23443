#include "core/formats/jpeg.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/formats/exif.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using Bytes = std::vector<uint8_t>;

// Light above and to the left, so that every turn of it differs.
GrayPicture Corner(int width, int height) {
  GrayPicture picture{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.pixels.push_back(y < height / 2 ? (x < width / 2 ? 250 : 150) : 40);
    }
  }
  return picture;
}

// The EXIF block of a camera: an entry before the orientation, numbers in either order.
Bytes Exif(int orientation, bool is_little) {
  const std::string begin = std::string("Exif\0\0", 6) + (is_little ? "II" : "MM");
  Bytes bytes(begin.begin(), begin.end());
  const auto add = [&](uint32_t value, int size) {
    for (int i = 0; i < size; ++i) {
      const int shift = 8 * (is_little ? i : size - 1 - i);
      bytes.push_back(static_cast<uint8_t>(value >> shift));
    }
  };
  add(42, 2);
  add(8, 4);
  add(2, 2);
  for (const uint32_t tag : {0x0100u, 0x0112u}) {
    add(tag, 2);
    add(3, 2);
    add(1, 4);
    add(tag == 0x0112 ? static_cast<uint32_t>(orientation) : 0, 2);
    add(0, 2);
  }
  add(0, 4);
  return bytes;
}

Bytes WithApp1(const Bytes& jpeg, const Bytes& content) {
  Bytes result(jpeg.begin(), jpeg.begin() + 2);
  const size_t size = content.size() + 2;
  result.insert(result.end(), {0xFF, 0xE1, static_cast<uint8_t>(size >> 8),
                               static_cast<uint8_t>(size)});
  result.insert(result.end(), content.begin(), content.end());
  result.insert(result.end(), jpeg.begin() + 2, jpeg.end());
  return result;
}

int PixelOf(const GrayPicture& picture, int x, int y) { return picture.row(y)[x]; }

TEST(Jpeg, KeepsAPictureButForItsLoss) {
  const GrayPicture picture = Corner(45, 30);
  GrayPicture decoded;
  ASSERT_TRUE(DecodeJpeg(EncodeJpeg(picture.view(), 95), &decoded).ok());
  ASSERT_EQ(decoded.width, 45);
  ASSERT_EQ(decoded.height, 30);
  for (const auto& [x, y] : {std::pair(3, 3), std::pair(40, 3), std::pair(20, 26)}) {
    EXPECT_NEAR(PixelOf(decoded, x, y), PixelOf(picture, x, y), 6);
  }
}

TEST(Jpeg, TurnsAPhotoUpright) {
  const Bytes jpeg = EncodeJpeg(Corner(48, 32).view(), 95);
  // Where the light corner and its lighter neighbor along the stored row come to lie.
  struct Case {
    int orientation;
    bool right, bottom;            // the light corner
    bool grey_right, grey_bottom;  // the grey one
  };
  const Case cases[] = {
      {1, false, false, true, false}, {2, true, false, false, false},
      {3, true, true, false, true},   {4, false, true, true, true},
      {5, false, false, false, true}, {6, true, false, true, true},
      {7, true, true, true, false},   {8, false, true, false, false},
  };
  for (const Case& c : cases) {
    for (const bool is_little : {false, true}) {
      GrayPicture p;
      ASSERT_TRUE(DecodeJpeg(WithApp1(jpeg, Exif(c.orientation, is_little)), &p).ok());
      EXPECT_EQ(p.width, c.orientation >= 5 ? 32 : 48);
      EXPECT_EQ(p.height, c.orientation >= 5 ? 48 : 32);
      const auto at = [&](bool right, bool bottom) {
        return PixelOf(p, right ? p.width - 3 : 2, bottom ? p.height - 3 : 2);
      };
      EXPECT_NEAR(at(c.right, c.bottom), 250, 8) << "orientation " << c.orientation;
      EXPECT_NEAR(at(c.grey_right, c.grey_bottom), 150, 8) << c.orientation;
    }
  }
}

TEST(Exif, DamagedNotesLeaveAPhotoAsItIs) {
  const Bytes good = Exif(6, true);
  EXPECT_EQ(ExifOrientation(good), 6);
  for (size_t size = 0; size < good.size(); ++size) {
    const int orientation =
        ExifOrientation(Bytes(good.begin(), good.begin() + static_cast<ptrdiff_t>(size)));
    EXPECT_TRUE(orientation == kUpright || orientation == 6);
  }
  EXPECT_EQ(ExifOrientation(Exif(9, false)), kUpright);
  EXPECT_EQ(ExifOrientation(Exif(0, false)), kUpright);
  Bytes far = good;
  far[10] = far[11] = far[12] = far[13] = 0xFF;  // the directory lies beyond the end
  EXPECT_EQ(ExifOrientation(far), kUpright);
}

TEST(Jpeg, RefusesEveryTruncation) {
  const Bytes jpeg = EncodeJpeg(Corner(40, 24).view(), 80);
  for (size_t size = 0; size < jpeg.size(); ++size) {
    GrayPicture picture;
    const Bytes cut(jpeg.begin(), jpeg.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_FALSE(DecodeJpeg(cut, &picture).ok()) << size << " of " << jpeg.size();
  }
}

TEST(Jpeg, SurvivesDamageAnywhere) {
  const Bytes jpeg = EncodeJpeg(Corner(64, 48).view(), 60);
  testing::Random random(5);
  for (int i = 0; i < 2000; ++i) {
    Bytes damaged = jpeg;
    for (int k = random.Between(1, 4); k > 0; --k) {
      damaged[static_cast<size_t>(random.Between(2, static_cast<int>(jpeg.size()) - 1))] =
          static_cast<uint8_t>(random.Between(0, 255));
    }
    GrayPicture picture;
    const Status status = DecodeJpeg(damaged, &picture);
    if (status.ok()) {
      EXPECT_EQ(picture.pixels.size(), size_t{1} * picture.width * picture.height);
    } else {
      EXPECT_NE(status.message().find("JPEG"), std::string::npos);
    }
  }
}

TEST(Jpeg, RefusesSizesBeyondTheLimits) {
  Bytes jpeg = EncodeJpeg(Corner(16, 16).view(), 80);
  size_t frame = 0;
  while (jpeg[frame] != 0xFF || jpeg[frame + 1] != 0xC0) ++frame;
  const auto with_size = [&](int height, int width) {
    Bytes changed = jpeg;
    changed[frame + 5] = static_cast<uint8_t>(height >> 8);
    changed[frame + 6] = static_cast<uint8_t>(height);
    changed[frame + 7] = static_cast<uint8_t>(width >> 8);
    changed[frame + 8] = static_cast<uint8_t>(width);
    GrayPicture picture;
    return DecodeJpeg(changed, &picture).message();
  };
  EXPECT_NE(with_size(20000, 20000).find("20000x20000"), std::string::npos);
  EXPECT_NE(with_size(10000, 10000).find("megapixels"), std::string::npos);
  EXPECT_NE(with_size(0, 16).find("16x0"), std::string::npos);
}

// A JPEG of one shade, with a bit for each block: what `scans` asks for, each with so
// many bytes of entropy-coded data. No encoder makes one; attackers do.
struct Scan {
  std::string components;  // their numbers
  int first = 0, last = 63, high = 0, low = 0;
  size_t bytes = 0;
};

void AppendSegment(int marker, const Bytes& content, Bytes* jpeg) {
  const size_t size = content.size() + 2;
  jpeg->insert(jpeg->end(),
               {0xFF, static_cast<uint8_t>(marker), static_cast<uint8_t>(size >> 8),
                static_cast<uint8_t>(size)});
  jpeg->insert(jpeg->end(), content.begin(), content.end());
}

Bytes PlainJpeg(int width, int height, const Bytes& samplings, int frame,
                const std::vector<Scan>& scans) {
  Bytes jpeg = {0xFF, 0xD8};
  Bytes quantization(65, 1);
  quantization[0] = 0;
  AppendSegment(0xDB, quantization, &jpeg);
  Bytes header = {8,
                  static_cast<uint8_t>(height >> 8),
                  static_cast<uint8_t>(height),
                  static_cast<uint8_t>(width >> 8),
                  static_cast<uint8_t>(width),
                  static_cast<uint8_t>(samplings.size())};
  uint8_t number = 0;
  for (const uint8_t sampling : samplings) {
    header.insert(header.end(), {++number, sampling, 0});
  }
  AppendSegment(frame, header, &jpeg);
  for (const uint8_t table : {0x00, 0x10}) {  // one code, a bit long: nothing follows
    Bytes codes(18, 0);
    codes[0] = table;
    codes[1] = 1;
    AppendSegment(0xC4, codes, &jpeg);
  }
  for (const Scan& scan : scans) {
    Bytes content = {static_cast<uint8_t>(scan.components.size())};
    for (const char component : scan.components) {
      content.insert(content.end(), {static_cast<uint8_t>(component - '0'), 0});
    }
    content.insert(content.end(),
                   {static_cast<uint8_t>(scan.first), static_cast<uint8_t>(scan.last),
                    static_cast<uint8_t>(scan.high << 4 | scan.low)});
    AppendSegment(0xDA, content, &jpeg);
    jpeg.insert(jpeg.end(), scan.bytes, 0);
  }
  jpeg.insert(jpeg.end(), {0xFF, 0xD9});
  return jpeg;
}

constexpr int kBaselineFrame = 0xC0, kProgressiveFrame = 0xC2;

std::string ErrorOf(const Bytes& jpeg) {
  GrayPicture picture;
  return DecodeJpeg(jpeg, &picture).message();
}

TEST(Jpeg, RefusesPixelsFarLargerThanTheFile) {
  // Where each block had a thousandth of a bit,
  EXPECT_PRED_FORMAT2(
      ::testing::IsSubstring, "the file can hold",
      ErrorOf(PlainJpeg(7000, 7000, {0x11}, kBaselineFrame, {{.components = "1"}})));
  // where one plane of the picture is large,
  const Bytes tall = PlainJpeg(6000, 6000, {0x11}, kProgressiveFrame,
                               {{.components = "1", .last = 0, .bytes = 70'000}});
  EXPECT_EQ(ErrorOf(tall),
            "JPEG: a plane of its pixels takes 72 MB; a file of 70 kB may take 64 MB");
  // and where they are in all.
  const Bytes wide = PlainJpeg(5000, 5000, {0x11, 0x11, 0x11, 0x11}, kProgressiveFrame,
                               {{.components = "1234", .last = 0, .bytes = 200'000}});
  EXPECT_EQ(ErrorOf(wide),
            "JPEG: its pixels take 228 MB; a file of 200 kB may take 192 MB");
}

TEST(Jpeg, TakesALargePhotoOfTheUsualKind) {
  // 12 megapixels, color in a quarter of them, the scans that libjpeg makes.
  const Bytes photo =
      PlainJpeg(4000, 3000, {0x22, 0x11, 0x11}, kProgressiveFrame,
                {{.components = "123", .last = 0, .low = 1, .bytes = 300'000},
                 {.components = "1", .first = 1, .last = 5, .low = 2, .bytes = 40'000},
                 {.components = "3", .first = 1, .low = 1, .bytes = 10'000},
                 {.components = "2", .first = 1, .low = 1, .bytes = 10'000},
                 {.components = "1", .first = 6, .low = 2, .bytes = 40'000},
                 {.components = "1", .first = 1, .high = 2, .low = 1, .bytes = 40'000},
                 {.components = "123", .last = 0, .high = 1, .bytes = 100'000},
                 {.components = "3", .first = 1, .high = 1, .bytes = 10'000},
                 {.components = "2", .first = 1, .high = 1, .bytes = 10'000},
                 {.components = "1", .first = 1, .high = 1, .bytes = 40'000}});
  EXPECT_EQ(ErrorOf(photo), "");
}

// A pass over a picture may cost bits, or nothing at all for 32,000 of its blocks.
TEST(Jpeg, RefusesFarMorePassesThanTheFileCanFill) {
  std::vector<Scan> scans = {{.components = "123", .last = 0, .bytes = 40'000}};
  const auto jpeg_of = [&scans](size_t refinements) {
    scans.resize(1);
    scans.resize(1 + refinements,
                 {.components = "1", .first = 1, .high = 1, .bytes = 10});
    return PlainJpeg(2400, 2400, {0x11, 0x11, 0x11}, kProgressiveFrame, scans);
  };
  const std::string refusal = "more passes over its blocks than a file of 41 kB can fill";
  EXPECT_PRED_FORMAT2(::testing::IsNotSubstring, refusal, ErrorOf(jpeg_of(20)));
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, refusal, ErrorOf(jpeg_of(90)));
}

TEST(Jpeg, RefusesMorePassesThanAnyPictureNeeds) {
  // Some 600,000 blocks: 32 times is the most, in however large a file.
  std::vector<Scan> scans = {{.components = "1", .last = 0, .bytes = 1'300'000}};
  scans.resize(50, {.components = "1", .first = 1, .high = 1});
  EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                      "more than 20000000 blocks in all its scans",
                      ErrorOf(PlainJpeg(6400, 6200, {0x11}, kProgressiveFrame, scans)));
}

TEST(Jpeg, RefusesScansOfWhatIsNotInTheFrame) {
  const Scan whole = {.components = "1", .bytes = 100};
  EXPECT_EQ(ErrorOf(PlainJpeg(16, 16, {0x11}, kBaselineFrame, {whole})), "");
  for (const char* components : {"", "2", "12", "11111"}) {
    const Scan scan = {.components = components, .bytes = 100};
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "a scan header that cannot be at byte ",
                        ErrorOf(PlainJpeg(16, 16, {0x11}, kBaselineFrame, {scan})));
  }
  for (const Bytes& samplings : {Bytes{}, Bytes{0x11, 0x11}, Bytes{0x01}, Bytes{0x15}}) {
    EXPECT_PRED_FORMAT2(::testing::IsSubstring, "a frame header that cannot be at byte ",
                        ErrorOf(PlainJpeg(16, 16, samplings, kBaselineFrame, {whole})));
  }
}

// The Huffman tables may be: then they are those of the standard, as films leave them
// out.
TEST(Jpeg, RefusesScansWithoutQuantizationTable) {
  const Scan whole = {.components = "1", .bytes = 100};
  Bytes jpeg = PlainJpeg(16, 16, {0x11}, kBaselineFrame, {whole});
  ASSERT_EQ(jpeg[3], 0xDB);
  jpeg[3] = 0xFE;  // a comment
  EXPECT_EQ(ErrorOf(jpeg), "JPEG: Quantization table 0x00 was not defined");
}

// Decoders make up gray for what is missing.
TEST(Jpeg, RefusesScansThatEndBeforeTheirPixels) {
  const auto error_of = [](size_t bytes) {
    return ErrorOf(
        PlainJpeg(64, 64, {0x11}, kBaselineFrame, {{.components = "1", .bytes = bytes}}));
  };
  EXPECT_EQ(error_of(16), "");
  EXPECT_EQ(error_of(15), "JPEG: Corrupt JPEG data: premature end of data segment");
  EXPECT_EQ(error_of(0), "JPEG: Corrupt JPEG data: premature end of data segment");
}

TEST(Jpeg, TakesForZeroWhatNoScanBrings) {
  const Bytes jpeg = PlainJpeg(64, 64, {0x11}, kProgressiveFrame,
                               {{.components = "1", .first = 1, .bytes = 100}});
  GrayPicture picture;
  ASSERT_TRUE(DecodeJpeg(jpeg, &picture).ok());
  EXPECT_EQ(picture.pixels, Bytes(size_t{64} * 64, 128));
}

// What comes behind a marker of no length would be hidden from the limits.
TEST(Jpeg, RefusesMarkersThatCannotBe) {
  const Bytes jpeg =
      PlainJpeg(16, 16, {0x11}, kBaselineFrame, {{.components = "1", .bytes = 100}});
  for (const uint8_t marker : {0x00, 0x01, 0xBF, 0xD0, 0xD7, 0xD8}) {
    Bytes changed = jpeg;
    changed.insert(changed.begin() + 2, {0xFF, marker});
    EXPECT_EQ(ErrorOf(changed), "JPEG: a marker that cannot be at byte 2");
  }
}

// As printers' programs write them: one minus each ink, or the inks themselves.
TEST(Jpeg, ReadsInksOnPaper) {
  const Scan scan = {.components = "1234", .bytes = 100};
  const Bytes half = PlainJpeg(16, 16, {0x11, 0x11, 0x11, 0x11}, kBaselineFrame, {scan});
  GrayPicture picture;
  ASSERT_TRUE(DecodeJpeg(half, &picture).ok());
  EXPECT_EQ(picture.pixels, Bytes(256, 127 * 127 / 255));
  Bytes adobe = {0xFF, 0xD8};
  const std::string note("Adobe\0\x64\0\0\0\0\0", 12);
  AppendSegment(0xEE, Bytes(note.begin(), note.end()), &adobe);
  adobe.insert(adobe.end(), half.begin() + 2, half.end());
  ASSERT_TRUE(DecodeJpeg(adobe, &picture).ok());
  EXPECT_EQ(picture.pixels, Bytes(256, 128 * 128 / 255));
}

TEST(Jpeg, RefusesKindsThatNobodyWrites) {
  Bytes jpeg = EncodeJpeg(Corner(16, 16).view(), 80);
  size_t frame = 0;
  while (jpeg[frame] != 0xFF || jpeg[frame + 1] != 0xC0) ++frame;
  jpeg[frame + 1] = 0xC9;  // arithmetic
  GrayPicture picture;
  EXPECT_EQ(DecodeJpeg(jpeg, &picture).code(), StatusCode::kUnsupported);
  jpeg[frame + 1] = 0xC1;
  jpeg[frame + 4] = 12;  // bits
  EXPECT_EQ(DecodeJpeg(jpeg, &picture).code(), StatusCode::kUnsupported);
}

}  // namespace
}  // namespace digitpad
