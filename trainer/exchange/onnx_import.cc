#include "trainer/exchange/onnx_import.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/prep_spec.h"
#include "trainer/exchange/onnx_graph.h"

namespace digitpad {
namespace {

constexpr int kNoLayer = -1;

enum class Order { kChannelsFirst, kChannelsLast };

// What a name in the graph stands for: a tensor of the network, seen in some layout.
struct Value {
  int tensor = kNetworkInput;  // as layers number them
  Order order = Order::kChannelsFirst;
  bool is_flat = false;  // [N, elements], in this order
  // The layer whose ReLU has not come yet, and whether a max pool lies in between, which
  // makes no difference to a ReLU.
  int linear = kNoLayer;
  bool is_pooled = false;
};

// A layer's numbers while they are still being put together, in FloatNetwork's order.
struct Numbers {
  std::vector<double> weights;  // [...][out]
  std::vector<double> bias;     // [out]
};

class Reader {
 public:
  explicit Reader(float full_ink) : full_ink_(full_ink) {}

  Status Read(const onnx::GraphProto& graph) {
    DIGITPAD_RETURN_IF_ERROR(constants_.Load(graph));
    DIGITPAD_RETURN_IF_ERROR(ReadInput(graph));
    for (const onnx::NodeProto& node : graph.node()) {
      DIGITPAD_RETURN_IF_ERROR(ReadNode(node));
    }
    return ReadOutput(graph);
  }

  // REQUIRES: Read was ok.
  FoldedNetwork Network() {
    ScaleInput();
    FoldedNetwork folded{FloatNetwork(architecture_), {}};
    folded.parameters.resize(folded.network.parameter_count());
    for (size_t i = 0; i < numbers_.size(); ++i) {
      const LayerSlots& slots = folded.network.slots(static_cast<int>(i));
      std::ranges::copy(numbers_[i].weights, folded.parameters.begin() + slots.weights);
      std::ranges::copy(numbers_[i].bias, folded.parameters.begin() + slots.bias);
    }
    return folded;
  }

 private:
  // Our networks' input is at most 1. Pools pass a factor on to the first weights.
  void ScaleInput() {
    const auto first = std::ranges::find_if(
        numbers_, [](const Numbers& numbers) { return !numbers.weights.empty(); });
    for (double& weight : first->weights) weight *= full_ink_;
  }

  // ---- the ends of the graph

  Status ReadInput(const onnx::GraphProto& graph) {
    const onnx::ValueInfoProto* input = nullptr;
    for (const onnx::ValueInfoProto& value : graph.input()) {
      if (constants_.Find(value.name()) != nullptr) continue;
      if (input != nullptr) return Status::Unsupported("more than one input");
      input = &value;
    }
    if (input == nullptr) return Status::Invalid("no input");
    std::vector<int64_t> dims;
    for (const auto& dim : input->type().tensor_type().shape().dim()) {
      dims.push_back(dim.has_dim_value() ? dim.dim_value() : -1);
    }
    Value value;
    if (!SetInputShape(dims, &value)) {
      return Status::Unsupported("input '" + input->name() + "' of shape " +
                                 ToText(dims) +
                                 ", not [N,1,28,28] or [N,28,28,1] (or 5 channels)");
    }
    values_[input->name()] = value;
    return Status::Ok();
  }

  bool SetInputShape(const std::vector<int64_t>& dims, Value* value) {
    Shape& shape = architecture_.input;
    shape = {kInputSize, kInputSize, 1};
    const auto is_side = [](int64_t size) { return size == kInputSize; };
    const auto is_depth = [](int64_t size) {
      return size == 1 || size == kMaxInputChannels;
    };
    if (dims.size() == 2) {
      value->is_flat = true;
      return dims[1] == shape.size();
    }
    if (dims.size() == 3) return is_side(dims[1]) && is_side(dims[2]);
    if (dims.size() != 4) return false;
    if (is_depth(dims[1]) && is_side(dims[2]) && is_side(dims[3])) {
      shape.c = static_cast<int>(dims[1]);
      return true;
    }
    value->order = Order::kChannelsLast;
    shape.c = static_cast<int>(dims[3]);
    return is_side(dims[1]) && is_side(dims[2]) && is_depth(dims[3]);
  }

  Status ReadOutput(const onnx::GraphProto& graph) {
    if (graph.output_size() == 0) return Status::Invalid("no output");
    const std::string& name = graph.output(0).name();
    const auto found = values_.find(name);
    const int last = static_cast<int>(architecture_.layers.size()) - 1;
    if (found == values_.end() || last < 0 || found->second.linear != last ||
        architecture_.layers[last].kind != LayerKind::kDense) {
      return Status::Unsupported("output '" + name +
                                 "': not a dense layer without a ReLU, with or without "
                                 "a Softmax");
    }
    architecture_.layers[last].relu = false;
    if (!(full_ink_ > 0)) return Status::Unsupported("a picture times 0 or less");
    if (full_ink_ != 1 && AddsInput()) {
      return Status::Unsupported("adds its input, which is not from 0 to 1, to a layer");
    }
    return CheckFinite();
  }

  bool AddsInput() const {
    return std::ranges::any_of(architecture_.layers, [](const LayerSpec& layer) {
      return layer.residual == kNetworkInput;
    });
  }

  Status CheckFinite() const {
    const auto is_finite = [](double value) {
      return std::isfinite(static_cast<float>(value));
    };
    for (size_t i = 0; i < numbers_.size(); ++i) {
      if (!std::ranges::all_of(numbers_[i].weights, is_finite) ||
          !std::ranges::all_of(numbers_[i].bias, is_finite)) {
        return Status::Invalid(names_[i] + ": a weight that is no finite number");
      }
    }
    return Status::Ok();
  }

  // ---- nodes

  Status ReadNode(const onnx::NodeProto& node) {
    bool computed = false;
    DIGITPAD_RETURN_IF_ERROR(constants_.Compute(node, &computed));
    if (computed || IsShapeArithmetic(node)) return Status::Ok();
    Status status = ReadLayerNode(node);
    return status.ok() ? status : status.WithPrefix(NameOf(node));
  }

  // PyTorch computes shapes from shapes, as for x.view(x.size(0), -1).
  bool IsShapeArithmetic(const onnx::NodeProto& node) {
    const bool from_shape =
        node.op_type() == "Shape" ||
        std::ranges::any_of(node.input(), [&](const std::string& name) {
          return shapes_.contains(name);
        });
    const bool from_value = node.input_size() > 0 && values_.contains(node.input(0)) &&
                            node.op_type() != "Shape";
    if (!from_shape || from_value) return false;
    for (const std::string& name : node.output()) shapes_.insert(name);
    return true;
  }

  Status ReadLayerNode(const onnx::NodeProto& node) {
    const std::string& op = node.op_type();
    if (op == "Add" || op == "Sub" || op == "Mul" || op == "Div") {
      return ReadArithmetic(node);
    }
    const auto found =
        node.input_size() > 0 ? values_.find(node.input(0)) : values_.end();
    if (found == values_.end()) return Status::Unsupported("does not read the picture");
    if (node.output_size() == 0) return Status::Invalid("no output");
    Value value = found->second;
    DIGITPAD_RETURN_IF_ERROR(Apply(node, &value));
    values_[node.output(0)] = value;
    return Status::Ok();
  }

  // Makes the node's output of its first input.
  Status Apply(const onnx::NodeProto& node, Value* value) {
    const std::string& op = node.op_type();
    if (op == "Conv") return ReadConv(node, value);
    if (op == "Gemm" || op == "MatMul") return ReadDense(node, value);
    if (op == "BatchNormalization") return ReadBatchNorm(node, value);
    if (op == "MaxPool" || op == "GlobalMaxPool") return ReadMaxPool(node, value);
    if (op == "AveragePool" || op == "GlobalAveragePool" || op == "ReduceMean") {
      return ReadAverage(node, value);
    }
    if (op == "Relu") {
      value->linear = kNoLayer;
      value->is_pooled = false;
      return Status::Ok();
    }
    if (op == "Softmax" || op == "LogSoftmax" || op == "Dropout" || op == "Identity" ||
        op == "Cast") {
      return Status::Ok();
    }
    if (op == "Flatten") return Flatten(value);
    if (op == "Reshape") return ReadReshape(node, value);
    if (op == "Squeeze") return Relabel(/*is_flat=*/true, value->order, value);
    if (op == "Unsqueeze") return Relabel(/*is_flat=*/false, value->order, value);
    if (op == "Transpose") return ReadTranspose(node, value);
    if (op == "QuantizeLinear") {
      return Status::Unsupported(
          "the network is quantised already; import takes float "
          "networks in ONNX, and its own JSON");
    }
    return Status::Unsupported("not an operator that the integer network has");
  }

  // ---- layers

  // Adds a layer after *value, which becomes its output, channels first.
  Status AddLayer(const onnx::NodeProto& node, const std::string& token, Value* value) {
    if (value->linear != kNoLayer) {
      return Status::Unsupported("reads " + names_[value->linear] +
                                 ", which has no Relu; the integer network needs one");
    }
    return AppendAfter(node, token, value);
  }

  Status AppendAfter(const onnx::NodeProto& node, const std::string& token,
                     Value* value) {
    if (value->tensor != static_cast<int>(architecture_.layers.size())) {
      return Status::Unsupported("branches off; the network must be a chain");
    }
    DIGITPAD_RETURN_IF_ERROR(AppendLayer(token, kMaxClasses, &architecture_));
    names_.push_back(NameOf(node));
    numbers_.emplace_back();
    value->tensor = static_cast<int>(architecture_.layers.size());
    value->order = Order::kChannelsFirst;
    return Status::Ok();
  }

  Status ReadConv(const onnx::NodeProto& node, Value* value) {
    DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    const OnnxTensor* kernel = Constant(node, 1);
    if (kernel == nullptr || kernel->rank() != 4) {
      return Status::Unsupported("weights that are no constant of rank 4");
    }
    const auto in = static_cast<int>(kernel->dims[1]);
    const auto out = static_cast<int>(kernel->dims[0]);
    if (IntAttribute(node, "group", 1) != 1) {
      return Status::Unsupported("groups of channels");
    }
    const int channels = ShapeOf(*value).c;
    if (in != channels) {
      return Status::Invalid("weights for " + std::to_string(in) + " channels, not " +
                             std::to_string(channels));
    }
    OnnxWindow window;
    DIGITPAD_RETURN_IF_ERROR(ReadWindow(node, &window));
    std::string token = "conv" + std::to_string(kernel->dims[2]) + "x" +
                        std::to_string(kernel->dims[3]) + "x" + std::to_string(out);
    if (window.stride != 1) token += "/" + std::to_string(window.stride);
    token += " " + window.padding + " plain";
    DIGITPAD_RETURN_IF_ERROR(AddLayer(node, token, value));
    Numbers& numbers = StartNumbers(*kernel, out, value);
    const int64_t plane = kernel->dims[2] * kernel->dims[3];
    for (int64_t o = 0; o < out; ++o) {
      for (int64_t i = 0; i < in; ++i) {
        for (int64_t p = 0; p < plane; ++p) {
          numbers.weights[(p * in + i) * out + o] =
              kernel->values[(o * in + i) * plane + p];
        }
      }
    }
    return ReadBias(node, 1, &numbers);
  }

  // Room for the last layer's numbers; its ReLU is waited for.
  Numbers& StartNumbers(const OnnxTensor& weights, int out, Value* value) {
    Numbers& numbers = numbers_.back();
    numbers.weights.resize(weights.values.size());
    numbers.bias.assign(out, 0);
    value->linear = static_cast<int>(numbers_.size()) - 1;
    return numbers;
  }

  Status ReadBias(const onnx::NodeProto& node, double factor, Numbers* numbers) {
    if (IsMissing(node, 2)) return Status::Ok();
    const OnnxTensor* bias = Constant(node, 2);
    if (bias == nullptr ||
        (bias->values.size() != 1 && bias->values.size() != numbers->bias.size())) {
      return Status::Unsupported("a bias that is no constant of one number a channel");
    }
    const bool is_one = bias->values.size() == 1;
    for (size_t c = 0; c < numbers->bias.size(); ++c) {
      numbers->bias[c] = factor * bias->values[is_one ? 0 : c];
    }
    return Status::Ok();
  }

  Status ReadDense(const onnx::NodeProto& node, Value* value) {
    const Shape in = ShapeOf(*value);
    if (!value->is_flat && in.h * in.w != 1) {
      return Status::Unsupported("reads a picture; there must be a Flatten before it");
    }
    const OnnxTensor* matrix = Constant(node, 1);
    if (matrix == nullptr || matrix->rank() != 2) {
      return Status::Unsupported("weights that are no constant of rank 2");
    }
    if (IntAttribute(node, "transA", 0) != 0) return Status::Unsupported("transA");
    const bool by_output = IntAttribute(node, "transB", 0) != 0;
    const int64_t inputs = matrix->dims[by_output ? 1 : 0];
    const int64_t out = matrix->dims[by_output ? 0 : 1];
    if (inputs != in.size()) {
      return Status::Invalid("weights for " + std::to_string(inputs) + " inputs, not " +
                             std::to_string(in.size()));
    }
    const bool channels_first = value->order == Order::kChannelsFirst;
    DIGITPAD_RETURN_IF_ERROR(AddLayer(node, "dense" + std::to_string(out), value));
    value->is_flat = true;
    Numbers& numbers = StartNumbers(*matrix, static_cast<int>(out), value);
    const double alpha = FloatAttribute(node, "alpha", 1);
    const int plane = in.h * in.w;
    for (int64_t i = 0; i < inputs; ++i) {
      const int64_t ours = channels_first ? i % plane * in.c + i / plane : i;
      for (int64_t o = 0; o < out; ++o) {
        numbers.weights[ours * out + o] =
            alpha * matrix->values[by_output ? o * inputs + i : i * out + o];
      }
    }
    return ReadBias(node, FloatAttribute(node, "beta", 1), &numbers);
  }

  Status ReadMaxPool(const onnx::NodeProto& node, Value* value) {
    DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    const Shape shape = ShapeOf(*value);
    std::vector<int64_t> kernel = {shape.h, shape.w};
    OnnxWindow window;
    if (node.op_type() == "MaxPool") {
      kernel = IntsAttribute(node, "kernel_shape");
      DIGITPAD_RETURN_IF_ERROR(ReadWindow(node, &window));
    }
    if (kernel.size() != 2 || kernel[0] != kernel[1]) {
      return Status::Unsupported("a window that is not square");
    }
    if (IntAttribute(node, "ceil_mode", 0) != 0) return Status::Unsupported("ceil_mode");
    // A ReLU that follows is as good as one before.
    value->is_pooled = value->linear != kNoLayer;
    return AppendAfter(node,
                       "maxpool" + std::to_string(kernel[0]) + "/" +
                           std::to_string(window.stride) + " " + window.padding,
                       value);
  }

  Status ReadAverage(const onnx::NodeProto& node, Value* value) {
    const Shape shape = ShapeOf(*value);
    if (node.op_type() == "ReduceMean") {
      DIGITPAD_RETURN_IF_ERROR(CheckMeanAxes(node, *value));
      value->is_flat = IntAttribute(node, "keepdims", 1) == 0;
    } else {
      DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    }
    if (node.op_type() == "AveragePool") {
      const std::vector<int64_t> kernel = IntsAttribute(node, "kernel_shape");
      OnnxWindow window;
      DIGITPAD_RETURN_IF_ERROR(ReadWindow(node, &window));
      if (kernel != std::vector<int64_t>{shape.h, shape.w} || window.padding != "valid") {
        return Status::Unsupported("an average over less than the whole plane");
      }
    }
    return AddLayer(node, "gap", value);
  }

  Status CheckMeanAxes(const onnx::NodeProto& node, const Value& value) {
    std::vector<int64_t> axes = IntsAttribute(node, "axes");
    if (const OnnxTensor* given = Constant(node, 1); given != nullptr) {
      axes.assign(given->values.begin(), given->values.end());
    }
    for (int64_t& axis : axes) {
      if (axis < 0) axis += 4;
    }
    std::ranges::sort(axes);
    const bool first = value.order == Order::kChannelsFirst;
    if (!value.is_flat &&
        axes == (first ? std::vector<int64_t>{2, 3} : std::vector<int64_t>{1, 2})) {
      return Status::Ok();
    }
    return Status::Unsupported("a mean over other axes than height and width");
  }

  // ---- what is folded into the layer before

  Status ReadBatchNorm(const onnx::NodeProto& node, Value* value) {
    const size_t channels = ShapeOf(*value).c;
    DIGITPAD_RETURN_IF_ERROR(CheckFoldable(*value));
    const OnnxTensor* tensors[4];
    for (int i = 0; i < 4; ++i) {
      tensors[i] = Constant(node, i + 1);
      if (tensors[i] == nullptr || tensors[i]->values.size() != channels) {
        return Status::Unsupported("input " + std::to_string(i + 1) +
                                   " is no constant of one number a channel");
      }
    }
    const auto& [scale, offset, mean, variance] = tensors;
    const double epsilon = FloatAttribute(node, "epsilon", 1e-5f);
    std::vector<double> factors;
    std::vector<double> summands;
    for (size_t c = 0; c < channels; ++c) {
      factors.push_back(scale->values[c] / std::sqrt(variance->values[c] + epsilon));
      summands.push_back(offset->values[c] - mean->values[c] * factors[c]);
    }
    Fold(factors, summands, *value);
    return Status::Ok();
  }

  // Add, Sub, Mul, Div: of a constant, or the Add of a residual.
  Status ReadArithmetic(const onnx::NodeProto& node) {
    if (node.input_size() != 2 || node.output_size() != 1) {
      return Status::Invalid("not two inputs and an output");
    }
    const std::string& op = node.op_type();
    const auto first = values_.find(node.input(0));
    const auto second = values_.find(node.input(1));
    if (first != values_.end() && second != values_.end() && op == "Add") {
      return ReadResidual(node, first->second, second->second);
    }
    const bool commutes = op == "Add" || op == "Mul";
    const bool is_first = first != values_.end();
    const auto found = is_first ? first : second;
    const OnnxTensor* constant = Constant(node, is_first ? 1 : 0);
    if (found == values_.end() || constant == nullptr || (!is_first && !commutes)) {
      return Status::Unsupported("not of a tensor and a constant");
    }
    DIGITPAD_RETURN_IF_ERROR(FoldConstant(op, *constant, found->second));
    values_[node.output(0)] = found->second;
    return Status::Ok();
  }

  Status FoldConstant(const std::string& op, const OnnxTensor& constant,
                      const Value& value) {
    const size_t channels = ShapeOf(value).c;
    std::vector<double> numbers = constant.values;
    if (numbers.size() == 1) numbers.assign(channels, numbers[0]);
    if (numbers.size() != channels ||
        (constant.values.size() > 1 && !LiesOnChannels(constant, value))) {
      return Status::Unsupported("a constant that is not one number a channel");
    }
    if (op == "Sub") std::ranges::transform(numbers, numbers.begin(), std::negate());
    if (op == "Div") {
      for (double& number : numbers) number = 1 / number;
    }
    const bool is_factor = op == "Mul" || op == "Div";
    if (is_factor && value.tensor == kNetworkInput && constant.values.size() == 1 &&
        architecture_.layers.empty()) {
      full_ink_ *= static_cast<float>(numbers[0]);
      return Status::Ok();
    }
    DIGITPAD_RETURN_IF_ERROR(CheckFoldable(value));
    if (is_factor) {
      Fold(numbers, std::vector<double>(channels, 0), value);
    } else {
      Fold(std::vector<double>(channels, 1), numbers, value);
    }
    return Status::Ok();
  }

  // Whether its one axis that is longer than 1 is the channels'.
  static bool LiesOnChannels(const OnnxTensor& constant, const Value& value) {
    const bool last = value.is_flat || value.order == Order::kChannelsLast;
    const size_t from_end = last ? 1 : 3;
    return constant.rank() >= from_end &&
           constant.dims[constant.rank() - from_end] ==
               static_cast<int64_t>(constant.values.size());
  }

  Status CheckFoldable(const Value& value) {
    if (value.linear == kNoLayer || value.is_pooled) {
      return Status::Unsupported(
          "not right after a Conv or a dense layer, before its "
          "Relu");
    }
    if (architecture_.layers[value.linear].residual != kNoResidual) {
      return Status::Unsupported("after the Add of another tensor");
    }
    return Status::Ok();
  }

  // output * factor + summand, by channel.
  void Fold(const std::vector<double>& factors, const std::vector<double>& summands,
            const Value& value) {
    Numbers& numbers = numbers_[value.linear];
    const size_t channels = factors.size();
    for (size_t w = 0; w < numbers.weights.size(); ++w) {
      numbers.weights[w] *= factors[w % channels];
    }
    for (size_t c = 0; c < channels; ++c) {
      numbers.bias[c] = numbers.bias[c] * factors[c] + summands[c];
    }
  }

  Status ReadResidual(const onnx::NodeProto& node, const Value& first,
                      const Value& second) {
    const bool is_first = first.linear != kNoLayer;
    const Value& sum = is_first ? first : second;
    const Value& residual = is_first ? second : first;
    if (sum.linear == kNoLayer || residual.linear != kNoLayer) {
      return Status::Unsupported(
          "one side must be a Conv before its Relu, the other the "
          "output of a Relu or a pool");
    }
    DIGITPAD_RETURN_IF_ERROR(CheckFoldable(sum));
    LayerSpec& layer = architecture_.layers[sum.linear];
    if (layer.kind != LayerKind::kConv) return Status::Unsupported("not after a Conv");
    if (ShapeOf(residual) != layer.out || sum.order != residual.order) {
      return Status::Unsupported("tensors of different shapes");
    }
    layer.residual = residual.tensor;
    values_[node.output(0)] = sum;
    return Status::Ok();
  }

  // ---- layouts

  Status Flatten(Value* value) {
    value->is_flat = true;
    return Status::Ok();
  }

  // Where a tensor has one channel or one place, both orders are the same.
  bool HasOneOrder(const Value& value) const {
    const Shape shape = ShapeOf(value);
    return shape.c == 1 || shape.h * shape.w == 1;
  }

  Status Relabel(bool is_flat, Order order, Value* value) {
    if (order != value->order && !HasOneOrder(*value)) {
      return Status::Unsupported("mixes channels and places");
    }
    value->is_flat = is_flat;
    value->order = order;
    return Status::Ok();
  }

  Status ReadReshape(const onnx::NodeProto& node, Value* value) {
    const OnnxTensor* target = Constant(node, 1);
    // A computed shape: what follows tells whether it is the flat one.
    if (target == nullptr) return Flatten(value);
    std::vector<int64_t> dims(target->values.begin(), target->values.end());
    const Shape shape = ShapeOf(*value);
    if (dims.size() == 2) return Flatten(value);
    if (dims.size() == 3 && shape.c == 1) {
      return Relabel(/*is_flat=*/false, value->order, value);
    }
    const auto fits = [&](std::vector<int64_t> wanted) {
      for (size_t i = 0; i < wanted.size(); ++i) {
        const int64_t size = dims[i + 1];
        if (size != wanted[i] && size != -1) return false;
      }
      return true;
    };
    if (dims.size() == 4 && fits({shape.c, shape.h, shape.w})) {
      return Relabel(/*is_flat=*/false, Order::kChannelsFirst, value);
    }
    if (dims.size() == 4 && fits({shape.h, shape.w, shape.c})) {
      return Relabel(/*is_flat=*/false, Order::kChannelsLast, value);
    }
    return Status::Unsupported("to a shape " + ToText(dims));
  }

  Status ReadTranspose(const onnx::NodeProto& node, Value* value) {
    const std::vector<int64_t> axes = IntsAttribute(node, "perm");
    const bool first = value->order == Order::kChannelsFirst;
    const std::vector<int64_t> to_last = {0, 2, 3, 1};
    const std::vector<int64_t> to_first = {0, 3, 1, 2};
    if (!value->is_flat && (axes == to_last || axes == to_first) &&
        (HasOneOrder(*value) || (axes == to_last) == first)) {
      value->order = axes == to_last ? Order::kChannelsLast : Order::kChannelsFirst;
      return Status::Ok();
    }
    return Status::Unsupported("not between channels first and channels last");
  }

  Status CheckPicture(const Value& value) const {
    if (value.is_flat && !HasOneOrder(value)) {
      return Status::Unsupported("reads what is flat");
    }
    if (value.order == Order::kChannelsFirst || HasOneOrder(value)) return Status::Ok();
    return Status::Unsupported("reads channels last; ONNX has them first");
  }

  // ---- lookups

  Shape ShapeOf(const Value& value) const {
    return value.tensor == kNetworkInput ? architecture_.input
                                         : architecture_.layers[value.tensor - 1].out;
  }

  const OnnxTensor* Constant(const onnx::NodeProto& node, int input) const {
    return node.input_size() > input ? constants_.Find(node.input(input)) : nullptr;
  }

  static bool IsMissing(const onnx::NodeProto& node, int input) {
    return node.input_size() <= input || node.input(input).empty();
  }

  float full_ink_;
  OnnxConstants constants_;
  std::map<std::string, Value> values_;
  std::set<std::string> shapes_;  // names of what is computed from shapes
  Architecture architecture_;
  std::vector<Numbers> numbers_;    // by layer; empty where it has none
  std::vector<std::string> names_;  // by layer: the node's
};

}  // namespace

Status ReadOnnx(std::span<const uint8_t> file, float full_ink,
                std::optional<FoldedNetwork>* network) {
  onnx::ModelProto proto;
  if (!proto.ParseFromArray(file.data(), static_cast<int>(file.size())) ||
      !proto.has_graph()) {
    return Status::Invalid("not an ONNX file, or a damaged one");
  }
  Reader reader(full_ink);
  DIGITPAD_RETURN_IF_ERROR(reader.Read(proto.graph()));
  network->emplace(reader.Network());
  return Status::Ok();
}

}  // namespace digitpad
