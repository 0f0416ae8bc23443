#include "wasm/desktop/labels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "texts.h"

namespace digitpad {
namespace {

// CSS pixels, as in www/page.css.
constexpr float kTitleSize = 20;
constexpr float kHintSize = 18;
constexpr float kButtonSize = 14;
constexpr float kSmallSize = 13;
constexpr float kAnswerShare = 0.8f;  // of the answer's box

std::string Percent(int ten_thousandths) {
  return std::to_string((ten_thousandths + 50) / 100) + "%";
}

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  const size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

std::string VerdictText(const Answer& answer) {
  switch (answer.verdict) {
    case AnswerState::kAccepted:
      return Replaced(kVerdictAccepted, "{percent}", Percent(answer.confidence));
    case AnswerState::kUnsure:
      return Replaced(kVerdictUnsure, "{guess}", answer.guess);
    case AnswerState::kRejected:
      return kVerdictRejected;
    case AnswerState::kEmpty:
    case AnswerState::kReading:
      break;
  }
  return kVerdictEmpty;
}

bool IsBold(Command command) { return command == Command::kRecognize; }

}  // namespace

TTF_Font* Labels::FontFor(Style style) {
  const int pixels = static_cast<int>(std::lround(style.size * scale_));
  return fonts_->Get(style.bold, std::max(pixels, 1));
}

Vec2 Labels::SizeOf(const char* text, Style style) {
  TTF_Font* font = FontFor(style);
  int width = 0, height = 0;
  if (font == nullptr || TTF_SizeUTF8(font, text, &width, &height) != 0) return {};
  return {static_cast<float>(width) / scale_, static_cast<float>(height) / scale_};
}

void Labels::Measure(LayoutInput* input) {
  input->title = SizeOf(kTitle, {kTitleSize, true});
  input->tagline = SizeOf(kTagline, {kSmallSize});
  input->labels.clear();
  for (int i = 0; i < kDesktopCommandCount; ++i) {
    const Style style = {kButtonSize, IsBold(static_cast<Command>(i))};
    input->labels.push_back(SizeOf(kCommandTexts[i], style));
  }
}

std::vector<Labels::Label> Labels::Collect(const App& app) const {
  const Layout& layout = app.layout();
  const Theme& theme = app.theme();
  const Answer& answer = app.answer();
  const Color text = theme[Role::kText], muted = theme[Role::kMuted];
  std::vector<Label> labels = {
      {kTitle, layout.title, {kTitleSize, true}, text},
      {kTagline, layout.tagline, {kSmallSize}, muted},
      {VerdictText(answer), layout.verdict, {kSmallSize, false, Align::kCenter}, muted},
  };
  if (answer.state == AnswerState::kEmpty) {
    labels.push_back({kHint, layout.ink, {kHintSize, false, Align::kCenter}, muted});
  }
  const float size = kAnswerShare * std::min(layout.answer.w, layout.answer.h);
  const bool accepted = answer.verdict == AnswerState::kAccepted;
  labels.push_back({answer.text,
                    layout.answer,
                    {size, true, Align::kCenter},
                    accepted ? theme[Role::kAccent] : muted});
  for (size_t i = 0; i < layout.bars.size(); ++i) {
    const BarLayout& bar = layout.bars[i];
    const std::string& name = app.bar_labels()[i];
    labels.push_back({name, bar.label, {kSmallSize, true, Align::kCenter}, text});
    if (i >= answer.bars.size()) continue;
    const bool best = name == answer.guess && answer.verdict != AnswerState::kRejected;
    labels.push_back({Percent(answer.bars[i]),
                      bar.figure,
                      {kSmallSize, best, Align::kEnd},
                      best ? text : muted});
  }
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const Command command = static_cast<Command>(i);
    const Role role = !app.IsEnabled(command) ? Role::kOnDisabled
                      : IsBold(command)       ? Role::kOnPrimary
                                              : Role::kOnButton;
    labels.push_back({kCommandTexts[i],
                      layout.buttons[i].label,
                      {kButtonSize, IsBold(command), Align::kCenter},
                      theme[role]});
  }
  return labels;
}

void Labels::Draw(const App& app, const std::vector<IntRect>& drawn,
                  SDL_Surface* surface) {
  for (const Label& label : Collect(app)) Draw(label, drawn, surface);
  SDL_SetClipRect(surface, nullptr);
}

void Labels::Draw(const Label& label, const std::vector<IntRect>& drawn,
                  SDL_Surface* surface) {
  // A box of no width is a label that found no room.
  TTF_Font* font = FontFor(label.style);
  if (label.text.empty() || !(label.box.w > 0) || font == nullptr) return;
  const Color c = label.color;
  SDL_Surface* text =
      TTF_RenderUTF8_Blended(font, label.text.c_str(), {c.r, c.g, c.b, 255});
  if (text == nullptr) return;
  const Box box = {label.box.x * scale_, label.box.y * scale_, label.box.w * scale_,
                   label.box.h * scale_};
  const float width = static_cast<float>(text->w), height = static_cast<float>(text->h);
  float x = box.x;
  if (label.style.align == Align::kCenter) x += (box.w - width) / 2;
  if (label.style.align == Align::kEnd) x += box.w - width;
  const int left = static_cast<int>(std::lround(x));
  const int top = static_cast<int>(std::lround(box.y + (box.h - height) / 2));
  for (const IntRect& rect : drawn) {
    if (Intersect(rect, {left, top, text->w, text->h}).empty()) continue;
    const SDL_Rect clip = {rect.x, rect.y, rect.w, rect.h};
    SDL_SetClipRect(surface, &clip);
    SDL_Rect to = {left, top, 0, 0};  // SDL writes the clipped rectangle into it
    SDL_BlitSurface(text, nullptr, surface, &to);
  }
  SDL_FreeSurface(text);
}

}  // namespace digitpad
