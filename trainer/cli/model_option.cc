#include "trainer/cli/model_option.h"

#include <iostream>
#include <string_view>

#include "core/formats/printable.h"
#include "core/kernels/kernels.h"
#include "core/nn/model.h"
#include "trainer/cli/commands.h"
#include "trainer/data/file.h"
#include "trainer/data/sha256.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

// All sets of kernels that there are for any machine.
constexpr std::string_view kKernelNames[] = {"portable", "avx2",         "avx512vnni",
                                             "neon",     "wasm_simd128", "wasm_relaxed"};

// Those of this build that this machine runs.
std::string UsableKernels() {
  std::string names;
  for (const std::string_view name : kKernelNames) {
    if (FindKernels(name) == nullptr) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

// For CLI11: the message for a value that will not do, empty for one that will.
std::string CheckKernel(const std::string& name) {
  if (FindKernels(name) != nullptr) return {};
  return "kernel \"" + name + "\" is unknown or cannot run here; there is " +
         UsableKernels();
}

}  // namespace

void AddModelPathOption(CLI::App& command, ModelOption& option) {
  command
      .add_option("--model", option.path, "Model file to use instead of the built-in one")
      ->type_name("FILE");
}

void AddModelOptions(CLI::App& command, ModelOption& option) {
  AddModelPathOption(command, option);
  command
      .add_option("--kernel", option.kernel,
                  "Force the instruction set, here one of: " + UsableKernels())
      ->type_name("NAME")
      ->envname("DIGITPAD_KERNEL")
      ->check(CheckKernel);
}

Status LoadModelFile(const ModelOption& option, ModelFile* file) {
  ModelFile result;
  if (option.path.empty()) {
    result.place = "built-in model";
    result.bytes.assign(EmbeddedModel().begin(), EmbeddedModel().end());
  } else {
    result.place = option.path;
    DIGITPAD_RETURN_IF_ERROR(ReadFile(option.path, kMaxModelBytes, &result.bytes));
  }
  result.name = ModelName(result.bytes);
  *file = std::move(result);
  return Status::Ok();
}

int ExitCodeOf(const Status& status) {
  if (status.ok()) return kExitDone;
  std::cerr << "digitpad: " << Printable(status.message()) << '\n';
  return kExitBadInput;
}

}  // namespace digitpad
