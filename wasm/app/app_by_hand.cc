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

// What the person has said is there to be shown, and not to be read.
bool App::waiting() const {
  return unread_ && !live_ && editor_.by_hand().empty() && !IsEmpty(editor_.ink());
}

void App::TakeCandidate(int candidate) {
  Answer answer = WithCandidate(answer_, candidate, bar_labels_);
  ByHand by_hand;
  for (const AnswerDigit& digit : answer.digits) by_hand.labels.push_back(digit.label);
  editor_.SetByHand(std::move(by_hand));
  SetAnswer(std::move(answer));
}

bool App::IsTypable(char character) const {
  const auto is_label = [character](const std::string& label) {
    return label.size() == 1 && label[0] == character;
  };
  if (std::any_of(bar_labels_.begin(), bar_labels_.end(), is_label)) return true;
  return options_.rules.decimal &&
         (character == '.' || character == ',' || character == '-');
}

std::string App::typed() const {
  std::string text;
  if (!editor_.by_hand().typed) return text;
  for (const std::string& label : editor_.by_hand().labels) text += label;
  return text;
}

bool App::MakeTyped(const std::string& text, ByHand* by_hand) const {
  const size_t most = cells().empty() ? kMostTyped : cells().size();
  if (text.empty() || text.size() > most) return false;
  by_hand->typed = true;
  for (const char character : text) {
    if (!IsTypable(character)) return false;
    by_hand->labels.emplace_back(1, character);
  }
  return true;
}

bool App::Enter(const std::string& text) {
  ByHand by_hand;
  if (picture_.is_open() || !MakeTyped(text, &by_hand)) return false;
  EndStroke();
  editor_.SetByHand(std::move(by_hand));
  Read();
  return true;
}

}  // namespace digitpad
