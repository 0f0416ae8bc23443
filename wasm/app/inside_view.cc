#include "wasm/app/inside_view.h"

#include "wasm/app/pixels.h"

namespace digitpad {
namespace {

// The most that a value can be.
int MostOf(int line) { return line == 0 ? 255 : 127; }

// The color of each value. Coverage is shown as it is; activations are mostly small, and
// their square roots tell them apart better.
std::array<uint32_t, 256> ColorsOf(int line, const Theme& theme) {
  const Color from = theme[Role::kTrack], to = theme[Role::kInk];
  const int most = MostOf(line);
  std::array<uint32_t, 256> colors{};
  int root = 0;  // of v * most, rounded down
  for (int v = 0; v <= most; ++v) {
    while ((root + 1) * (root + 1) <= v * most) ++root;
    const int share = line == 0 ? v : root;
    const auto mix = [share, most](int a, int b) {
      return static_cast<uint8_t>(a + (b - a) * share / most);
    };
    colors[static_cast<size_t>(v)] =
        PixelFormat().Pack({mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b)});
  }
  return colors;
}

}  // namespace

void InsideView::Show(bool on) {
  is_on_ = on;
  has_reading_ = false;
  ++revision_;
  if (on) return;
  inside_ = {};
  pixels_ = {};
}

void InsideView::Look(int digit, Recognizer* recognizer) {
  if (digit < 0 && !has_reading_) return;
  has_reading_ =
      digit >= 0 && recognizer->LookInside(static_cast<size_t>(digit), &inside_);
  ++revision_;
}

std::span<const uint8_t> InsideView::ValuesOf(int line) const {
  if (!has_reading_) return {};
  if (line == 0) return inside_.input;
  return inside_.activations[static_cast<size_t>(line) - 1];
}

InsideLayer InsideView::Layer(const Model& model, int line) const {
  InsideLayer made;
  if (line == 0) {
    made.shape = InputShape(model.prep);
  } else {
    const digitpad::Layer& layer = model.layers[static_cast<size_t>(line) - 1];
    made.op = static_cast<int>(layer.op);
    made.kernel = layer.kernel_h;
    made.stride = layer.stride;
    made.shape = layer.out_shape;
  }
  const std::span<const uint8_t> values = ValuesOf(line);
  if (values.empty()) return made;
  const auto maps = static_cast<size_t>(made.shape.c);
  const int most = made.shape.h * made.shape.w * MostOf(line);
  int64_t greatest = -1;
  for (size_t map = 0; map < maps; ++map) {
    int64_t sum = 0;
    for (size_t i = map; i < values.size(); i += maps) sum += values[i];
    if (sum <= greatest) continue;
    greatest = sum;
    made.strongest = static_cast<int>(map);
  }
  made.strength = static_cast<int>(greatest * 10000 / most);
  return made;
}

std::span<const uint32_t> InsideView::Draw(const Model& model, int line, int columns,
                                           const Theme& theme) {
  const Shape shape = Layer(model, line).shape;
  const std::array<uint32_t, 256> colors = ColorsOf(line, theme);
  const std::span<const uint8_t> values = ValuesOf(line);
  const int rows = (shape.c + columns - 1) / columns;
  const int gap = shape.w > 1 ? 1 : 0;
  const int pitch_x = shape.w + gap, pitch_y = shape.h + gap;
  const int width = columns * pitch_x - gap, height = rows * pitch_y - gap;
  pixels_.assign(static_cast<size_t>(width) * static_cast<size_t>(height), 0);
  for (int map = 0; map < shape.c; ++map) {
    const int left = map % columns * pitch_x, top = map / columns * pitch_y;
    for (int y = 0; y < shape.h; ++y) {
      uint32_t* out = pixels_.data() + (top + y) * width + left;
      for (int x = 0; x < shape.w; ++x) {
        const int i = (y * shape.w + x) * shape.c + map;
        out[x] = colors[values.empty() ? 0 : values.data()[i]];
      }
    }
  }
  return pixels_;
}

}  // namespace digitpad
