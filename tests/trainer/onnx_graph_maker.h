// Small ONNX graphs for tests, made by code.
#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace digitpad::testing {

// A graph that grows node by node; each reads the last one, and constants.
class OnnxGraph {
 public:
  explicit OnnxGraph(std::initializer_list<int> input_shape = {1, 28, 28}) {
    auto* input = graph()->add_input();
    input->set_name("x0");
    auto* shape = input->mutable_type()->mutable_tensor_type()->mutable_shape();
    shape->add_dim()->set_dim_param("N");
    for (const int size : input_shape) shape->add_dim()->set_dim_value(size);
  }

  // Numbers that follow from the name's length and the place.
  std::string Constant(const std::string& name, std::initializer_list<int> dims,
                       float first = 0.5f) {
    auto* tensor = graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    int count = 1;
    for (const int size : dims) {
      tensor->add_dims(size);
      count *= size;
    }
    for (int i = 0; i < count; ++i) {
      tensor->add_float_data(first + 0.25f * static_cast<float>(i % 7));
    }
    return name;
  }

  std::string Shape(const std::string& name, std::initializer_list<int64_t> values) {
    auto* tensor = graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::INT64);
    tensor->add_dims(static_cast<int64_t>(values.size()));
    for (const int64_t value : values) tensor->add_int64_data(value);
    return name;
  }

  OnnxGraph& Node(const std::string& op, const std::vector<std::string>& constants = {}) {
    auto* node = graph()->add_node();
    node->set_op_type(op);
    node->add_input(last_);
    for (const std::string& name : constants) node->add_input(name);
    last_ = "x" + std::to_string(graph()->node_size());
    node->add_output(last_);
    return *this;
  }

  OnnxGraph& Ints(const std::string& name, std::initializer_list<int64_t> values) {
    auto* attribute = graph()->mutable_node(graph()->node_size() - 1)->add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INTS);
    for (const int64_t value : values) attribute->add_ints(value);
    return *this;
  }

  OnnxGraph& Int(const std::string& name, int64_t value) {
    auto* attribute = graph()->mutable_node(graph()->node_size() - 1)->add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
    return *this;
  }

  OnnxGraph& Conv(const std::string& name = "conv", int in = 1) {
    return Node("Conv",
                {Constant(name + ".w", {4, in, 3, 3}), Constant(name + ".b", {4})});
  }

  // The end of all graphs here: 13x13 places of 4 channels, and 3 classes.
  OnnxGraph& Head() {
    Node("MaxPool").Ints("kernel_shape", {2, 2}).Ints("strides", {2, 2});
    return Classify(13 * 13 * 4);
  }
  OnnxGraph& Classify(int inputs) {
    Node("Flatten");
    return Node("Gemm", {Constant("dense.w", {3, inputs}), Constant("dense.b", {3})})
        .Int("transB", 1);
  }

  const std::string& last() const { return last_; }
  onnx::GraphProto* graph() { return proto_.mutable_graph(); }

  // The model file, of what was added until now.
  std::string Finish() {
    graph()->add_output()->set_name(last_);
    return proto_.SerializeAsString();
  }

 private:
  onnx::ModelProto proto_;
  std::string last_ = "x0";
};

}  // namespace digitpad::testing
