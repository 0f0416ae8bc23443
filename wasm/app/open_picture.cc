#include "wasm/app/open_picture.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace digitpad {

OpenPicture::OpenPicture(Recognizer& recognizer)
    : reader_(std::make_unique<PictureReader>(recognizer)) {}

void OpenPicture::UseRecognizer(Recognizer& recognizer, const NumberRules& rules) {
  reader_ = std::make_unique<PictureReader>(recognizer);
  if (!is_open()) return;
  const Status status = Open(std::move(pixels_), rules);
  assert(status.ok());  // it was open
  static_cast<void>(status);
}

Status OpenPicture::Open(GrayPicture picture, const NumberRules& rules) {
  DIGITPAD_RETURN_IF_ERROR(reader_->Start(picture.view(), rules));
  pixels_ = std::move(picture);
  reading_ = true;
  numbers_.clear();
  chosen_ = -1;
  return Status::Ok();
}

void OpenPicture::Close() {
  pixels_ = {};
  reading_ = false;
  numbers_.clear();
  chosen_ = -1;
}

void OpenPicture::Step() {
  reading_ = reader_->Step();
  if (reading_) return;  // numbers may still be doubted, or dropped
  for (const Result& result : reader_->results()) {
    numbers_.push_back(MakeReadNumber(result));
  }
}

void OpenPicture::Correct(int number, std::string text) {
  numbers_[static_cast<size_t>(number)].correction = std::move(text);
}

Answer OpenPicture::MakeAnswer() const {
  Answer answer;
  bool all_settled = true;
  for (const ReadNumber& number : numbers_) {
    if (&number != &numbers_.front()) {
      answer.text += '\n';
      answer.guess += '\n';
    }
    answer.text += number.text();
    answer.guess += number.result.text;
    all_settled = all_settled && number.settled();
    answer.confidence = &number == &numbers_.front()
                            ? number.result.confidence
                            : std::min(answer.confidence, number.result.confidence);
  }
  answer.verdict = numbers_.empty() ? AnswerState::kRejected
                   : all_settled    ? AnswerState::kAccepted
                                    : AnswerState::kUnsure;
  answer.state = reading_ ? AnswerState::kReading : answer.verdict;
  return answer;
}

}  // namespace digitpad
