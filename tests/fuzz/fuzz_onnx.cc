// Networks from elsewhere: ONNX, and the float file that lies beside a model.
#include <cmath>
#include <optional>
#include <vector>

#include "core/base/crc32.h"
#include "tests/fuzz/fuzz_target.h"
#include "trainer/exchange/onnx_import.h"
#include "trainer/net/float_model.h"

namespace digitpad::fuzz {
namespace {

void FuzzOnnx(std::span<const uint8_t> data) {
  for (const float full_ink : {1.0F, 255.0F}) {
    std::optional<FoldedNetwork> network;
    const Status status = ReadOnnx(data, full_ink, &network);
    FUZZ_EXPECT(status.ok() == network.has_value());
    if (!network) return;
    FUZZ_EXPECT(network->parameters.size() == network->network.parameter_count());
    for (const float value : network->parameters) FUZZ_EXPECT(std::isfinite(value));
    // What was taken can be kept in a file and comes back.
    FloatModel model(network->network, network->parameters);
    FloatModel again;
    FUZZ_EXPECT(again.Parse(model.Serialize()).ok());
  }
}

void FuzzFloatModel(std::span<const uint8_t> data) {
  FloatModel model;
  static_cast<void>(model.Parse(data));
  if (data.size() < 4) return;
  std::vector<uint8_t> file(data.begin(), data.end());
  const size_t end = file.size() - 4;
  const uint32_t crc = Crc32(std::span(file).first(end));
  for (size_t i = 0; i < 4; ++i) file[end + i] = static_cast<uint8_t>(crc >> (8 * i));
  if (!model.Parse(file).ok()) return;
  FloatModel again;
  FUZZ_EXPECT(again.Parse(model.Serialize()).ok());
  FUZZ_EXPECT(again.Serialize() == model.Serialize());
}

const Register kOnnx("onnx", &FuzzOnnx);
const Register kFloatModel("float_model", &FuzzFloatModel);

}  // namespace
}  // namespace digitpad::fuzz
