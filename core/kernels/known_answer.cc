#include "core/kernels/known_answer.h"

#include <array>

#include "core/base/aligned.h"
#include "core/base/fixed_point.h"

namespace digitpad {
namespace {

constexpr int kInChannels = 8, kOutChannels = 24, kSide = 7;
constexpr int kWindow = 3, kOutSide = kSide - kWindow + 1;
constexpr size_t kInputs = size_t{kSide} * kSide * kInChannels;
constexpr size_t kOutputs = size_t{kOutSide} * kOutSide * kOutChannels;
constexpr size_t kWeights = size_t{kOutChannels} * kWindow * kWindow * kInChannels;

std::array<uint8_t, kOutputs> Answer(const Kernels& kernels) {
  const ConvShape shape = {.in_c = kInChannels,
                           .in_row = kSide * kInChannels,
                           .out_h = kOutSide,
                           .out_w = kOutSide,
                           .out_c = kOutChannels,
                           .out_row = kOutSide * kOutChannels,
                           .kernel_h = kWindow,
                           .kernel_w = kWindow,
                           .stride = 1,
                           .residual_row = 0};
  // Seven of ten outputs lie between the clamps.
  std::array<int8_t, kWeights> weights;
  for (size_t i = 0; i < kWeights; ++i) {
    weights[i] = static_cast<int8_t>((i * 89 + i / 7 * 31) % 256 - 128);
  }
  std::array<int32_t, kOutChannels> bias, mantissa;
  std::array<uint8_t, kOutChannels> shift;
  for (size_t i = 0; i < kOutChannels; ++i) {
    bias[i] = static_cast<int32_t>(i) * 7919;
    mantissa[i] = kMinMantissa + static_cast<int32_t>(i) * 44000000;
    shift[i] = 41;
  }
  AlignedBytes packed(kernels.packed_size(shape));
  kernels.pack(shape,
               {weights.data(), bias.data(), mantissa.data(), shift.data(), nullptr},
               packed.data());

  std::array<uint8_t, kInputs> bytes;
  for (size_t i = 0; i < kInputs; ++i) {
    bytes[i] = static_cast<uint8_t>(i % 3 == 0 ? 255 : i * 101);
  }
  AlignedBytes input(kernels.element_size * (kInputs + kReadAhead));
  AlignedBytes output(kernels.element_size * kOutputs);
  kernels.enter(kInputs, bytes.data(), input.data());
  kernels.conv(shape, input.data(), nullptr, packed.data(), output.data());
  std::array<uint8_t, kOutputs> answer;
  for (size_t i = 0; i < kOutputs; ++i) answer[i] = output[i * kernels.element_size];
  return answer;
}

}  // namespace

bool GivesKnownAnswer(const Kernels& kernels) {
  return Answer(kernels) == Answer(*FindKernels("portable"));
}

}  // namespace digitpad
