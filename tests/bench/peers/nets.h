// The reference networks as other runtimes want them told, with a watch and a JSON line:
// a program of each runtime prints the milliseconds of one image, one thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <vector>

namespace digitpad::bench {

enum class Op { kConv, kMaxPool, kGlobalAveragePool, kDense };

// One layer; convolution and dense end in a ReLU, but for the last.
struct PeerLayer {
  Op op;
  int in_h, in_w, in_c;
  int kernel, stride;
  int pad_begin, pad_end;  // above and left, below and right
  int out_c;

  int out_h() const { return Out(in_h); }
  int out_w() const { return Out(in_w); }
  size_t inputs() const { return size_t{1} * in_h * in_w * in_c; }
  size_t outputs() const { return size_t{1} * out_h() * out_w() * out_c; }

 private:
  int Out(int in) const {
    if (op == Op::kDense || op == Op::kGlobalAveragePool) return 1;
    return (in + pad_begin + pad_end - kernel) / stride + 1;
  }
};

class PeerNet {
 public:
  PeerNet& Conv(int kernel, int stride, int pad_begin, int pad_end, int out) {
    return Add({Op::kConv, h_, w_, c_, kernel, stride, pad_begin, pad_end, out});
  }
  PeerNet& MaxPool() { return Add({Op::kMaxPool, h_, w_, c_, 2, 2, 0, 0, c_}); }
  PeerNet& GlobalAveragePool() {
    return Add({Op::kGlobalAveragePool, h_, w_, c_, 0, 1, 0, 0, c_});
  }
  PeerNet& Dense(int out) { return Add({Op::kDense, h_, w_, c_, 0, 1, 0, 0, out}); }
  const std::vector<PeerLayer>& layers() const { return layers_; }

 private:
  PeerNet& Add(const PeerLayer& layer) {
    layers_.push_back(layer);
    h_ = layer.out_h();
    w_ = layer.out_w();
    c_ = layer.out_c;
    return *this;
  }
  std::vector<PeerLayer> layers_;
  int h_ = 28, w_ = 28, c_ = 1;
};

// 'A', 'B' or 'C', see tests/core/test_models.h.
inline PeerNet MakePeerNet(char name) {
  if (name == 'A') {
    return PeerNet()
        .Conv(3, 1, 0, 0, 32)
        .Conv(3, 1, 0, 0, 64)
        .MaxPool()
        .Dense(128)
        .Dense(10);
  }
  if (name == 'B') {
    return PeerNet()
        .Conv(5, 1, 2, 2, 32)
        .MaxPool()
        .Conv(5, 1, 2, 2, 64)
        .MaxPool()
        .Dense(128)
        .Dense(10);
  }
  return PeerNet()
      .Conv(3, 1, 1, 1, 16)
      .Conv(3, 2, 0, 1, 32)
      .Conv(3, 1, 1, 1, 32)
      .Conv(3, 2, 0, 1, 64)
      .Conv(3, 1, 1, 1, 64)
      .GlobalAveragePool()
      .Dense(10);
}

// Weights that differ from one another.
inline int8_t PeerWeight(size_t i) { return static_cast<int8_t>(i * 89 % 255) - 127; }

// The median over batches of runs, in milliseconds.
inline double MedianMilliseconds(const std::function<void()>& run) {
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
  };
  constexpr double kWarmUp = 0.1, kMeasured = 0.4;
  constexpr int kBatch = 20;
  for (const auto start = Clock::now(); seconds(start) < kWarmUp;) run();
  std::vector<double> batches;
  for (const auto start = Clock::now(); seconds(start) < kMeasured;) {
    const auto begin = Clock::now();
    for (int i = 0; i < kBatch; ++i) run();
    batches.push_back(seconds(begin) * 1e3 / kBatch);
  }
  std::nth_element(batches.begin(), batches.begin() + batches.size() / 2, batches.end());
  return batches[batches.size() / 2];
}

// Prints {"A":ms,"B":ms,"C":ms}; `make` gives a network that is ready to run.
inline void PrintTimes(
    const std::function<std::function<void()>(const PeerNet& net)>& make) {
  for (const char name : {'A', 'B', 'C'}) {
    std::printf("%c\"%c\":%.6f", name == 'A' ? '{' : ',', name,
                MedianMilliseconds(make(MakePeerNet(name))));
  }
  std::puts("}");
}

}  // namespace digitpad::bench
