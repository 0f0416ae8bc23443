#include "core/formats/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string_view>

namespace digitpad {
namespace {

constexpr size_t kPlenty = size_t{1} << 20;

std::vector<uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::vector<uint8_t> Gzip(std::span<const uint8_t> bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
            Z_OK);
  std::vector<uint8_t> out(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// Compresses badly, so that a stream has many bytes to damage.
std::vector<uint8_t> Noise(size_t size) {
  std::vector<uint8_t> bytes(size);
  uint32_t state = 1;
  for (uint8_t& byte : bytes) {
    state = state * 1664525 + 1013904223;  // Numerical Recipes' generator
    byte = static_cast<uint8_t>(state >> 24);
  }
  return bytes;
}

TEST(Gzip, CopiesWhatIsNotCompressed) {
  for (const char* text : {"", "x", "{\"strokes\":[]}"}) {
    std::vector<uint8_t> out = Bytes("old");
    ASSERT_TRUE(GunzipIfNeeded(Bytes(text), kPlenty, &out).ok());
    EXPECT_EQ(out, Bytes(text));
  }
}

TEST(Gzip, UnpacksAnySize) {
  for (const size_t size : {0, 1, 1000, 65535, 65536, 65537, 300000}) {
    const std::vector<uint8_t> bytes = Noise(size);
    std::vector<uint8_t> out;
    ASSERT_TRUE(GunzipIfNeeded(Gzip(bytes), kPlenty, &out).ok()) << size;
    EXPECT_EQ(out, bytes);
  }
}

TEST(Gzip, ReadsAllMembers) {
  std::vector<uint8_t> file = Gzip(Bytes("one "));
  for (const char* text : {"", "two"}) {
    const std::vector<uint8_t> member = Gzip(Bytes(text));
    file.insert(file.end(), member.begin(), member.end());
  }
  std::vector<uint8_t> out;
  ASSERT_TRUE(GunzipIfNeeded(file, kPlenty, &out).ok());
  EXPECT_EQ(out, Bytes("one two"));
}

TEST(Gzip, AllowsExactlyTheLimit) {
  const std::vector<uint8_t> bytes = Noise(100000);
  std::vector<uint8_t> out;
  EXPECT_TRUE(GunzipIfNeeded(Gzip(bytes), bytes.size(), &out).ok());
  EXPECT_FALSE(GunzipIfNeeded(Gzip(bytes), bytes.size() - 1, &out).ok());
  EXPECT_TRUE(GunzipIfNeeded(bytes, bytes.size(), &out).ok());
  EXPECT_FALSE(GunzipIfNeeded(bytes, bytes.size() - 1, &out).ok());
}

TEST(Gzip, StopsAtTheLimitOfABomb) {
  const std::vector<uint8_t> bomb = Gzip(std::vector<uint8_t>(size_t{64} << 20));
  std::vector<uint8_t> out = Bytes("old");
  const Status status = GunzipIfNeeded(bomb, kPlenty, &out);
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "more than 1048576 bytes",
                      status.message());
  EXPECT_EQ(out, Bytes("old"));
}

TEST(Gzip, StopsWhereTheFileIsFarSmallerThanItsContent) {
  std::vector<uint8_t> out;
  const auto limit = [&out](size_t size) {
    return GunzipIfNeeded(Gzip(std::vector<uint8_t>(size)), size_t{1} << 30, &out);
  };
  EXPECT_TRUE(limit(1'000'000).ok());
  EXPECT_PRED_FORMAT2(::testing::IsSubstring, "more than 1000000 bytes",
                      limit(1'000'001).message());
  // What is larger, 64 times its size: zeros are packed a thousand times smaller.
  const std::vector<uint8_t> bomb = Gzip(std::vector<uint8_t>(64'000'000));
  EXPECT_PRED_FORMAT2(::testing::IsSubstring,
                      "more than " + std::to_string(64 * bomb.size()) + " bytes",
                      GunzipIfNeeded(bomb, size_t{1} << 30, &out).message());
}

TEST(Gzip, RejectsEveryTruncation) {
  const std::vector<uint8_t> file = Gzip(Noise(300));
  for (size_t size = 2; size < file.size(); ++size) {
    std::vector<uint8_t> out = Bytes("old");
    const Status status = GunzipIfNeeded(std::span(file).first(size), kPlenty, &out);
    EXPECT_EQ(status.message(),
              "gzip: the file ends within the stream at byte " + std::to_string(size));
    EXPECT_EQ(out, Bytes("old"));
  }
}

TEST(Gzip, RejectsAFlippedBitOfTheData) {
  const std::vector<uint8_t> file = Gzip(Noise(300));
  // Past the header (RFC 1952) and the first byte of the stored block, whose upper bits
  // are padding that no reader looks at (RFC 1951).
  constexpr size_t kFirst = 10 + 1;
  for (size_t i = kFirst; i < file.size(); ++i) {
    std::vector<uint8_t> damaged = file;
    damaged[i] ^= 0x10;
    std::vector<uint8_t> out;
    EXPECT_FALSE(GunzipIfNeeded(damaged, kPlenty, &out).ok()) << "byte " << i;
  }
}

TEST(Gzip, RejectsBytesAfterTheStream) {
  std::vector<uint8_t> file = Gzip(Bytes("text"));
  const size_t size = file.size();
  file.push_back('x');
  std::vector<uint8_t> out;
  EXPECT_EQ(GunzipIfNeeded(file, kPlenty, &out).message(),
            "gzip: bytes after the end of the stream at byte " + std::to_string(size));
}

}  // namespace
}  // namespace digitpad
