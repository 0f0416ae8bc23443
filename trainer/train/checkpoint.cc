#include "trainer/train/checkpoint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "core/base/crc32.h"
#include "trainer/data/file.h"
#include "trainer/data/record.h"

namespace digitpad {
namespace {

constexpr std::string_view kMagic = "DPCHECK2";
constexpr size_t kCrcBytes = 4;
constexpr size_t kMaxFileBytes = size_t{1} << 30;

// The arrays of a state in the order of the file.
template <typename State>
auto Arrays(State& state) {
  return std::array{&state.parameters,         &state.statistics,
                    &state.average_parameters, &state.average_statistics,
                    &state.optimizer.mean,     &state.optimizer.square};
}

void WriteDouble(double value, ByteWriter& writer) {
  WriteU64(std::bit_cast<uint64_t>(value), writer);
}

double ReadDouble(ByteReader& reader) { return std::bit_cast<double>(ReadU64(reader)); }

void WriteState(const Learner::State& state, ByteWriter& writer) {
  WriteU64(state.optimizer.steps, writer);
  for (const auto* array : Arrays(state)) WriteFloats(*array, writer);
}

void ReadState(ByteReader& reader, Learner::State* state) {
  state->optimizer.steps = ReadU64(reader);
  for (auto* array : Arrays(*state)) *array = ReadFloats(reader);
}

void WritePoint(const TrainPoint& point, ByteWriter& writer) {
  writer.U32(static_cast<uint32_t>(point.phase));
  writer.U32(static_cast<uint32_t>(point.epoch));
  WriteU64(point.step, writer);
  WriteDouble(point.sum.loss, writer);
  writer.U32(static_cast<uint32_t>(point.sum.correct));
  WriteDouble(point.epoch_seconds, writer);
  WriteDouble(point.seconds, writer);
}

void ReadPoint(ByteReader& reader, TrainPoint* point) {
  point->phase = reader.U32() == 0 ? Phase::kFloat : Phase::kInt8;
  point->epoch = reader.I32();
  point->step = ReadU64(reader);
  point->sum.loss = ReadDouble(reader);
  point->sum.correct = reader.I32();
  point->epoch_seconds = ReadDouble(reader);
  point->seconds = ReadDouble(reader);
}

void WriteBest(const BestEpoch& best, ByteWriter& writer) {
  writer.U32(static_cast<uint32_t>(best.epoch));
  writer.U32(static_cast<uint32_t>(best.correct));
  WriteFloats(best.average_parameters, writer);
  WriteFloats(best.average_statistics, writer);
}

void ReadBest(ByteReader& reader, BestEpoch* best) {
  best->epoch = reader.I32();
  best->correct = reader.I32();
  best->average_parameters = ReadFloats(reader);
  best->average_statistics = ReadFloats(reader);
}

}  // namespace

Status SaveCheckpoint(const std::string& path, const Checkpoint& checkpoint) {
  ByteWriter writer;
  writer.Text(kMagic);
  WriteText(checkpoint.recipe, writer);
  WritePoint(checkpoint.point, writer);
  WriteText(checkpoint.ended_by, writer);
  WriteState(checkpoint.state, writer);
  WriteState(checkpoint.rounded_state, writer);
  WriteBest(checkpoint.best, writer);
  WriteText(checkpoint.metrics, writer);
  writer.U32(Crc32(writer.bytes()));
  return WriteFileAtomically(path, writer.bytes());
}

Status LoadCheckpoint(const std::string& path, Checkpoint* checkpoint) {
  std::vector<uint8_t> file;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxFileBytes, &file));
  if (file.size() < kMagic.size() + kCrcBytes ||
      !std::equal(kMagic.begin(), kMagic.end(), file.begin())) {
    return Status::Invalid(path + ": no checkpoint");
  }
  const auto body = std::span(file).first(file.size() - kCrcBytes);
  if (ByteReader(std::span(file).last(kCrcBytes)).U32() != Crc32(body)) {
    return Status::Invalid(path + ": a damaged checkpoint, its CRC is wrong");
  }
  ByteReader reader(body.subspan(kMagic.size()));
  Checkpoint result;
  result.recipe = ReadText(reader);
  ReadPoint(reader, &result.point);
  result.ended_by = ReadText(reader);
  ReadState(reader, &result.state);
  ReadState(reader, &result.rounded_state);
  ReadBest(reader, &result.best);
  result.metrics = ReadText(reader);
  if (!reader.ok() || reader.remaining() != 0) {
    return Status::Invalid(path + ": a checkpoint of the wrong length");
  }
  *checkpoint = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
