// oneDNN's int8 primitives (Debian's libdnnl-dev, OMP_NUM_THREADS=1): u8 activations, s8
// weights by channel, every format its own choice.
#include <dnnl.hpp>
#include <memory>

#include "tests/bench/peers/nets.h"

namespace digitpad::bench {
namespace {

using dnnl::memory;
using Any = memory::format_tag;

struct Step {
  dnnl::primitive primitive;
  std::unordered_map<int, memory> arguments;
};

class Runnable {
 public:
  explicit Runnable(const PeerNet& net)
      : engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {
    const PeerLayer& first = net.layers().front();
    current_ = memory({{1, 1, first.in_h, first.in_w}, memory::data_type::u8, Any::nhwc},
                      engine_);
    Fill(current_, [](size_t i) { return static_cast<uint8_t>(i * 37); });
    for (const PeerLayer& layer : net.layers()) {
      const bool is_last = &layer == &net.layers().back();
      switch (layer.op) {
        case Op::kConv:
          AddConv(layer);
          break;
        case Op::kDense:
          AddDense(layer, is_last);
          break;
        case Op::kMaxPool:
          AddPool(layer, dnnl::algorithm::pooling_max);
          break;
        case Op::kGlobalAveragePool:
          AddPool(layer, dnnl::algorithm::pooling_avg_exclude_padding);
          break;
      }
    }
  }

  void Run() {
    for (const Step& step : steps_) step.primitive.execute(stream_, step.arguments);
    stream_.wait();
  }

 private:
  template <typename Value>
  void Fill(const memory& to, Value value) {
    auto* bytes = static_cast<uint8_t*>(to.get_data_handle());
    for (size_t i = 0; i < to.get_desc().get_size(); ++i) {
      bytes[i] = static_cast<uint8_t>(value(i));
    }
  }

  // `from` as `wanted`: itself, or through a reorder that belongs to the run.
  memory Reordered(memory from, const memory::desc& wanted) {
    if (from.get_desc() == wanted) return from;
    memory to(wanted, engine_);
    steps_.push_back(
        {dnnl::reorder(from, to), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}}});
    return to;
  }

  // Weights in the primitive's own order, made once.
  memory Weights(const memory::desc& plain, const memory::desc& wanted) {
    memory from(plain, engine_), to(wanted, engine_);
    Fill(from, PeerWeight);
    dnnl::reorder(from, to).execute(stream_, from, to);
    stream_.wait();
    return to;
  }

  memory Bias(int count) {
    memory bias({{count}, memory::data_type::f32, Any::x}, engine_);
    std::fill_n(static_cast<float*>(bias.get_data_handle()), count, 100.f);
    return bias;
  }

  static dnnl::primitive_attr Attributes(int outputs, bool relu) {
    dnnl::primitive_attr attributes;
    attributes.set_output_scales(2,
                                 std::vector<float>(static_cast<size_t>(outputs), 1e-3f));
    if (relu) {
      dnnl::post_ops after;
      after.append_eltwise(1.f, dnnl::algorithm::eltwise_relu, 0.f, 0.f);
      attributes.set_post_ops(after);
    }
    return attributes;
  }

  template <typename Primitive, typename Descriptor>
  void AddWeighted(const Descriptor& descriptor, const memory::desc& plain_weights,
                   int outputs) {
    const memory from = Reordered(current_, descriptor.src_desc());
    memory to(descriptor.dst_desc(), engine_);
    steps_.push_back(
        {Primitive(descriptor),
         {{DNNL_ARG_SRC, from},
          {DNNL_ARG_WEIGHTS, Weights(plain_weights, descriptor.weights_desc())},
          {DNNL_ARG_BIAS, Bias(outputs)},
          {DNNL_ARG_DST, to}}});
    current_ = to;
  }

  void AddConv(const PeerLayer& l) {
    const memory::dims from = {1, l.in_c, l.in_h, l.in_w},
                       weights = {l.out_c, l.in_c, l.kernel, l.kernel},
                       to = {1, l.out_c, l.out_h(), l.out_w()},
                       begin = {l.pad_begin, l.pad_begin}, end = {l.pad_end, l.pad_end};
    using Conv = dnnl::convolution_forward;
    const Conv::primitive_desc descriptor(
        Conv::desc(
            dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
            {from, memory::data_type::u8, Any::any},
            {weights, memory::data_type::s8, Any::any},
            {{l.out_c}, memory::data_type::f32, Any::x},
            {to, memory::data_type::u8, Any::any}, {l.stride, l.stride}, begin, end),
        Attributes(l.out_c, true), engine_);
    AddWeighted<Conv>(descriptor, {weights, memory::data_type::s8, Any::oihw}, l.out_c);
  }

  void AddDense(const PeerLayer& l, bool is_last) {
    const bool flat = l.in_h * l.in_w == 1;
    using Dense = dnnl::inner_product_forward;
    const memory::dims from =
        flat ? memory::dims{1, l.in_c} : memory::dims{1, l.in_c, l.in_h, l.in_w};
    const memory::dims weights = flat ? memory::dims{l.out_c, l.in_c}
                                      : memory::dims{l.out_c, l.in_c, l.in_h, l.in_w};
    if (flat && current_.get_desc().dims().size() == 4) {
      current_ = memory(
          {from, memory::data_type::u8, Any::nc}, engine_,
          Reordered(current_, {{1, l.in_c, 1, 1}, memory::data_type::u8, Any::nhwc})
              .get_data_handle());
    }
    const auto output = is_last ? memory::data_type::s32 : memory::data_type::u8;
    const Dense::primitive_desc descriptor(
        Dense::desc(dnnl::prop_kind::forward_inference,
                    {from, memory::data_type::u8, Any::any},
                    {weights, memory::data_type::s8, Any::any},
                    {{l.out_c}, memory::data_type::f32, Any::x},
                    {{1, l.out_c}, output, Any::any}),
        Attributes(l.out_c, !is_last), engine_);
    AddWeighted<Dense>(descriptor,
                       {weights, memory::data_type::s8, flat ? Any::oi : Any::oihw},
                       l.out_c);
  }

  void AddPool(const PeerLayer& l, dnnl::algorithm algorithm) {
    const bool is_global = l.op == Op::kGlobalAveragePool;
    const memory::dims window =
        is_global ? memory::dims{l.in_h, l.in_w} : memory::dims{2, 2};
    using Pool = dnnl::pooling_forward;
    const Pool::primitive_desc descriptor(
        Pool::desc(dnnl::prop_kind::forward_inference, algorithm, current_.get_desc(),
                   {{1, l.out_c, l.out_h(), l.out_w()}, memory::data_type::u8, Any::any},
                   window, window, {0, 0}, {0, 0}),
        engine_);
    memory to(descriptor.dst_desc(), engine_);
    steps_.push_back({Pool(descriptor), {{DNNL_ARG_SRC, current_}, {DNNL_ARG_DST, to}}});
    current_ = to;
  }

  dnnl::engine engine_;
  dnnl::stream stream_;
  memory current_;
  std::vector<Step> steps_;
};

}  // namespace
}  // namespace digitpad::bench

int main() {
  using digitpad::bench::PeerNet, digitpad::bench::Runnable;
  digitpad::bench::PrintTimes([](const PeerNet& net) {
    return [runnable = std::make_shared<Runnable>(net)] { runnable->Run(); };
  });
}
