// `digitpad export`: a model in another form, by the ending of the file to write.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/nn/model.h"
#include "trainer/cli/commands.h"
#include "trainer/cli/model_option.h"
#include "trainer/data/file.h"
#include "trainer/data/sound_model.h"
#include "trainer/exchange/model_json.h"
#include "trainer/exchange/onnx_export.h"

namespace digitpad {
namespace {

struct ExportOptions {
  ModelOption model;
  std::string out;
};

std::string CheckEnding(const std::string& path) {
  for (const char* ending : {".dpm", ".json", ".onnx"}) {
    if (path.ends_with(ending)) return {};
  }
  return path + ": ends neither in .dpm nor in .json or .onnx";
}

Status ConvertModel(const ModelFile& file, const std::string& out,
                    std::vector<uint8_t>* bytes) {
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseSoundModel(file.bytes, file.place, &model));
  if (out.ends_with(".dpm")) {
    *bytes = file.bytes;
  } else if (out.ends_with(".onnx")) {
    *bytes = WriteOnnx(model);
  } else {
    std::string text;
    DIGITPAD_RETURN_IF_ERROR(ModelToJson(model, &text).WithPrefix(file.place));
    bytes->assign(text.begin(), text.end());
  }
  return Status::Ok();
}

Status RunExport(const ExportOptions& options) {
  ModelFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadModelFile(options.model, &file));
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ConvertModel(file, options.out, &bytes));
  return WriteFileAtomically(options.out, bytes);
}

}  // namespace

void AddExport(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand(
      "export", "Write a model as a model file (.dpm), as JSON or as ONNX");
  AddModelPathOption(*command, options->model);
  command
      ->add_option("out", options->out, "The file to write, ending in .dpm, .json, .onnx")
      ->type_name("FILE")
      ->check(CheckEnding)
      ->required();
  command->footer(
      "Examples:\n"
      "  digitpad export --model my.dpm my.json\n"
      "  digitpad export my.onnx");
  command->callback(
      [options, &exit_code] { exit_code = ExitCodeOf(RunExport(*options)); });
}

}  // namespace digitpad
