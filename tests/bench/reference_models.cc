// reference_models DIRECTORY: writes the reference networks as A.dpm, B.dpm and C.dpm, for
// benchmarks that run a built module.
#include <cstdio>
#include <string>
#include <vector>

#include "core/nn/model.h"
#include "tests/core/test_models.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  for (const char name : {'A', 'B', 'C'}) {
    const std::vector<uint8_t> bytes =
        digitpad::SerializeModel(digitpad::testing::MakeReferenceModel(name));
    const std::string path = std::string(argv[1]) + "/" + name + ".dpm";
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr || std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size() ||
        std::fclose(file) != 0) {
      std::fprintf(stderr, "reference_models: cannot write %s\n", path.c_str());
      return 1;
    }
  }
  return 0;
}
