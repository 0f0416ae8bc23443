#include "trainer/exchange/onnx_export.h"

#include <onnx/onnx_pb.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "trainer/exchange/model_json.h"
#include "trainer/net/model_units.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kOpset = 13;     // the first whose DequantizeLinear knows channels
constexpr int kIrVersion = 7;  // the one that came with it
// int8 weights [out][h][w][in] as ONNX has them, [out][in][h][w]. window: h, w and in.
std::string ChannelsFirst(const std::vector<int8_t>& weights, const Shape& window) {
  std::string result;
  result.reserve(weights.size());
  const int plane = window.h * window.w;
  for (size_t out = 0; out < weights.size(); out += window.size()) {
    for (int c = 0; c < window.c; ++c) {
      for (int i = 0; i < plane; ++i) {
        result += static_cast<char>(weights[out + i * window.c + c]);
      }
    }
  }
  return result;
}

// A tensor of the graph in its two forms, and what its steps are worth.
struct Activation {
  std::string quantized;
  std::string real;
  double scale = 1;
};

class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  std::vector<uint8_t> Write() {
    WriteHead();
    WriteInput();
    for (size_t i = 0; i < model_.layers.size(); ++i) WriteLayer(i);
    const std::string bytes = proto_.SerializeAsString();
    return {bytes.begin(), bytes.end()};
  }

 private:
  void WriteHead() {
    proto_.set_ir_version(kIrVersion);
    proto_.set_producer_name("digitpad");
    proto_.add_opset_import()->set_version(kOpset);
    graph_ = proto_.mutable_graph();
    graph_->set_name("digitpad");
    AddMetadata("labels", Json(model_.labels));
    AddMetadata("prep", PrepJson(model_.prep));
    AddMetadata("accept", model_.calibration.accept);
    AddMetadata("accept_1_in_1000", model_.calibration.accept_1_in_1000);
    auto* card = proto_.add_metadata_props();
    card->set_key("digitpad.card");
    card->set_value(model_.card);
  }

  void AddMetadata(const char* key, const Json& value) {
    auto* entry = proto_.add_metadata_props();
    entry->set_key(std::string("digitpad.") + key);
    entry->set_value(value.dump());
  }

  void WriteInput() {
    const Shape shape = InputShape(model_.prep);
    auto* input = graph_->add_input();
    input->set_name("picture");
    input->set_doc_string("byte b of the prepared picture as (b >> 1) / 127");
    SetShape({shape.c, shape.h, shape.w}, input);
    activations_.push_back(Quantize("picture", "picture", kFreeStep));
  }

  static void SetShape(std::initializer_list<int> sizes, onnx::ValueInfoProto* value) {
    auto* type = value->mutable_type()->mutable_tensor_type();
    type->set_elem_type(onnx::TensorProto::FLOAT);
    type->mutable_shape()->add_dim()->set_dim_param("N");
    for (const int size : sizes) type->mutable_shape()->add_dim()->set_dim_value(size);
  }

  void WriteLayer(size_t index) {
    const Layer& layer = model_.layers[index];
    const std::string name = "layer" + std::to_string(index + 1);
    const Activation& from = activations_[layer.input];
    switch (layer.op) {
      case LayerOp::kConv:
        activations_.push_back(WriteConv(layer, name, from));
        break;
      case LayerOp::kMaxPool: {
        auto* node = AddNode("MaxPool", {from.real}, name + ".max");
        AddWindow(layer, node);
        activations_.push_back(Quantize(name + ".max", name, from.scale));
        break;
      }
      case LayerOp::kGlobalAveragePool: {
        AddNode("GlobalAveragePool", {from.real}, name + ".average");
        activations_.push_back(
            Quantize(name + ".average", name, PooledStep(layer, from.scale)));
        break;
      }
      case LayerOp::kDense:
        WriteDense(layer, name, from, index + 1 == model_.layers.size());
        break;
    }
  }

  Activation WriteConv(const Layer& layer, const std::string& name,
                       const Activation& from) {
    const std::vector<double> units = UnitsOf(layer, model_.calibration);
    const Shape window = WindowOf(layer);
    AddWeights(layer, {window.c, window.h, window.w}, units, from.scale, name);
    auto* node = AddNode("Conv", {from.real, name + ".weight", name + ".bias"},
                         name + ".convolution");
    AddWindow(layer, node);
    std::string sum = name + ".convolution";
    if (layer.residual != kNoResidual) {
      // The integer network's multipliers of the residual are whole numbers: what they
      // stand for differs a little from channel to channel.
      std::vector<double> scales = units;
      for (size_t c = 0; c < scales.size(); ++c) scales[c] *= layer.residual_scale_i32[c];
      Dequantize(activations_[layer.residual].quantized, scales, 1, name + ".residual");
      AddNode("Add", {sum, name + ".residual"}, name + ".sum");
      sum = name + ".sum";
    }
    AddNode("Relu", {sum}, name + ".relu");
    return Quantize(name + ".relu", name, kFreeStep);
  }

  void WriteDense(const Layer& layer, const std::string& name, const Activation& from,
                  bool is_last) {
    const std::vector<double> units = UnitsOf(layer, model_.calibration);
    AddNode("Flatten", {from.real}, name + ".flat");
    AddWeights(layer, {WindowOf(layer).size()}, units, from.scale, name);
    const std::string product = is_last ? "logits" : name + ".product";
    auto* node =
        AddNode("Gemm", {name + ".flat", name + ".weight", name + ".bias"}, product);
    AddInt("transB", 1, node);
    if (is_last) return WriteOutputs();
    AddNode("Relu", {product}, name + ".relu");
    // A picture of one place, which it is to the layers that follow.
    auto* shape = AddTensor(name + ".shape", onnx::TensorProto::INT64, {4});
    for (const int size : {0, layer.out_channels, 1, 1}) shape->add_int64_data(size);
    AddNode("Reshape", {name + ".relu", name + ".shape"}, name + ".place");
    activations_.push_back(Quantize(name + ".place", name, kFreeStep));
  }

  void WriteOutputs() {
    AddInt("axis", 1, AddNode("Softmax", {"logits"}, "probabilities"));
    for (const char* name : {"logits", "probabilities"}) {
      auto* output = graph_->add_output();
      output->set_name(name);
      SetShape({static_cast<int>(model_.labels.size())}, output);
    }
  }

  // Weights and bias, each dequantized. shape: that of one output channel.
  void AddWeights(const Layer& layer, const std::vector<int>& shape,
                  const std::vector<double>& units, double input_scale,
                  const std::string& name) {
    std::vector<int> sizes = {layer.out_channels};
    sizes.insert(sizes.end(), shape.begin(), shape.end());
    AddTensor(name + ".weight_i8", onnx::TensorProto::INT8, sizes)
        ->set_raw_data(ChannelsFirst(layer.weights_i8, WindowOf(layer)));
    std::vector<double> scales = units;
    for (double& scale : scales) scale /= input_scale;
    Dequantize(name + ".weight_i8", scales, 0, name + ".weight");
    auto* bias =
        AddTensor(name + ".bias_i32", onnx::TensorProto::INT32, {layer.out_channels});
    for (const int32_t value : layer.bias_i32) bias->add_int32_data(value);
    Dequantize(name + ".bias_i32", units, 0, name + ".bias");
  }

  // Rounds `real` to steps of 0..127 and back.
  Activation Quantize(const std::string& real, const std::string& name, double scale) {
    AddTensor(name + ".scale", onnx::TensorProto::FLOAT, {})
        ->add_float_data(static_cast<float>(scale));
    AddTensor(name + ".zero", onnx::TensorProto::INT8, {})->add_int32_data(0);
    AddNode("QuantizeLinear", {real, name + ".scale", name + ".zero"}, name + ".q");
    AddNode("DequantizeLinear", {name + ".q", name + ".scale", name + ".zero"},
            name + ".real");
    return {name + ".q", name + ".real", scale};
  }

  void Dequantize(const std::string& quantized, const std::vector<double>& scales,
                  int axis, const std::string& real) {
    auto* tensor = AddTensor(real + ".scale", onnx::TensorProto::FLOAT,
                             {static_cast<int>(scales.size())});
    for (const double scale : scales) tensor->add_float_data(static_cast<float>(scale));
    auto* node = AddNode("DequantizeLinear", {quantized, real + ".scale"}, real);
    AddInt("axis", axis, node);
  }

  onnx::TensorProto* AddTensor(const std::string& name, onnx::TensorProto::DataType type,
                               const std::vector<int>& sizes) {
    auto* tensor = graph_->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(type);
    for (const int size : sizes) tensor->add_dims(size);
    return tensor;
  }

  onnx::NodeProto* AddNode(const char* op, const std::vector<std::string>& inputs,
                           const std::string& output) {
    auto* node = graph_->add_node();
    node->set_op_type(op);
    node->set_name(output);
    for (const std::string& input : inputs) node->add_input(input);
    node->add_output(output);
    return node;
  }

  static void AddInt(const char* name, int value, onnx::NodeProto* node) {
    auto* attribute = node->add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
  }

  static void AddInts(const char* name, std::initializer_list<int> values,
                      onnx::NodeProto* node) {
    auto* attribute = node->add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INTS);
    for (const int value : values) attribute->add_ints(value);
  }

  static void AddWindow(const Layer& layer, onnx::NodeProto* node) {
    AddInts("kernel_shape", {layer.kernel_h, layer.kernel_w}, node);
    AddInts("strides", {layer.stride, layer.stride}, node);
    AddInts("pads", {layer.pad_top, layer.pad_left, layer.pad_bottom, layer.pad_right},
            node);
  }

  const Model& model_;
  onnx::ModelProto proto_;
  onnx::GraphProto* graph_ = nullptr;
  std::vector<Activation> activations_;  // by tensor, as layers number them
};

}  // namespace

std::vector<uint8_t> WriteOnnx(const Model& model) { return Writer(model).Write(); }

}  // namespace digitpad
