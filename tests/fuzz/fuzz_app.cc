// The app as its edges drive it, in any order: pen, eraser, commands, sizes, files,
// numbers typed and chosen, pictures. Points may be any floats.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_pictures.h"
#include "tests/fuzz/fuzz_target.h"
#include "wasm/app/app.h"
#include "wasm/app/number_list.h"
#include "wasm/app/strokes_line.h"

namespace digitpad::fuzz {
namespace {

constexpr int kMostSide = 700;  // CSS pixels
constexpr int kMostPixels = 200'000;

ReadOptions TakeOptions(FuzzInput* input) {
  ReadOptions options;
  const int kind = input->Below(4);
  if (kind == 1) {
    options.mode = ReadMode::kBoxes;
    options.cells = EqualCells({0, 0, 1, 1}, 1 + input->Below(kMostCells));
  } else if (kind == 2) {
    static_cast<void>(SetRule("length", "1-3", &options.rules));
    static_cast<void>(SetRule("max", "150", &options.rules));
  } else if (kind == 3) {
    static_cast<void>(SetRule("decimal", "", &options.rules));
  }
  return options;
}

class Person {
 public:
  explicit Person(std::span<const uint8_t> data)
      : input_(data), app_(SmallRecognizer(), TakeOptions(&input_)) {
    Resize();
  }

  void Use() {
    constexpr int kMostActs = 30;
    for (int i = 0; i < kMostActs && !input_.empty(); ++i) Act();
    app_.Update();
    Draw();
    Look();
  }

 private:
  void Act() {
    switch (input_.Below(24)) {
      case 0:
        return Resize();
      case 1:
        return app_.BeginErasing(TakePoint());
      case 2:
        return app_.CancelStroke();
      case 3:
      case 4:
        return app_.EndStroke();
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
        static_cast<void>(app_.ReadOn());
        return;
      case 11:
        return Draw();
      case 12:
        return Recall();
      case 13:
        return app_.ShowLayers(input_.Below(2) == 1);
      case 14:
        return app_.SetLive(input_.Below(4) > 0);
      case 15:
        return app_.UseRecognizer(input_.Below(2) == 0 ? SmallRecognizer()
                                                       : MakeRecognizer(OddModelFile()));
      case 16:
        return Look();
      case 17:
        return app_.Update();
      case 18:
        return app_.BeginStroke(TakePoint());
      case 19:
        return Stroke();
      default:
        return app_.AddPoint(TakePoint());
    }
  }

  Point TakePoint() {
    const float x = input_.Coordinate(), y = input_.Coordinate();
    return {x, y, static_cast<float>(input_.U8()), -1};
  }

  void Stroke() {
    app_.BeginStroke(TakePoint());
    for (int i = input_.Below(12); i > 0; --i) app_.AddPoint(TakePoint());
    app_.EndStroke();
  }

  void Resize() {
    LayoutInput layout;
    layout.size = {static_cast<float>(input_.Below(kMostSide)),
                   static_cast<float>(input_.Below(kMostSide))};
    layout.text_scale = static_cast<float>(1 + input_.Below(8)) / 2;
    const int kind = input_.U8();
    layout.right_to_left = (kind & 1) != 0;
    layout.layers = (kind & 2) != 0;
    layout.layers_height = (kind & 4) != 0 ? 300.0F : 0.0F;
    layout.embedded = (kind & 8) != 0;
    layout.choosable = (kind & 16) != 0;
    layout.title = {90, 26};
    layout.tagline = {250, 17};
    layout.labels.assign(kPageCommandCount, {static_cast<float>(input_.Below(200)), 19});
    app_.Resize(layout, static_cast<float>(1 + input_.Below(12)) / 4);
  }

  void RunCommand() {
    const auto command = static_cast<Command>(input_.Below(kDesktopCommandCount));
    const bool enabled = app_.IsEnabled(command);
    app_.SetButtonState(command, {input_.Below(2) == 1, enabled, false});
    FUZZ_EXPECT(app_.Run(command) == enabled || app_.editor().drawing() == false);
  }

  void OpenInk() {
    const int how = input_.Below(4);
    Ink ink = input_.TakeInk(8, 12);
    const Vec2 drawn_on = {input_.Coordinate(), input_.Coordinate()};
    if (how == 0) {
      static_cast<void>(app_.OpenDrawing(std::move(ink), drawn_on));
    } else if (how == 1) {
      static_cast<void>(app_.SetInk(std::move(ink), drawn_on));
    } else if (how == 2) {
      static_cast<void>(app_.AddDrawing(std::move(ink), drawn_on, input_.Text()));
    } else if (ValidateInk(ink).ok()) {
      app_.OpenInk(std::move(ink));
    }
  }

  void Type() {
    const std::string text = input_.Typed();
    const int how = input_.Below(3);
    if (how == 0) app_.Type(text);
    if (how == 1) app_.Enter(text);
    if (how == 2) app_.SetNumber(text);
    static_cast<void>(app_.IsTypable(text));
  }

  void Choose() {
    const auto digits = static_cast<int>(app_.answer().digits.size());
    if (digits > 0) app_.ChooseDigit(input_.Below(digits));
    const auto numbers = static_cast<int>(app_.picture().numbers().size());
    if (numbers == 0) return;
    app_.ChooseNumber(input_.Below(numbers + 1) - 1);
    if (input_.Below(2) == 0) return;
    const int number = input_.Below(numbers);
    app_.CorrectNumber(number, input_.Text());
  }

  // Now and then: one may hold many numbers to read.
  void OpenPicture() {
    constexpr int kMostPictures = 3;
    GrayPicture picture = SamplePicture(input_.U8());
    if (++pictures_ > kMostPictures) return;
    static_cast<void>(app_.Open(std::move(picture)));
    if (input_.Below(2) == 0) return;
    while (app_.ReadOn()) {
    }
    app_.Update();
  }

  void Recall() {
    const auto past = static_cast<int>(app_.past_drawings().size());
    if (past > 0) app_.RecallDrawing(input_.Below(past));
  }

  void Draw() {
    const Vec2 size = app_.layout().size;
    const int width = static_cast<int>(size.x), height = static_cast<int>(size.y);
    if (int64_t{width} * height > kMostPixels) return;
    pixels_.resize(static_cast<size_t>(width) * static_cast<size_t>(height));
    std::vector<IntRect> drawn;
    app_.Draw({pixels_.data(), width, height, width, {}}, &drawn);
    for (const IntRect& rect : drawn) {
      FUZZ_EXPECT(rect.x >= 0 && rect.y >= 0);
      FUZZ_EXPECT(rect.x + rect.w <= width && rect.y + rect.h <= height);
    }
  }

  // All that the page asks for after a frame.
  void Look() {
    FUZZ_EXPECT(ValidateInk(app_.editor().ink()).ok());
    static_cast<void>(NamedBoxes(app_.layout()));
    std::string text = FormatStrokesLine("7", app_.ink_area(), app_.editor().ink());
    AppendJson(app_.result(), &text);
    Note(text);
    Note(app_.answer().text);
    static_cast<void>(FormatCsv(app_.NumbersToSave()));
    static_cast<void>(FormatJson(app_.NumbersToSave()));
    InsideView& layers = app_.layers();
    const auto lines = static_cast<int>(app_.model().layers.size());
    for (int line = 0; line < lines && layers.is_on(); ++line) {
      static_cast<void>(layers.Layer(app_.model(), line));
      static_cast<void>(layers.Draw(app_.model(), line, 1 + line, app_.theme()));
    }
  }

  FuzzInput input_;
  App app_;
  int pictures_ = 0;
  std::vector<uint32_t> pixels_;
};

void FuzzApp(std::span<const uint8_t> data) { Person(data).Use(); }

const Register kRegister("app", &FuzzApp);

}  // namespace
}  // namespace digitpad::fuzz
