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
#include "trainer/exchange/onnx_chain.h"
#include "trainer/exchange/onnx_graph.h"

namespace digitpad {
namespace {

using Order = ChannelOrder;

class Reader {
 public:
  explicit Reader(float full_ink) { chain_.ScaleInput(full_ink); }

  Status Read(const onnx::GraphProto& graph) {
    for (const onnx::NodeProto& node : graph.node()) {
      if (node.op_type() != "DequantizeLinear") continue;
      return Status::Unsupported(NameOf(node) +
                                 ": the network is quantised already; "
                                 "ONNX networks must be float ones");
    }
    DIGITPAD_RETURN_IF_ERROR(constants_.Load(graph));
    DIGITPAD_RETURN_IF_ERROR(ReadInput(graph));
    for (const onnx::NodeProto& node : graph.node()) {
      DIGITPAD_RETURN_IF_ERROR(ReadNode(node));
    }
    return ReadOutput(graph);
  }

  const OnnxChain& chain() const { return chain_; }

 private:
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
    Shape shape = {kInputSize, kInputSize, 1};
    OnnxValue value;
    if (!FindLayout(dims, &shape, &value)) {
      return Status::Unsupported("input '" + input->name() + "' of shape " +
                                 ToText(dims) +
                                 ", not [N,1,28,28] or [N,28,28,1] (or 5 channels)");
    }
    chain_.SetInput(shape);
    values_[input->name()] = value;
    return Status::Ok();
  }

  static bool FindLayout(const std::vector<int64_t>& dims, Shape* shape,
                         OnnxValue* value) {
    const auto is_side = [](int64_t size) { return size == kInputSize; };
    const auto is_depth = [](int64_t size) {
      return size == 1 || size == kMaxInputChannels;
    };
    if (dims.size() == 2) {
      value->is_flat = true;
      return dims[1] == shape->size();
    }
    if (dims.size() == 3) return is_side(dims[1]) && is_side(dims[2]);
    if (dims.size() != 4) return false;
    if (is_depth(dims[1]) && is_side(dims[2]) && is_side(dims[3])) {
      shape->c = static_cast<int>(dims[1]);
      return true;
    }
    value->order = Order::kLast;
    if (!is_side(dims[1]) || !is_side(dims[2]) || !is_depth(dims[3])) return false;
    shape->c = static_cast<int>(dims[3]);
    return true;
  }

  Status ReadOutput(const onnx::GraphProto& graph) {
    if (graph.output_size() == 0) return Status::Invalid("no output");
    const std::string& name = graph.output(0).name();
    const auto found = values_.find(name);
    if (found == values_.end()) return Status::Invalid("output '" + name + "': missing");
    return chain_.Finish(found->second).WithPrefix("output '" + name + "'");
  }

  // ---- nodes

  Status ReadNode(const onnx::NodeProto& node) {
    bool computed = false;
    DIGITPAD_RETURN_IF_ERROR(constants_.Compute(node, &computed));
    if (computed || IsShapeArithmetic(node)) return Status::Ok();
    return ReadLayerNode(node).WithPrefix(NameOf(node));
  }

  // PyTorch computes shapes from shapes, as for x.view(x.size(0), -1).
  bool IsShapeArithmetic(const onnx::NodeProto& node) {
    const bool is_shape = node.op_type() == "Shape";
    const bool from_shape =
        is_shape || std::ranges::any_of(node.input(), [&](const std::string& name) {
          return shapes_.contains(name);
        });
    const bool from_value = node.input_size() > 0 && values_.contains(node.input(0));
    if (!from_shape || (from_value && !is_shape)) return false;
    for (const std::string& name : node.output()) shapes_.insert(name);
    return true;
  }

  Status ReadLayerNode(const onnx::NodeProto& node) {
    const std::string& op = node.op_type();
    if (node.output_size() == 0) return Status::Invalid("no output");
    if (op == "Add" || op == "Sub" || op == "Mul" || op == "Div") {
      return ReadArithmetic(node);
    }
    const auto found =
        node.input_size() > 0 ? values_.find(node.input(0)) : values_.end();
    if (found == values_.end()) return Status::Unsupported("does not read the picture");
    OnnxValue value = found->second;
    DIGITPAD_RETURN_IF_ERROR(Apply(node, &value));
    values_[node.output(0)] = value;
    return Status::Ok();
  }

  // Makes the node's output of its first input.
  Status Apply(const onnx::NodeProto& node, OnnxValue* value) {
    const std::string& op = node.op_type();
    if (op == "Conv") return ReadConv(node, value);
    if (op == "Gemm" || op == "MatMul") return ReadDense(node, value);
    if (op == "BatchNormalization") return ReadBatchNorm(node, *value);
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
    if (op == "Transpose") return ReadTranspose(node, value);
    if (op == "Reshape") return ReadReshape(node, value);
    if (op == "Flatten") value->is_flat = true;
    if (op == "Squeeze" || op == "Unsqueeze") {
      if (!chain_.HasOneOrder(*value)) return Status::Unsupported("of a whole picture");
      value->is_flat = op == "Squeeze";
    }
    if (op == "Flatten" || op == "Squeeze" || op == "Unsqueeze") return Status::Ok();
    return Status::Unsupported("not an operator that the integer network has");
  }

  // ---- layers

  Status ReadConv(const onnx::NodeProto& node, OnnxValue* value) {
    DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    const OnnxTensor* kernel = Constant(node, 1);
    if (kernel == nullptr || kernel->rank() != 4) {
      return Status::Unsupported("weights that are no constant of rank 4");
    }
    if (IntAttribute(node, "group", 1) != 1) {
      return Status::Unsupported("groups of channels");
    }
    const int64_t out = kernel->dims[0];
    const int64_t in = kernel->dims[1];
    const int64_t plane = kernel->dims[2] * kernel->dims[3];
    if (in != chain_.ShapeOf(*value).c) {
      return Status::Invalid("weights for " + std::to_string(in) + " channels, not " +
                             std::to_string(chain_.ShapeOf(*value).c));
    }
    OnnxWindow window;
    DIGITPAD_RETURN_IF_ERROR(ReadWindow(node, &window));
    std::vector<double> weights(kernel->values.size());
    for (int64_t o = 0; o < out; ++o) {
      for (int64_t i = 0; i < in; ++i) {
        for (int64_t p = 0; p < plane; ++p) {
          weights[(p * in + i) * out + o] = kernel->values[(o * in + i) * plane + p];
        }
      }
    }
    std::vector<double> bias(out, 0);
    DIGITPAD_RETURN_IF_ERROR(ReadBias(node, 1, &bias));
    std::string token = "conv" + std::to_string(kernel->dims[2]) + "x" +
                        std::to_string(kernel->dims[3]) + "x" + std::to_string(out);
    if (window.stride != 1) token += "/" + std::to_string(window.stride);
    token += " " + window.padding + " plain";
    return chain_.AddWeights(token, NameOf(node), std::move(weights), std::move(bias),
                             value);
  }

  Status ReadBias(const onnx::NodeProto& node, double factor, std::vector<double>* bias) {
    if (node.input_size() <= 2 || node.input(2).empty()) return Status::Ok();
    const OnnxTensor* given = Constant(node, 2);
    if (given == nullptr ||
        (given->values.size() != 1 && given->values.size() != bias->size())) {
      return Status::Unsupported("a bias that is no constant of one number a channel");
    }
    const bool is_one = given->values.size() == 1;
    for (size_t c = 0; c < bias->size(); ++c) {
      (*bias)[c] = factor * given->values[is_one ? 0 : c];
    }
    return Status::Ok();
  }

  Status ReadDense(const onnx::NodeProto& node, OnnxValue* value) {
    const Shape in = chain_.ShapeOf(*value);
    const int plane = in.h * in.w;
    if (!value->is_flat && plane != 1) {
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
    const bool channels_first = value->order == Order::kFirst;
    const double alpha = FloatAttribute(node, "alpha", 1);
    std::vector<double> weights(matrix->values.size());
    for (int64_t i = 0; i < inputs; ++i) {
      const int64_t ours = channels_first ? i % plane * in.c + i / plane : i;
      for (int64_t o = 0; o < out; ++o) {
        weights[ours * out + o] =
            alpha * matrix->values[by_output ? o * inputs + i : i * out + o];
      }
    }
    std::vector<double> bias(out, 0);
    DIGITPAD_RETURN_IF_ERROR(ReadBias(node, FloatAttribute(node, "beta", 1), &bias));
    value->is_flat = true;
    return chain_.AddWeights("dense" + std::to_string(out), NameOf(node),
                             std::move(weights), std::move(bias), value);
  }

  Status ReadMaxPool(const onnx::NodeProto& node, OnnxValue* value) {
    DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    const Shape shape = chain_.ShapeOf(*value);
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
    return chain_.AddPool("maxpool" + std::to_string(kernel[0]) + "/" +
                              std::to_string(window.stride) + " " + window.padding,
                          NameOf(node), value);
  }

  Status ReadAverage(const onnx::NodeProto& node, OnnxValue* value) {
    const Shape shape = chain_.ShapeOf(*value);
    if (node.op_type() == "ReduceMean") {
      DIGITPAD_RETURN_IF_ERROR(CheckMeanAxes(node, *value));
      value->is_flat = IntAttribute(node, "keepdims", 1) == 0;
    } else {
      DIGITPAD_RETURN_IF_ERROR(CheckPicture(*value));
    }
    if (node.op_type() == "AveragePool") {
      OnnxWindow window;
      DIGITPAD_RETURN_IF_ERROR(ReadWindow(node, &window));
      if (IntsAttribute(node, "kernel_shape") != std::vector<int64_t>{shape.h, shape.w} ||
          window.padding != "valid") {
        return Status::Unsupported("an average over less than the whole plane");
      }
    }
    return chain_.AddPool("gap", NameOf(node), value);
  }

  Status CheckMeanAxes(const onnx::NodeProto& node, const OnnxValue& value) {
    std::vector<int64_t> axes = IntsAttribute(node, "axes");
    if (const OnnxTensor* given = Constant(node, 1); given != nullptr) {
      axes = WholeNumbers(*given);
    }
    for (int64_t& axis : axes) {
      if (axis < 0) axis += 4;
    }
    std::ranges::sort(axes);
    const int64_t first = value.order == Order::kFirst ? 2 : 1;
    if (!value.is_flat && axes == std::vector<int64_t>{first, first + 1}) {
      return Status::Ok();
    }
    return Status::Unsupported("a mean over other axes than height and width");
  }

  // ---- what is folded into the layer before

  Status ReadBatchNorm(const onnx::NodeProto& node, const OnnxValue& value) {
    const size_t channels = chain_.ShapeOf(value).c;
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
    return chain_.Fold(factors, summands, value);
  }

  // Add, Sub, Mul, Div: of a constant, or the Add of a residual.
  Status ReadArithmetic(const onnx::NodeProto& node) {
    if (node.input_size() != 2) return Status::Invalid("not two inputs");
    const std::string& op = node.op_type();
    const auto first = values_.find(node.input(0));
    const auto second = values_.find(node.input(1));
    OnnxValue value;
    if (first != values_.end() && second != values_.end() && op == "Add") {
      const bool is_first = first->second.linear != kNoLayer;
      value = is_first ? first->second : second->second;
      DIGITPAD_RETURN_IF_ERROR(
          chain_.AddResidual(value, is_first ? second->second : first->second));
    } else {
      const bool commutes = op == "Add" || op == "Mul";
      const bool is_first = first != values_.end();
      const auto found = is_first ? first : second;
      const OnnxTensor* constant = Constant(node, is_first ? 1 : 0);
      if (found == values_.end() || constant == nullptr || (!is_first && !commutes)) {
        return Status::Unsupported("not of a tensor and a constant");
      }
      value = found->second;
      DIGITPAD_RETURN_IF_ERROR(FoldConstant(op, *constant, value));
    }
    values_[node.output(0)] = value;
    return Status::Ok();
  }

  Status FoldConstant(const std::string& op, const OnnxTensor& constant,
                      const OnnxValue& value) {
    const size_t channels = chain_.ShapeOf(value).c;
    std::vector<double> numbers = constant.values;
    const bool is_one = numbers.size() == 1;
    if (is_one) numbers.assign(channels, numbers[0]);
    if (numbers.size() != channels || (!is_one && !LiesOnChannels(constant, value))) {
      return Status::Unsupported("a constant that is not one number a channel");
    }
    if (op == "Sub") std::ranges::transform(numbers, numbers.begin(), std::negate());
    if (op == "Div") {
      for (double& number : numbers) number = 1 / number;
    }
    if (op == "Add" || op == "Sub") {
      return chain_.Fold(std::vector<double>(channels, 1), numbers, value);
    }
    if (is_one && chain_.empty()) {
      chain_.ScaleInput(numbers[0]);
      return Status::Ok();
    }
    return chain_.Fold(numbers, std::vector<double>(channels, 0), value);
  }

  // Whether its one axis that is longer than 1 is the channels'.
  static bool LiesOnChannels(const OnnxTensor& constant, const OnnxValue& value) {
    const size_t from_end = value.is_flat || value.order == Order::kLast ? 1 : 3;
    return constant.rank() >= from_end &&
           constant.dims[constant.rank() - from_end] ==
               static_cast<int64_t>(constant.values.size());
  }

  // ---- layouts

  Status ReadReshape(const onnx::NodeProto& node, OnnxValue* value) {
    const OnnxTensor* target = Constant(node, 1);
    // Of a computed shape nothing is known but what follows: a dense layer checks that it
    // is flat by its number of weights.
    if (target == nullptr || target->values.size() == 2) {
      value->is_flat = true;
      return Status::Ok();
    }
    const std::vector<int64_t> dims = WholeNumbers(*target);
    const Shape shape = chain_.ShapeOf(*value);
    const auto fits = [&](const std::vector<int64_t>& wanted) {
      return std::equal(
          dims.begin() + 1, dims.end(), wanted.begin(), wanted.end(),
          [](int64_t size, int64_t want) { return size == want || size == -1; });
    };
    if (dims.size() == 3 && fits({shape.h, shape.w}) && shape.c == 1) {
      value->is_flat = false;
      return Status::Ok();
    }
    for (const Order order : {value->order, Order::kFirst, Order::kLast}) {
      const bool is_first = order == Order::kFirst;
      if (dims.size() != 4 || (order != value->order && !chain_.HasOneOrder(*value)) ||
          !fits(is_first ? std::vector<int64_t>{shape.c, shape.h, shape.w}
                         : std::vector<int64_t>{shape.h, shape.w, shape.c})) {
        continue;
      }
      value->order = order;
      value->is_flat = false;
      return Status::Ok();
    }
    return Status::Unsupported("to " + ToText(dims) +
                               ", which mixes channels and places");
  }

  Status ReadTranspose(const onnx::NodeProto& node, OnnxValue* value) {
    const std::vector<int64_t> axes = IntsAttribute(node, "perm");
    const bool to_last = axes == std::vector<int64_t>{0, 2, 3, 1};
    const bool to_first = axes == std::vector<int64_t>{0, 3, 1, 2};
    const bool is_first = value->order == Order::kFirst;
    if (value->is_flat || to_last == to_first ||
        (to_last != is_first && !chain_.HasOneOrder(*value))) {
      return Status::Unsupported("not between channels first and channels last");
    }
    value->order = to_last ? Order::kLast : Order::kFirst;
    return Status::Ok();
  }

  Status CheckPicture(const OnnxValue& value) const {
    if (chain_.HasOneOrder(value)) return Status::Ok();
    if (value.is_flat) return Status::Unsupported("reads what is flat");
    if (value.order == Order::kFirst) return Status::Ok();
    return Status::Unsupported("reads channels last; ONNX has them first");
  }

  const OnnxTensor* Constant(const onnx::NodeProto& node, int input) const {
    return node.input_size() > input ? constants_.Find(node.input(input)) : nullptr;
  }

  OnnxConstants constants_;
  OnnxChain chain_;
  std::map<std::string, OnnxValue> values_;
  std::set<std::string> shapes_;  // names of what is computed from shapes
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
  network->emplace(reader.chain().Network());
  return Status::Ok();
}

}  // namespace digitpad
