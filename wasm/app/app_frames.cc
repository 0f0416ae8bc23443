// What App shows of a reading on the drawing area: frames around digits, and a picture
// with frames around its numbers.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "wasm/app/app.h"
#include "wasm/app/area_scale.h"
#include "wasm/app/cell_row.h"

namespace digitpad {
namespace {

// CSS pixels, from what was read to its frame.
constexpr float kDigitPadding = 6;
constexpr float kNumberPadding = 3;
// CSS pixels, between a picture and the edge of the drawing area.
constexpr float kPictureMargin = 10;
// A tiny picture is not made larger than that many CSS pixels for each of its own.
constexpr float kMostEnlarged = 4;

}  // namespace

std::vector<Mark> App::DigitMarks() const {
  std::vector<Mark> marks;
  // A single digit stands for itself, unless there are cells to be filled.
  const size_t least = cells().empty() ? 2 : 1;
  const bool is_nowhere = editor_.by_hand().typed && cells().empty();
  if (answer_.digits.size() < least || is_nowhere) return marks;
  for (const AnswerDigit& digit : answer_.digits) {
    // The frame of a digit in a cell is the cell's.
    const Box box =
        cells().empty() ? digit.box : CellFace(cells()[static_cast<size_t>(digit.place)]);
    marks.push_back({OnScreen(box), digit.label, digit.sure});
  }
  // In a frame it is only a question that is about one of them.
  const bool stands_out = !layout_.embedded || !answer_.candidates.empty();
  marks[static_cast<size_t>(answer_.chosen)].chosen = stands_out;
  return marks;
}

std::vector<Mark> App::NumberMarks() const {
  std::vector<Mark> marks;
  const IntRect& rect = picture_rect_;
  const Vec2 scale = {
      static_cast<float>(rect.w) / static_cast<float>(picture_.pixels().width) /
          device_pixel_ratio_,
      static_cast<float>(rect.h) / static_cast<float>(picture_.pixels().height) /
          device_pixel_ratio_};
  const Vec2 origin = {static_cast<float>(rect.x) / device_pixel_ratio_,
                       static_cast<float>(rect.y) / device_pixel_ratio_};
  for (const ReadNumber& number : picture_.numbers()) {
    const Box& box = number.box;
    marks.push_back({{origin.x + box.x * scale.x, origin.y + box.y * scale.y,
                      box.w * scale.x, box.h * scale.y},
                     number.correction.value_or(number.result.text),
                     number.settled()});
  }
  if (picture_.chosen() >= 0) {
    marks[static_cast<size_t>(picture_.chosen())].chosen = true;
  }
  return marks;
}

void App::UpdateFrames() {
  if (picture_.is_open()) return ShowFrames(NumberMarks(), kNumberPadding, true);
  const float padding =
      cells().empty() ? pen_width() * view_.scale / 2 + kDigitPadding : 0;
  ShowFrames(DigitMarks(), padding, false);
}

// Only frames that are new, gone, or look otherwise than before are drawn again.
void App::ShowFrames(std::span<const Mark> marks, float padding, bool rows) {
  std::vector<Frame> frames = PlaceFrames(marks, layout_.ink, padding, layout_.em, rows);
  const auto invalidate_others = [this](const auto& some, const auto& others) {
    for (const Frame& frame : some) {
      if (std::find(others.begin(), others.end(), frame) != others.end()) continue;
      Invalidate(frame.box, kFrameReach);
      Invalidate(frame.tag, kFrameReach);
    }
  };
  invalidate_others(frames, frames_);
  invalidate_others(frames_, frames);
  frames_ = std::move(frames);
}

Status App::Open(GrayPicture picture) {
  CancelStroke();
  DIGITPAD_RETURN_IF_ERROR(picture_.Open(std::move(picture), options_.rules));
  KeepDrawing();
  editor_.Reset();
  shown_area_ = {};
  unread_ = false;
  UpdateLayout();
  PlaceCells();
  FitPicture();
  PictureChanged();
  Invalidate();
  return Status::Ok();
}

// As large as the drawing area allows, in the middle of it, on whole device pixels.
void App::FitPicture() {
  if (!picture_.is_open()) return;
  const GrayView whole = picture_.pixels().view();
  const float dpr = device_pixel_ratio_;
  const Box& ink = layout_.ink;
  const Vec2 size = {static_cast<float>(whole.width), static_cast<float>(whole.height)};
  const float scale =
      std::min({(ink.w - 2 * kPictureMargin) * dpr / size.x,
                (ink.h - 2 * kPictureMargin) * dpr / size.y, kMostEnlarged * dpr});
  const auto pixels = [](float length) {
    return std::max(1, static_cast<int>(std::lround(length)));
  };
  IntRect& rect = picture_rect_;
  rect.w = pixels(size.x * scale);
  rect.h = pixels(size.y * scale);
  rect.x = pixels((ink.x + ink.w / 2) * dpr - static_cast<float>(rect.w) / 2);
  rect.y = pixels((ink.y + ink.h / 2) * dpr - static_cast<float>(rect.h) / 2);
  shown_picture_ = ScaleByArea(whole, rect.w, rect.h);
}

bool App::ReadOn() {
  if (!picture_.reading()) return false;
  picture_.Step();
  picture_unshown_ = true;
  return picture_.reading();
}

void App::PictureChanged() {
  picture_unshown_ = false;
  SetAnswer(picture_.MakeAnswer());
}

void App::CorrectNumber(int number, std::string text) {
  picture_.Correct(number, std::move(text));
  PictureChanged();
}

void App::ChooseNumber(int number) {
  if (number == picture_.chosen()) return;
  picture_.Choose(number);
  PictureChanged();
}

// The number whose frame or tag is there, or -1. In CSS pixels of the drawing area.
int App::NumberAt(Vec2 point) const {
  const Vec2 at = {point.x + layout_.ink.x, point.y + layout_.ink.y};
  const auto holds = [at](const Box& box) {
    return at.x >= box.x && at.x < box.x + box.w && at.y >= box.y && at.y < box.y + box.h;
  };
  for (size_t i = 0; i < frames_.size(); ++i) {
    if (holds(frames_[i].box) || holds(frames_[i].tag)) return static_cast<int>(i);
  }
  return -1;
}

bool App::Reset() {
  shown_area_ = {};
  const bool had_ink = editor_.Reset();
  if (!picture_.is_open()) return had_ink;
  ClosePicture();
  return true;
}

void App::ClosePicture() {
  picture_.Close();
  picture_unshown_ = false;
  shown_picture_ = {};
  UpdateLayout();
  Invalidate();
}

std::vector<ReadNumber> App::NumbersToSave() const {
  if (picture_.is_open()) return picture_.numbers();
  if (answer_.digits.empty()) return {};
  // Ink that is there besides says nothing about a typed number.
  std::vector<ReadNumber> numbers(1);
  if (!editor_.by_hand().typed) numbers[0] = MakeReadNumber(result_);
  if (answer_.by_hand) numbers[0].correction = answer_.guess;
  return numbers;
}

}  // namespace digitpad
