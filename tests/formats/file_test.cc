#include "trainer/data/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/formats/file_size_limit.h"
#include "tests/formats/temporary_folder.h"

namespace digitpad {
namespace {

constexpr size_t kPlenty = size_t{16} << 20;

std::vector<uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

TEST(File, ReadsBackWhatWasWritten) {
  const testing::TemporaryFolder folder;
  for (const size_t size : {size_t{0}, size_t{1}, size_t{1} << 20, size_t{5} << 20}) {
    const std::string path = folder.Write("file", std::string(size, 'x'));
    std::vector<uint8_t> bytes = Bytes("old");
    ASSERT_TRUE(ReadFile(path, kPlenty, &bytes).ok());
    EXPECT_EQ(bytes, std::vector<uint8_t>(size, 'x'));
  }
}

TEST(File, WritingReplacesAndLeavesNothingBeside) {
  const testing::TemporaryFolder folder;
  folder.Write("file", "a longer text");
  const std::string path = folder.Write("file", "new");
  std::vector<uint8_t> bytes;
  ASSERT_TRUE(ReadFile(path, kPlenty, &bytes).ok());
  EXPECT_EQ(bytes, Bytes("new"));
  const std::filesystem::directory_iterator files(folder.Path(""));
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(File, WritesTheFileThatALinkLeadsTo) {
  const testing::TemporaryFolder folder;
  const std::string file = folder.Write("file", "old");
  const std::string link = folder.Path("link");
  std::filesystem::create_symlink(file, link);
  ASSERT_TRUE(WriteFileAtomically(link, Bytes("new")).ok());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  std::vector<uint8_t> bytes;
  ASSERT_TRUE(ReadFile(file, kPlenty, &bytes).ok());
  EXPECT_EQ(bytes, Bytes("new"));
}

// As /dev/null for one: whoever may write to its folder would lose it.
TEST(File, NeverTakesThePlaceOfWhatIsNoFile) {
  const testing::TemporaryFolder folder;
  const std::string pipe = folder.Path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const Status& status : {CheckWritable(pipe), WriteFileAtomically(pipe, {})}) {
    EXPECT_EQ(status.message(), pipe + ": cannot write: it is no file");
  }
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST(File, AppendsLines) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Path("history");
  ASSERT_TRUE(AppendLine(path, "one").ok());
  ASSERT_TRUE(AppendLine(path, "two").ok());
  std::vector<uint8_t> bytes;
  ASSERT_TRUE(ReadFile(path, kPlenty, &bytes).ok());
  EXPECT_EQ(bytes, Bytes("one\ntwo\n"));
}

// Half a line would spoil the one that is added next.
TEST(File, AppendsWholeLinesOnly) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Write("history", "one\n");
  {
    const testing::FileSizeLimit limit(6);
    EXPECT_EQ(AppendLine(path, "two, and more").message(),
              path + ": cannot append: File too large");
  }
  ASSERT_TRUE(AppendLine(path, "three").ok());
  std::vector<uint8_t> bytes;
  ASSERT_TRUE(ReadFile(path, kPlenty, &bytes).ok());
  EXPECT_EQ(bytes, Bytes("one\nthree\n"));
}

TEST(File, TellsBeforehandWhetherAPathCanBeWritten) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Path("new");
  EXPECT_TRUE(CheckWritable(path).ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.Path("")));
  EXPECT_TRUE(CheckWritable(folder.Write("old", "text")).ok());
  EXPECT_EQ(CheckWritable(folder.Path("")).message(),
            folder.Path("") + ": is a directory");
  const std::string missing = folder.Path("missing/file");
  EXPECT_EQ(CheckWritable(missing).message(),
            missing + ": cannot write: No such file or directory");
}

TEST(File, RefusesMoreThanTheLimit) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Write("file", "12345");
  std::vector<uint8_t> bytes = Bytes("old");
  EXPECT_TRUE(ReadFile(path, 5, &bytes).ok());
  bytes = Bytes("old");
  EXPECT_EQ(ReadFile(path, 4, &bytes).message(), path + ": larger than 4 bytes");
  EXPECT_EQ(bytes, Bytes("old"));
}

TEST(File, ErrorsNameThePath) {
  const testing::TemporaryFolder folder;
  const std::string missing = folder.Path("missing/file");
  std::vector<uint8_t> bytes;
  EXPECT_EQ(ReadFile(missing, kPlenty, &bytes).message(),
            missing + ": cannot open: No such file or directory");
  EXPECT_EQ(ReadFile(folder.Path(""), kPlenty, &bytes).message(),
            folder.Path("") + ": is a directory");
  EXPECT_EQ(WriteFileAtomically(missing, Bytes("x")).message(),
            missing + ": cannot write: No such file or directory");
  EXPECT_EQ(AppendLine(missing, "x").message(),
            missing + ": cannot append: No such file or directory");
}

}  // namespace
}  // namespace digitpad
