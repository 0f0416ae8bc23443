// Input files whose kind is told by their content, never by their name: read, unpacked
// where they are gzipped, and parsed. Errors name the path and the place within it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/status.h"
#include "core/formats/idx.h"
#include "core/formats/strokes_json.h"

namespace digitpad {

enum class InputKind {
  kStrokes,  // also whatever is no other kind: the parser then says what is wrong
  kIdx,
  kPicture,       // PNG or JPEG
  kOtherPicture,  // one that is known and not read
  kModel,
};

struct InputFile {
  std::string path;
  InputKind kind = InputKind::kStrokes;
  std::vector<uint8_t> bytes;  // unpacked
};

// Invalid where the file cannot be read or unpacked, is empty or too large. The path "-"
// is standard input.
Status LoadInput(const std::string& path, InputFile* file);

// Invalid where the file is of another kind or breaks its format.
Status ParseStrokes(const InputFile& file, std::vector<Drawing>* drawings);
Status ParseIdx(const InputFile& file, IdxArray* array);
Status ParsePicture(const InputFile& file, GrayPicture* picture);

// Calls `take` with one drawing after the other, once all are known to be good, and ends
// with its first error. However many there are, one is held at a time.
Status ForEachDrawing(const InputFile& file,
                      const std::function<Status(const Drawing&)>& take);

// As ParseIdx, for a file of [count][height][width] pictures of grey levels.
Status ParsePictures(const InputFile& file, IdxArray* pictures);

}  // namespace digitpad
