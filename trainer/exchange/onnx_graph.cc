#include "trainer/exchange/onnx_graph.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>

#include "core/nn/model.h"

namespace digitpad {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

// More than any network of a model file has.
constexpr int64_t kMaxElements = int64_t{1} << 26;

Status CountElements(const std::vector<int64_t>& dims, size_t* count) {
  int64_t product = 1;
  for (const int64_t size : dims) {
    if (size < 0 || size > kMaxElements || product * size > kMaxElements) {
      return Status::Invalid("too large");
    }
    product *= size;
  }
  *count = static_cast<size_t>(product);
  return Status::Ok();
}

template <typename Number>
void Append(const std::string& raw, std::vector<double>* values) {
  const size_t count = raw.size() / sizeof(Number);
  for (size_t i = 0; i < count; ++i) {
    Number number;
    std::memcpy(&number, raw.data() + i * sizeof number, sizeof number);
    values->push_back(static_cast<double>(number));
  }
}

template <typename Numbers>
void Append(const Numbers& numbers, std::vector<double>* values) {
  values->insert(values->end(), numbers.begin(), numbers.end());
}

const onnx::AttributeProto* FindAttribute(const onnx::NodeProto& node, const char* name) {
  for (const onnx::AttributeProto& attribute : node.attribute()) {
    if (attribute.name() == name) return &attribute;
  }
  return nullptr;
}

// The elements of `from` with its axes in the order of `axes`.
OnnxTensor Transposed(const OnnxTensor& from, const std::vector<int64_t>& axes) {
  const size_t rank = from.rank();
  std::vector<size_t> strides(rank, 1);  // of `from`, by its own axes
  for (size_t i = rank; i-- > 1;) strides[i - 1] = strides[i] * from.dims[i];
  OnnxTensor result;
  for (const int64_t axis : axes) result.dims.push_back(from.dims[axis]);
  result.values.reserve(from.values.size());
  std::vector<int64_t> at(rank, 0);
  for (size_t n = 0; n < from.values.size(); ++n) {
    size_t place = 0;
    for (size_t i = 0; i < rank; ++i) place += at[i] * strides[axes[i]];
    result.values.push_back(from.values[place]);
    for (size_t i = rank; i-- > 0;) {
      if (++at[i] < result.dims[i]) break;
      at[i] = 0;
    }
  }
  return result;
}

Status Transpose(const onnx::NodeProto& node, OnnxTensor* tensor) {
  std::vector<int64_t> axes = IntsAttribute(node, "perm");
  if (axes.empty()) {
    axes.resize(tensor->rank());
    std::iota(axes.rbegin(), axes.rend(), 0);
  }
  std::vector<int64_t> sorted = axes;
  std::ranges::sort(sorted);
  std::vector<int64_t> all(tensor->rank());
  std::iota(all.begin(), all.end(), 0);
  if (sorted != all) return Status::Invalid("axes that the tensor does not have");
  *tensor = Transposed(*tensor, axes);
  return Status::Ok();
}

Status Reshape(const OnnxTensor& shape, OnnxTensor* tensor) {
  std::vector<int64_t> dims;
  int64_t known = 1;
  size_t open = SIZE_MAX;
  const auto count = static_cast<int64_t>(tensor->values.size());
  for (int64_t size : WholeNumbers(shape)) {
    const size_t axis = dims.size();
    if (size == 0 && axis < tensor->rank()) size = tensor->dims[axis];
    if (size == -1) open = axis;
    if (size > count / known) return Status::Invalid("sizes do not fit");
    if (size > 0) known *= size;
    dims.push_back(size);
  }
  if (open != SIZE_MAX && known > 0) dims[open] = count / known;
  size_t elements = 0;
  DIGITPAD_RETURN_IF_ERROR(CountElements(dims, &elements));
  if (elements != tensor->values.size()) return Status::Invalid("sizes do not fit");
  tensor->dims = std::move(dims);
  return Status::Ok();
}

// The value of a node Constant, in any of its forms.
Status DecodeConstant(const onnx::NodeProto& node, OnnxTensor* tensor) {
  if (node.attribute_size() != 1) return Status::Invalid("not one value");
  const onnx::AttributeProto& value = node.attribute(0);
  switch (value.type()) {
    case onnx::AttributeProto::TENSOR:
      return DecodeTensor(value.t(), tensor);
    case onnx::AttributeProto::INT:
      tensor->values = {static_cast<double>(value.i())};
      return Status::Ok();
    case onnx::AttributeProto::FLOAT:
      tensor->values = {value.f()};
      return Status::Ok();
    case onnx::AttributeProto::INTS:
      Append(value.ints(), &tensor->values);
      break;
    case onnx::AttributeProto::FLOATS:
      Append(value.floats(), &tensor->values);
      break;
    default:
      return Status::Unsupported("not a number, nor a tensor of such");
  }
  tensor->dims = {static_cast<int64_t>(tensor->values.size())};
  return Status::Ok();
}

}  // namespace

std::vector<int64_t> WholeNumbers(const OnnxTensor& tensor) {
  constexpr double kMost = 9007199254740992;  // 2^53
  std::vector<int64_t> numbers;
  for (const double value : tensor.values) {
    // Not true of NaN either.
    const bool fits = value > -kMost && value < kMost;
    numbers.push_back(static_cast<int64_t>(fits ? value : -kMost));
  }
  return numbers;
}

Status DecodeTensor(const onnx::TensorProto& proto, OnnxTensor* tensor) {
  if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
    return Status::Unsupported("its data lie in another file");
  }
  OnnxTensor result;
  result.dims.assign(proto.dims().begin(), proto.dims().end());
  size_t count = 0;
  DIGITPAD_RETURN_IF_ERROR(CountElements(result.dims, &count));
  const std::string& raw = proto.raw_data();
  switch (proto.data_type()) {
    case onnx::TensorProto::FLOAT:
      Append(proto.float_data(), &result.values);
      Append<float>(raw, &result.values);
      break;
    case onnx::TensorProto::DOUBLE:
      Append(proto.double_data(), &result.values);
      Append<double>(raw, &result.values);
      break;
    case onnx::TensorProto::INT64:
      Append(proto.int64_data(), &result.values);
      Append<int64_t>(raw, &result.values);
      break;
    case onnx::TensorProto::INT32:
      Append(proto.int32_data(), &result.values);
      Append<int32_t>(raw, &result.values);
      break;
    default:
      return Status::Unsupported("numbers of type " + std::to_string(proto.data_type()) +
                                 ", not float32, float64, int32 or int64");
  }
  if (result.values.size() != count) {
    return Status::Invalid(std::to_string(result.values.size()) + " numbers, not the " +
                           std::to_string(count) + " of its shape");
  }
  *tensor = std::move(result);
  return Status::Ok();
}

int64_t IntAttribute(const onnx::NodeProto& node, const char* name, int64_t otherwise) {
  const onnx::AttributeProto* attribute = FindAttribute(node, name);
  return attribute == nullptr ? otherwise : attribute->i();
}

float FloatAttribute(const onnx::NodeProto& node, const char* name, float otherwise) {
  const onnx::AttributeProto* attribute = FindAttribute(node, name);
  return attribute == nullptr ? otherwise : attribute->f();
}

std::string TextAttribute(const onnx::NodeProto& node, const char* name) {
  const onnx::AttributeProto* attribute = FindAttribute(node, name);
  return attribute == nullptr ? std::string() : attribute->s();
}

std::vector<int64_t> IntsAttribute(const onnx::NodeProto& node, const char* name) {
  const onnx::AttributeProto* attribute = FindAttribute(node, name);
  if (attribute == nullptr) return {};
  return {attribute->ints().begin(), attribute->ints().end()};
}

Status ReadWindow(const onnx::NodeProto& node, OnnxWindow* window) {
  const std::vector<int64_t> strides = IntsAttribute(node, "strides");
  if (!strides.empty()) {
    if (strides.size() != 2 || strides[0] != strides[1] || strides[0] < 1 ||
        strides[0] > kMaxPoolKernel) {
      return Status::Unsupported("strides " + ToText(strides));
    }
    window->stride = static_cast<int>(strides[0]);
  }
  for (const int64_t dilation : IntsAttribute(node, "dilations")) {
    if (dilation != 1) return Status::Unsupported("dilations");
  }
  const std::string rule = TextAttribute(node, "auto_pad");
  if (rule == "VALID") return Status::Ok();
  if (rule == "SAME_UPPER") {
    window->padding = "same";
    return Status::Ok();
  }
  if (!rule.empty() && rule != "NOTSET") return Status::Unsupported(rule);
  const std::vector<int64_t> pads = IntsAttribute(node, "pads");
  if (std::ranges::all_of(pads, [](int64_t pad) { return pad == 0; })) {
    return Status::Ok();
  }
  if (pads.size() != 4) return Status::Unsupported("pads " + ToText(pads));
  window->padding = "pad" + std::to_string(pads[0]);
  for (int i = 1; i < 4; ++i) window->padding += ":" + std::to_string(pads[i]);
  return Status::Ok();
}

std::string ToText(const std::vector<int64_t>& dims) {
  std::string text = "[";
  for (const int64_t size : dims) {
    text += (text.size() > 1 ? "," : "") + std::to_string(size);
  }
  return text + "]";
}

std::string NameOf(const onnx::NodeProto& node) {
  const std::string& name = node.name();
  if (!name.empty()) return node.op_type() + " '" + name + "'";
  return node.op_type() + (node.output_size() > 0 ? " '" + node.output(0) + "'" : "");
}

Status OnnxConstants::Load(const onnx::GraphProto& graph) {
  for (const onnx::TensorProto& proto : graph.initializer()) {
    DIGITPAD_RETURN_IF_ERROR(DecodeTensor(proto, &tensors_[proto.name()])
                                 .WithPrefix("tensor '" + proto.name() + "'"));
  }
  return Status::Ok();
}

const OnnxTensor* OnnxConstants::Find(const std::string& name) const {
  const auto found = tensors_.find(name);
  return found == tensors_.end() ? nullptr : &found->second;
}

Status OnnxConstants::Compute(const onnx::NodeProto& node, bool* computed) {
  *computed = false;
  if (node.output_size() == 0) return Status::Ok();
  const std::string& op = node.op_type();
  OnnxTensor result;
  if (op == "Constant") {
    DIGITPAD_RETURN_IF_ERROR(DecodeConstant(node, &result).WithPrefix(NameOf(node)));
  } else {
    const OnnxTensor* from = node.input_size() > 0 ? Find(node.input(0)) : nullptr;
    if (from == nullptr) return Status::Ok();
    result = *from;
    const OnnxTensor* second = node.input_size() > 1 ? Find(node.input(1)) : nullptr;
    if (op == "Transpose") {
      DIGITPAD_RETURN_IF_ERROR(Transpose(node, &result).WithPrefix(NameOf(node)));
    } else if (op == "Reshape" && second != nullptr) {
      DIGITPAD_RETURN_IF_ERROR(Reshape(*second, &result).WithPrefix(NameOf(node)));
    } else if (op != "Identity") {
      return Status::Ok();
    }
  }
  tensors_[node.output(0)] = std::move(result);
  *computed = true;
  return Status::Ok();
}

}  // namespace digitpad
