// fuzz_replay [--answers] [--files] CORPUS [TARGET...]: runs each target, or those named,
// over the files of CORPUS/TARGET and over so many mutations of them, always the same
// ones; with --files over the files alone, and says how long each took. A target that
// crashes ends the program; an input that takes too long fails it. --answers prints what
// was computed as a hash, a line a file: for comparing builds.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tests/sanitized.h"

namespace digitpad::fuzz {
namespace {

// Of all of a target's files together.
constexpr int kMutations = testing::kSanitized ? 20 : 150;
#if defined(__EMSCRIPTEN__)
constexpr double kMostSeconds = 60;  // its clock is the one on the wall
#else
constexpr double kMostSeconds = testing::kSanitized ? 10 : 1;  // of processor time
#endif

// Marsaglia's xorshift32.
class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed * 2654435761u + 1) {}
  size_t Below(size_t count) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % count;
  }

 private:
  uint32_t state_;
};

using Bytes = std::vector<uint8_t>;

struct File {
  std::string name;
  Bytes bytes;
};

std::vector<File> ReadFolder(const std::filesystem::path& folder) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename().string(),
                     Bytes(std::istreambuf_iterator<char>(stream), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

// One to four small changes, and now and then the tail of another file.
Bytes Mutated(const Bytes& file, const Bytes& other, Random* random) {
  Bytes bytes = file;
  for (size_t changes = 1 + random->Below(4); changes > 0 && !bytes.empty(); --changes) {
    const size_t at = random->Below(bytes.size());
    const auto place = bytes.begin() + static_cast<ptrdiff_t>(at);
    switch (random->Below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(place, static_cast<uint8_t>(random->Below(256)));
        break;
      case 2:
        bytes.erase(place);
        break;
      case 3:
        *place = random->Below(2) == 0 ? 0 : 255;
        break;
      case 4:
        *place ^= static_cast<uint8_t>(1 << random->Below(8));
        break;
      default:
        if (at < other.size()) {
          bytes.resize(at);
          bytes.insert(bytes.end(), other.begin() + static_cast<ptrdiff_t>(at),
                       other.end());
        }
    }
  }
  return bytes;
}

struct Options {
  bool answers = false;
  bool files_only = false;
};

class Replay {
 public:
  Replay(const Target& target, Options options) : target_(target), options_(options) {}

  // Whether there was something to run and all came back in time.
  bool Run(const std::filesystem::path& corpus) {
    const std::vector<File> files = ReadFolder(corpus / target_.name);
    if (files.empty()) {
      std::fprintf(stderr, "%s: no corpus\n", target_.name);
      return false;
    }
    for (const File& file : files) {
      RunOne(file.name, file.bytes);
      Tell(file.name);
    }
    if (options_.files_only) return in_time_;
    Random random(1);
    for (int i = 0; i < kMutations; ++i) {
      const File& file = files[static_cast<size_t>(i) % files.size()];
      const Bytes& other = files[random.Below(files.size())].bytes;
      RunOne(file.name + " with changes " + std::to_string(i),
             Mutated(file.bytes, other, &random));
    }
    Tell("mutations");
    std::fprintf(stderr, "%s: %zu files and %d mutations\n", target_.name, files.size(),
                 kMutations);
    return in_time_;
  }

 private:
  void RunOne(const std::string& name, const Bytes& bytes) {
    const std::clock_t start = std::clock();
    target_.run(bytes);
    const double seconds =
        static_cast<double>(std::clock() - start) / static_cast<double>(CLOCKS_PER_SEC);
    if (options_.files_only) {
      std::fprintf(stderr, "%s %s: %.3f s\n", target_.name, name.c_str(), seconds);
    }
    if (seconds <= kMostSeconds) return;
    std::fprintf(stderr, "%s %s: took %.1f s\n", target_.name, name.c_str(), seconds);
    in_time_ = false;
  }

  void Tell(const std::string& name) {
    const uint64_t notes = TakeNotes();
    if (!options_.answers) return;
    std::printf("%s %s %016llx\n", target_.name, name.c_str(),
                static_cast<unsigned long long>(notes));
  }

  Target target_;
  Options options_;
  bool in_time_ = true;
};

}  // namespace
}  // namespace digitpad::fuzz

int main(int argc, char** argv) {
  digitpad::fuzz::Options options;
  std::vector<std::string> words;
  for (const std::string& word : std::vector<std::string>(argv + 1, argv + argc)) {
    if (word == "--answers") {
      options.answers = true;
    } else if (word == "--files") {
      options.files_only = true;
    } else {
      words.push_back(word);
    }
  }
  if (words.empty()) {
    std::fputs("fuzz_replay [--answers] [--files] CORPUS [TARGET...]\n", stderr);
    return 2;
  }
  if (words.size() == 1) {
    for (const auto& target : digitpad::fuzz::Targets()) words.emplace_back(target.name);
  }
  bool ok = true;
  for (size_t i = 1; i < words.size(); ++i) {
    const digitpad::fuzz::Target target = digitpad::fuzz::FindTarget(words[i]);
    ok &= digitpad::fuzz::Replay(target, options).Run(words[0]);
  }
  return ok ? 0 : 1;
}
