// What App answers when the person before the screen knows better, or says when to read.
#include <algorithm>
#include <utility>

#include "wasm/app/app.h"
#include "wasm/app/by_hand.h"

namespace digitpad {
namespace {

constexpr size_t kMostTyped = 32;

}  // namespace

void App::SetLive(bool live) {
  live_ = live;
  Update();
  ++revision_;
}

bool App::waiting() const { return unread_ && !live_ && !IsEmpty(editor_.ink()); }

void App::TakeCandidate(int candidate) {
  SetAnswer(WithCandidate(answer_, candidate, bar_labels_));
}

bool App::IsTypable(char character) const {
  const auto is_label = [character](const std::string& label) {
    return label.size() == 1 && label[0] == character;
  };
  if (std::any_of(bar_labels_.begin(), bar_labels_.end(), is_label)) return true;
  return options_.rules.decimal &&
         (character == '.' || character == ',' || character == '-');
}

bool App::Type(char character) {
  const size_t most = cells().empty() ? kMostTyped : cells().size();
  if (picture_.is_open() || typed_.size() >= most || !IsTypable(character)) return false;
  EndStroke();
  typed_ += character;
  ShowTyped();
  return true;
}

void App::ShowTyped() {
  if (typed_.empty()) return InkChanged();
  Answer answer = MakeTypedAnswer(typed_, bar_labels_, options_.rules, cells().size());
  answer.strokes = editor_.finished_strokes();
  SetAnswer(std::move(answer));
}

}  // namespace digitpad
