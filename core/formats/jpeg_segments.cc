#include "core/formats/jpeg_segments.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/value_text.h"
#include "core/formats/picture_limits.h"
#include "core/formats/unpacked_size.h"

namespace digitpad {
namespace {

// Markers, ISO/IEC 10918-1, table B.1.
constexpr int kBaseline = 0xC0;
constexpr int kExtended = 0xC1;
constexpr int kProgressive = 0xC2;
constexpr int kHuffmanTables = 0xC4;
constexpr int kExtensions = 0xC8;
constexpr int kArithmeticConditions = 0xCC;
constexpr int kLastFrame = 0xCF;
constexpr int kFirstRestart = 0xD0;
constexpr int kLastRestart = 0xD7;
constexpr int kBegin = 0xD8;
constexpr int kEnd = 0xD9;
constexpr int kScan = 0xDA;
constexpr int kApp1 = 0xE1;

// An encoder makes ten or so scans of a progressive picture.
constexpr int kMaxScans = 100;

// Each block of 8 x 8 takes a bit at least, those of one component in a coarser grid
// aside.
constexpr uint64_t kMaxBlocksAByte = 16;

// Each scan visits all blocks of its components, however few bytes it has. The usual ten
// visit 14 times as many as a picture has where none of its components lies in a coarser
// grid: 11 million of 50 megapixels. One of them takes a bit for each block, and no
// encoder makes 16 of it.
constexpr uint64_t kMaxVisits = 20'000'000;
constexpr uint64_t kMaxVisitsAByte = 8 * 16;

// libjpeg's own state, and some rows of each component.
constexpr uint64_t kDecoderBytes = size_t{2} << 20;

struct Component {
  int id;
  uint64_t blocks;  // as many as lie in whole units of the picture
};

struct Outline {
  bool has_frame = false;
  bool is_progressive = false;
  int width = 0, height = 0;
  uint64_t blocks = 0;
  std::vector<Component> components;
  int scans = 0;
  uint64_t visits = 0;  // of blocks, in all scans
  int orientation = kUpright;
};

Status At(const std::string& what, size_t offset) {
  return Status::Invalid("JPEG: " + what + " at byte " + NumberText(offset));
}

Status CutOff(std::span<const uint8_t> file) {
  return At("the file ends within the picture", file.size());
}

bool IsFrame(int marker) {
  return marker >= kBaseline && marker <= kLastFrame && marker != kHuffmanTables &&
         marker != kExtensions && marker != kArithmeticConditions;
}

// The components of a frame of that size. Their sampling factors tell how many blocks of
// each lie in a unit of the picture, ISO/IEC 10918-1, A.2.
Status ReadComponents(std::span<const uint8_t> segment, uint32_t width, uint32_t height,
                      size_t at, std::vector<Component>* components) {
  constexpr size_t kFirst = 6, kEntry = 3;
  constexpr uint32_t kBlockSide = 8, kMaxSampling = 4;
  const size_t count = segment[kFirst - 1];
  const bool is_known = count == 1 || count == 3 || count == 4;
  const Status wrong = At("a frame header that cannot be", at);
  if (!is_known || segment.size() != kFirst + kEntry * count) return wrong;
  uint32_t most_x = 0, most_y = 0;
  for (size_t i = 0; i < count; ++i) {
    most_x = std::max<uint32_t>(most_x, segment[kFirst + kEntry * i + 1] >> 4);
    most_y = std::max<uint32_t>(most_y, segment[kFirst + kEntry * i + 1] & 15);
  }
  if (most_x > kMaxSampling || most_y > kMaxSampling) return wrong;
  for (size_t i = 0; i < count; ++i) {
    const auto entry = segment.subspan(kFirst + kEntry * i, kEntry);
    const uint32_t x = entry[1] >> 4, y = entry[1] & 15;
    if (x == 0 || y == 0) return wrong;
    const auto units = [](uint32_t side, uint32_t most) {
      return uint64_t{(side + kBlockSide * most - 1) / (kBlockSide * most)};
    };
    components->push_back(
        {entry[0], units(width, most_x) * x * (units(height, most_y) * y)});
  }
  return Status::Ok();
}

// Whether the picture may take its gray pixels and, where no scan has all of it, what
// libjpeg keeps between the scans: the coefficients of each component.
Status CheckMemory(const Outline& outline, bool is_in_parts, size_t file_size) {
  constexpr uint64_t kCoefficientBytes = 2 * 64;
  const uint64_t pixels = uint64_t{1} * outline.width * outline.height;
  uint64_t largest = pixels, total = pixels + kDecoderBytes;
  for (const Component& component : outline.components) {
    if (!is_in_parts) break;
    const uint64_t plane = component.blocks * kCoefficientBytes;
    largest = std::max(largest, plane);
    total += plane;
  }
  DIGITPAD_RETURN_IF_ERROR(
      CheckUnpacked("a plane of its pixels takes", largest, 1, file_size));
  return CheckUnpacked("its pixels take", total, kMostPieces, file_size);
}

Status ReadFrame(int marker, std::span<const uint8_t> segment, size_t at,
                 Outline* outline) {
  if (marker != kBaseline && marker != kExtended && marker != kProgressive) {
    return Status::Unsupported("JPEG: a lossless or arithmetic one");
  }
  if (segment.size() < 6) return At("a frame header cut short", at);
  if (outline->has_frame) return At("a second frame", at);
  if (segment[0] != 8) {
    return Status::Unsupported("JPEG: " + NumberText(segment[0]) + " bits a sample");
  }
  outline->has_frame = true;
  const uint32_t height = uint32_t{segment[1]} << 8 | segment[2];
  const uint32_t width = uint32_t{segment[3]} << 8 | segment[4];
  outline->blocks = uint64_t{(width + 7) / 8} * ((height + 7) / 8);
  DIGITPAD_RETURN_IF_ERROR(CheckPictureSize(width, height).WithPrefix("JPEG"));
  outline->width = static_cast<int>(width);
  outline->height = static_cast<int>(height);
  DIGITPAD_RETURN_IF_ERROR(
      ReadComponents(segment, width, height, at, &outline->components));
  outline->is_progressive = marker == kProgressive;
  return Status::Ok();
}

// Counts what a scan visits.
Status ReadScan(std::span<const uint8_t> segment, size_t at, size_t file_size,
                Outline* outline) {
  if (!outline->has_frame) return At("pixels before the frame header", at);
  if (outline->blocks > kMaxBlocksAByte * file_size) {
    return Status::Invalid("JPEG: a picture far larger than the file can hold");
  }
  if (++outline->scans > kMaxScans) return At("too many scans", at);
  constexpr size_t kEntry = 2, kRest = 4;  // the count is in front, the bands behind
  const Status wrong = At("a scan header that cannot be", at);
  const size_t count = segment.empty() ? 0 : segment[0];
  if (count == 0 || count > outline->components.size() ||
      segment.size() != kRest + kEntry * count) {
    return wrong;
  }
  for (size_t i = 0; i < count; ++i) {
    const auto entry = segment.subspan(1 + kEntry * i, kEntry);
    const auto component =
        std::find_if(outline->components.begin(), outline->components.end(),
                     [id = entry[0]](const Component& c) { return c.id == id; });
    if (component == outline->components.end()) return wrong;
    outline->visits += component->blocks;
  }
  if (outline->scans == 1) {
    const bool is_in_parts =
        outline->is_progressive || count < outline->components.size();
    DIGITPAD_RETURN_IF_ERROR(
        CheckMemory(*outline, is_in_parts, file_size).WithPrefix("JPEG"));
  }
  if (outline->visits > kMaxVisits) {
    return Status::Invalid("JPEG: more than " + NumberText(kMaxVisits) +
                           " blocks in all its scans");
  }
  if (outline->visits > kMaxVisitsAByte * file_size) {
    return Status::Invalid("JPEG: more passes over its blocks than a file of " +
                           NumberText(file_size / 1000) + " kB can fill");
  }
  return Status::Ok();
}

// Where the next marker after entropy-coded data begins; the file's size where none does.
size_t SkipScan(std::span<const uint8_t> file, size_t at) {
  for (; at + 1 < file.size(); ++at) {
    if (file[at] != 0xFF) continue;
    const int next = file[at + 1];
    const bool is_data =
        next == 0 || next == 0xFF || (next >= kFirstRestart && next <= kLastRestart);
    if (!is_data) return at;
  }
  return file.size();
}

// Every segment up to the end marker. What comes behind it, a phone's second picture for
// one, is not looked at.
Status Walk(std::span<const uint8_t> file, Outline* outline) {
  size_t at = 2;
  while (true) {
    if (at + 2 > file.size()) return CutOff(file);
    if (file[at] != 0xFF) return At("no marker where one must be", at);
    const int marker = file[at + 1];
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    if (marker == kEnd) break;
    // Some of them have no length, so that the next bytes would hide what follows.
    const bool is_restart = marker >= kFirstRestart && marker <= kLastRestart;
    if (marker < kBaseline || marker == kBegin || is_restart) {
      return At("a marker that cannot be", at);
    }
    if (at + 4 > file.size()) return CutOff(file);
    const size_t size = size_t{file[at + 2]} << 8 | file[at + 3];
    if (size < 2) return At("a segment without a size", at);
    if (size > file.size() - at - 2) return CutOff(file);
    const auto segment = file.subspan(at + 4, size - 2);
    if (IsFrame(marker)) {
      DIGITPAD_RETURN_IF_ERROR(ReadFrame(marker, segment, at, outline));
    } else if (marker == kApp1 && outline->orientation == kUpright) {
      outline->orientation = ExifOrientation(segment);
    } else if (marker == kScan) {
      DIGITPAD_RETURN_IF_ERROR(ReadScan(segment, at, file.size(), outline));
    }
    at += 2 + size;
    if (marker == kScan) at = SkipScan(file, at);
  }
  return outline->scans > 0 ? Status::Ok() : At("no pixels before the end", at);
}

}  // namespace

Status CheckJpegSegments(std::span<const uint8_t> file, JpegOutline* outline) {
  Outline found;
  DIGITPAD_RETURN_IF_ERROR(Walk(file, &found));
  *outline = {found.width, found.height, found.components.size() == 4, found.orientation};
  return Status::Ok();
}

}  // namespace digitpad
