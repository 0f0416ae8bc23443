// XNNPACK's int8 operators (Debian's libxnnpack-dev): weights by channel for
// convolutions, by tensor for dense layers, one thread.
#include <xnnpack.h>

#include <cstdlib>
#include <memory>

#include "tests/bench/peers/nets.h"

namespace digitpad::bench {
namespace {

void Check(xnn_status status) {
  if (status == xnn_status_success) return;
  std::fprintf(stderr, "XNNPACK: status %d\n", status);
  std::exit(1);
}

constexpr float kScale = 0.05f;

struct Runnable {
  std::vector<std::vector<int8_t>> planes;
  std::vector<xnn_operator_t> operators;
};

xnn_operator_t MakeOperator(const PeerLayer& l, bool is_last, const int8_t* from,
                            int8_t* to) {
  const auto in = static_cast<size_t>(l.in_c), out = static_cast<size_t>(l.out_c);
  const auto kernel = static_cast<uint32_t>(l.kernel),
             stride = static_cast<uint32_t>(l.stride),
             begin = static_cast<uint32_t>(l.pad_begin),
             end = static_cast<uint32_t>(l.pad_end);
  const auto h = static_cast<size_t>(l.in_h), w = static_cast<size_t>(l.in_w);
  const int8_t least = is_last ? -128 : 0;
  const size_t taps = l.op == Op::kConv ? kernel * kernel * in : l.inputs();
  std::vector<int8_t> weights(taps * out);
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = PeerWeight(i);
  const std::vector<int32_t> bias(out, 100);
  const std::vector<float> scales(out, 0.01f);
  xnn_operator_t op = nullptr;
  switch (l.op) {
    case Op::kConv:
      Check(xnn_create_convolution2d_nhwc_qc8(
          begin, end, end, begin, kernel, kernel, stride, stride, 1, 1, 1, in, out, in,
          out, 0, kScale, scales.data(), weights.data(), bias.data(), 0, kScale, least,
          127, 0, &op));
      Check(xnn_setup_convolution2d_nhwc_qc8(op, 1, h, w, from, to, nullptr));
      break;
    case Op::kMaxPool:
      Check(xnn_create_max_pooling2d_nhwc_s8(0, 0, 0, 0, 2, 2, 2, 2, 1, 1, in, in, in,
                                             -128, 127, 0, &op));
      Check(xnn_setup_max_pooling2d_nhwc_s8(op, 1, h, w, from, to, nullptr));
      break;
    case Op::kGlobalAveragePool:
      Check(xnn_create_global_average_pooling_nwc_qs8(in, in, in, 0, kScale, 0, kScale,
                                                      -128, 127, 0, &op));
      Check(xnn_setup_global_average_pooling_nwc_qs8(op, 1, h * w, from, to, nullptr));
      break;
    case Op::kDense:
      Check(xnn_create_fully_connected_nc_qs8(taps, out, taps, out, 0, kScale, 0.01f,
                                              weights.data(), bias.data(), 0, kScale,
                                              least, 127, 0, &op));
      Check(xnn_setup_fully_connected_nc_qs8(op, 1, from, to, nullptr));
      break;
  }
  return op;
}

std::function<void()> Make(const PeerNet& net) {
  auto runnable = std::make_shared<Runnable>();
  const auto& layers = net.layers();
  const auto plane = [](size_t size) {
    return std::vector<int8_t>(size + XNN_EXTRA_BYTES, 50);
  };
  runnable->planes.push_back(plane(layers[0].inputs()));
  for (const PeerLayer& layer : layers)
    runnable->planes.push_back(plane(layer.outputs()));
  for (size_t i = 0; i < layers.size(); ++i) {
    runnable->operators.push_back(MakeOperator(layers[i], i + 1 == layers.size(),
                                               runnable->planes[i].data(),
                                               runnable->planes[i + 1].data()));
  }
  return [runnable] {
    for (xnn_operator_t op : runnable->operators) Check(xnn_run_operator(op, nullptr));
  };
}

}  // namespace
}  // namespace digitpad::bench

int main() {
  digitpad::bench::Check(xnn_initialize(nullptr));
  digitpad::bench::PrintTimes(digitpad::bench::Make);
}
