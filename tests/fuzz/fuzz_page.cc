// The exports of the page's module, called in any order with what JavaScript may pass:
// indices below their counts, buffers as long as is said, any numbers and texts. What
// they draw on is memory, what they save is looked at and dropped, and the model that the
// page brings along is a small one.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/png.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_pictures.h"
#include "tests/fuzz/fuzz_target.h"
#include "wasm/app/app.h"
#include "wasm/view/view.h"
#include "wasm/web/web_page.h"
#include "weights/embedded.h"

extern "C" {
const char* app_set_rule(const char* name, const char* value);
const char* app_start(const char* kernel, const char* min_confidence);
const char* app_command_name(int command);
void app_set_label_size(int command, float width, float height);
void app_set_header_sizes(float title_width, float tagline_width);
void app_embed();
void app_resize(float width, float height, float device_pixel_ratio, float text_scale,
                int right_to_left);
float app_width();
float app_height();
int app_box_count();
const char* app_box_name(int i);
const float* app_box(int i);
void app_set_dark(int dark);
void app_set_color(int role, int rgb);
int app_color_count();
int app_color(int role);
void app_begin_stroke(float x, float y, double time_ms, float pressure, int pointer);
void app_begin_erasing(float x, float y);
void app_add_point(float x, float y, double time_ms, float pressure);
void app_end_stroke();
void app_cancel_stroke();
void app_command(int command);
int app_command_enabled(int command);
void app_set_button_state(int command, int hovered, int pressed, int focused);
const char* app_state();
const char* app_verdict();
const char* app_answer();
const char* app_guess();
const char* app_result();
const char* app_broken_rule();
int app_bar_count();
const char* app_bar_label(int bar);
int app_bar(int bar);
const char* app_candidate(int i);
int app_type(const char* text);
int app_is_typable(const char* character);
int app_enter(const char* text);
int app_set_number(const char* text);
const char* app_typed();
void app_set_live(int live);
int app_cell_count();
int app_digit_count();
const char* app_digit_label(int digit);
int app_digit_place(int digit);
int app_digit_confidence(int digit);
void app_choose_digit(int digit);
int app_tag_count();
const char* app_tag_text(int tag);
const float* app_tag_box(int tag);
const char* app_tag_kind(int tag);
int app_frame();
void app_read();
uint8_t* app_file_buffer(int size);
const char* app_open_png();
const char* app_open_ink(int strokes, float width, float height);
const char* app_set_ink(int strokes, float width, float height);
const char* app_strokes_line();
void app_keep_ink(int strokes, float width, float height, const char* label);
const char* app_check_picture_size(int width, int height);
uint8_t* app_picture_buffer(int width, int height);
const char* app_open_picture();
int app_number_count();
const char* app_number_read(int number);
int app_number_settled(int number);
int app_number_corrected(int number);
void app_correct_number(int number, const char* text);
void app_choose_number(int number);
int app_can_save(const char* format);
void app_save(const char* format);
int app_past_count();
const char* app_past_text(int drawing);
const uint8_t* app_past_picture(int drawing, int width, int height);
void app_recall(int drawing);
void app_show_layers(int on, float height);
int app_layer_count();
const int* app_layer(int line);
const uint32_t* app_draw_layer(int line, int columns);
const int32_t* app_logits();
const int32_t* app_probabilities();
const char* app_open_model();
const uint8_t* app_built_in_model();
int app_built_in_model_size();
const char* app_model_card();
int app_model_class_count();
const char* app_model_label(int i);
int app_model_parameters();

// Each look at the clock is a while after the one before.
double emscripten_get_now() {
  static double now_ms = 0;
  return now_ms += 7;
}

void DeliverFile(const char* format, const void* bytes, int size) {
  FUZZ_EXPECT(size > 0);
  const std::string file(static_cast<const char*>(bytes), static_cast<size_t>(size));
  FUZZ_EXPECT(!std::string(format).starts_with("png") || file.starts_with("\x89PNG"));
}
}

namespace digitpad {
namespace {

constexpr int kMostPixels = 200'000;  // of the canvas

struct Canvas {
  std::vector<uint32_t> pixels;
  int width = 0, height = 0;
};

Canvas& TheCanvas() {
  static Canvas canvas;
  return canvas;
}

}  // namespace

// In place of that of weights/.
std::span<const uint8_t> EmbeddedModel() { return fuzz::SmallModelFile(); }

Status View::Create(const std::string&, int width, int height, Uint32,
                    std::unique_ptr<View>* view) {
  view->reset(new View(nullptr));
  (*view)->Resize(width, height);
  return Status::Ok();
}
View::~View() = default;
void View::Resize(int width, int height) {
  FUZZ_EXPECT(width > 0 && height > 0);
  const bool fits = int64_t{width} * height <= kMostPixels;
  Canvas& canvas = TheCanvas();
  canvas.width = fits ? width : 0;
  canvas.height = fits ? height : 0;
  canvas.pixels.resize(static_cast<size_t>(canvas.width) *
                       static_cast<size_t>(canvas.height));
}
SDL_Surface* View::Draw(App* app) {
  Canvas& canvas = TheCanvas();
  if (canvas.pixels.empty()) return nullptr;
  app->Draw({canvas.pixels.data(), canvas.width, canvas.height, canvas.width, {}},
            &drawn_);
  for (const IntRect& rect : drawn_) {
    FUZZ_EXPECT(rect.x >= 0 && rect.y >= 0 && rect.x + rect.w <= canvas.width &&
                rect.y + rect.h <= canvas.height);
  }
  return nullptr;
}
void View::Present() {}

namespace fuzz {
namespace {

constexpr const char* kFormats[] = {
    "png", "png-transparent", "svg", "svg-transparent", "csv", "json", "strokes"};

bool IsFine(const char* problem) {
  Note(problem);
  return *problem == '\0';
}

class Caller {
 public:
  explicit Caller(std::span<const uint8_t> data) : input_(data) { page() = Page(); }

  void Run() {
    if (!Start()) return;
    Resize();
    constexpr int kMostCalls = 24;
    for (int i = 0; i < kMostCalls && !input_.empty(); ++i) Call();
    app_frame();
    Look();
  }

 private:
  bool Start() {
    constexpr const char* kRules[][2] = {
        {"boxes", "4"},   {"boxes", "0"}, {"length", "2-3"},
        {"decimal", "1"}, {"max", "150"}, {"none", "1"},
    };
    for (int i = input_.Below(3); i > 0; --i) {
      const auto& rule = kRules[input_.Below(std::size(kRules))];
      static_cast<void>(IsFine(app_set_rule(rule[0], rule[1])));
    }
    if (input_.Below(4) == 0) app_embed();
    constexpr const char* kConfidences[] = {"", "0.5", "strict", "2", "x"};
    return IsFine(app_start("", kConfidences[input_.Below(std::size(kConfidences))]));
  }

  void Call() {
    switch (input_.Below(24)) {
      case 0:
        return Resize();
      case 1:
        return app_begin_erasing(input_.Coordinate(), 40);
      case 2:
        return app_cancel_stroke();
      case 3:
        return app_end_stroke();
      case 4:
      case 5:
        return RunCommand();
      case 6:
        return OpenInk();
      case 7:
        return Type();
      case 8:
        return Choose();
      case 9:
        return OpenPicture();
      case 10:
        return OpenModel();
      case 11:
        return Save();
      case 12:
        return Recall();
      case 13:
        return app_show_layers(input_.Below(2), 300);
      case 14:
        return app_set_live(input_.Below(4));
      case 15:
        return Colors();
      case 16:
        return Look();
      case 17:
        return app_read();
      case 18:
        static_cast<void>(app_frame());
        return;
      case 19:
      case 20:
        return Stroke();
      case 21:
        return Begin();
      default:
        return Move();
    }
  }

  void Resize() {
    constexpr int kMostSide = 256;  // CSS pixels: pictures to save are twice as wide
    const auto width = static_cast<float>(input_.Below(kMostSide));
    const auto height = static_cast<float>(input_.Below(kMostSide));
    const auto label = static_cast<float>(input_.Below(200));
    for (int i = 0; i < kPageCommandCount; ++i) app_set_label_size(i, label, 19);
    app_set_header_sizes(label, 2 * label);
    const auto ratio = static_cast<float>(1 + input_.Below(12)) / 4;
    const auto scale = static_cast<float>(2 + input_.Below(4)) / 2;
    app_resize(width, height, ratio, scale, input_.Below(2));
  }

  void Begin() {
    const float x = input_.Coordinate(), y = input_.Coordinate();
    const float pressure = input_.Below(8) == 0 ? input_.AnyFloat() : 0.5F;
    const int pointer = input_.Below(4);
    app_begin_stroke(x, y, input_.U16(), pressure, pointer);
  }
  void Move() {
    const float x = input_.Coordinate(), y = input_.Coordinate();
    app_add_point(x, y, input_.U16(), -1);
  }
  void Stroke() {
    Begin();
    for (int i = input_.Below(12); i > 0; --i) Move();
    app_end_stroke();
  }

  void RunCommand() {
    const int command = input_.Below(kPageCommandCount);
    app_set_button_state(command, input_.Below(2), app_command_enabled(command), 0);
    app_command(command);
  }

  // Now and then, and large ones unpacked: to pack one takes seconds with sanitizers.
  void Save() {
    constexpr int kMostSaves = 2;
    const std::string_view format = kFormats[input_.Below(std::size(kFormats))];
    const Vec2 area = app().ink_area();
    const bool is_large = area.x * area.y > kMostPixels;
    if (++saves_ > kMostSaves) return;
    if (is_large && format.starts_with("png")) {
      FUZZ_EXPECT(app().RenderPicture(2).pixels.size() < 1.01 * kMostDrawnPixels);
    } else {
      app_save(format.data());
    }
  }

  // As www/module_calls.js lays it out.
  void OpenInk() {
    const int how = input_.Below(3);
    const Ink ink = input_.TakeInk(8, 12);
    const float width = input_.Coordinate(), height = input_.Coordinate();
    std::vector<int32_t> counts;
    std::vector<float> points;
    for (const auto& stroke : ink) {
      counts.push_back(static_cast<int32_t>(stroke.size()) | input_.Below(4) << 24);
      for (const Point& p : stroke) points.insert(points.end(), {p.x, p.y, -1, -1});
    }
    const size_t count_bytes = counts.size() * sizeof(int32_t);
    const size_t point_bytes = points.size() * sizeof(float);
    uint8_t* buffer = app_file_buffer(static_cast<int>(count_bytes + point_bytes));
    if (count_bytes > 0) std::memcpy(buffer, counts.data(), count_bytes);
    if (point_bytes > 0) std::memcpy(buffer + count_bytes, points.data(), point_bytes);
    const auto strokes = static_cast<int>(ink.size());
    if (how == 0) static_cast<void>(IsFine(app_open_ink(strokes, width, height)));
    if (how == 1) static_cast<void>(IsFine(app_set_ink(strokes, width, height)));
    if (how == 2) app_keep_ink(strokes, width, height, input_.Text().c_str());
  }

  void Type() {
    const std::string text = input_.Typed();
    const int how = input_.Below(3);
    if (how == 0) app_type(text.c_str());
    if (how == 1) app_enter(text.c_str());
    if (how == 2) app_set_number(text.c_str());
    app_is_typable(text.c_str());
  }

  void Choose() {
    if (app_digit_count() > 0) app_choose_digit(input_.Below(app_digit_count()));
    const int numbers = app_number_count();
    if (numbers == 0) return;
    app_choose_number(input_.Below(numbers + 1) - 1);
    if (input_.Below(2) == 0) return;
    const int number = input_.Below(numbers);
    app_correct_number(number, input_.Text().c_str());
  }

  // Now and then: one may hold many numbers to read.
  void OpenPicture() {
    constexpr int kMostPictures = 3;
    const GrayPicture picture = SamplePicture(input_.U8());
    if (++pictures_ > kMostPictures) return;
    FUZZ_EXPECT(!IsFine(app_check_picture_size(-picture.width, picture.height)));
    if (!IsFine(app_check_picture_size(picture.width, picture.height))) return;
    if (input_.Below(2) == 0) {
      uint8_t* buffer = app_picture_buffer(picture.width, picture.height);
      std::copy(picture.pixels.begin(), picture.pixels.end(), buffer);
      static_cast<void>(IsFine(app_open_picture()));
    } else {
      auto png = EncodePng(picture.width, picture.height, 1, picture.pixels);
      if (input_.Below(4) == 0) png.resize(png.size() / 2);
      HandOver(png);
      static_cast<void>(IsFine(app_open_png()));
    }
    // Mostly in one go; else what comes next comes while it is read.
    if (input_.Below(4) > 0) {
      for (int i = 0; i < 100 && app_frame() == 0 && app().ReadOn(); ++i) {
      }
    }
  }

  void OpenModel() {
    const int damage = input_.Below(4);
    std::vector<uint8_t> file = damage == 3 ? OddModelFile() : SmallModelFile();
    if (damage == 1) file.resize(input_.U16() % file.size());
    if (damage == 2) file[input_.U16() % file.size()] ^= 1;
    HandOver(file);
    FUZZ_EXPECT(IsFine(app_open_model()) == (damage == 0 || damage == 3));
  }

  static void HandOver(const std::vector<uint8_t>& file) {
    uint8_t* buffer = app_file_buffer(static_cast<int>(file.size()));
    std::copy(file.begin(), file.end(), buffer);
  }

  void Recall() {
    const int past = app_past_count();
    if (past == 0) return;
    const int drawing = input_.Below(past);
    Note(app_past_text(drawing));
    const int width = 1 + input_.Below(64), height = 1 + input_.Below(64);
    const uint8_t* pixels = app_past_picture(drawing, width, height);
    Note({reinterpret_cast<const char*>(pixels), static_cast<size_t>(width * height)});
    app_recall(drawing);
  }

  void Colors() {
    if (input_.Below(2) == 0) return app_set_dark(input_.Below(2));
    const int role = input_.Below(app_color_count());
    app_set_color(role, static_cast<int>(input_.U32()));
    Note(std::to_string(app_color(role)));
  }

  // All that the page asks for after a frame.
  static void Look() {
    for (const char* text :
         {app_state(), app_verdict(), app_answer(), app_guess(), app_broken_rule()}) {
      Note(text);
    }
    Note(app_result());
    Note(app_typed());
    Note(app_strokes_line());
    for (int i = app_box_count() - 1; i >= 0; --i) {
      Note(app_box_name(i));
      FUZZ_EXPECT(app_box(i)[2] >= 0 && app_box(i)[3] >= 0);
    }
    for (int i = 0; i < app_bar_count(); ++i) {
      Note(app_bar_label(i));
      Note(std::to_string(app_bar(i)));
    };
    for (int i = 0; i < app_digit_count(); ++i) {
      Note(app_digit_label(i));
      Note(std::to_string(app_digit_place(i) + app_digit_confidence(i)));
    }
    for (int i = 0; i < app_tag_count(); ++i) {
      Note(app_tag_text(i));
      Note(app_tag_kind(i));
      FUZZ_EXPECT(app_tag_box(i) != nullptr);
    }
    for (int i = 0; i < app_number_count(); ++i) {
      Note(app_number_read(i));
      Note(std::to_string(app_number_settled(i) + app_number_corrected(i)));
    }
    for (const char* format : kFormats) Note(std::to_string(app_can_save(format)));
    for (int i = -1; i < 3; ++i) Note(app_candidate(i));
    LookInside();
  }

  static void LookInside() {
    for (int i = 0; i < app_model_class_count(); ++i) Note(app_model_label(i));
    Note(app_model_card());
    FUZZ_EXPECT(app_model_parameters() > 0);
    for (int line = 0; line < app_layer_count(); ++line) {
      static_cast<void>(app_layer(line));
      static_cast<void>(app_draw_layer(line, 1 + line));
    }
    if (app_logits() == nullptr) return;
    for (int i = 0; i < app_model_class_count(); ++i) {
      Note(std::to_string(app_logits()[i]) + " " +
           std::to_string(app_probabilities()[i]));
    }
  }

  FuzzInput input_;
  int saves_ = 0, pictures_ = 0;
};

void FuzzPage(std::span<const uint8_t> data) { Caller(data).Run(); }

const Register kRegister("page", &FuzzPage);

}  // namespace
}  // namespace fuzz
}  // namespace digitpad
