#include "trainer/net/float_convolution.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace digitpad {
namespace {

#if defined(__AVX512F__)
constexpr int kLanes = 16;
#elif defined(__AVX__)
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif
typedef float Vec __attribute__((vector_size(kLanes * sizeof(float))));

// Register tiles. kTilePixels * kPanelVectors accumulators hide the latency of a fused
// multiply-add (4 cycles, 2 a cycle) and leave the loads behind the arithmetic; they fit
// the 16 registers of AVX as well as the 32 of AVX-512.
constexpr int kPanelVectors = 2;
constexpr int kPanelChannels = kPanelVectors * kLanes;
constexpr int kTilePixels = kLanes == 16 ? 14 : 6;
constexpr int kTileInputs = kLanes == 16 ? 12 : 6;

Vec Load(const float* from) {
  Vec v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

void Store(Vec v, float* to) { std::memcpy(to, &v, sizeof v); }

// One kernel row's share of one tile of neighboring output pixels.
struct Tile {
  const float* in;         // the first pixel's run
  ptrdiff_t pixel_stride;  // from one pixel's run to the next one's
  int run;
  const float* weights;  // [run][vectors * kLanes]
  float* out;
  ptrdiff_t out_stride;  // from one pixel to the next
  int channels;          // to be written, at most vectors * kLanes
  bool add;
};

// The end of a tile that has fewer channels than its vectors hold. acc: [pixels][vectors]
void StorePart(const Tile& tile, const Vec* acc, int pixels, int vectors) {
  float values[kPanelChannels];
  for (int p = 0; p < pixels; ++p) {
    float* out = tile.out + p * tile.out_stride;
    std::memcpy(values, acc + p * vectors, vectors * sizeof(Vec));
    for (int c = 0; c < tile.channels; ++c) {
      out[c] = tile.add ? out[c] + values[c] : values[c];
    }
  }
}

template <int kPixels, int kVectors>
void RunTile(const Tile& tile) {
  Vec acc[kPixels][kVectors] = {};
  const float* weights = tile.weights;
  for (int k = 0; k < tile.run; ++k, weights += kVectors * kLanes) {
    Vec w[kVectors];
    for (int v = 0; v < kVectors; ++v) w[v] = Load(weights + v * kLanes);
    for (int p = 0; p < kPixels; ++p) {
      const float x = tile.in[p * tile.pixel_stride + k];
      for (int v = 0; v < kVectors; ++v) acc[p][v] += x * w[v];
    }
  }
  if (tile.channels < kVectors * kLanes) {
    StorePart(tile, &acc[0][0], kPixels, kVectors);
    return;
  }
  float* out = tile.out;
#pragma GCC unroll 16
  for (int p = 0; p < kPixels; ++p, out += tile.out_stride) {
    for (int v = 0; v < kVectors; ++v) {
      Vec sum = acc[p][v];
      if (tile.add) sum += Load(out + v * kLanes);
      Store(sum, out + v * kLanes);
    }
  }
}

using TileFunction = void (*)(const Tile&);

// functions[n - 1] handles n pixels.
template <int kVectors, size_t... kIndices>
TileFunction TileOf(int pixels, std::index_sequence<kIndices...>) {
  static constexpr TileFunction kFunctions[] = {RunTile<kIndices + 1, kVectors>...};
  return kFunctions[pixels - 1];
}

TileFunction FindTile(int pixels, int vectors) {
  constexpr auto kSizes = std::make_index_sequence<kTilePixels>();
  return vectors == 1 ? TileOf<1>(pixels, kSizes) : TileOf<2>(pixels, kSizes);
}

// A block of the weights' gradient: neighboring inputs times neighboring outputs, summed
// over all pixels.
struct GradientBlock {
  const float* in;  // the first input of the first pixel
  ptrdiff_t pixel_stride;
  ptrdiff_t row_stride;  // between rows of pixels
  int height;            // of the output
  int width;
  const float* out_gradient;  // [height][width][out_stride]
  ptrdiff_t out_stride;
  float* weights;  // [inputs][out_stride], added to
};

template <int kInputs, int kVectors>
void RunGradientBlock(const GradientBlock& block) {
  Vec acc[kInputs][kVectors];
  for (int i = 0; i < kInputs; ++i) {
    for (int v = 0; v < kVectors; ++v) {
      acc[i][v] = Load(block.weights + i * block.out_stride + v * kLanes);
    }
  }
  const float* gradient = block.out_gradient;
  for (int y = 0; y < block.height; ++y) {
    const float* in = block.in + y * block.row_stride;
    for (int x = 0; x < block.width; ++x) {
      Vec g[kVectors];
      for (int v = 0; v < kVectors; ++v) g[v] = Load(gradient + v * kLanes);
      for (int i = 0; i < kInputs; ++i) {
        for (int v = 0; v < kVectors; ++v) acc[i][v] += in[i] * g[v];
      }
      in += block.pixel_stride;
      gradient += block.out_stride;
    }
  }
  for (int i = 0; i < kInputs; ++i) {
    for (int v = 0; v < kVectors; ++v) {
      Store(acc[i][v], block.weights + i * block.out_stride + v * kLanes);
    }
  }
}

template <int kVectors, size_t... kIndices>
auto GradientBlockOf(int inputs, std::index_sequence<kIndices...>) {
  static constexpr void (*kFunctions[])(const GradientBlock&) = {
      RunGradientBlock<kIndices + 1, kVectors>...};
  return kFunctions[inputs - 1];
}

auto FindGradientBlock(int inputs, int vectors) {
  constexpr auto kSizes = std::make_index_sequence<kTileInputs>();
  return vectors == 1 ? GradientBlockOf<1>(inputs, kSizes)
                      : GradientBlockOf<2>(inputs, kSizes);
}

int RoundUpToLanes(int channels) { return RoundUp(channels, kLanes); }

// Vectors of the panel that begins at a channel: full panels first, the rest in a last
// one.
int VectorsOfPanel(int channels, int first) {
  return std::min(kPanelVectors, CeilDiv(channels - first, kLanes));
}

// Copies an [h][w][c] image into a larger one that is zero around it.
void CopyInto(const float* from, int h, int row_floats, int to_row_floats, float* to) {
  for (int y = 0; y < h; ++y) {
    std::memcpy(to + ptrdiff_t{y} * to_row_floats, from + ptrdiff_t{y} * row_floats,
                row_floats * sizeof(float));
  }
}

}  // namespace

template <typename WeightsAt>
void FloatConvolution::Pack(WeightsAt weights_at, ptrdiff_t channel_stride,
                            Panels* panels) {
  const int positions = panels->rows * panels->run;
  panels->packed.assign(size_t(positions) * RoundUpToLanes(panels->channels), 0);
  float* to = panels->packed.data();
  for (int first = 0; first < panels->channels; first += kPanelChannels) {
    const int width = VectorsOfPanel(panels->channels, first) * kLanes;
    const int used = std::min(width, panels->channels - first);
    for (int position = 0; position < positions; ++position, to += width) {
      const float* from = weights_at(position) + first * channel_stride;
      for (int c = 0; c < used; ++c) to[c] = from[c * channel_stride];
    }
  }
}

FloatConvolution::FloatConvolution(const LayerSpec& spec) : spec_(spec), geometry_(spec) {
  const ConvolutionGeometry& g = geometry_;
  padded_input_.assign(size_t(g.padded_h) * g.padded_w * spec.in.c, 0);
  padded_gradient_.assign(size_t(g.gradient_h) * g.gradient_w * spec.out.c, 0);
  forward_.channels = spec.out.c;
  forward_.rows = spec.kernel_h;
  forward_.run = spec.kernel_w * spec.in.c;
  for (const ConvolutionGeometry::Phase& phase : g.phases) {
    // A phase that no tap reaches still needs its zeros written: one row of no taps.
    backward_.push_back({.channels = spec.in.c,
                         .rows = std::max(1, phase.taps_h),
                         .run = phase.taps_h == 0 ? 0 : phase.taps_w * spec.out.c,
                         .packed = {}});
  }
  if (spec.out.c % kLanes != 0) {
    const size_t channels = RoundUpToLanes(spec.out.c);
    wide_gradient_.assign(channels * spec.out.h * spec.out.w, 0);
    wide_weights_.assign(channels * forward_.rows * forward_.run, 0);
  }
}

void FloatConvolution::SetWeights(const float* weights, bool with_backward) {
  const int in_c = spec_.in.c;
  const int out_c = spec_.out.c;
  Pack([=](int position) { return weights + position * out_c; }, 1, &forward_);
  if (!with_backward) return;
  for (size_t p = 0; p < backward_.size(); ++p) {
    const ConvolutionGeometry::Phase& phase = geometry_.phases[p];
    const auto weights_at = [&](int position) {
      const int tap = position / out_c;
      const int at = geometry_.KernelTap(phase, tap / phase.taps_w, tap % phase.taps_w);
      return weights + at * in_c * out_c + position % out_c;
    };
    Pack(weights_at, out_c, &backward_[p]);
  }
}

// Kernel rows go outside the pixels, so that the weights at hand stay in the first level
// cache while all pixels pass.
void FloatConvolution::Convolve(const Panels& panels, const Planes& planes, bool add) {
  const int part = EqualPart(planes.width, kTilePixels);
  const float* weights = panels.packed.data();
  for (int first = 0; first < panels.channels; first += kPanelChannels) {
    const int vectors = VectorsOfPanel(panels.channels, first);
    Tile tile;
    tile.pixel_stride = planes.in_pixel;
    tile.run = panels.run;
    tile.out_stride = planes.out_pixel;
    tile.channels = std::min(vectors * kLanes, panels.channels - first);
    for (int row = 0; row < panels.rows; ++row) {
      tile.weights = weights;
      tile.add = add || row > 0;
      for (int y = 0; y < planes.height; ++y) {
        const float* in = planes.in + row * planes.in_kernel_row + y * planes.in_row;
        float* out = planes.out + y * planes.out_row + first;
        for (int x = 0; x < planes.width; x += part) {
          tile.in = in + x * planes.in_pixel;
          tile.out = out + x * planes.out_pixel;
          FindTile(std::min(part, planes.width - x), vectors)(tile);
        }
      }
      weights += ptrdiff_t{panels.run} * vectors * kLanes;
    }
  }
}

void FloatConvolution::PadInput(const float* input) {
  const int row = geometry_.padded_w * spec_.in.c;
  CopyInto(input, spec_.in.h, spec_.in.w * spec_.in.c, row,
           padded_input_.data() + spec_.pad_top * row + spec_.pad_left * spec_.in.c);
}

void FloatConvolution::Forward(const float* input, float* output) {
  PadInput(input);
  const ptrdiff_t row = ptrdiff_t{geometry_.padded_w} * spec_.in.c;
  const Planes planes = {.in = padded_input_.data(),
                         .in_pixel = ptrdiff_t{spec_.stride} * spec_.in.c,
                         .in_row = spec_.stride * row,
                         .in_kernel_row = row,
                         .out = output,
                         .out_pixel = spec_.out.c,
                         .out_row = ptrdiff_t{spec_.out.w} * spec_.out.c,
                         .height = spec_.out.h,
                         .width = spec_.out.w};
  Convolve(forward_, planes, /*add=*/false);
}

void FloatConvolution::BackwardWeights(const float* inputs, const float* output_gradients,
                                       int count, float* weight_gradient) {
  for (int n = 0; n < count; ++n) {
    AddWeightGradient(inputs + ptrdiff_t{n} * spec_.in.size(),
                      output_gradients + ptrdiff_t{n} * spec_.out.size(),
                      weight_gradient);
  }
}

void FloatConvolution::AddWeightGradient(const float* input, const float* output_gradient,
                                         float* weight_gradient) {
  PadInput(input);
  const int out_c = spec_.out.c;
  const int wide_c = RoundUpToLanes(out_c);
  if (wide_c != out_c) {
    for (int i = 0; i < spec_.out.h * spec_.out.w; ++i) {
      std::copy_n(output_gradient + i * out_c, out_c, wide_gradient_.data() + i * wide_c);
    }
    std::fill(wide_weights_.begin(), wide_weights_.end(), 0.0f);
  }
  float* weights = wide_c == out_c ? weight_gradient : wide_weights_.data();
  const int part = EqualPart(forward_.run, kTileInputs);
  const ptrdiff_t row = ptrdiff_t{geometry_.padded_w} * spec_.in.c;
  GradientBlock block;
  block.pixel_stride = ptrdiff_t{spec_.stride} * spec_.in.c;
  block.row_stride = row * spec_.stride;
  block.height = spec_.out.h;
  block.width = spec_.out.w;
  block.out_stride = wide_c;
  for (int first = 0; first < out_c; first += kPanelChannels) {
    const int vectors = VectorsOfPanel(out_c, first);
    block.out_gradient =
        (wide_c == out_c ? output_gradient : wide_gradient_.data()) + first;
    for (int kernel_y = 0; kernel_y < spec_.kernel_h; ++kernel_y) {
      for (int i = 0; i < forward_.run; i += part) {
        block.in = padded_input_.data() + kernel_y * row + i;
        block.weights = weights + ptrdiff_t{kernel_y * forward_.run + i} * wide_c + first;
        FindGradientBlock(std::min(part, forward_.run - i), vectors)(block);
      }
    }
  }
  if (wide_c == out_c) return;
  for (int i = 0; i < forward_.rows * forward_.run; ++i) {
    for (int c = 0; c < out_c; ++c) {
      weight_gradient[i * out_c + c] += wide_weights_[i * wide_c + c];
    }
  }
}

void FloatConvolution::BackwardInput(const float* output_gradient, bool add,
                                     float* input_gradient) {
  const ConvolutionGeometry& g = geometry_;
  const int s = spec_.stride;
  const int out_c = spec_.out.c;
  const ptrdiff_t row = ptrdiff_t{g.gradient_w} * out_c;
  CopyInto(
      output_gradient, spec_.out.h, spec_.out.w * out_c, row,
      padded_gradient_.data() + g.gradient_pad_top * row + g.gradient_pad_left * out_c);
  for (size_t p = 0; p < backward_.size(); ++p) {
    const ConvolutionGeometry::Phase& phase = g.phases[p];
    const ptrdiff_t in_row = ptrdiff_t{spec_.in.w} * spec_.in.c;
    const Planes planes = {
        .in = padded_gradient_.data() + phase.first_y * row + phase.first_x * out_c,
        .in_pixel = out_c,
        .in_row = row,
        .in_kernel_row = row,
        .out = input_gradient + phase.row * in_row + phase.column * spec_.in.c,
        .out_pixel = ptrdiff_t{s} * spec_.in.c,
        .out_row = s * in_row,
        .height = phase.height,
        .width = phase.width};
    Convolve(backward_[p], planes, add);
  }
}

}  // namespace digitpad
