#include "trainer/net/float_model.h"

#include <algorithm>
#include <utility>

#include "core/base/crc32.h"
#include "trainer/data/file.h"
#include "trainer/data/record.h"

namespace digitpad {
namespace {

constexpr std::string_view kMagic = "DPFLOAT1";
constexpr size_t kMaxFileBytes = size_t{256} << 20;
constexpr size_t kCrcBytes = 4;

Status At(const ByteReader& reader, const std::string& what) {
  return Status::Invalid("float network: " + what + " at byte " +
                         std::to_string(reader.offset()));
}

}  // namespace

FloatModel::FloatModel(FloatNetwork network, std::vector<float> parameters)
    : network_(std::make_unique<const FloatNetwork>(std::move(network))),
      parameters_(std::move(parameters)),
      idle_(std::make_unique<IdleRuns>()) {}

Status FloatModel::Parse(std::span<const uint8_t> file) {
  ByteReader reader(file);
  const auto magic = reader.Bytes(kMagic.size());
  if (!std::ranges::equal(magic, kMagic))
    return Status::Invalid("no float network: no magic");
  if (file.size() < kMagic.size() + kCrcBytes) return At(reader, "the file ends");
  ByteReader end(file.last(kCrcBytes));
  const auto body = file.first(file.size() - kCrcBytes);
  if (end.U32() != Crc32(body)) {
    return Status::Invalid("float network: damaged or truncated, the CRC is wrong");
  }
  reader = ByteReader(body);
  reader.Bytes(kMagic.size());
  Shape input;
  input.h = reader.I32();
  input.w = reader.I32();
  input.c = reader.I32();
  if (input.h != kInputSize || input.w != kInputSize || input.c < 1 ||
      input.c > kMaxInputChannels) {
    return At(reader, "an input shape that is none");
  }
  const int classes = reader.I32();
  const std::string_view text = ReadText(reader);
  if (!reader.ok()) return At(reader, "the architecture ends");
  Architecture architecture;
  DIGITPAD_RETURN_IF_ERROR(
      ParseArchitecture(text, input, classes, &architecture).WithPrefix("float network"));
  for (const LayerSpec& layer : architecture.layers) {
    if (layer.batch_norm || layer.kind == LayerKind::kDropout) {
      return At(reader, "an architecture that is not folded");
    }
  }
  FloatNetwork network(std::move(architecture));
  std::vector<float> parameters = ReadFloats(reader);
  if (!reader.ok() || reader.remaining() != 0 ||
      parameters.size() != network.parameter_count()) {
    return At(reader, "not as many parameters as the architecture has");
  }
  *this = FloatModel(std::move(network), std::move(parameters));
  return Status::Ok();
}

Status FloatModel::Load(const std::string& path) {
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxFileBytes, &bytes));
  return Parse(bytes).WithPrefix(path);
}

std::vector<uint8_t> FloatModel::Serialize() const {
  const Shape input = input_shape();
  ByteWriter writer;
  writer.Text(kMagic);
  writer.U32(static_cast<uint32_t>(input.h));
  writer.U32(static_cast<uint32_t>(input.w));
  writer.U32(static_cast<uint32_t>(input.c));
  writer.U32(static_cast<uint32_t>(classes()));
  WriteText(FormatArchitecture(network_->architecture()), writer);
  WriteFloats(parameters_, writer);
  writer.U32(Crc32(writer.bytes()));
  return std::move(writer.bytes());
}

std::vector<float> FloatModel::Predict(std::span<const uint8_t> input) const {
  std::unique_ptr<NetworkRun> run;
  {
    const std::lock_guard lock(idle_->mutex);
    if (!idle_->runs.empty()) {
      run = std::move(idle_->runs.back());
      idle_->runs.pop_back();
    }
  }
  if (run == nullptr) {
    run = std::make_unique<NetworkRun>(*network_, 1, Precision::kFloat);
    run->Use(parameters_, {}, nullptr, /*with_backward=*/false);
  }
  std::ranges::transform(input, run->input().begin(), InputValue);
  const std::span<const float> logits = run->Forward(1);
  std::vector<float> result(logits.begin(), logits.end());
  const std::lock_guard lock(idle_->mutex);
  idle_->runs.push_back(std::move(run));
  return result;
}

}  // namespace digitpad
