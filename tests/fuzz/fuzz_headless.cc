// The headless module's exports, called in any order with what JavaScript may pass: any
// values, in memory that is as large as it is said to be.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/recognizer.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_target.h"

using digitpad::Recognizer;

extern "C" {
void* Allocate(size_t bytes);
void Release(void* memory);
int GivesKnownAnswer();
Recognizer* Create(const uint8_t* model, size_t size, const char* kernel);
void Destroy(Recognizer* recognizer);
void ResetOptions();
void SetMode(int mode);
int SetRule(const char* name, const char* value);
void SetCells(const float* cells, int count);
int Read(Recognizer* recognizer, const float* points, const int32_t* lengths,
         int strokes);
int ReadPicture(Recognizer* recognizer, const uint8_t* picture);
int ReadImage(Recognizer* recognizer, const uint8_t* pixels, int width, int height);
const char* Text();
size_t TextSize();
int Classes(const Recognizer* recognizer);
const int32_t* Logits(const Recognizer* recognizer);
int SetMinConfidence(Recognizer* recognizer, const char* text);
float PenWidth(float width, float height);
void DrawInk(const float* points, const int32_t* lengths, int strokes, float scale,
             float x, float y, float pen_width, uint8_t* coverage, int left, int top,
             int width, int height);
}

namespace digitpad::fuzz {
namespace {

// Memory of the module's own, as its callers get it.
template <typename Value>
class Block {
 public:
  explicit Block(const std::vector<Value>& values) {
    data_ =
        static_cast<Value*>(Allocate(std::max<size_t>(1, values.size() * sizeof(Value))));
    std::copy(values.begin(), values.end(), data_);
  }
  ~Block() { Release(data_); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  Value* get() const { return data_; }

 private:
  Value* data_;
};

struct Strokes {
  std::vector<float> points;
  std::vector<int32_t> lengths;
};

Strokes TakeStrokes(FuzzInput* input) {
  Strokes strokes;
  for (const Stroke& stroke : input->TakeInk(12, 16)) {
    strokes.lengths.push_back(static_cast<int32_t>(stroke.size()));
    for (const Point& point : stroke) {
      strokes.points.insert(strokes.points.end(), {point.x, point.y});
    }
  }
  return strokes;
}

// One caller with two recognisers, of which either may be missing.
class Caller {
 public:
  explicit Caller(std::span<const uint8_t> data) : input_(data) { ResetOptions(); }
  ~Caller() {
    for (Recognizer* recognizer : recognizers_) Destroy(recognizer);
  }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  void Run() {
    constexpr int kMostCalls = 16;
    for (int i = 0; i < kMostCalls && !input_.empty(); ++i) Call();
  }

 private:
  void Call() {
    Recognizer*& recognizer = recognizers_[input_.Below(2)];
    switch (input_.Below(12)) {
      case 0:
        return Make(recognizer);
      case 1:
        Destroy(recognizer);
        recognizer = nullptr;
        return;
      case 2:
        return ResetOptions();
      case 3:
        return SetMode(static_cast<int>(input_.U32()));
      case 4:
        return Rule();
      case 5:
        return Cells();
      case 6:
        return Confidence(recognizer);
      case 7:
        return Draw();
      case 8:
        return Image(recognizer);
      case 9:
        return Picture(recognizer);
      default:
        return Drawing(recognizer);
    }
  }

  void Make(Recognizer*& recognizer) {
    const int damage = input_.Below(4);
    std::vector<uint8_t> file = damage == 3 ? OddModelFile() : SmallModelFile();
    if (damage == 1) file.resize(input_.U16() % file.size());
    if (damage == 2) file[input_.U16() % file.size()] ^= input_.U8();
    const Block<uint8_t> bytes(file);
    constexpr const char* kKernels[] = {"", "portable", "PORTABLE", "none"};
    Recognizer* made =
        Create(bytes.get(), file.size(), kKernels[input_.Below(std::size(kKernels))]);
    if (made == nullptr) {
      FUZZ_EXPECT(TextSize() > 0);
      return;
    }
    Destroy(recognizer);
    recognizer = made;
  }

  void Rule() {
    constexpr const char* kNames[] = {"min",   "max",      "length",  "check",
                                      "prior", "expected", "decimal", "luhn"};
    constexpr const char* kValues[] = {"3", "2-4", "luhn", "0.9", "-1.5", ""};
    const char* name = kNames[input_.Below(std::size(kNames))];
    const int value = input_.Below(8);
    const std::string text = value < 6 ? kValues[value] : input_.Text();
    if (::SetRule(name, text.c_str()) < 0) NoteText();
  }

  void Cells() {
    std::vector<float> cells(4 * static_cast<size_t>(input_.Below(24)));
    for (float& value : cells) value = input_.Coordinate();
    const Block<float> block(cells);
    SetCells(block.get(), static_cast<int>(cells.size() / 4));
  }

  void Confidence(Recognizer* recognizer) {
    if (recognizer == nullptr) return;
    constexpr const char* kTexts[] = {"0", "0.98", "strict", "1"};
    const int which = input_.Below(6);
    const std::string text = which < 4 ? kTexts[which] : input_.Text();
    if (SetMinConfidence(recognizer, text.c_str()) < 0) NoteText();
  }

  void Drawing(Recognizer* recognizer) {
    const Strokes strokes = TakeStrokes(&input_);
    if (recognizer == nullptr) return;
    const Block<float> points(strokes.points);
    const Block<int32_t> lengths(strokes.lengths);
    const int size = Read(recognizer, points.get(), lengths.get(),
                          static_cast<int>(strokes.lengths.size()));
    FUZZ_EXPECT(size == -1 || static_cast<size_t>(size) == TextSize());
    NoteText();
    NoteLogits(recognizer);
  }

  void Picture(Recognizer* recognizer) {
    std::vector<uint8_t> pixels(size_t{28} * 28, input_.U8());
    const auto bytes = input_.Bytes(input_.Below(200));
    std::copy(bytes.begin(), bytes.end(), pixels.begin() + 300);
    if (recognizer == nullptr) return;
    const Block<uint8_t> block(pixels);
    ReadPicture(recognizer, block.get());
    NoteText();
    NoteLogits(recognizer);
  }

  // Now and then, for such a picture may be a hundred digits. Sizes that are none, too;
  // the picture is a few grey levels over and over.
  void Image(Recognizer* recognizer) {
    const int width = input_.Below(48) - 1, height = input_.Below(48) - 1;
    const auto levels = input_.Bytes(static_cast<size_t>(input_.Below(100)));
    std::vector<uint8_t> pixels(
        static_cast<size_t>(std::max(0, width) * std::max(0, height)));
    for (size_t i = 0; i < pixels.size(); ++i) {
      pixels[i] = levels.empty() ? 200 : levels[i % levels.size()];
    }
    constexpr int kMostImages = 2;
    if (recognizer == nullptr || ++images_ > kMostImages) return;
    const Block<uint8_t> block(pixels);
    ReadImage(recognizer, block.get(), width, height);
    NoteText();
  }

  void Draw() {
    const Strokes strokes = TakeStrokes(&input_);
    const Block<float> points(strokes.points);
    const Block<int32_t> lengths(strokes.lengths);
    const int width = input_.Below(64), height = input_.Below(64);
    std::vector<uint8_t> coverage(static_cast<size_t>(width) *
                                  static_cast<size_t>(height));
    const Block<uint8_t> block(coverage);
    const float pen = input_.Below(4) == 0 ? input_.AnyFloat() : TakePenWidth();
    const float scale = input_.Below(4) == 0 ? input_.AnyFloat() : 1;
    const float x = input_.Coordinate(), y = input_.Coordinate();
    const int left = input_.Below(16) - 8, top = input_.Below(16) - 8;
    DrawInk(points.get(), lengths.get(), static_cast<int>(strokes.lengths.size()), scale,
            x, y, pen, block.get(), left, top, width, height);
    Note({reinterpret_cast<const char*>(block.get()), coverage.size()});
  }

  float TakePenWidth() {
    const float width = input_.Coordinate(), height = input_.Coordinate();
    return PenWidth(width, height);
  }

  static void NoteText() { Note({::Text(), TextSize()}); }
  static void NoteLogits(const Recognizer* recognizer) {
    const int32_t* logits = Logits(recognizer);
    for (int i = 0; i < Classes(recognizer); ++i) Note(std::to_string(logits[i]) + " ");
  }

  FuzzInput input_;
  std::array<Recognizer*, 2> recognizers_{};
  int images_ = 0;
};

void FuzzHeadless(std::span<const uint8_t> data) {
  static const bool known = GivesKnownAnswer() == 1;
  FUZZ_EXPECT(known);
  Caller(data).Run();
}

const Register kRegister("headless", &FuzzHeadless);

}  // namespace
}  // namespace digitpad::fuzz
