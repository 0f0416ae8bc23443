#include <algorithm>
#include <string_view>

#include "core/base/byte_writer.h"
#include "core/base/crc32.h"
#include "core/nn/model.h"
#include "core/nn/model_format.h"

namespace digitpad {
namespace {

using namespace model_format;  // NOLINT(build/namespaces): one format, two files

struct Section {
  std::string_view name;
  std::vector<uint8_t> bytes;
};

std::vector<uint8_t> Labels(const Model& model) {
  ByteWriter w;
  w.U16(static_cast<int>(model.labels.size()));
  for (const std::string& label : model.labels) {
    w.U16(static_cast<int>(label.size()));
    w.Text(label);
  }
  return w.bytes();
}

std::vector<uint8_t> NetworkLayers(const Model& model) {
  ByteWriter w;
  const Shape input = InputShape(model.prep);
  w.U16(input.h);
  w.U16(input.w);
  w.U16(input.c);
  w.U16(static_cast<int>(model.layers.size()));
  for (const Layer& layer : model.layers) {
    w.U8(static_cast<int>(layer.op));
    w.U8(layer.kernel_h);
    w.U8(layer.kernel_w);
    w.U8(layer.stride);
    w.U8(layer.pad_top);
    w.U8(layer.pad_left);
    w.U8(layer.pad_bottom);
    w.U8(layer.pad_right);
    w.U16(layer.input);
    w.U16(layer.residual == kNoResidual ? kNoResidualWord : layer.residual);
    w.U16(layer.out_channels);
    w.U16(0);
  }
  return w.bytes();
}

std::vector<uint8_t> Tensors(const Model& model) {
  ByteWriter w;
  for (const Layer& layer : model.layers) {
    for (const int8_t v : layer.weights_i8) w.U8(v);
    w.Align(kAlign);
    for (const int32_t v : layer.bias_i32) w.I32(v);
    for (const int32_t v : layer.mantissa_i32) w.I32(v);
    w.Append(layer.shift_u8);
    w.Align(kAlign);
    for (const int32_t v : layer.residual_scale_i32) w.I32(v);
  }
  return w.bytes();
}

std::vector<uint8_t> CalibrationValues(const Calibration& c) {
  ByteWriter w;
  w.I32(c.mantissa);
  w.U16(c.shift);
  w.U16(c.accept);
  w.U16(c.accept_1_in_1000);
  w.U16(0);
  return w.bytes();
}

std::vector<uint8_t> PrepValues(const PrepSpec& p) {
  ByteWriter w;
  w.U16(p.version);
  w.U16(p.channels);
  w.U32(static_cast<uint32_t>(p.pen_width_milli));
  w.U32(static_cast<uint32_t>(p.box_milli));
  return w.bytes();
}

std::vector<uint8_t> Words(const std::vector<int32_t>& words) {
  ByteWriter w;
  for (const int32_t v : words) w.I32(v);
  return w.bytes();
}

std::vector<uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

std::vector<uint8_t> SerializeModel(const Model& model) {
  const Section sections[] = {
      {"labels", Labels(model)},
      {"network", NetworkLayers(model)},
      {"tensors", Tensors(model)},
      {"calibration", CalibrationValues(model.calibration)},
      {"prep", PrepValues(model.prep)},
      {kAnswers, Words(model.golden_answers)},
      {"card", Bytes(model.card)},
  };
  ByteWriter table;
  ByteWriter body;
  const size_t body_offset = kHeaderSize + std::size(sections) * kSectionEntrySize;
  for (const Section& section : sections) {
    table.Text(section.name);
    table.bytes().resize(table.bytes().size() + kSectionNameSize - section.name.size());
    table.U32(static_cast<uint32_t>(body_offset + body.bytes().size()));
    table.U32(static_cast<uint32_t>(section.bytes.size()));
    table.U32(Crc32(section.bytes));
    body.Append(section.bytes);
    body.Align(kAlign);
  }

  ByteWriter file;
  file.Append(kMagic);
  file.U16(kMajor);
  file.U16(kMinor);
  file.U32(static_cast<uint32_t>(body_offset + body.bytes().size()));
  file.U32(static_cast<uint32_t>(std::size(sections)));
  uint32_t crc = Crc32(file.bytes());
  crc = Crc32(table.bytes(), crc);
  crc = Crc32(body.bytes(), crc);
  file.U32(crc);
  file.Append(table.bytes());
  file.Append(body.bytes());
  return std::move(file.bytes());
}

}  // namespace digitpad
