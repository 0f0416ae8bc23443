// Pictures and files, between page and app: a file's bytes come in through a buffer,
// those to save go out by DeliverFile.
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "core/formats/ink_svg.h"
#include "core/formats/picture_limits.h"
#include "core/formats/png.h"
#include "core/formats/png_reader.h"
#include "wasm/app/strokes_line.h"
#include "wasm/web/web_page.h"

// clang-format off
EM_JS(void, DeliverFile, (const char* format, const void* bytes, int size), {
  Module.deliverFile(UTF8ToString(format), HEAPU8.slice(bytes, bytes + size));
});
// clang-format on

namespace digitpad {
namespace {

// The saved picture's pixels in a unit of the sheet, at most: crisp on most screens and
// on paper.
constexpr float kPictureScale = 2;

// An accepted answer is the drawing's label.
std::string FormatStrokes() {
  const Answer& answer = app().answer();
  const bool accepted = answer.verdict == AnswerState::kAccepted;
  return FormatStrokesLine(accepted ? answer.text : "", app().ink_area(),
                           app().editor().ink());
}

std::vector<uint8_t> FormatPng(bool paper) {
  const GrayPicture picture = app().RenderPicture(kPictureScale);
  return paper ? EncodePng(picture.width, picture.height, 1, picture.pixels)
               : EncodePngWithoutPaper(picture);
}

std::string FormatText(std::string_view format) {
  if (format == "strokes") return FormatStrokes();
  if (format == "csv") return FormatCsv(app().NumbersToSave());
  if (format == "json") return FormatJson(app().NumbersToSave());
  const InkSheet sheet = app().Sheet();
  return FormatSvg(sheet.ink, sheet.size, sheet.pen_width, format == "svg");
}

// As they come through the buffer: in the highest byte of a stroke's count its pointer;
// a point's x, y, time and pressure.
constexpr int kPointerShift = 24;
using PointValues = float[4];

Ink TakeInk(size_t strokes) {
  const std::vector<uint8_t> file = std::exchange(page().file, {});
  const uint8_t* points = file.data() + strokes * sizeof(int32_t);
  Ink ink(strokes);
  for (size_t s = 0; s < strokes; ++s) {
    int32_t count = 0;
    std::memcpy(&count, file.data() + s * sizeof count, sizeof count);
    const auto pointer = static_cast<PointerKind>(count >> kPointerShift);
    for (count &= (1 << kPointerShift) - 1; count > 0; --count) {
      PointValues values;
      std::memcpy(values, points, sizeof values);
      points += sizeof values;
      ink[s].push_back({values[0], values[1], values[2], values[3], pointer});
    }
  }
  return ink;
}

Status OpenFile() {
  const std::vector<uint8_t> file = std::exchange(page().file, {});
  GrayPicture picture;
  DIGITPAD_RETURN_IF_ERROR(DecodePng(file, &picture));
  return app().Open(std::move(picture));
}

}  // namespace
}  // namespace digitpad

using namespace digitpad;  // The exports are C; everything they use is the app's.

// Room for a file of `size` bytes, to be filled before what opens it. The page keeps
// `size` within bounds.
PAGE_EXPORT uint8_t* app_file_buffer(int size) {
  page().file.resize(static_cast<size_t>(size));
  return page().file.data();
}
// Opens the file in the buffer. An empty string, or what is wrong with it: then all stays
// as it was.
PAGE_EXPORT const char* app_open_png() { return Return(OpenFile().message()); }

// Opens a drawing of `strokes` strokes, drawn on an area of that size or, where that is
// 0, of one not known. The buffer holds how many points each stroke has, as int32, with
// its PointerKind shifted by 24 bits, and then the points, as four floats x, y, time and
// pressure; negative ones of these are not known.
PAGE_EXPORT const char* app_open_ink(int strokes, float width, float height) {
  Ink ink = TakeInk(static_cast<size_t>(strokes));
  return Return(app().OpenDrawing(std::move(ink), {width, height}).message());
}
// The same as a program says it: it is read as it is, and nothing of that can be undone.
// It may be empty.
PAGE_EXPORT const char* app_set_ink(int strokes, float width, float height) {
  Ink ink = TakeInk(static_cast<size_t>(strokes));
  return Return(app().SetInk(std::move(ink), {width, height}).message());
}
// The drawing as a line of a strokes file.
PAGE_EXPORT const char* app_strokes_line() { return Return(FormatStrokes()); }
// Puts such a drawing, read as `label`, in front of the past ones instead. Nothing comes
// of one that cannot be opened.
PAGE_EXPORT void app_keep_ink(int strokes, float width, float height, const char* label) {
  Ink ink = TakeInk(static_cast<size_t>(strokes));
  static_cast<void>(app().AddDrawing(std::move(ink), {width, height}, label));
}

// What is wrong with a picture of that size; empty where it can be opened.
PAGE_EXPORT const char* app_check_picture_size(int width, int height) {
  return Return(
      CheckPictureSize(static_cast<uint32_t>(width), static_cast<uint32_t>(height))
          .message());
}
// Room for a picture that the browser decodes, a byte of grey a pixel, row by row.
// REQUIRES: app_check_picture_size has nothing against the size.
PAGE_EXPORT uint8_t* app_picture_buffer(int width, int height) {
  GrayPicture& picture = page().picture;
  picture = {width, height, {}};
  picture.pixels.resize(static_cast<size_t>(width) * static_cast<size_t>(height));
  return picture.pixels.data();
}
// Opens the picture in the buffer, as app_open_png.
PAGE_EXPORT const char* app_open_picture() {
  return Return(app().Open(std::exchange(page().picture, {})).message());
}

PAGE_EXPORT int app_has_picture() { return app().picture().is_open(); }
PAGE_EXPORT int app_picture_reading() { return app().picture().reading(); }
PAGE_EXPORT int app_picture_progress() { return app().picture().progress(); }  // percent

// The numbers in the picture: what stands in the list, whether it was read so and is
// sure.
PAGE_EXPORT int app_number_count() {
  return static_cast<int>(app().picture().numbers().size());
}
PAGE_EXPORT const char* app_number_read(int number) {
  return app().picture().numbers()[static_cast<size_t>(number)].result.text.c_str();
}
PAGE_EXPORT int app_number_settled(int number) {
  return app().picture().numbers()[static_cast<size_t>(number)].settled();
}
PAGE_EXPORT int app_number_corrected(int number) {
  const ReadNumber& each = app().picture().numbers()[static_cast<size_t>(number)];
  return each.correction.has_value() && *each.correction != each.result.text;
}
PAGE_EXPORT void app_correct_number(int number, const char* text) {
  app().CorrectNumber(number, text);
}
// The number that stands out, or -1.
PAGE_EXPORT int app_chosen_number() { return app().picture().chosen(); }
PAGE_EXPORT void app_choose_number(int number) { app().ChooseNumber(number); }

// `format`: png or svg, with paper or with -transparent after it, strokes, csv or json.
PAGE_EXPORT int app_can_save(const char* format) {
  const std::string_view name = format;
  const bool of_numbers = name == "csv" || name == "json";
  return of_numbers ? !app().NumbersToSave().empty() : app().IsEnabled(Command::kSave);
}
// The file comes by DeliverFile, before this returns. Nothing comes where there is
// nothing to save.
PAGE_EXPORT void app_save(const char* format) {
  if (app_can_save(format) == 0) return;
  const std::string_view name = format;
  if (name.starts_with("png")) {
    const auto png = FormatPng(name == "png");
    return DeliverFile(format, png.data(), static_cast<int>(png.size()));
  }
  const std::string text = FormatText(name);
  DeliverFile(format, text.data(), static_cast<int>(text.size()));
}
