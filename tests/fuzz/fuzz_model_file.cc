// Model files: parsed, run, written again. Bytes are tried as they are, and once more
// with sizes and checksums set right, so that what lies behind these is reached.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "core/base/crc32.h"
#include "core/nn/model_format.h"
#include "core/recognizer.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {
namespace {

using namespace model_format;  // NOLINT(build/namespaces)

void PutU32(uint32_t value, size_t at, std::vector<uint8_t>* file) {
  for (size_t i = 0; i < 4; ++i) {
    (*file)[at + i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

uint32_t GetU32(size_t at, const std::vector<uint8_t>& file) {
  return uint32_t{file[at]} | uint32_t{file[at + 1]} << 8 | uint32_t{file[at + 2]} << 16 |
         uint32_t{file[at + 3]} << 24;
}

void RepairSections(std::vector<uint8_t>* file) {
  const uint32_t count = std::min<uint32_t>(GetU32(16, *file), kMaxSections);
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = kHeaderSize + i * kSectionEntrySize + kSectionNameSize;
    if (entry + 12 > file->size()) return;
    const size_t offset = GetU32(entry, *file), size = GetU32(entry + 4, *file);
    if (offset > file->size() || size > file->size() - offset) continue;
    PutU32(Crc32(std::span(*file).subspan(offset, size)), entry + 8, file);
  }
}

std::vector<uint8_t> Repaired(std::span<const uint8_t> data) {
  std::vector<uint8_t> file(data.begin(), data.end());
  if (file.size() < kHeaderSize) file.resize(kHeaderSize);
  std::copy(std::begin(kMagic), std::end(kMagic), file.begin());
  PutU32(static_cast<uint32_t>(file.size()), 12, &file);
  RepairSections(&file);
  const auto bytes = std::span<const uint8_t>(file);
  PutU32(Crc32(bytes.subspan(kHeaderSize), Crc32(bytes.first(kFileCrcOffset))),
         kFileCrcOffset, &file);
  return file;
}

void Try(std::span<const uint8_t> file) {
  Model model;
  const Status status = ParseModel(file, &model);
  Note(status.message());
  if (!status.ok()) {
    FUZZ_EXPECT(model.layers.empty());
    return;
  }
  const std::vector<uint8_t> written = SerializeModel(model);
  Model again;
  FUZZ_EXPECT(ParseModel(written, &again).ok());
  FUZZ_EXPECT(SerializeModel(again) == written);
  if (CountMacs(model) > kMostMacs) return;
  std::unique_ptr<Recognizer> recognizer;
  const Status created = Recognizer::Create(file, "", &recognizer);
  FUZZ_EXPECT(created.ok() || !model.golden_answers.empty());
  Note(created.message());
  if (!created.ok()) return;
  NoteReadings(*recognizer);
}

void FuzzModelFile(std::span<const uint8_t> data) {
  Try(data);
  Try(Repaired(data));
}

const Register kRegister("model_file", &FuzzModelFile);

}  // namespace
}  // namespace digitpad::fuzz
