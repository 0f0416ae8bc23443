// What the ONNX import reads from the proto messages: tensors as plain arrays, attributes
// by name, and the constants of a graph, whether they are initializers or computed from
// such by the shape operators that exporters leave behind.
#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

// All kinds of numbers as double: float32 and whole numbers below 2^53 are exact in it.
struct OnnxTensor {
  std::vector<int64_t> dims;
  std::vector<double> values;  // row-major

  size_t rank() const { return dims.size(); }
};

// The values as sizes or axes; what no int64 holds is -2^53, which is neither.
std::vector<int64_t> WholeNumbers(const OnnxTensor& tensor);

// Invalid for a type that is no plain number, data in another file, or a wrong size.
Status DecodeTensor(const onnx::TensorProto& proto, OnnxTensor* tensor);

// The attribute's value, or `otherwise` where the node has none of that name.
int64_t IntAttribute(const onnx::NodeProto& node, const char* name, int64_t otherwise);
float FloatAttribute(const onnx::NodeProto& node, const char* name, float otherwise);
std::string TextAttribute(const onnx::NodeProto& node, const char* name);
std::vector<int64_t> IntsAttribute(const onnx::NodeProto& node, const char* name);

// How the window of a Conv or pool moves.
struct OnnxWindow {
  int stride = 1;                 // in both directions
  std::string padding = "valid";  // a word of the grammar, see architecture.h
};

// Unsupported where the strides differ or there are dilations.
Status ReadWindow(const onnx::NodeProto& node, OnnxWindow* window);

// "[1,28,28]", for messages.
std::string ToText(const std::vector<int64_t>& dims);

// What to call a node in messages: its operator and name.
std::string NameOf(const onnx::NodeProto& node);

class OnnxConstants {
 public:
  // The initializers. Invalid, naming the tensor, where one cannot be read.
  Status Load(const onnx::GraphProto& graph);

  // Null where `name` is no constant.
  const OnnxTensor* Find(const std::string& name) const;

  // *computed = whether the node only computes a constant from constants; its output is
  // then one too. Invalid where it cannot.
  Status Compute(const onnx::NodeProto& node, bool* computed);

 private:
  std::map<std::string, OnnxTensor> tensors_;
};

}  // namespace digitpad
