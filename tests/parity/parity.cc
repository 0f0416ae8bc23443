// parity (--pictures | --drawings | --numbers | --pages) FILE [MODEL MIN_CONFIDENCE]:
// reads everything in the file, with the shipped model and its own setting unless others
// are given, and prints logits and Result, a line each. Built natively and to WebAssembly
// from this one source; parity.test.mjs makes the files and compares what the two print,
// byte for byte. $DIGITPAD_KERNEL forces a kernel; exit status 3 where it cannot run.
//
// pictures: 784 bytes each, one symbol. drawings: one symbol each, little-endian; for
// each one u32 number of strokes, for each stroke u32 number of points, for each point
// two float32. numbers: the same, read as numbers. pages: u32 width and height, then a
// grey byte a pixel; each gives a line a number. MIN_CONFIDENCE: as core/acceptance.h
// reads it.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/acceptance.h"
#include "core/base/byte_reader.h"
#include "core/picture_reader.h"
#include "core/recognizer.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

std::vector<uint8_t> ReadAll(const char* path) {
  std::vector<uint8_t> bytes;
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return bytes;
  std::vector<uint8_t> chunk(65536);
  for (size_t n; (n = std::fread(chunk.data(), 1, chunk.size(), file)) > 0;) {
    bytes.insert(bytes.end(), chunk.data(), chunk.data() + n);
  }
  std::fclose(file);
  return bytes;
}

void Print(const Recognizer& recognizer, const Result& result) {
  std::string line;
  for (const int32_t logit : recognizer.logits()) line += std::to_string(logit) + " ";
  AppendJson(result, &line);
  std::puts(line.c_str());
}

void ReadPictures(std::span<const uint8_t> bytes, Recognizer* recognizer) {
  constexpr size_t kPicture = size_t{kInputSize} * kInputSize;
  Result result;
  for (; bytes.size() >= kPicture; bytes = bytes.subspan(kPicture)) {
    recognizer->ReadPicture(bytes.first(kPicture), &result);
    Print(*recognizer, result);
  }
}

float F32(ByteReader* reader) {
  const uint32_t bits = reader->U32();
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

Status ReadDrawings(std::span<const uint8_t> bytes, ReadMode mode,
                    Recognizer* recognizer) {
  ByteReader reader(bytes);
  Result result;
  while (reader.ok() && reader.remaining() > 0) {
    Ink ink(reader.U32());
    for (Stroke& stroke : ink) {
      stroke.resize(reader.U32());
      for (Point& p : stroke) {
        p.x = F32(&reader);
        p.y = F32(&reader);
      }
    }
    DIGITPAD_RETURN_IF_ERROR(recognizer->Read(ink, mode, &result));
    Print(*recognizer, result);
  }
  return reader.ok() ? Status::Ok() : Status::Invalid("the file is cut short");
}

Status ReadPages(std::span<const uint8_t> bytes, Recognizer* recognizer) {
  ByteReader reader(bytes);
  PictureReader pages(*recognizer);
  while (reader.ok() && reader.remaining() > 0) {
    const int width = static_cast<int>(reader.U32());
    const int height = static_cast<int>(reader.U32());
    const size_t size = static_cast<size_t>(width) * static_cast<size_t>(height);
    const std::span<const uint8_t> pixels = reader.Bytes(size);
    if (!reader.ok()) break;
    DIGITPAD_RETURN_IF_ERROR(pages.Start({pixels.data(), width, height, width}));
    while (pages.Step()) {
    }
    for (const Result& result : pages.results()) Print(*recognizer, result);
  }
  return reader.ok() ? Status::Ok() : Status::Invalid("the file is cut short");
}

Status MakeRecognizer(std::span<char*> model_and_setting,
                      std::unique_ptr<Recognizer>* recognizer) {
  const char* forced = std::getenv("DIGITPAD_KERNEL");
  const std::string_view kernel = forced == nullptr ? "" : forced;
  if (model_and_setting.empty()) {
    return Recognizer::Create(EmbeddedModel(), kernel, recognizer);
  }
  DIGITPAD_RETURN_IF_ERROR(
      Recognizer::Create(ReadAll(model_and_setting[0]), kernel, recognizer));
  int min_confidence = 0;
  DIGITPAD_RETURN_IF_ERROR(ParseMinConfidence(
      model_and_setting[1], (*recognizer)->model().calibration, &min_confidence));
  (*recognizer)->set_min_confidence(min_confidence);
  return Status::Ok();
}

Status ReadFile(std::string_view kind, const char* path,
                std::span<char*> model_and_setting) {
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(MakeRecognizer(model_and_setting, &recognizer));
  const std::vector<uint8_t> bytes = ReadAll(path);
  if (kind == "--drawings") {
    return ReadDrawings(bytes, ReadMode::kSingle, recognizer.get());
  }
  if (kind == "--numbers") {
    return ReadDrawings(bytes, ReadMode::kNumber, recognizer.get());
  }
  if (kind == "--pages") return ReadPages(bytes, recognizer.get());
  ReadPictures(bytes, recognizer.get());
  return Status::Ok();
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) {
  if (argc != 3 && argc != 5) return 2;
  const std::span<char*> arguments(argv, static_cast<size_t>(argc));
  const digitpad::Status status =
      digitpad::ReadFile(arguments[1], arguments[2], arguments.subspan(3));
  if (status.ok()) return 0;
  std::fprintf(stderr, "parity: %s\n", status.message().c_str());
  return status.code() == digitpad::StatusCode::kUnsupported ? 3 : 1;
}
