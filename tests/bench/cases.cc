#include "tests/bench/cases.h"

#include <cstdlib>
#include <iterator>
#include <memory>

#include "core/recognizer.h"
#include "tests/core/test_models.h"
#include "weights/embedded.h"

namespace digitpad::bench {
namespace {

// Layers below this take too little time to tell anything.
constexpr int64_t kLargeLayer = 400'000;

void Check(const Status& status) {
  if (!status.ok()) std::abort();
}

// A two of 46 points, as a mouse would give it.
Ink MakeTwo() {
  const Vec2 corners[] = {{60, 120},  {90, 60},  {150, 40}, {210, 70},  {215, 130},
                          {170, 200}, {90, 280}, {60, 310}, {140, 305}, {230, 308}};
  Stroke stroke = {{corners[0].x, corners[0].y}};
  for (size_t i = 1; i < std::size(corners); ++i) {
    for (int step = 1; step <= 5; ++step) {
      const Vec2 p = corners[i - 1] + (corners[i] - corners[i - 1]) * (0.2f * step);
      stroke.push_back({p.x, p.y});
    }
  }
  return {stroke};
}

struct NamedModel {
  std::string name;
  std::shared_ptr<const Model> model;
};

std::vector<NamedModel> Models() {
  std::vector<NamedModel> models;
  for (const char name : {'A', 'B', 'C'}) {
    auto model = std::make_shared<Model>(testing::MakeReferenceModel(name));
    Check(ValidateModel(model.get()));
    models.push_back({std::string(1, name), model});
  }
  auto ours = std::make_shared<Model>();
  Check(ParseModel(EmbeddedModel(), ours.get()));
  models.push_back({"ours", ours});
  return models;
}

Case PeakCase(const Kernels& kernels) {
  AlignedBytes memory(size_t{1} << 14, 1);  // fits into the first cache
  const auto spin = [&kernels, memory, sum = int32_t{0}]() mutable {
    return kernels.spin(4, memory.size(), memory.data(), &sum);
  };
  auto once = spin;
  const auto products = static_cast<double>(once());
  return {"peak", products, spin};
}

// A convolution or a dense layer by itself, on planes of its own.
class LayerRun {
 public:
  LayerRun(const Layer& layer, const Kernels& kernels) : kernels_(kernels) {
    const Shape in = layer.in_shape, out = layer.out_shape, window = WindowOf(layer);
    const int in_w = in.w + layer.pad_left + layer.pad_right;
    const int in_h = in.h + layer.pad_top + layer.pad_bottom;
    shape_ = {in.c,          in_w * in.c, out.h,    out.w,        out.c,
              out.w * out.c, window.h,    window.w, layer.stride, 0};
    const auto inputs = static_cast<size_t>(in_h * in_w * in.c);
    input_.resize(kernels.element_size * (inputs + kReadAhead));
    std::vector<uint8_t> bytes(inputs);
    for (size_t i = 0; i < inputs; ++i) bytes[i] = static_cast<uint8_t>(i * 37);
    kernels.enter(inputs, bytes.data(), input_.data());
    output_.resize(kernels.element_size * static_cast<size_t>(out.size()));
    packed_.resize(kernels.packed_size(shape_));
    kernels.pack(shape_,
                 {layer.weights_i8.data(), layer.bias_i32.data(),
                  layer.mantissa_i32.data(), layer.shift_u8.data(), nullptr},
                 packed_.data());
  }
  void Run() {
    kernels_.conv(shape_, input_.data(), nullptr, packed_.data(), output_.data());
  }

 private:
  const Kernels& kernels_;
  ConvShape shape_;
  AlignedBytes input_, output_, packed_;
};

void AddLayers(const NamedModel& named, const Kernels& kernels,
               std::vector<Case>* cases) {
  for (size_t i = 0; i < named.model->layers.size(); ++i) {
    const Layer& layer = named.model->layers[i];
    if (!HasWeights(layer) || CountMacs(layer) < kLargeLayer) continue;
    const Shape window = WindowOf(layer);
    const std::string name =
        named.name + " layer " + std::to_string(i) + " " + std::to_string(window.h) +
        "x" + std::to_string(window.w) + "x" + std::to_string(window.c) + "-" +
        std::to_string(layer.out_shape.c) + " at " + std::to_string(layer.out_shape.h);
    auto run = std::make_shared<LayerRun>(layer, kernels);
    cases->push_back(
        {name, static_cast<double>(CountMacs(layer)), [run] { run->Run(); }});
  }
}

Case NetworkCase(const NamedModel& named, const Kernels& kernels) {
  const Model& model = *named.model;
  auto network = std::make_shared<Network>(named.model, kernels);
  std::vector<uint8_t> input(static_cast<size_t>(InputShape(model.prep).size()));
  for (size_t i = 0; i < input.size(); ++i) input[i] = static_cast<uint8_t>(i * 37);
  std::vector<int32_t> logits(model.labels.size());
  return {named.name, static_cast<double>(CountMacs(model)),
          [network, input, logits]() mutable { network->Run(input, logits); }};
}

Case StrokesCase(const Kernels& kernels) {
  std::unique_ptr<Recognizer> made;
  Check(Recognizer::Create(EmbeddedModel(), kernels.name, &made));
  const std::shared_ptr<Recognizer> recognizer = std::move(made);
  return {"strokes to result", 0,
          [recognizer, ink = MakeTwo(), result = Result()]() mutable {
            Check(recognizer->Read(ink, ReadMode::kSingle, &result));
          }};
}

}  // namespace

std::vector<Case> MakeCases(const Kernels& kernels) {
  std::vector<Case> cases = {PeakCase(kernels)};
  const std::vector<NamedModel> models = Models();
  for (const NamedModel& named : models) AddLayers(named, kernels, &cases);
  for (const NamedModel& named : models) cases.push_back(NetworkCase(named, kernels));
  cases.push_back(StrokesCase(kernels));
  for (const Case& one : cases) one.run();
  return cases;
}

}  // namespace digitpad::bench
