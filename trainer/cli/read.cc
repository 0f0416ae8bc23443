// `digitpad read`: drawings and pictures in, a line of text or JSON for each out.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "core/recognizer.h"
#include "trainer/cli/acceptance_option.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/cli/rules_option.h"
#include "trainer/data/input_file.h"

namespace digitpad {
namespace {

constexpr char kFooter[] =
    "Writes a line for each drawing, in order: its text, \"?\" where the reading is not\n"
    "accepted, an empty line where there is no ink.\n"
    "\n"
    "Example: digitpad read --json drawing.jsonl";

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
    std::cout << line << '\n';
  } else if (result.digits.empty()) {
    std::cout << '\n';
  } else {
    std::cout << (result.accepted ? result.text : "?") << '\n';
  }
}

Status ReadDrawings(const InputFile& file, const ReadArguments& options,
                    Recognizer& recognizer) {
  std::vector<Drawing> drawings;
  DIGITPAD_RETURN_IF_ERROR(ParseStrokes(file, &drawings));
  ReadOptions how;
  Result result;
  for (size_t i = 0; i < drawings.size(); ++i) {
    Status status = ReadOptionsFor(options.rules, drawings[i], &how);
    if (status.ok()) status = recognizer.Read(drawings[i].ink, how, &result);
    if (!status.ok()) {
      return status.WithPrefix(file.path + ": drawing " + std::to_string(i + 1));
    }
    PrintResult(result, options.json);
  }
  return Status::Ok();
}

Status ReadPictures(const InputFile& file, const ReadArguments& options,
                    Recognizer& recognizer) {
  std::vector<uint8_t> pictures;
  DIGITPAD_RETURN_IF_ERROR(ParsePictures(file, &pictures));
  constexpr size_t kPictureSize = size_t{kInputSize} * kInputSize;
  Result result;
  for (size_t at = 0; at < pictures.size(); at += kPictureSize) {
    recognizer.ReadPicture(std::span(pictures).subspan(at, kPictureSize), &result);
    PrintResult(result, options.json);
  }
  return Status::Ok();
}

Status ReadOneFile(const std::string& path, const ReadArguments& options,
                   Recognizer& recognizer) {
  InputFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(path, &file));
  return file.kind == InputKind::kIdx ? ReadPictures(file, options, recognizer)
                                      : ReadDrawings(file, options, recognizer);
}

int RunRead(const ReadArguments& options) {
  ModelFile model;
  Status status = LoadModelFile(options.model, &model);
  if (!status.ok()) return ExitCodeOf(status);
  std::unique_ptr<Recognizer> recognizer;
  status = Recognizer::Create(model.bytes, options.model.kernel, &recognizer);
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
  CLI::App* command = app.add_subcommand("read", "Read drawings and 28x28 images");
  command
      ->add_option("files", options->files,
                   "Strokes files or IDX images, gzipped or not; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_flag("--json", options->json,
                    "Write a JSON object a line, with confidences");
  AddRulesOptions(*command, options->rules);
  AddAcceptanceOption(*command, options->acceptance);
  AddModelOptions(*command, options->model);
  command->footer(kFooter);
  command->callback([options, &exit_code] { exit_code = RunRead(*options); });
}

}  // namespace digitpad
