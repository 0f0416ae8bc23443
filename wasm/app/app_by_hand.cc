// What App answers when the person before the screen knows better, or says when to read.
#include <algorithm>
#include <utility>

#include "wasm/app/app.h"
#include "wasm/app/by_hand.h"

namespace digitpad {
namespace {

constexpr size_t kMostTyped = 32;

bool IsSign(std::string_view text) { return text == "." || text == "," || text == "-"; }

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

bool App::IsTypable(std::string_view character) const {
  const auto has_it = [character](const std::string& label) {
    return label.find(character) != std::string::npos;
  };
  const std::vector<std::string>& labels = model().labels;
  if (character.empty()) return false;
  return IsSign(character) ? options_.rules.decimal
                           : std::any_of(labels.begin(), labels.end(), has_it);
}

// The longest label, or a sign, that the text begins with; empty where it does with none.
std::string_view App::LabelAtBegin(std::string_view text) const {
  size_t longest = options_.rules.decimal && IsSign(text.substr(0, 1)) ? 1 : 0;
  for (const std::string& label : model().labels) {
    if (text.starts_with(label)) longest = std::max(longest, label.size());
  }
  return text.substr(0, longest);
}

std::string App::typed() const {
  std::string text;
  if (!editor_.by_hand().typed) return text;
  for (const std::string& label : editor_.by_hand().labels) text += label;
  return text;
}

bool App::MakeTyped(std::string_view text, ByHand* by_hand) const {
  const size_t most = cells().empty() ? kMostTyped : cells().size();
  if (text.empty()) return false;
  by_hand->typed = true;
  while (!text.empty()) {
    const std::string_view label = LabelAtBegin(text);
    if (label.empty() || by_hand->labels.size() == most) return false;
    by_hand->labels.emplace_back(label);
    text.remove_prefix(label.size());
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
