#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/byte_reader.h"
#include "core/base/crc32.h"
#include "core/base/utf8.h"
#include "core/base/value_text.h"
#include "core/nn/model.h"
#include "core/nn/model_format.h"

namespace digitpad {
namespace {

using namespace model_format;  // NOLINT(build/namespaces): one format, two files

struct Section {
  std::string_view name;
  size_t offset = 0;
  std::span<const uint8_t> bytes;
};

Status At(size_t offset, const std::string& what) {
  return Status::Invalid("byte " + NumberText(offset) + ": " + what);
}

// The file's own checks: magic, version, length and the CRC over everything else. Leaves
// the number of sections in *section_count.
Status CheckHeader(std::span<const uint8_t> file, uint32_t* section_count) {
  if (file.size() > kMaxModelBytes) return Status::Invalid("larger than 64 MiB");
  if (file.size() < sizeof(kMagic) ||
      std::memcmp(file.data(), kMagic, sizeof(kMagic)) != 0) {
    return At(0, "not a digitpad model (wrong magic)");
  }
  ByteReader reader(file.subspan(sizeof(kMagic)));
  const int major = reader.U16();
  const int minor = reader.U16();
  const uint32_t size = reader.U32();
  *section_count = reader.U32();
  const uint32_t crc = reader.U32();
  if (!reader.ok()) return At(file.size(), "the header is cut short");
  if (major != kMajor) {
    return Status::Unsupported("byte 8: model format " + NumberText(major) + "." +
                               NumberText(minor) + "; this program reads 1.x");
  }
  if (size != file.size()) {
    return At(12, "the header says " + NumberText(size) + " bytes, the file has " +
                      NumberText(file.size()));
  }
  const uint32_t actual =
      Crc32(file.subspan(kHeaderSize), Crc32(file.first(kFileCrcOffset)));
  if (actual != crc)
    return At(kFileCrcOffset, "the file's CRC does not match: it is damaged");
  return Status::Ok();
}

Status ReadSectionTable(std::span<const uint8_t> file, uint32_t count,
                        std::vector<Section>* sections) {
  if (count > kMaxSections) return At(16, NumberText(count) + " sections");
  ByteReader reader(file.subspan(kHeaderSize));
  for (uint32_t i = 0; i < count; ++i) {
    const size_t entry = kHeaderSize + reader.offset();
    const auto name = reader.Bytes(kSectionNameSize);
    const size_t offset = reader.U32();
    const size_t size = reader.U32();
    const uint32_t crc = reader.U32();
    if (!reader.ok()) return At(entry, "the section table is cut short");
    Section section;
    section.name = {
        reinterpret_cast<const char*>(name.data()),
        static_cast<size_t>(std::find(name.begin(), name.end(), 0) - name.begin())};
    section.offset = offset;
    const std::string place = "section \"" + std::string(section.name) + "\"";
    if (offset > file.size() || size > file.size() - offset) {
      return At(entry, place + " reaches beyond the file");
    }
    section.bytes = file.subspan(offset, size);
    if (Crc32(section.bytes) != crc)
      return At(offset, place + ": its CRC does not match");
    for (const Section& earlier : *sections) {
      if (earlier.name == section.name) return At(entry, place + " stands twice");
    }
    sections->push_back(section);
  }
  return Status::Ok();
}

std::string Text(std::span<const uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

Status ReadLabels(ByteReader& reader, Model* model) {
  const int count = reader.U16();
  for (int i = 0; i < count && reader.ok(); ++i) {
    const size_t length = reader.U16();
    model->labels.push_back(Text(reader.Bytes(length)));
    if (!IsUtf8(model->labels.back())) {
      return Status::Invalid("label " + NumberText(i) + " is not UTF-8");
    }
  }
  return Status::Ok();
}

Status ReadPrep(ByteReader& reader, Model* model) {
  model->prep.version = reader.U16();
  model->prep.channels = reader.U16();
  // Larger values are out of range in any case, and must not wrap to negative ones.
  model->prep.pen_width_milli = static_cast<int>(std::min(reader.U32(), 1u << 30));
  model->prep.box_milli = static_cast<int>(std::min(reader.U32(), 1u << 30));
  return reader.ok() ? ValidatePrep(model->prep) : Status::Ok();
}

Status ReadCalibration(ByteReader& reader, Model* model) {
  model->calibration.mantissa = reader.I32();
  model->calibration.shift = reader.U16();
  model->calibration.accept = reader.U16();
  model->calibration.accept_1_in_1000 = reader.U16();
  if (reader.U16() != 0) return Status::Invalid("reserved bytes are not zero");
  return Status::Ok();
}

Status ReadNetwork(ByteReader& reader, Model* model) {
  const Shape input = {reader.U16(), reader.U16(), reader.U16()};
  const int count = reader.U16();
  if (reader.ok() && input != InputShape(model->prep)) {
    return Status::Invalid("its input is not the one that section \"prep\" makes");
  }
  for (int i = 0; i < count && reader.ok(); ++i) {
    Layer layer;
    layer.op = static_cast<LayerOp>(reader.U8());
    layer.kernel_h = reader.U8();
    layer.kernel_w = reader.U8();
    layer.stride = reader.U8();
    layer.pad_top = reader.U8();
    layer.pad_left = reader.U8();
    layer.pad_bottom = reader.U8();
    layer.pad_right = reader.U8();
    layer.input = reader.U16();
    const int residual = reader.U16();
    layer.residual = residual == kNoResidualWord ? kNoResidual : residual;
    layer.out_channels = reader.U16();
    if (reader.U16() != 0) {
      return Status::Invalid("layer " + NumberText(i) + ": reserved bytes are not zero");
    }
    model->layers.push_back(std::move(layer));
  }
  return reader.ok() ? InferShapes(model) : Status::Ok();
}

void ReadWords(ByteReader& reader, size_t count, std::vector<int32_t>* out) {
  // Nothing is reserved for values that the section does not hold.
  if (count > reader.remaining() / sizeof(int32_t)) count = 0;
  out->reserve(count);
  for (size_t i = 0; i < count; ++i) out->push_back(reader.I32());
}

void SkipPadding(ByteReader& reader) {
  reader.Bytes(AlignUp(reader.offset()) - reader.offset());
}

// Sizes follow from the network; a section that is too short leaves tensors too small,
// which ValidateModel would report, but the reader's own "cut short" is the clearer
// message.
Status ReadTensors(ByteReader& reader, Model* model) {
  for (size_t i = 0; i < model->layers.size(); ++i) {
    Layer& layer = model->layers[i];
    const TensorSizes sizes = TensorSizesOf(layer, i + 1 == model->layers.size());
    const size_t words = sizes.bias + sizes.scales + sizes.residual_scales;
    if (sizes.weights + words * sizeof(int32_t) > reader.remaining()) {
      return Status::Invalid("layer " + NumberText(i) + ": cut short");
    }
    const auto weights = reader.Bytes(sizes.weights);
    layer.weights_i8.assign(weights.begin(), weights.end());
    SkipPadding(reader);
    ReadWords(reader, sizes.bias, &layer.bias_i32);
    ReadWords(reader, sizes.scales, &layer.mantissa_i32);
    const auto shifts = reader.Bytes(sizes.scales);
    layer.shift_u8.assign(shifts.begin(), shifts.end());
    SkipPadding(reader);
    ReadWords(reader, sizes.residual_scales, &layer.residual_scale_i32);
  }
  return Status::Ok();
}

Status ReadAnswers(ByteReader& reader, Model* model) {
  ReadWords(reader, reader.remaining() / sizeof(int32_t), &model->golden_answers);
  return Status::Ok();
}

Status ReadCard(ByteReader& reader, Model* model) {
  model->card = Text(reader.Bytes(reader.remaining()));
  return IsUtf8(model->card) ? Status::Ok() : Status::Invalid("not UTF-8");
}

using SectionReader = Status (*)(ByteReader&, Model*);

// Demands that the section was used up to its last byte.
Status ReadSection(const Section& section, SectionReader read, Model* model) {
  const std::string place = "section \"" + std::string(section.name) + "\"";
  ByteReader reader(section.bytes);
  DIGITPAD_RETURN_IF_ERROR(read(reader, model).WithPrefix(place));
  const size_t here = section.offset + reader.offset();
  if (!reader.ok()) return At(here, place + " is cut short");
  if (reader.remaining() > 0) return At(here, place + " is longer than its content");
  return Status::Ok();
}

// In an order in which each section can be checked against the ones before it.
constexpr std::pair<std::string_view, SectionReader> kSections[] = {
    {"labels", ReadLabels},   {"prep", ReadPrep},       {"calibration", ReadCalibration},
    {"network", ReadNetwork}, {"tensors", ReadTensors}, {kAnswers, ReadAnswers},
    {"card", ReadCard},
};

Status ReadSections(const std::vector<Section>& sections, Model* model) {
  for (const auto& [name, read] : kSections) {
    const auto section =
        std::find_if(sections.begin(), sections.end(),
                     [name = name](const Section& s) { return s.name == name; });
    if (section != sections.end()) {
      DIGITPAD_RETURN_IF_ERROR(ReadSection(*section, read, model));
    } else if (name != kAnswers) {
      return Status::Invalid("section \"" + std::string(name) + "\" is missing");
    }
  }
  return Status::Ok();
}

}  // namespace

Status ParseModel(std::span<const uint8_t> file, Model* model) {
  uint32_t section_count = 0;
  DIGITPAD_RETURN_IF_ERROR(CheckHeader(file, &section_count));
  std::vector<Section> sections;
  DIGITPAD_RETURN_IF_ERROR(ReadSectionTable(file, section_count, &sections));

  Model parsed;
  DIGITPAD_RETURN_IF_ERROR(ReadSections(sections, &parsed));
  DIGITPAD_RETURN_IF_ERROR(ValidateModel(&parsed));
  *model = std::move(parsed);
  return Status::Ok();
}

}  // namespace digitpad
