#include "trainer/net/amx_convolution.h"

#ifdef DIGITPAD_AMX

#include <algorithm>

#include "trainer/net/tile_products_amx.h"

namespace digitpad {
namespace {

// Pixels of a group of images, summed over before their tiles leave the first level
// cache.
constexpr int kGroupPixels = 384;
// Tiles go over the ends of rows where at most 4 of 3 pixels are computed that way.
constexpr int kMostInFlat = 3;
constexpr int kLeastOfFlat = 4;

}  // namespace

template <typename WeightAt>
void AmxConvolution::Pack(WeightAt weight_at, Panels* panels) {
  const int run_tiles = CeilDiv(panels->run, kTileInputs);
  const int channel_tiles = CeilDiv(panels->channels, kTile);
  panels->packed.assign(size_t(channel_tiles) * panels->rows * run_tiles * kTileSize, 0);
  Bfloat* tile = panels->packed.data();
  for (int first = 0; first < panels->channels; first += kTile) {
    const int channels = std::min(kTile, panels->channels - first);
    for (int row = 0; row < panels->rows; ++row) {
      for (int k = 0; k < run_tiles * kTileInputs; k += kTileInputs, tile += kTileSize) {
        const int inputs = std::min(kTileInputs, panels->run - k);
        for (int i = 0; i < inputs; ++i) {
          Bfloat* to = tile + i / 2 * kTileInputs + i % 2;
          for (int c = 0; c < channels; ++c) {
            to[2 * c] = ToBfloat(weight_at(row, k + i, first + c));
          }
        }
      }
    }
  }
}

AmxConvolution::AmxConvolution(const LayerSpec& spec) : spec_(spec), geometry_(spec) {
  const ConvolutionGeometry& g = geometry_;
  const int in_c = spec.in.c;
  const int out_c = spec.out.c;
  forward_.channels = out_c;
  forward_.rows = spec.kernel_h;
  forward_.run = spec.kernel_w * in_c;
  for (const ConvolutionGeometry::Phase& phase : g.phases) {
    backward_.push_back({.channels = in_c,
                         .rows = phase.taps_w == 0 ? 0 : phase.taps_h,
                         .run = phase.taps_w * out_c,
                         .packed = {}});
  }
  // Tiles read past the last pixel, by a tile of pixels and the rest of a run.
  padded_input_.assign(
      (size_t(g.padded_h) * g.padded_w + kTile * spec.stride) * in_c + kTileInputs, 0);
  padded_gradient_.assign(
      (size_t(g.gradient_h) * g.gradient_w + kTile) * out_c + kTileInputs, 0);

  plane_w_ = CeilDiv(g.padded_w, spec.stride);
  plane_size_ = plane_w_ * CeilDiv(g.padded_h, spec.stride);
  group_ = std::max(1, kGroupPixels / plane_size_);
  const int pixels = RoundUp(group_ * plane_size_, kTileInputs);
  const int last_tap =
      (spec.kernel_h - 1) / spec.stride * plane_w_ + (spec.kernel_w - 1) / spec.stride;
  // An odd number of cache lines, so that a tile's rows fall into different sets.
  pitch_ = (CeilDiv(pixels + last_tap, kTileInputs) | 1) * kTileInputs;
  const int in_channels = RoundUp(in_c, kTile);
  const int out_channels = RoundUp(out_c, kTile);
  transposed_.assign(size_t(g.phases.size()) * in_channels * pitch_ + kTileInputs, 0);
  spread_gradient_.assign(size_t(pixels) * out_c + kTile, 0);
  gradient_tiles_.assign(size_t(pixels) * out_channels, 0);
  weight_sums_.assign(size_t(spec.kernel_h) * spec.kernel_w * in_channels * out_channels,
                      0);
}

void AmxConvolution::SetWeights(const float* weights, bool with_backward) {
  const int in_c = spec_.in.c;
  const int out_c = spec_.out.c;
  const auto forward_weight = [&](int row, int position, int channel) {
    return weights[(row * forward_.run + position) * out_c + channel];
  };
  Pack(forward_weight, &forward_);
  if (!with_backward) return;
  for (size_t p = 0; p < backward_.size(); ++p) {
    const auto backward_weight = [&](int row, int position, int channel) {
      const int tap = geometry_.KernelTap(geometry_.phases[p], row, position / out_c);
      return weights[(tap * in_c + channel) * out_c + position % out_c];
    };
    Pack(backward_weight, &backward_[p]);
  }
}

// Pixels go in tiles over the ends of rows where that computes little beside the output,
// else in tiles of a part of a row each.
void AmxConvolution::Convolve(const Panels& panels, const Planes& planes, bool add) {
  if (planes.height == 0 || planes.width == 0) return;
  const int whole_row = static_cast<int>(planes.in_row / planes.in_pixel);
  const bool flat = planes.in_row % planes.in_pixel == 0 &&
                    whole_row * kMostInFlat <= planes.width * kLeastOfFlat;
  const int row_pixels = flat ? whole_row : planes.width;
  const int pixels = (planes.height - 1) * row_pixels + planes.width;
  const int part = flat ? kTile : EqualPart(planes.width, kTile);
  const int parts = CeilDiv(flat ? pixels : planes.width, part);
  const int tiles = flat ? parts : parts * planes.height;
  const int channels = RoundUp(panels.channels, kTile);
  sums_.resize(std::max(sums_.size(), size_t(pixels + kTile) * channels));

  ConfigureTiles(part);
  ConvolutionBlock block;
  block.in_pixel = planes.in_pixel;
  block.in_kernel_row = planes.in_kernel_row;
  block.rows = panels.rows;
  block.run_tiles = CeilDiv(panels.run, kTileInputs);
  block.weights = panels.packed.data();
  block.out_pixel = channels;
  for (int c = 0; c < channels; c += kTile) {
    for (int tile = 0; tile < tiles; tile += kPixelTiles) {
      const int count = std::min(kPixelTiles, tiles - tile);
      for (int t = 0; t < count; ++t) {
        const int y = flat ? 0 : (tile + t) / parts;
        const int x = flat ? (tile + t) * part
                           : std::min((tile + t) % parts * part, planes.width - part);
        block.in[t] = planes.in + y * planes.in_row + x * planes.in_pixel;
        block.out[t] = sums_.data() + ptrdiff_t{y * row_pixels + x} * channels + c;
      }
      RunConvolutionBlock(block, count);
    }
    block.weights += ptrdiff_t{block.rows} * block.run_tiles * kTileSize;
  }
  for (int y = 0; y < planes.height; ++y) {
    const float* from = sums_.data() + ptrdiff_t{y} * row_pixels * channels;
    float* to = planes.out + y * planes.out_row;
    for (int x = 0; x < planes.width; ++x, from += channels, to += planes.out_pixel) {
      for (int c = 0; c < panels.channels; ++c) to[c] = add ? to[c] + from[c] : from[c];
    }
  }
}

void AmxConvolution::PadInput(const float* input) {
  const int in_row = spec_.in.w * spec_.in.c;
  const int row = geometry_.padded_w * spec_.in.c;
  Bfloat* to = padded_input_.data() + spec_.pad_top * row + spec_.pad_left * spec_.in.c;
  for (int y = 0; y < spec_.in.h; ++y) {
    ToBfloats(input + y * in_row, in_row, to + y * row);
  }
}

void AmxConvolution::Forward(const float* input, float* output) {
  PadInput(input);
  const ptrdiff_t row = ptrdiff_t{geometry_.padded_w} * spec_.in.c;
  Convolve(forward_,
           {.in = padded_input_.data(),
            .in_pixel = ptrdiff_t{spec_.stride} * spec_.in.c,
            .in_row = spec_.stride * row,
            .in_kernel_row = row,
            .out = output,
            .out_pixel = spec_.out.c,
            .out_row = ptrdiff_t{spec_.out.w} * spec_.out.c,
            .height = spec_.out.h,
            .width = spec_.out.w},
           /*add=*/false);
}

void AmxConvolution::BackwardInput(const float* output_gradient, bool add,
                                   float* input_gradient) {
  const ConvolutionGeometry& g = geometry_;
  const int out_c = spec_.out.c;
  const int out_row = spec_.out.w * out_c;
  const ptrdiff_t row = ptrdiff_t{g.gradient_w} * out_c;
  Bfloat* padded = padded_gradient_.data() + g.gradient_pad_top * row +
                   ptrdiff_t{g.gradient_pad_left} * out_c;
  for (int y = 0; y < spec_.out.h; ++y) {
    ToBfloats(output_gradient + y * out_row, out_row, padded + y * row);
  }
  const ptrdiff_t in_row = ptrdiff_t{spec_.in.w} * spec_.in.c;
  for (size_t p = 0; p < backward_.size(); ++p) {
    const ConvolutionGeometry::Phase& phase = g.phases[p];
    Convolve(backward_[p],
             {.in = padded_gradient_.data() + phase.first_y * row +
                    ptrdiff_t{phase.first_x} * out_c,
              .in_pixel = out_c,
              .in_row = row,
              .in_kernel_row = row,
              .out = input_gradient + phase.row * in_row + phase.column * spec_.in.c,
              .out_pixel = ptrdiff_t{spec_.stride} * spec_.in.c,
              .out_row = spec_.stride * in_row,
              .height = phase.height,
              .width = phase.width},
             add);
  }
}

// The padded input of the group's image at `image`, transposed.
void AmxConvolution::TransposeInput(int image) {
  const int s = spec_.stride;
  const int in_c = spec_.in.c;
  const int channels = RoundUp(in_c, kTile);
  for (int phase = 0; phase < s * s; ++phase) {
    const int row = phase / s;
    const int column = phase % s;
    const int width = CeilDiv(geometry_.padded_w - column, s);
    for (int c = 0; c < in_c; c += 2) {
      Bfloat* to = transposed_.data() + (ptrdiff_t{phase} * channels + c) * pitch_ +
                   image * plane_size_;
      if (s == 1) {  // all rows in one
        TransposeChannels(padded_input_.data() + c, in_c, plane_size_, pitch_,
                          c + 1 < in_c, to);
        continue;
      }
      for (int y = row; y < geometry_.padded_h; y += s, to += plane_w_) {
        const Bfloat* from = padded_input_.data() +
                             (ptrdiff_t{y} * geometry_.padded_w + column) * in_c + c;
        TransposeChannels(from, ptrdiff_t{s} * in_c, width, pitch_, c + 1 < in_c, to);
      }
    }
  }
}

void AmxConvolution::SpreadGradient(const float* output_gradient, int image) {
  const int row = spec_.out.w * spec_.out.c;
  Bfloat* to = spread_gradient_.data() + ptrdiff_t{image} * plane_size_ * spec_.out.c;
  for (int y = 0; y < spec_.out.h; ++y, to += ptrdiff_t{plane_w_} * spec_.out.c) {
    ToBfloats(output_gradient + y * row, row, to);
  }
}

// The gradients of the group's first pixels (an even number) as tiles: two neighboring
// pixels lie together.
void AmxConvolution::InterleaveGradient(int pixels) {
  const int out_c = spec_.out.c;
  Bfloat* to = gradient_tiles_.data();
  for (int first = 0; first < out_c; first += kTile) {
    const int channels = std::min(kTile, out_c - first);
    const Bfloat* from = spread_gradient_.data() + first;
    for (int pixel = 0; pixel < pixels; pixel += 2, to += kTileInputs) {
      InterleavePixels(from, from + out_c, channels, to);
      from += 2 * out_c;
    }
  }
}

// Adds the group's part of the weights' gradient to weight_sums_. All taps of a tile of
// input channels follow each other: they read the same pixels.
void AmxConvolution::MultiplyGroup(int pixels) {
  const int s = spec_.stride;
  const int in_tiles = CeilDiv(spec_.in.c, kTile);
  const int out_tiles = CeilDiv(spec_.out.c, kTile);
  const int taps = spec_.kernel_h * spec_.kernel_w;
  GradientBlock block;
  block.pitch = pitch_;
  block.pixel_tiles = pixels / kTileInputs;
  block.sums_row = ptrdiff_t{out_tiles} * kTile;
  for (int out = 0; out < out_tiles; out += 2) {
    block.gradient =
        gradient_tiles_.data() + ptrdiff_t{out} * block.pixel_tiles * kTileSize;
    for (int row = 0; row < in_tiles * taps; row += 2) {
      const int block_rows = std::min(2, in_tiles * taps - row);
      for (int i = 0; i < block_rows; ++i) {
        const int in_tile = (row + i) / taps;
        const int tap = (row + i) % taps;
        const int y = tap / spec_.kernel_w;
        const int x = tap % spec_.kernel_w;
        const int phase = y % s * s + x % s;
        block.in[i] = transposed_.data() +
                      (ptrdiff_t{phase} * in_tiles + in_tile) * kTile * pitch_ +
                      y / s * plane_w_ + x / s;
        block.sums[i] = weight_sums_.data() +
                        (ptrdiff_t{tap} * in_tiles + in_tile) * kTile * block.sums_row +
                        ptrdiff_t{out} * kTile;
      }
      RunGradientBlock(block, block_rows, std::min(2, out_tiles - out));
    }
  }
}

void AmxConvolution::BackwardWeights(const float* inputs, const float* output_gradients,
                                     int count, float* weight_gradient) {
  const int in_c = spec_.in.c;
  const int out_c = spec_.out.c;
  std::fill(weight_sums_.begin(), weight_sums_.end(), 0.0f);
  ConfigureTiles(kTile);
  for (int first = 0; first < count; first += group_) {
    const int images = std::min(group_, count - first);
    for (int image = 0; image < images; ++image) {
      PadInput(inputs + ptrdiff_t{first + image} * spec_.in.size());
      TransposeInput(image);
      SpreadGradient(output_gradients + ptrdiff_t{first + image} * spec_.out.size(),
                     image);
    }
    const int used = images * plane_size_;
    const int pixels = RoundUp(used, kTileInputs);
    // A smaller last group: what an earlier one left behind it does not count.
    std::fill(spread_gradient_.begin() + ptrdiff_t{used} * out_c,
              spread_gradient_.begin() + ptrdiff_t{pixels} * out_c, Bfloat{0});
    InterleaveGradient(pixels);
    MultiplyGroup(pixels);
  }
  const ptrdiff_t sums_row = RoundUp(out_c, kTile);
  const ptrdiff_t sums_tap = RoundUp(in_c, kTile) * sums_row;
  for (int tap = 0; tap < spec_.kernel_h * spec_.kernel_w; ++tap) {
    for (int i = 0; i < in_c; ++i) {
      const float* from = weight_sums_.data() + tap * sums_tap + i * sums_row;
      float* to = weight_gradient + (ptrdiff_t{tap} * in_c + i) * out_c;
      for (int c = 0; c < out_c; ++c) to[c] += from[c];
    }
  }
}

}  // namespace digitpad

#endif
