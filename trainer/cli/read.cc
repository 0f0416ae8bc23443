// `digitpad read`: drawings and pictures in, a line of text or JSON for each out.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "core/formats/printable.h"
#include "core/picture_reader.h"
#include "core/recognizer.h"
#include "trainer/cli/acceptance_option.h"
#include "trainer/cli/checks.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/cli/rules_option.h"
#include "trainer/data/input_file.h"
#include "trainer/data/label_text.h"

namespace digitpad {
namespace {

constexpr char kFooter[] =
    "Writes a line for each drawing, in order: its text, \"?\" where the reading is not\n"
    "accepted, an empty line where there is no ink. A PNG or JPEG gives a line for each\n"
    "number that it shows, from the top and from the left.\n"
    "\n"
    "Examples:\n"
    "  digitpad read --json drawing.jsonl\n"
    "  digitpad read photo.jpg";

struct ReadArguments {
  std::vector<std::string> files;
  bool json = false;
  RulesOption rules;
  AcceptanceOption acceptance;
  ModelOption model;
};

void PrintResult(const Result& result, bool json) {
  if (json) {
    std::string line;
    AppendJson(result, &line);
    std::cout << Printable(line) << '\n';
  } else if (result.digits.empty()) {
    std::cout << '\n';
  } else {
    std::cout << (result.accepted ? result.text : "?") << '\n';
  }
}

Status ReadDrawings(const InputFile& file, const ReadArguments& options,
                    Recognizer& recognizer) {
  ReadOptions how;
  Result result;
  return ForEachDrawing(file, [&](const Drawing& drawing) {
    DIGITPAD_RETURN_IF_ERROR(ReadOptionsFor(options.rules, drawing, &how));
    DIGITPAD_RETURN_IF_ERROR(recognizer.Read(drawing.ink, how, &result));
    PrintResult(result, options.json);
    return Status::Ok();
  });
}

// 28x28 images of an IDX file are read as they are, others as one symbol each.
Status ReadImages(const InputFile& file, const ReadArguments& options,
                  Recognizer& recognizer) {
  IdxArray images;
  DIGITPAD_RETURN_IF_ERROR(ParsePictures(file, &images));
  const int height = images.dimensions[1], width = images.dimensions[2];
  const size_t size = size_t{1} * height * width;
  PictureReader reader(recognizer);
  Result result;
  for (size_t at = 0; at < images.data.size(); at += size) {
    const auto pixels = std::span(images.data).subspan(at, size);
    if (height == kInputSize && width == kInputSize) {
      recognizer.ReadPicture(pixels, &result);
    } else {
      DIGITPAD_RETURN_IF_ERROR(
          reader.ReadSingle({pixels.data(), width, height, width}, &result));
    }
    PrintResult(result, options.json);
  }
  return Status::Ok();
}

// A line for each number; a picture of nothing is one without ink. Unsupported for boxes
// and signs, which only drawings have.
Status ReadPicture(const InputFile& file, const ReadArguments& options,
                   Recognizer& recognizer) {
  GrayPicture picture;
  DIGITPAD_RETURN_IF_ERROR(ParsePicture(file, &picture));
  if (options.rules.boxes > 0 || options.rules.decimal) {
    return Status::Unsupported(file.path + ": " +
                               (options.rules.decimal ? "--decimal" : "--boxes") +
                               " is for drawings, this is a picture");
  }
  NumberRules rules;
  DIGITPAD_RETURN_IF_ERROR(RulesOf(options.rules, &rules));
  PictureReader reader(recognizer);
  Result result;
  if (options.rules.single) {
    DIGITPAD_RETURN_IF_ERROR(reader.ReadSingle(picture.view(), &result));
    PrintResult(result, options.json);
    return Status::Ok();
  }
  DIGITPAD_RETURN_IF_ERROR(reader.Start(picture.view(), rules).WithPrefix(file.path));
  while (reader.Step()) {
  }
  if (reader.results().empty()) PrintResult(result, options.json);
  for (const Result& number : reader.results()) PrintResult(number, options.json);
  return Status::Ok();
}

Status ReadOneFile(const std::string& path, const ReadArguments& options,
                   Recognizer& recognizer) {
  InputFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(path, &file));
  switch (file.kind) {
    case InputKind::kIdx:
      return ReadImages(file, options, recognizer);
    case InputKind::kPicture:
      return ReadPicture(file, options, recognizer);
    default:
      return ReadDrawings(file, options, recognizer);
  }
}

int RunRead(const ReadArguments& options) {
  ModelFile model;
  Status status = LoadModelFile(options.model, &model);
  if (!status.ok()) return ExitCodeOf(status);
  std::unique_ptr<Recognizer> recognizer;
  status = Recognizer::Create(model.bytes, options.model.kernel, &recognizer);
  if (!status.ok()) return ExitCodeOf(status.WithPrefix(model.place));
  status = CheckNetworkLabels(recognizer->model().labels);
  if (!status.ok()) return ExitCodeOf(status.WithPrefix(model.place));
  recognizer->set_min_confidence(
      MinConfidence(options.acceptance, recognizer->model().calibration));

  // A bad file does not keep the others from being read.
  int exit_code = kExitDone;
  for (const std::string& path : options.files) {
    const Status read = ReadOneFile(path, options, *recognizer);
    if (!read.ok()) exit_code = ExitCodeOf(read);
  }
  return exit_code;
}

}  // namespace

void AddRead(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ReadArguments>();
  CLI::App* command = app.add_subcommand("read", "Read drawings and pictures");
  command
      ->add_option("files", options->files,
                   "Strokes files, PNG, JPEG or IDX images; - is standard input")
      ->type_name("FILE")
      ->check(CheckNotEmpty)
      ->required();
  command->add_flag("--json", options->json,
                    "Write a JSON object a line, with confidences");
  AddRulesOptions(*command, options->rules);
  AddAcceptanceOption(*command, options->acceptance);
  AddModelOptions(*command, options->model);
  command->footer(kFooter);
  command->callback([options, &exit_code] {
    const Status rules = ValidateRulesOption(options->rules);
    if (!rules.ok()) throw CLI::ValidationError(rules.message());
    exit_code = RunRead(*options);
  });
}

}  // namespace digitpad
