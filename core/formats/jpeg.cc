#include "core/formats/jpeg.h"

// libjpeg's headers take those in front of them for known.
// clang-format off
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <string>
#include <utility>

#include "core/formats/exif.h"
#include "core/formats/jpeg_segments.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace digitpad {
namespace {

constexpr size_t kInks = 4;  // cyan, magenta, yellow, black

// libjpeg calls back with its own structure, which is the first member.
struct Decoder {
  jpeg_decompress_struct jpeg;
  jpeg_error_mgr errors;
  jmp_buf on_error;
};

[[noreturn]] void Fail(j_common_ptr jpeg) {
  longjmp(reinterpret_cast<Decoder*>(jpeg)->on_error, 1);
}

// libjpeg makes up what is missing, and warns; it warns of much else that does no harm.
void FailWhereDamaged(j_common_ptr jpeg, int level) {
  const int code = jpeg->err->msg_code;
  const bool is_damage = code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
                         code == JWRN_JPEG_EOF || code == JWRN_MUST_RESYNC;
  if (level < 0 && is_damage) Fail(jpeg);
}

// The lightness of inks on paper. Adobe's programs write how little of each there is.
void MixInks(const uint8_t* inks, size_t pixels, bool is_inverted, uint8_t* gray) {
  constexpr int kRed = 77, kGreen = 150, kBlue = 29, kAll = 256, kMost = 255;
  const auto left = [is_inverted](uint8_t ink) {
    return is_inverted ? ink : kMost - ink;
  };
  for (size_t i = 0; i < pixels; ++i, inks += kInks) {
    const int colors =
        (kRed * left(inks[0]) + kGreen * left(inks[1]) + kBlue * left(inks[2])) / kAll;
    gray[i] = static_cast<uint8_t>(colors * left(inks[3]) / kMost);
  }
}

// Into `gray`, as large as the walk over the segments said. `row` is for one of inks,
// empty where the picture has none. False, with libjpeg's own words, where it fails: it
// then jumps here, over frames that have nothing to destroy.
bool Decode(std::span<const uint8_t> file, std::span<uint8_t> row, GrayPicture* gray,
            char (&message)[JMSG_LENGTH_MAX]) {
  Decoder decoder{};
  jpeg_decompress_struct& jpeg = decoder.jpeg;
  jpeg.err = jpeg_std_error(&decoder.errors);
  decoder.errors.error_exit = &Fail;
  decoder.errors.emit_message = &FailWhereDamaged;
  if (setjmp(decoder.on_error) != 0) {
    decoder.errors.format_message(reinterpret_cast<j_common_ptr>(&jpeg), message);
    jpeg_destroy_decompress(&jpeg);
    return false;
  }
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, file.data(), file.size());
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = row.empty() ? JCS_GRAYSCALE : JCS_CMYK;
  jpeg_start_decompress(&jpeg);
  const size_t width = jpeg.output_width;
  if (width * jpeg.output_height != gray->pixels.size()) {
    ERREXIT(&jpeg, JERR_WIDTH_OVERFLOW);
  }
  while (jpeg.output_scanline < jpeg.output_height) {
    uint8_t* out = &gray->pixels[jpeg.output_scanline * width];
    JSAMPROW to = row.empty() ? out : row.data();
    jpeg_read_scanlines(&jpeg, &to, 1);
    if (!row.empty()) MixInks(row.data(), width, jpeg.saw_Adobe_marker, out);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return true;
}

void Append(void* context, void* data, int size) {
  auto* out = static_cast<std::vector<uint8_t>*>(context);
  const auto* bytes = static_cast<const uint8_t*>(data);
  out->insert(out->end(), bytes, bytes + size);
}

}  // namespace

bool HasJpegMagic(std::span<const uint8_t> file) {
  return file.size() >= 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF;
}

Status DecodeJpeg(std::span<const uint8_t> file, GrayPicture* picture) {
  if (!HasJpegMagic(file)) return Status::Invalid("JPEG: no JPEG signature at byte 0");
  JpegOutline outline;
  DIGITPAD_RETURN_IF_ERROR(CheckJpegSegments(file, &outline));
  GrayPicture result{outline.width, outline.height, {}};
  result.pixels.resize(size_t{1} * result.width * result.height);
  std::vector<uint8_t> row(outline.has_inks ? kInks * result.width : 0);
  char message[JMSG_LENGTH_MAX];
  if (!Decode(file, row, &result, message)) {
    return Status::Invalid(std::string("JPEG: ") + message);
  }
  TurnUpright(outline.orientation, &result);
  *picture = std::move(result);
  return Status::Ok();
}

std::vector<uint8_t> EncodeJpeg(const GrayView& picture, int quality) {
  // Without gaps between the rows, as the encoder wants them.
  std::vector<uint8_t> pixels;
  for (int y = 0; y < picture.height; ++y) {
    pixels.insert(pixels.end(), picture.row(y), picture.row(y) + picture.width);
  }
  std::vector<uint8_t> file;
  stbi_write_jpg_to_func(&Append, &file, picture.width, picture.height, 1, pixels.data(),
                         quality);
  return file;
}

}  // namespace digitpad
