// A folder of its own for a test, gone with all that is in it when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "trainer/data/file.h"

namespace digitpad::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(::testing::TempDir() + "/digitpad-XXXXXX") {
    EXPECT_NE(mkdtemp(path_.data()), nullptr);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string Path(std::string_view name) const {
    return path_ + "/" + std::string(name);
  }

  // Writes the file and returns its path.
  std::string Write(std::string_view name, std::string_view text) const {
    const std::string path = Path(name);
    const auto* data = reinterpret_cast<const uint8_t*>(text.data());
    EXPECT_TRUE(WriteFileAtomically(path, std::span(data, text.size())).ok());
    return path;
  }

 private:
  std::string path_;
};

}  // namespace digitpad::testing
