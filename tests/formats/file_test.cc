#include "trainer/data/file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <thread>

#include "tests/formats/file_size_limit.h"
#include "tests/formats/temporary_folder.h"

namespace digitpad {
namespace {

constexpr size_t kPlenty = size_t{16} << 20;

std::vector<uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string TextOf(const std::string& path) {
  std::vector<uint8_t> bytes;
  EXPECT_TRUE(ReadFile(path, kPlenty, &bytes).ok());
  return {bytes.begin(), bytes.end()};
}

mode_t ModeOf(const std::string& path) {
  struct stat info;
  EXPECT_EQ(stat(path.c_str(), &info), 0);
  return info.st_mode & 07777;
}

std::vector<std::string> NamesIn(const testing::TemporaryFolder& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.Path(""))) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

class ScopedUmask {
 public:
  explicit ScopedUmask(mode_t mask) : old_(umask(mask)) {}
  ~ScopedUmask() { umask(old_); }

 private:
  mode_t old_;
};

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

TEST(File, MakesTheFileThatALinkIsToLeadTo) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder.Path("sub"));
  std::filesystem::create_symlink("sub/second", folder.Path("first"));
  std::filesystem::create_symlink("file", folder.Path("sub/second"));
  const std::string link = folder.Path("first");
  EXPECT_TRUE(CheckWritable(link).ok());
  ASSERT_TRUE(WriteFileAtomically(link, Bytes("new")).ok());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.Path("sub/second")));
  EXPECT_EQ(TextOf(folder.Path("sub/file")), "new");
  EXPECT_EQ(NamesIn(folder), std::vector<std::string>({"first", "sub"}));

  const std::string ring = folder.Path("ring");
  std::filesystem::create_symlink("ring", ring);
  EXPECT_EQ(WriteFileAtomically(ring, Bytes("new")).message(),
            ring + ": cannot write: Too many levels of symbolic links");
  const std::string astray = folder.Path("astray");
  std::filesystem::create_symlink("missing/file", astray);
  EXPECT_EQ(WriteFileAtomically(astray, Bytes("new")).message(),
            astray + ": cannot write: No such file or directory");
}

TEST(File, KeepsTheModeOfTheFileThatItReplaces) {
  const testing::TemporaryFolder folder;
  const ScopedUmask umask(027);
  const std::string made = folder.Write("made", "text");
  EXPECT_EQ(ModeOf(made), mode_t{0640});
  for (const mode_t mode : {0600, 0644, 0666, 0755}) {
    const std::string path = folder.Write("file", "old");
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    ASSERT_TRUE(WriteFileAtomically(path, Bytes("new")).ok());
    EXPECT_EQ(ModeOf(path), mode);
  }
}

// Somebody else may have made a link for each name that this process could think of, if
// it were made of what all know.
TEST(File, WritesBesideUnderANameThatNobodyKnows) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Write("file", "old");
  const std::string victim = folder.Write("victim", "precious");
  std::filesystem::create_symlink(victim, path + ".tmp" + std::to_string(getpid()));
  ASSERT_TRUE(CheckWritable(path).ok());
  ASSERT_TRUE(WriteFileAtomically(path, Bytes("new")).ok());
  EXPECT_EQ(TextOf(victim), "precious");
}

std::string LeftOver(const std::string& path, char digit) {
  return path + ".digitpad-" + std::string(8, digit) + ".tmp";
}

// What a killed process left has no owner that holds a lock on it.
TEST(File, RemovesWhatAKilledWriterOfTheSamePathLeft) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Path("tr");
  const std::string others[] = {
      LeftOver(folder.Path("tr2"), 'a'),
      LeftOver(folder.Path("t"), 'a'),
      LeftOver(path, 'a') + ".bak",
      LeftOver(path, 'g'),
      path + ".digitpad-0123.tmp",
      path + ".tmp999999",
      folder.Path("x") + LeftOver("tr", 'a'),
  };
  std::vector<std::string> expected = {"tr", "victim"};
  for (const std::string& other : others) {
    expected.push_back(std::filesystem::path(other).filename().string());
    folder.Write(expected.back(), "another's");
  }
  const std::string victim = folder.Write("victim", "precious");
  std::filesystem::create_symlink(victim, LeftOver(path, 'b'));
  expected.push_back("tr.digitpad-bbbbbbbb.tmp");
  folder.Write("tr.digitpad-89abcdef.tmp", "left over");
  ASSERT_TRUE(WriteFileAtomically(path, Bytes("new")).ok());
  std::ranges::sort(expected);
  EXPECT_EQ(NamesIn(folder), expected);
  EXPECT_EQ(TextOf(victim), "precious");
}

TEST(File, RemovesWhatWasLeftWhenItAsksWhetherItCanWrite) {
  const testing::TemporaryFolder folder;
  folder.Write("tr.digitpad-89abcdef.tmp", "left over");
  EXPECT_TRUE(CheckWritable(folder.Path("tr")).ok());
  EXPECT_TRUE(NamesIn(folder).empty());
}

TEST(File, WritesNamesAsLongAsThereAre) {
  const testing::TemporaryFolder folder;
  const std::string name(NAME_MAX, 'n');
  const std::string left_over = name.substr(0, NAME_MAX - 22) + ".digitpad-89abcdef.tmp";
  folder.Write(left_over, "left over");
  ASSERT_TRUE(WriteFileAtomically(folder.Path(name), Bytes("new")).ok());
  EXPECT_EQ(NamesIn(folder), std::vector<std::string>{name});
  EXPECT_EQ(TextOf(folder.Path(name)), "new");
  EXPECT_FALSE(WriteFileAtomically(folder.Path(name + "n"), Bytes("new")).ok());
}

TEST(File, LeavesWhatAnotherProcessIsWriting) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Path("file");
  const std::string writing = folder.Write("file.digitpad-89abcdef.tmp", "half");
  const int held = open(writing.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(held, LOCK_EX), 0);
  ASSERT_TRUE(WriteFileAtomically(path, Bytes("new")).ok());
  EXPECT_TRUE(std::filesystem::exists(writing));
  close(held);
  ASSERT_TRUE(WriteFileAtomically(path, Bytes("new")).ok());
  EXPECT_FALSE(std::filesystem::exists(writing));
}

// Each finds the temporary files of all others, and must leave them alone.
TEST(File, ManyWritersOfOnePathAllSucceed) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Path("file");
  std::atomic<int> failures = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&] {
      for (int k = 0; k < 50; ++k) {
        if (!WriteFileAtomically(path, Bytes("the same")).ok()) ++failures;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(NamesIn(folder), std::vector<std::string>({"file"}));
  EXPECT_EQ(TextOf(path), "the same");
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
