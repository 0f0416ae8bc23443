#include "wasm/desktop/new_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/formats/file_size_limit.h"

namespace digitpad {
namespace {

class NewFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "new.file.XXXXXX");
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  std::string Write(const std::string& name, const std::vector<uint8_t>& bytes) const {
    std::string written;
    const Status status = WriteNewFile(Path(name), bytes, &written);
    EXPECT_TRUE(status.ok()) << status.message();
    return written;
  }
  static std::vector<uint8_t> Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string folder_;
};

TEST_F(NewFile, NeverWritesOverAnother) {
  EXPECT_EQ(Write("ink.png", {1}), Path("ink.png"));
  EXPECT_EQ(Write("ink.png", {2, 2}), Path("ink-2.png"));
  EXPECT_EQ(Write("ink.png", {3}), Path("ink-3.png"));
  EXPECT_EQ(Read(Path("ink.png")), std::vector<uint8_t>{1});
  EXPECT_EQ(Read(Path("ink-2.png")), (std::vector<uint8_t>{2, 2}));
}

TEST_F(NewFile, FollowsNoDanglingLink) {
  std::filesystem::create_symlink(Path("elsewhere"), Path("ink.png"));
  EXPECT_EQ(Write("ink.png", {1}), Path("ink-2.png"));
  EXPECT_FALSE(std::filesystem::exists(Path("elsewhere")));
}

TEST_F(NewFile, NumbersANameWithoutExtensionAtItsEnd) {
  EXPECT_EQ(Write("ink", {}), Path("ink"));
  EXPECT_EQ(Write("ink", {}), Path("ink-2"));
}

TEST_F(NewFile, NamesTheFileThatCannotBeCreated) {
  std::string written = "untouched";
  const Status status = WriteNewFile(Path("missing/ink.png"), {}, &written);
  EXPECT_EQ(status.code(), StatusCode::kInvalid);
  EXPECT_NE(status.message().find("missing/ink.png"), std::string::npos);
  EXPECT_EQ(written, "untouched");
}

TEST_F(NewFile, LeavesNothingWhereTheDiskIsFull) {
  const testing::FileSizeLimit limit(100'000);
  // What a buffer holds is written when the file is closed.
  for (const size_t size : {size_t{100'001}, size_t{1'000'000}}) {
    std::string written = "untouched";
    const Status status =
        WriteNewFile(Path("ink.png"), std::vector<uint8_t>(size), &written);
    EXPECT_EQ(status.message(), Path("ink.png") + ": cannot be written: File too large");
    EXPECT_EQ(written, "untouched");
    EXPECT_TRUE(std::filesystem::is_empty(folder_));
  }
}

}  // namespace
}  // namespace digitpad
