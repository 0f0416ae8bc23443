// What Window does with files and with the clipboard.
#include <string>
#include <utility>

#include "core/base/value_text.h"
#include "core/formats/gzip.h"
#include "wasm/desktop/file_kind.h"
#include "wasm/desktop/new_file.h"
#include "wasm/desktop/picture_file.h"
#include "wasm/desktop/window.h"

namespace digitpad {
namespace {

// As on the page: no photo is larger.
constexpr size_t kMostBytes = size_t{64} << 20;

}  // namespace

Status Window::Open(const std::string& path) {
  std::vector<uint8_t> file, bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMostBytes, &file));
  if (file.size() > kMostBytes) return Status::Invalid(path + ": larger than 64 MB");
  DIGITPAD_RETURN_IF_ERROR(GunzipIfNeeded(file, kMostBytes, &bytes).WithPrefix(path));
  DIGITPAD_RETURN_IF_ERROR(OpenBytes(bytes).WithPrefix(path));
  return Status::Ok();
}

Status Window::OpenBytes(const std::vector<uint8_t>& bytes) {
  LetGo(true);
  if (menu_.is_open) CloseMenu();
  switch (KindOf(bytes)) {
    case FileKind::kPicture: {
      GrayPicture picture;
      DIGITPAD_RETURN_IF_ERROR(DecodePicture(bytes, &picture));
      DIGITPAD_RETURN_IF_ERROR(app_.Open(std::move(picture)));
      drawings_.clear();
      correcting_ = -1;
      Say({});
      return Status::Ok();
    }
    case FileKind::kModel:
      return OpenModel(bytes);
    case FileKind::kStrokes:
      return OpenStrokes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    case FileKind::kOther:
      break;
  }
  return Status::Invalid("neither a PNG or JPEG picture, a strokes file nor a model");
}

Status Window::OpenStrokes(std::string_view text) {
  std::vector<Drawing> drawings;
  DIGITPAD_RETURN_IF_ERROR(ParseStrokesFile(text, &drawings));
  if (drawings.empty()) return Status::Invalid("there is no drawing in it");
  drawings_ = std::move(drawings);
  drawing_shown_ = 0;
  return ShowDrawing();
}

Status Window::OpenModel(const std::vector<uint8_t>& bytes) {
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(make_recognizer_(bytes, &recognizer));
  app_.UseRecognizer(std::move(recognizer));
  Say({std::string(Saying(Text::kModelTaken))});
  return Status::Ok();
}

Status Window::ShowDrawing() {
  const Drawing& drawing = drawings_[static_cast<size_t>(drawing_shown_)];
  DIGITPAD_RETURN_IF_ERROR(
      app_.OpenDrawing(drawing.ink, {drawing.width, drawing.height}));
  correcting_ = -1;
  const size_t count = drawings_.size();
  Say({count == 1
           ? ""
           : FillIn(Saying(Text::kDrawingOf), {{"place", NumberText(drawing_shown_ + 1)},
                                               {"count", NumberText(count)}})});
  return Status::Ok();
}

// To the next one of the file, or the one before, as far as there are.
void Window::TurnPage(int step) {
  const int next = drawing_shown_ + step;
  if (drawing_ || next < 0 || next >= static_cast<int>(drawings_.size())) return;
  drawing_shown_ = next;
  Complain(ShowDrawing());
}

void Window::Complain(const Status& status) {
  if (status.ok()) return;
  Say({status.message(), true});
  Report(status.message());
}

void Window::Save(SaveFormat format) {
  std::string written;
  const Status status = WriteNewFile(FileNameFor(Saying(Text::kFileName), format),
                                     FormatFile(app_, format), &written);
  if (status.ok()) {
    Say({FillIn(Saying(Text::kSaved), {{"path", written}})});
    return Report("saved " + written);
  }
  Complain(status);
}

// The answer, or the numbers of a picture, one a line.
void Window::Copy() {
  const Answer& answer = app_.answer();
  const bool is_answer =
      answer.verdict == AnswerState::kAccepted || app_.picture().is_open();
  if (!is_answer || answer.text.empty()) return;
  if (SDL_SetClipboardText(answer.text.c_str()) == 0)
    Say({std::string(Saying(Text::kCopied))});
}

// A strokes file, or a number as if it were typed.
void Window::Paste() {
  char* clipboard = SDL_GetClipboardText();
  const std::string text = clipboard == nullptr ? "" : clipboard;
  SDL_free(clipboard);
  const std::vector<uint8_t> bytes(text.begin(), text.end());
  if (KindOf(bytes) != FileKind::kStrokes) return HandleText(text.c_str());
  Complain(OpenStrokes(text));
}

}  // namespace digitpad
