// network_inputs MODEL PICTURES: for each picture of 784 bytes what the model's network
// is given, and what it answers, as bytes on stdout: [28][28][channels] u8, then a
// little-endian i32 a class. For tests that run the network elsewhere.
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

#include "core/prep/normalizer.h"
#include "core/recognizer.h"
#include "trainer/data/file.h"

namespace digitpad {
namespace {

constexpr size_t kPicture = size_t{kInputSize} * kInputSize;
constexpr size_t kMaxBytes = size_t{1} << 28;

template <typename Number>
void Write(std::span<const Number> numbers) {
  std::fwrite(numbers.data(), sizeof(Number), numbers.size(), stdout);
}

Status WriteInputs(const char* model_path, const char* pictures_path) {
  std::vector<uint8_t> model;
  std::vector<uint8_t> pictures;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(model_path, kMaxBytes, &model));
  DIGITPAD_RETURN_IF_ERROR(ReadFile(pictures_path, kMaxBytes, &pictures));
  std::unique_ptr<Recognizer> recognizer;
  DIGITPAD_RETURN_IF_ERROR(Recognizer::Create(model, "", &recognizer));
  const PrepSpec& prep = recognizer->model().prep;
  std::vector<uint8_t> input(InputShape(prep).size());
  Result result;
  for (size_t first = 0; first + kPicture <= pictures.size(); first += kPicture) {
    const auto picture = std::span<const uint8_t>(pictures).subspan(first, kPicture);
    SpreadPicture(picture, prep, input);
    Write<uint8_t>(input);
    recognizer->ReadPicture(picture, &result);
    Write<int32_t>(recognizer->logits());
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
