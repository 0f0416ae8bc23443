// Files of text: strokes as JSON Lines, pictures as CSV, models as JSON. What a parser
// takes is written again and must read back the same.
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/strokes_json.h"
#include "core/nn/model.h"
#include "tests/fuzz/fuzz_models.h"
#include "tests/fuzz/fuzz_target.h"
#include "trainer/data/csv_pictures.h"
#include "trainer/data/label_text.h"
#include "trainer/exchange/model_json.h"
#include "trainer/net/architecture.h"

namespace digitpad::fuzz {
namespace {

std::string_view Text(std::span<const uint8_t> data) {
  return {reinterpret_cast<const char*>(data.data()), data.size()};
}

bool HasNul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

void FuzzStrokesJson(std::span<const uint8_t> data) {
  std::vector<Drawing> drawings;
  const Status status = ParseStrokesFile(Text(data), &drawings);
  Note(status.message());
  FUZZ_EXPECT(status.ok() || drawings.empty());
  FUZZ_EXPECT(!status.ok() || !HasNul(Text(data)));
  for (const Drawing& drawing : drawings) {
    FUZZ_EXPECT(ValidateInk(drawing.ink).ok());
    const std::string line = FormatDrawing(drawing);
    std::vector<Drawing> again;
    FUZZ_EXPECT(ParseStrokesFile(line, &again).ok());
    FUZZ_EXPECT(again.size() == 1 && FormatDrawing(again[0]) == line);
    Note(line);
  }
}

void FuzzCsvPictures(std::span<const uint8_t> data) {
  CsvPictures pictures;
  static_cast<void>(LooksLikeCsv(Text(data)));
  const Status status = ParseCsvPictures(Text(data), &pictures);
  const size_t count = pictures.labels.size();
  FUZZ_EXPECT(status.ok() || count == 0);
  FUZZ_EXPECT(pictures.lines.size() == count);
  FUZZ_EXPECT(pictures.pixels.size() ==
              count * static_cast<size_t>(pictures.side) * pictures.side);
  for (const std::string& label : pictures.labels) {
    static_cast<void>(CheckLabel(label));
    FUZZ_EXPECT(!IsLabelBefore(label, label));
    FUZZ_EXPECT(!IsLabelBefore(label, pictures.labels[0]) ||
                !IsLabelBefore(pictures.labels[0], label));
  }
}

void FuzzModelJson(std::span<const uint8_t> data) {
  Model model;
  const Status status = ParseModelJson(Text(data), &model);
  FUZZ_EXPECT(status.ok() || model.layers.empty());
  FUZZ_EXPECT(!status.ok() || !HasNul(Text(data)));
  if (!status.ok()) return;
  std::string text;
  if (!ModelToJson(model, &text).ok()) return;
  Model again;
  FUZZ_EXPECT(ParseModelJson(text, &again).ok());
  FUZZ_EXPECT(SerializeModel(again) == SerializeModel(model));
  std::unique_ptr<Recognizer> recognizer;
  FUZZ_EXPECT(Recognizer::Create(SerializeModel(model), "", &recognizer).ok());
  if (CountMacs(model) <= kMostMacs) NoteReadings(*recognizer);
}

void FuzzArchitecture(std::span<const uint8_t> data) {
  Architecture architecture;
  const Shape input = {28, 28, 1};
  if (!ParseArchitecture(Text(data), input, 10, &architecture).ok()) return;
  const std::string text = FormatArchitecture(architecture);
  Architecture again;
  FUZZ_EXPECT(ParseArchitecture(text, input, 10, &again).ok());
  FUZZ_EXPECT(FormatArchitecture(again) == text);
}

const Register kStrokes("strokes_json", &FuzzStrokesJson);
const Register kCsv("csv_pictures", &FuzzCsvPictures);
const Register kJson("model_json", &FuzzModelJson);
const Register kArchitecture("architecture", &FuzzArchitecture);

}  // namespace
}  // namespace digitpad::fuzz
