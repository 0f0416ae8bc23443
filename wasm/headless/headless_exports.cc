// The recogniser as a WebAssembly module of its own, without imports: what JavaScript
// calls. Pointers are addresses in the module's memory. One call at a time; text and
// message stay until the next call.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>

#include "core/acceptance.h"
#include "core/kernels/known_answer.h"
#include "core/picture_reader.h"
#include "core/recognizer.h"
#include "wasm/headless/fill_ink.h"
#include "wasm/headless/wasm_export.h"

namespace {

using digitpad::Ink;
using digitpad::Recognizer;
using digitpad::Status;

// What the module keeps for its caller beside the recognisers.
struct Shared {
  Ink ink;
  digitpad::ReadOptions options;
  digitpad::Result result;
  std::string text;  // the last Result as JSON, or what went wrong
};
Shared& TheShared() {
  static auto* shared = new Shared;
  return *shared;
}

int Answer() {
  Shared& shared = TheShared();
  shared.text.clear();
  AppendJson(shared.result, &shared.text);
  return static_cast<int>(shared.text.size());
}

int Fail(const Status& status) {
  TheShared().text = status.message();
  return -1;
}

}  // namespace

DIGITPAD_EXPORT("allocate") void* Allocate(size_t bytes) { return std::malloc(bytes); }
DIGITPAD_EXPORT("release") void Release(void* memory) { std::free(memory); }

// 1 where this engine computes the module's best kernels rightly.
DIGITPAD_EXPORT("givesKnownAnswer") int GivesKnownAnswer() {
  return digitpad::GivesKnownAnswer(digitpad::BestKernels()) ? 1 : 0;
}

// From a model file's bytes, which are copied, with the kernel of that name, or the best
// for an empty one. Null where that cannot be; `text` says why.
DIGITPAD_EXPORT("create")
Recognizer* Create(const uint8_t* model, size_t size, const char* kernel) {
  std::unique_ptr<Recognizer> recognizer;
  const Status status = Recognizer::Create({model, size}, kernel, &recognizer);
  if (!status.ok()) Fail(status);
  return recognizer.release();
}

DIGITPAD_EXPORT("destroy") void Destroy(Recognizer* recognizer) { delete recognizer; }

// How drawings are read from now on: at first, and after `resetOptions`, as numbers
// without rules. `mode`: 0 number, 1 single, 2 boxes.
DIGITPAD_EXPORT("resetOptions") void ResetOptions() { TheShared().options = {}; }
DIGITPAD_EXPORT("setMode") void SetMode(int mode) {
  constexpr digitpad::ReadMode kModes[] = {digitpad::ReadMode::kNumber,
                                           digitpad::ReadMode::kSingle,
                                           digitpad::ReadMode::kBoxes};
  if (mode >= 0 && mode < 3) TheShared().options.mode = kModes[mode];
}
// As SetRule of core/decode/number_rules.h: 0, or -1 and `text` says why.
DIGITPAD_EXPORT("setRule") int SetRule(const char* name, const char* value) {
  const Status status = digitpad::SetRule(name, value, &TheShared().options.rules);
  return status.ok() ? 0 : Fail(status);
}
// cells: x, y, width and height in turn, of `count` cells.
DIGITPAD_EXPORT("setCells") void SetCells(const float* cells, int count) {
  auto& to = TheShared().options.cells;
  to.clear();
  for (; count > 0; --count, cells += 4) {
    to.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
}

// points: x and y in turn, of `strokes` strokes with lengths[i] points each. The bytes of
// the Result's JSON at `text`; -1 for bad ink or options, `text` then says why.
DIGITPAD_EXPORT("read")
int Read(Recognizer* recognizer, const float* points, const int32_t* lengths,
         int strokes) {
  Shared& shared = TheShared();
  digitpad::FillInk(points, lengths, strokes, &shared.ink);
  const Status status = recognizer->Read(shared.ink, shared.options, &shared.result);
  return status.ok() ? Answer() : Fail(status);
}

// picture: 28 * 28 bytes, white on black.
DIGITPAD_EXPORT("readPicture")
int ReadPicture(Recognizer* recognizer, const uint8_t* picture) {
  recognizer->ReadPicture({picture, 28 * 28}, &TheShared().result);
  return Answer();
}

// A picture of any size as `digitpad read` takes it: every number on it, or all its ink
// as one symbol, as the options say. pixels: width * height grey levels, of a kind of
// paper and ink that it finds out. The bytes of the Results' JSON array at `text`; -1 as
// `read`.
DIGITPAD_EXPORT("readImage")
int ReadImage(Recognizer* recognizer, const uint8_t* pixels, int width, int height) {
  Shared& shared = TheShared();
  const digitpad::ReadOptions& options = shared.options;
  const digitpad::GrayView image = {pixels, width, height, width};
  if (options.mode == digitpad::ReadMode::kBoxes || options.rules.decimal) {
    return Fail(Status::Unsupported("boxes and signs are for drawings, not for images"));
  }
  digitpad::PictureReader reader(*recognizer);
  std::span<const digitpad::Result> results;
  Status status;
  if (options.mode == digitpad::ReadMode::kSingle) {
    status = reader.ReadSingle(image, &shared.result);
    results = {&shared.result, 1};
  } else {
    status = reader.Start(image, options.rules);
    while (reader.Step()) {
    }
    results = reader.results();
  }
  if (!status.ok()) return Fail(status);
  shared.text = '[';
  for (const digitpad::Result& result : results) {
    if (shared.text.size() > 1) shared.text += ',';
    AppendJson(result, &shared.text);
  }
  shared.text += ']';
  return static_cast<int>(shared.text.size());
}

DIGITPAD_EXPORT("text") const char* Text() { return TheShared().text.data(); }
DIGITPAD_EXPORT("textSize") size_t TextSize() { return TheShared().text.size(); }
// The logits of the last reading, as many as there are classes.
DIGITPAD_EXPORT("classes") int Classes(const Recognizer* r) {
  return static_cast<int>(r->logits().size());
}
DIGITPAD_EXPORT("logits") const int32_t* Logits(const Recognizer* r) {
  return r->logits().data();
}
// As ParseMinConfidence of core/acceptance.h: 0, or -1 and `text` says why.
DIGITPAD_EXPORT("setMinConfidence")
int SetMinConfidence(Recognizer* recognizer, const char* text) {
  int value = 0;
  const Status status =
      digitpad::ParseMinConfidence(text, recognizer->model().calibration, &value);
  if (!status.ok()) return Fail(status);
  recognizer->set_min_confidence(value);
  return 0;
}
