// network_inputs MODEL DATA: for each of the first 1,000 examples of DATA (anything that
// train takes with --data) what the model's network is given and
// what it answers, as bytes on stdout: [28][28][channels] u8, then a little-endian i32 a
// class. For tests that run the network elsewhere.
#include <cstdio>
#include <span>
#include <utility>
#include <vector>

#include "core/nn/model.h"
#include "trainer/data/file.h"
#include "trainer/data/labeled_data.h"
#include "trainer/train/calibration.h"
#include "trainer/train/dataset.h"

namespace digitpad {
namespace {

constexpr size_t kMost = 1000;

template <typename Number>
void Write(std::span<const Number> numbers) {
  std::fwrite(numbers.data(), sizeof(Number), numbers.size(), stdout);
}

Status WriteInputs(const char* model_path, const char* data_path) {
  std::vector<uint8_t> file;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(model_path, kMaxModelBytes, &file));
  Model model;
  DIGITPAD_RETURN_IF_ERROR(ParseModel(file, &model).WithPrefix(model_path));
  LabeledData data;
  DIGITPAD_RETURN_IF_ERROR(LoadLabeledData({.path = data_path}, &data));
  Source source;
  source.set = std::move(data.set);
  source.labels.resize(source.set.examples.size());
  const PreparedSource prepared = Prepare(source, model.prep, kMost);
  WorkerPool pool(1);
  std::vector<int32_t> logits;
  DIGITPAD_RETURN_IF_ERROR(RunIntegerNetwork(file, prepared, pool, &logits));
  const size_t count = prepared.labels.size();
  const size_t size = prepared.inputs.size() / count;
  const size_t classes = model.labels.size();
  for (size_t i = 0; i < count; ++i) {
    Write(std::span<const uint8_t>(prepared.inputs).subspan(i * size, size));
    Write(std::span<const int32_t>(logits).subspan(i * classes, classes));
  }
  return Status::Ok();
}

}  // namespace
}  // namespace digitpad

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const digitpad::Status status = digitpad::WriteInputs(argv[1], argv[2]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "network_inputs: %s\n", status.message().c_str());
  return 1;
}
