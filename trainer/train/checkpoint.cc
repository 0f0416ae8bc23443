#include "trainer/train/checkpoint.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/crc32.h"
#include "trainer/data/file.h"
#include "trainer/data/record.h"

namespace digitpad {
namespace {

constexpr std::string_view kMagic = "DPCHECK1";
constexpr size_t kCrcBytes = 4;
constexpr size_t kMaxFileBytes = size_t{1} << 30;

// The arrays of a state in the order of the file.
template <typename State>
auto Arrays(State& state) {
  return std::array{&state.parameters,         &state.statistics,
                    &state.average_parameters, &state.average_statistics,
                    &state.optimizer.mean,     &state.optimizer.square};
}

}  // namespace

Status SaveCheckpoint(const std::string& path, const Checkpoint& checkpoint) {
  ByteWriter writer;
  writer.Text(kMagic);
  WriteText(checkpoint.recipe, writer);
  writer.U32(static_cast<uint32_t>(checkpoint.epochs_done));
  WriteU64(checkpoint.state.optimizer.steps, writer);
  for (const auto* array : Arrays(checkpoint.state)) WriteFloats(*array, writer);
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
  result.epochs_done = reader.I32();
  result.state.optimizer.steps = ReadU64(reader);
  for (auto* array : Arrays(result.state)) *array = ReadFloats(reader);
  if (!reader.ok() || reader.remaining() != 0) {
    return Status::Invalid(path + ": a checkpoint of the wrong length");
  }
  *checkpoint = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
