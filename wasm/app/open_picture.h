// OpenPicture: the picture that is open, what was read on it, and what the reader of the
// page has corrected. Reads step by step; knows nothing of screens. Borrows a Recognizer,
// which nothing else may use while reading() is true. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/picture_reader.h"
#include "core/recognizer.h"
#include "core/result.h"
#include "wasm/app/answer.h"
#include "wasm/app/number_list.h"

namespace digitpad {

class OpenPicture {
 public:
  explicit OpenPicture(Recognizer& recognizer);

  // Another recogniser reads from now on. What is open is read once more, and what was
  // corrected of it goes.
  void UseRecognizer(Recognizer& recognizer, const NumberRules& rules);

  // Invalid for a size that no reader takes, see gray_picture.h; then what was open is
  // still shown. `rules`: as PictureReader::Start takes them.
  Status Open(GrayPicture picture, const NumberRules& rules);
  void Close();
  bool is_open() const { return !pixels_.pixels.empty(); }
  const GrayPicture& pixels() const { return pixels_; }

  bool reading() const { return reading_; }
  int progress() const { return reader_->progress(); }  // 0..100
  // Some milliseconds of reading. REQUIRES: reading().
  void Step();

  // None while reading() is true.
  const std::vector<ReadNumber>& numbers() const { return numbers_; }
  // REQUIRES: 0 <= number < numbers().size()
  void Correct(int number, std::string text);

  // The number that stands out, or -1.
  int chosen() const { return chosen_; }
  void Choose(int number) { chosen_ = number; }

  // All numbers, one a line.
  Answer MakeAnswer() const;

 private:
  std::unique_ptr<PictureReader> reader_;
  GrayPicture pixels_;
  bool reading_ = false;
  std::vector<ReadNumber> numbers_;
  int chosen_ = -1;
};

}  // namespace digitpad
