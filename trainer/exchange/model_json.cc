#include "trainer/exchange/model_json.h"

#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/formats/printable.h"
#include "trainer/data/bounded_json.h"

namespace digitpad {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kFormat[] = "digitpad model";
constexpr int kVersion = 1;
constexpr size_t kMaxLabelBytes = UINT16_MAX;  // what the model file has room for

struct OpName {
  LayerOp op;
  const char* name;
};
constexpr OpName kOpNames[] = {{LayerOp::kConv, "conv"},
                               {LayerOp::kMaxPool, "max_pool"},
                               {LayerOp::kGlobalAveragePool, "global_average_pool"},
                               {LayerOp::kDense, "dense"}};

bool HasWindow(const Layer& layer) {
  return layer.op == LayerOp::kConv || layer.op == LayerOp::kMaxPool;
}

// A card that is an object and would be written as it stands is shown as one; all else
// is kept as the text that it is.
Json CardJson(const std::string& card) {
  const std::optional<Json> json = ParseBoundedJson(card, nullptr);
  if (json && json->is_object() && json->dump() == card) return *json;
  return card;
}

Json LayerJson(const Layer& layer) {
  Json json;
  for (const OpName& entry : kOpNames) {
    if (entry.op == layer.op) json["op"] = entry.name;
  }
  json["input"] = layer.input;
  if (layer.residual != kNoResidual) json["residual"] = layer.residual;
  if (HasWindow(layer)) {
    json["kernel"] = {layer.kernel_h, layer.kernel_w};
    json["stride"] = layer.stride;
    json["pad"] = {layer.pad_top, layer.pad_left, layer.pad_bottom, layer.pad_right};
  }
  if (HasWeights(layer)) {
    json["out_channels"] = layer.out_channels;
    json["weights"] = layer.weights_i8;
    json["bias"] = layer.bias_i32;
  }
  if (!layer.mantissa_i32.empty()) {
    json["mantissa"] = layer.mantissa_i32;
    json["shift"] = layer.shift_u8;
  }
  if (layer.residual != kNoResidual) json["residual_scale"] = layer.residual_scale_i32;
  return json;
}

// One line a field, for a text that can be looked through and compared by line.
void AppendObject(const Json& object, const std::string& indent, std::string* text) {
  *text += "{";
  const char* separator = "\n";
  for (const auto& [key, value] : object.items()) {
    *text += separator + indent + "  " + Json(key).dump() + ": " + value.dump();
    separator = ",\n";
  }
  *text += "\n" + indent + "}";
}

// Reads the fields of one object, each into a variable, and remembers the first that is
// wrong; `place` stands before its name in the message.
class Fields {
 public:
  Fields(const Json& object, std::string place)
      : object_(object), place_(std::move(place)) {
    if (!object.is_object()) Fail("", "not an object");
  }

  bool has(const char* name) const {
    return object_.is_object() && object_.contains(name);
  }

  template <typename Number>
  void Read(const char* name, Number* number) {
    const Json* value = Find(name);
    if (value != nullptr && !ToNumber(*value, number)) Fail(name, "not a whole number");
  }

  void Read(const char* name, std::string* text) {
    const Json* value = Find(name);
    if (value == nullptr) return;
    if (!value->is_string()) return Fail(name, "not a text");
    *text = value->get<std::string>();
  }

  template <typename Number>
  void Read(const char* name, std::vector<Number>* numbers) {
    const Json* value = Find(name);
    if (value == nullptr) return;
    if (!value->is_array()) return Fail(name, "not an array");
    numbers->reserve(value->size());
    for (const Json& item : *value) {
      if (!ToNumber(item, &numbers->emplace_back())) {
        return Fail(name, "item " + std::to_string(numbers->size() - 1) +
                              " is no whole number in range");
      }
    }
  }

  void Read(const char* name, std::vector<std::string>* texts) {
    const Json* value = Find(name);
    if (value == nullptr) return;
    if (!value->is_array()) return Fail(name, "not an array");
    for (const Json& item : *value) {
      if (!item.is_string()) return Fail(name, "an item is no text");
      texts->push_back(item.get<std::string>());
    }
  }

  // An array of just as many numbers.
  void Read(const char* name, std::initializer_list<int*> numbers) {
    std::vector<int> items;
    Read(name, &items);
    if (items.size() != numbers.size()) {
      return Fail(name, "not an array of " + std::to_string(numbers.size()));
    }
    size_t i = 0;
    for (int* number : numbers) *number = items[i++];
  }

  // Null where it is missing, which is then an error.
  const Json* Find(const char* name) {
    if (has(name)) return &object_.at(name);
    Fail(name, "missing");
    return nullptr;
  }

  void Fail(const std::string& name, const std::string& what) {
    if (!status_.ok()) return;
    status_ = Status::Invalid(place_ + (name.empty() ? "" : "\"" + name + "\": ") + what);
  }

  const Status& status() const { return status_; }

 private:
  template <typename Number>
  static bool ToNumber(const Json& value, Number* number) {
    // What lies above int64 is a number without a sign.
    if (!value.is_number_integer()) return false;
    const auto wide = value.get<int64_t>();
    if (wide < std::numeric_limits<Number>::min() ||
        wide > std::numeric_limits<Number>::max()) {
      return false;
    }
    *number = static_cast<Number>(wide);
    return true;
  }

  const Json& object_;
  std::string place_;
  Status status_;
};

Status ParseLayer(const Json& json, const std::string& place, Layer* layer) {
  Fields fields(json, place);
  std::string name;
  fields.Read("op", &name);
  bool is_known = false;
  for (const OpName& entry : kOpNames) {
    if (name != entry.name) continue;
    layer->op = entry.op;
    is_known = true;
  }
  if (!is_known) fields.Fail("op", "not known");
  fields.Read("input", &layer->input);
  if (fields.has("residual")) {
    fields.Read("residual", &layer->residual);
    fields.Read("residual_scale", &layer->residual_scale_i32);
  }
  if (HasWindow(*layer)) {
    fields.Read("kernel", {&layer->kernel_h, &layer->kernel_w});
    fields.Read("stride", &layer->stride);
    fields.Read("pad", {&layer->pad_top, &layer->pad_left, &layer->pad_bottom,
                        &layer->pad_right});
  }
  if (HasWeights(*layer)) {
    fields.Read("out_channels", &layer->out_channels);
    fields.Read("weights", &layer->weights_i8);
    fields.Read("bias", &layer->bias_i32);
  }
  if (fields.has("mantissa")) {
    fields.Read("mantissa", &layer->mantissa_i32);
    fields.Read("shift", &layer->shift_u8);
  }
  return fields.status();
}

Status ParsePrep(const Json& json, PrepSpec* prep) {
  Fields fields(json, "prep: ");
  fields.Read("version", &prep->version);
  fields.Read("pen_width_milli", &prep->pen_width_milli);
  fields.Read("box_milli", &prep->box_milli);
  fields.Read("channels", &prep->channels);
  return fields.status();
}

Status ParseCalibration(const Json& json, Calibration* calibration) {
  Fields fields(json, "calibration: ");
  fields.Read("mantissa", &calibration->mantissa);
  fields.Read("shift", &calibration->shift);
  fields.Read("accept", &calibration->accept);
  fields.Read("accept_1_in_1000", &calibration->accept_1_in_1000);
  return fields.status();
}

Status CheckFormat(Fields* fields) {
  std::string format;
  int version = 0;
  fields->Read("format", &format);
  if (format != kFormat) fields->Fail("format", "not \"digitpad model\"");
  fields->Read("version", &version);
  if (fields->status().ok() && version != kVersion) {
    return Status::Unsupported("version " + std::to_string(version) +
                               "; this program reads version 1");
  }
  return fields->status();
}

Status ParseFields(const Json& json, Model* model) {
  Fields fields(json, "");
  DIGITPAD_RETURN_IF_ERROR(CheckFormat(&fields));
  fields.Read("labels", &model->labels);
  for (const std::string& label : model->labels) {
    if (label.size() > kMaxLabelBytes) fields.Fail("labels", "one is too long");
    if (HasControl(label)) fields.Fail("labels", "one has a control character");
  }
  const Json* prep = fields.Find("prep");
  const Json* calibration = fields.Find("calibration");
  const Json* layers = fields.Find("layers");
  const Json* card = fields.Find("card");
  if (layers != nullptr && !layers->is_array()) fields.Fail("layers", "not an array");
  if (card != nullptr && !card->is_object() && !card->is_string()) {
    fields.Fail("card", "neither an object nor a text");
  }
  DIGITPAD_RETURN_IF_ERROR(fields.status());
  DIGITPAD_RETURN_IF_ERROR(ParsePrep(*prep, &model->prep));
  DIGITPAD_RETURN_IF_ERROR(ParseCalibration(*calibration, &model->calibration));
  for (const Json& layer : *layers) {
    const std::string place = "layer " + std::to_string(model->layers.size()) + ": ";
    DIGITPAD_RETURN_IF_ERROR(ParseLayer(layer, place, &model->layers.emplace_back()));
  }
  model->card = card->is_string() ? card->get<std::string>() : card->dump();
  return Status::Ok();
}

}  // namespace

Json PrepJson(const PrepSpec& prep) {
  return {{"version", prep.version},
          {"pen_width_milli", prep.pen_width_milli},
          {"box_milli", prep.box_milli},
          {"channels", prep.channels}};
}

Json CalibrationJson(const Calibration& calibration) {
  return {{"mantissa", calibration.mantissa},
          {"shift", calibration.shift},
          {"accept", calibration.accept},
          {"accept_1_in_1000", calibration.accept_1_in_1000}};
}

Status ModelToJson(const Model& model, std::string* text) {
  const Json head = {{"format", kFormat},
                     {"version", kVersion},
                     {"labels", model.labels},
                     {"prep", PrepJson(model.prep)},
                     {"calibration", CalibrationJson(model.calibration)}};
  std::string result;
  try {
    AppendObject(head, "", &result);
    result.erase(result.size() - 2);  // the end of the object, which goes on
    result += ",\n  \"layers\": [";
    for (const Layer& layer : model.layers) {
      result += &layer == &model.layers.front() ? "\n    " : ",\n    ";
      AppendObject(LayerJson(layer), "    ", &result);
    }
    result += "\n  ],\n  \"card\": " + CardJson(model.card).dump() + "\n}\n";
  } catch (const Json::type_error&) {  // what dump() throws for bytes that are no UTF-8
    return Status::Invalid("the card is not UTF-8");
  }
  *text = std::move(result);
  return Status::Ok();
}

Status ParseModelJson(std::string_view text, Model* model) {
  std::string error;
  const std::optional<Json> json = ParseBoundedJson(text, &error);
  if (!json) return Status::Invalid(error);
  Model result;
  DIGITPAD_RETURN_IF_ERROR(ParseFields(*json, &result));
  DIGITPAD_RETURN_IF_ERROR(ValidateModel(&result));
  *model = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
