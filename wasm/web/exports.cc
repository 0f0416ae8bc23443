// The page's way into the app: plain C functions, called by www/page.js. Strings are
// UTF-8 and live until the next call. Pictures and files have theirs in file_exports.cc.
#include <cmath>
#include <memory>
#include <string>
#include <string_view>

#include "core/acceptance.h"
#include "wasm/app/cell_row.h"
#include "wasm/web/web_page.h"
#include "weights/embedded.h"

namespace digitpad {

Page& page() {
  static Page instance;
  return instance;
}

App& app() { return *page().app; }

const char* Return(std::string text) {
  page().text = std::move(text);
  return page().text.c_str();
}

// An empty setting leaves the model's default.
Status MakeRecognizer(std::span<const uint8_t> model,
                      std::unique_ptr<Recognizer>* recognizer) {
  std::unique_ptr<Recognizer> made;
  DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model, page().kernel, &made));
  if (!page().min_confidence.empty()) {
    int least = 0;
    DIGITPAD_RETURN_IF_ERROR(
        ParseMinConfidence(page().min_confidence, made->model().calibration, &least)
            .WithPrefix("min-confidence"));
    made->set_min_confidence(least);
  }
  *recognizer = std::move(made);
  return Status::Ok();
}

namespace {

// Of each frame while a picture is read: the page stays alive beside it.
constexpr double kReadingMs = 20;

Point MakePoint(float x, float y, double time_ms, float pressure) {
  Page& p = page();
  if (IsEmpty(app().editor().ink())) p.drawing_started_ms = time_ms;
  return {x, y, static_cast<float>(time_ms - p.drawing_started_ms), pressure};
}

Status SetBoxes(std::string_view value, ReadOptions* options) {
  int count = 0;
  DIGITPAD_RETURN_IF_ERROR(ParseCellCount(value, &count));
  options->mode = ReadMode::kBoxes;
  options->cells = EqualCells({0, 0, 1, 1}, count);
  return Status::Ok();
}

Status ValidateSettings(const ReadOptions& options) {
  if (options.mode == ReadMode::kBoxes && options.rules.decimal) {
    return Status::Invalid("boxes: each holds a digit, so there is no decimal");
  }
  return ValidateOptions(options);
}

Status Start() {
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(MakeRecognizer(EmbeddedModel(), &recognizer));
  DIGITPAD_RETURN_IF_ERROR(ValidateSettings(page().read_options));
  page().app =
      std::make_unique<App>(std::move(recognizer), std::move(page().read_options));
  page().layout_input.labels.resize(kPageCommandCount);
  page().layout_input.choosable = true;
  return View::Create("digitpad", 1, 1, 0, &page().view);
}

}  // namespace
}  // namespace digitpad

using namespace digitpad;  // The exports are C; everything they use is the app's.

// Before app_start: a rule of the numbers that will be drawn, as SetRule of
// core/decode/number_rules.h takes it; or `boxes`, and into how many cells. An empty
// string, or what is wrong with it.
PAGE_EXPORT const char* app_set_rule(const char* name, const char* value) {
  ReadOptions& options = page().read_options;
  const Status status = std::string_view(name) == "boxes"
                            ? SetBoxes(value, &options)
                            : SetRule(name, value, &options.rules);
  return Return(status.message());
}

// Before all others. `kernel`: a kernel's name, or empty for the best one;
// `min_confidence`: as core/acceptance.h reads it, or empty for the model's default. An
// empty string, or what went wrong; then nothing else may be called.
PAGE_EXPORT const char* app_start(const char* kernel, const char* min_confidence) {
  page().kernel = kernel;
  page().min_confidence = min_confidence;
  return Return(Start().message());
}

PAGE_EXPORT int app_command_count() { return kPageCommandCount; }
PAGE_EXPORT const char* app_command_name(int command) { return kCommandNames[command]; }

// Texts as measured by the browser, in CSS pixels. They take effect with app_resize.
PAGE_EXPORT void app_set_label_size(int command, float width, float height) {
  page().layout_input.labels[static_cast<size_t>(command)] = {width, height};
}
PAGE_EXPORT void app_set_header_sizes(float title_width, float tagline_width) {
  page().layout_input.title = {title_width, 0};
  page().layout_input.tagline = {tagline_width, 0};
}

// Before the first app_resize: the page is in a frame of somebody else's.
PAGE_EXPORT void app_embed() { page().layout_input.embedded = true; }

// `width` x `height` CSS pixels are there; app_width and app_height say what is taken.
PAGE_EXPORT void app_resize(float width, float height, float device_pixel_ratio,
                            float text_scale, int right_to_left) {
  Page& p = page();
  p.layout_input.size = {width, height};
  p.layout_input.text_scale = text_scale;
  p.layout_input.right_to_left = right_to_left != 0;
  app().Resize(p.layout_input, device_pixel_ratio);
  const Vec2 size = app().layout().size;
  p.view->Resize(static_cast<int>(std::lround(size.x * device_pixel_ratio)),
                 static_cast<int>(std::lround(size.y * device_pixel_ratio)));
}
PAGE_EXPORT float app_width() { return app().layout().size.x; }
PAGE_EXPORT float app_height() { return app().layout().size.y; }

// Grows whenever what follows may have changed: by app_resize, and with the answer.
PAGE_EXPORT int app_layout_revision() { return app().layout_revision(); }
// Where the DOM elements lie: ids and their boxes, four floats x, y, width, height. The
// count comes first: it takes the boxes from the layout.
PAGE_EXPORT int app_box_count() {
  page().boxes = NamedBoxes(app().layout());
  return static_cast<int>(page().boxes.size());
}
PAGE_EXPORT const char* app_box_name(int i) {
  return page().boxes[static_cast<size_t>(i)].name.c_str();
}
PAGE_EXPORT const float* app_box(int i) {
  return &page().boxes[static_cast<size_t>(i)].box.x;
}

// The answer's font, CSS pixels, and how many of its digits stand in a line.
PAGE_EXPORT float app_answer_size() { return app().layout().answer_text.size; }
PAGE_EXPORT int app_answer_columns() { return app().layout().answer_text.columns; }

PAGE_EXPORT void app_set_dark(int dark) {
  app().SetTheme(dark != 0 ? DarkTheme() : LightTheme());
}
// In place of the theme's own until the next app_set_dark: 0xRRGGBB.
PAGE_EXPORT void app_set_color(int role, int rgb) {
  Theme& theme = page().forced_theme;
  if (&app().theme() != &theme) theme = app().theme();
  theme.colors[static_cast<size_t>(role)] = {static_cast<uint8_t>(rgb >> 16),
                                             static_cast<uint8_t>(rgb >> 8),
                                             static_cast<uint8_t>(rgb)};
  app().SetTheme(theme);
}
PAGE_EXPORT int app_color_count() { return kRoleCount; }
PAGE_EXPORT const char* app_color_name(int role) {
  return RoleName(static_cast<Role>(role));
}
// 0xRRGGBB.
PAGE_EXPORT int app_color(int role) {
  const Color c = app().theme()[static_cast<Role>(role)];
  return c.r << 16 | c.g << 8 | c.b;
}

// The pen, in CSS pixels of #ink; `pressure` is negative where it is not known.
// `pointer`: PointerKind.
PAGE_EXPORT void app_begin_stroke(float x, float y, double time_ms, float pressure,
                                  int pointer) {
  Point point = MakePoint(x, y, time_ms, pressure);
  point.pointer = static_cast<PointerKind>(pointer);
  app().BeginStroke(point);
}
// The same pen as an eraser, until it is lifted.
PAGE_EXPORT void app_begin_erasing(float x, float y) { app().BeginErasing({x, y}); }
PAGE_EXPORT void app_add_point(float x, float y, double time_ms, float pressure) {
  app().AddPoint(MakePoint(x, y, time_ms, pressure));
}
PAGE_EXPORT void app_end_stroke() { app().EndStroke(); }
PAGE_EXPORT void app_cancel_stroke() { app().CancelStroke(); }

// Files are the page's business: the commands that open and save do nothing here.
PAGE_EXPORT void app_command(int command) { app().Run(static_cast<Command>(command)); }
PAGE_EXPORT int app_command_enabled(int command) {
  return app().IsEnabled(static_cast<Command>(command));
}
PAGE_EXPORT void app_set_button_state(int command, int hovered, int pressed,
                                      int focused) {
  app().SetButtonState(static_cast<Command>(command),
                       {hovered != 0, pressed != 0, focused != 0});
}

// Grows whenever something below, or which commands are enabled, may have changed.
PAGE_EXPORT int app_revision() { return app().revision(); }
PAGE_EXPORT const char* app_state() {
  return kAnswerStateNames[static_cast<int>(app().answer().state)];
}
PAGE_EXPORT const char* app_verdict() {
  return kAnswerStateNames[static_cast<int>(app().answer().verdict)];
}
PAGE_EXPORT const char* app_answer() { return app().answer().text.c_str(); }
PAGE_EXPORT const char* app_guess() { return app().answer().guess.c_str(); }
// What the ink alone was read as: the Result as JSON, the very bytes of the command line.
PAGE_EXPORT const char* app_result() {
  std::string text;
  AppendJson(app().result(), &text);
  return Return(std::move(text));
}
// The rule that the guess breaks, of app_set_rule's names, where its digits are sure.
PAGE_EXPORT const char* app_broken_rule() { return app().answer().broken_rule.c_str(); }
PAGE_EXPORT int app_confidence() { return app().answer().confidence; }
PAGE_EXPORT int app_strokes() { return app().answer().strokes; }
PAGE_EXPORT int app_bar_count() { return static_cast<int>(app().bars().size()); }
PAGE_EXPORT const char* app_bar_label(int bar) {
  return app().bars()[static_cast<size_t>(bar)].label.c_str();
}
// Of the chosen digit: ten-thousandths, or -1 without a reading.
PAGE_EXPORT int app_bar(int bar) {
  return app().bars()[static_cast<size_t>(bar)].confidence;
}
PAGE_EXPORT bool app_bar_is_best(int bar) {
  return app().bars()[static_cast<size_t>(bar)].best;
}

// What may be taken for an unsure answer, by the commands `first` and `second`; empty
// beyond the last.
PAGE_EXPORT const char* app_candidate(int i) {
  const auto& candidates = app().answer().candidates;
  const auto index = static_cast<size_t>(i);
  return index < candidates.size() ? candidates[index].c_str() : "";
}
// Whether the answer was typed or taken.
PAGE_EXPORT int app_by_hand() { return app().answer().by_hand; }
// A label that was typed. Whether it was taken up.
PAGE_EXPORT int app_type(const char* text) { return app().Type(text); }
PAGE_EXPORT int app_is_typable(const char* character) {
  return app().IsTypable(character);
}
// All of a number at once, in place of what was typed before.
PAGE_EXPORT int app_enter(const char* text) { return app().Enter(text); }
// The same as a program says it, empty for none: nothing of that can be undone.
PAGE_EXPORT int app_set_number(const char* text) { return app().SetNumber(text); }
PAGE_EXPORT const char* app_typed() { return Return(app().typed()); }
PAGE_EXPORT void app_set_live(int live) { app().SetLive(live != 0); }
// Whether ink waits for the command `recognize`.
PAGE_EXPORT int app_waiting() { return app().waiting(); }

// How many cells there are to write into, none where digits may stand anywhere; and for
// how many of them the answer waits.
PAGE_EXPORT int app_cell_count() { return static_cast<int>(app().cells().size()); }
PAGE_EXPORT int app_empty_cells() { return app().answer().empty_cells; }

// The digits of the answer, left to right, none of an empty cell.
PAGE_EXPORT int app_digit_count() {
  return static_cast<int>(app().answer().digits.size());
}
PAGE_EXPORT const char* app_digit_label(int digit) {
  return app().answer().digits[static_cast<size_t>(digit)].label.c_str();
}
// In the number, or of its cell; from 0 on.
PAGE_EXPORT int app_digit_place(int digit) {
  return app().answer().digits[static_cast<size_t>(digit)].place;
}
PAGE_EXPORT int app_digit_confidence(int digit) {
  return app().answer().digits[static_cast<size_t>(digit)].confidence;
}
PAGE_EXPORT int app_digit_sure(int digit) {
  return app().answer().digits[static_cast<size_t>(digit)].sure;
}
// The digit whose bars are shown, or -1.
PAGE_EXPORT int app_chosen_digit() { return app().answer().chosen; }
PAGE_EXPORT void app_choose_digit(int digit) { app().ChooseDigit(digit); }

// The tags on the drawing area: text, box as app_box, and what kind of a frame it is.
PAGE_EXPORT int app_tag_count() { return static_cast<int>(app().frames().size()); }
PAGE_EXPORT const char* app_tag_text(int tag) {
  return app().frames()[static_cast<size_t>(tag)].text.c_str();
}
PAGE_EXPORT const float* app_tag_box(int tag) {
  return &app().frames()[static_cast<size_t>(tag)].tag.x;
}
PAGE_EXPORT const char* app_tag_kind(int tag) {
  const Frame& frame = app().frames()[static_cast<size_t>(tag)];
  return frame.chosen ? "chosen" : frame.sure ? "sure" : "unsure";
}
PAGE_EXPORT const char* app_kernel() { return app().kernel(); }

PAGE_EXPORT int app_needs_frame() { return app().needs_frame(); }
// Reads what is new, of a picture what can be read in a few milliseconds, and draws what
// has changed. Under the pen ink is shown first: true where it is still to be read, by
// app_read once the frame is on its way.
PAGE_EXPORT int app_frame() {
  const double started_ms = emscripten_get_now();
  while (app().ReadOn() && emscripten_get_now() - started_ms < kReadingMs) {
  }
  const bool drawing = app().editor().drawing();
  if (!drawing) app().Update();
  if (page().view->Draw(&app()) != nullptr) page().view->Present();
  return drawing && app().needs_frame();
}
PAGE_EXPORT void app_read() { app().Update(); }
