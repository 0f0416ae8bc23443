#include "wasm/desktop/labels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace digitpad {
namespace {

// CSS pixels, as in www/page.css.
constexpr float kTitleSize = 20;
constexpr float kHintSize = 18;
constexpr float kButtonSize = 14;
constexpr float kSmallSize = 13;
constexpr float kNoticeHeight = 56;

// Device pixels: boxes have been rounded from the texts' measured sizes.
constexpr float kRounding = 1;

// Rounded down: what is 99.95 % sure is not 100 % sure.
std::string Percent(int ten_thousandths) {
  return std::to_string(ten_thousandths / 100) + "%";
}

std::string VerdictText(const Language& language, const Answer& answer) {
  switch (answer.verdict) {
    case AnswerState::kAccepted:
      return FillIn(language[Text::kVerdictAccepted],
                    {{"percent", Percent(answer.confidence)}});
    case AnswerState::kUnsure:
      return FillIn(language[Text::kVerdictUnsure], {{"guess", answer.guess}});
    case AnswerState::kRejected:
      return language[Text::kVerdictRejected];
    case AnswerState::kEmpty:
    case AnswerState::kReading:
      break;
  }
  return language[Text::kVerdictEmpty];
}

std::string PictureText(const Language& language, const OpenPicture& picture) {
  if (picture.reading()) return language[Text::kPictureReading];
  const auto& numbers = picture.numbers();
  const auto unsure =
      std::count_if(numbers.begin(), numbers.end(),
                    [](const ReadNumber& number) { return !number.settled(); });
  const std::string read = numbers.empty()
                               ? language[Text::kPictureEmpty]
                               : FillIn(language[Text::kPictureRead],
                                        {{"count", std::to_string(numbers.size())},
                                         {"unsure", std::to_string(unsure)}});
  return read + " " + language[Text::kPictureClose];
}

// One a line.
std::string NumbersText(const OpenPicture& picture) {
  std::string text;
  for (const ReadNumber& number : picture.numbers()) {
    if (!text.empty()) text += '\n';
    text += number.result.text;
    if (!number.settled()) text += '?';
  }
  return text;
}

// The window opens pictures that are dropped on it, and saves a drawing as a picture
// alone.
bool IsThere(Command command) {
  return command != Command::kOpen && command != Command::kSaveAs;
}

// Into lines as the layout has them.
std::string Broken(const std::string& text, int columns) {
  std::string lines;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % static_cast<size_t>(columns) == 0) lines += '\n';
    lines += text[i];
  }
  return lines;
}

bool IsBold(Command command) { return command == Command::kRecognize; }

}  // namespace

TTF_Font* Labels::FontFor(const char* text, Style style) {
  const int pixels = static_cast<int>(std::lround(style.size * scale_));
  return fonts_->Get(text, style.bold, std::max(pixels, 1));
}

Vec2 Labels::SizeOf(const char* text, Style style) {
  TTF_Font* font = FontFor(text, style);
  int width = 0, height = 0;
  if (font == nullptr || TTF_SizeUTF8(font, text, &width, &height) != 0) return {};
  return {static_cast<float>(width) / scale_, static_cast<float>(height) / scale_};
}

void Labels::Measure(LayoutInput* input) {
  input->title = SizeOf(Say(Text::kTitle), {kTitleSize, true});
  input->tagline = SizeOf(Say(Text::kTagline), {kSmallSize});
  input->labels.clear();
  for (int i = 0; i < kDesktopCommandCount; ++i) {
    if (!IsThere(static_cast<Command>(i))) {
      input->labels.push_back({});
      continue;
    }
    const Style style = {kButtonSize, IsBold(static_cast<Command>(i))};
    input->labels.push_back(SizeOf(CommandText(*language_, kCommandNames[i]), style));
  }
}

std::vector<Labels::Label> Labels::Collect(const App& app) const {
  const Layout& layout = app.layout();
  const Theme& theme = app.theme();
  const Answer& answer = app.answer();
  const Color text = theme[Role::kText], muted = theme[Role::kMuted];
  std::vector<Label> labels = {
      {Say(Text::kTitle), layout.title, {kTitleSize, true}, text},
      {Say(Text::kTagline), layout.tagline, {kSmallSize}, muted},
      {app.picture().is_open() ? PictureText(*language_, app.picture())
                               : VerdictText(*language_, answer),
       layout.verdict,
       {kSmallSize, false, Align::kCenter, true},
       muted},
  };
  if (answer.state == AnswerState::kEmpty) {
    labels.push_back({Say(Text::kHintDrawing),
                      layout.hint,
                      {kHintSize, false, Align::kCenter, true},
                      muted});
  }
  if (app.picture().is_open()) {
    labels.push_back({NumbersText(app.picture()),
                      layout.numbers,
                      {kHintSize, true, Align::kCenter, true},
                      text});
  } else {
    const bool accepted = answer.verdict == AnswerState::kAccepted;
    const TextFit& fit = layout.answer_text;
    labels.push_back({Broken(answer.text, fit.columns),
                      layout.answer,
                      {fit.size, true, Align::kCenter, true},
                      accepted ? theme[Role::kAccent] : muted});
  }
  const Box& ink = layout.ink;
  labels.push_back({notice_,
                    {ink.x, ink.y + ink.h - kNoticeHeight, ink.w, kNoticeHeight},
                    {kButtonSize, true, Align::kCenter, true},
                    theme[Role::kUnsure]});
  for (const Frame& frame : app.frames()) {
    const Role role = frame.chosen ? Role::kOnPrimary
                      : frame.sure ? Role::kText
                                   : Role::kUnsure;
    labels.push_back(
        {frame.text, frame.tag, {kSmallSize, true, Align::kCenter}, theme[role]});
  }
  for (size_t i = 0; i < layout.bars.size(); ++i) {
    const BarLayout& bar = layout.bars[i];
    const std::string& name = app.bar_labels()[i];
    labels.push_back({name, bar.label, {kSmallSize, true, Align::kCenter}, text});
    if (i >= answer.bars().size()) continue;
    const bool best =
        name == answer.chosen_label() && answer.verdict != AnswerState::kRejected;
    labels.push_back({Percent(answer.bars()[i]),
                      bar.figure,
                      {kSmallSize, best, Align::kEnd},
                      best ? text : muted});
  }
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const Command command = static_cast<Command>(i);
    const Role role = !app.IsEnabled(command) ? Role::kOnDisabled
                      : IsBold(command)       ? Role::kOnPrimary
                                              : Role::kOnButton;
    labels.push_back({CommandText(*language_, kCommandNames[i]),
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

// Null where there is nothing to show; a box of no width is a label that found no room.
SDL_Surface* Labels::Render(const Label& label) {
  const char* text = label.text.c_str();
  if (label.text.empty() || !(label.box.w > 0)) return nullptr;
  TTF_Font* font = FontFor(text, label.style);
  if (font == nullptr) return nullptr;
  const SDL_Color color = {label.color.r, label.color.g, label.color.b, 255};
  if (!label.style.wraps) return TTF_RenderUTF8_Blended(font, text, color);
  TTF_SetFontWrappedAlign(font, TTF_WRAPPED_ALIGN_CENTER);
  const auto width = static_cast<Uint32>(label.box.w * scale_);
  return TTF_RenderUTF8_Blended_Wrapped(font, text, color, width);
}

void Labels::Draw(const Label& label, const std::vector<IntRect>& drawn,
                  SDL_Surface* surface) {
  SDL_Surface* text = Render(label);
  if (text == nullptr) return;
  const Box box = {label.box.x * scale_, label.box.y * scale_, label.box.w * scale_,
                   label.box.h * scale_};
  const float width = static_cast<float>(text->w), height = static_cast<float>(text->h);
  float x = box.x;
  if (label.style.align == Align::kCenter) x += (box.w - width) / 2;
  if (label.style.align == Align::kEnd) x += box.w - width;
  const int left = static_cast<int>(std::lround(x));
  // Of what is too high the beginning is seen.
  const int top =
      static_cast<int>(std::lround(box.y + std::max(0.0f, (box.h - height) / 2)));
  const IntRect visible =
      Intersect(Around(box, kRounding), {left, top, text->w, text->h});
  for (const IntRect& rect : drawn) {
    const IntRect part = Intersect(rect, visible);
    if (part.empty()) continue;
    const SDL_Rect clip = {part.x, part.y, part.w, part.h};
    SDL_SetClipRect(surface, &clip);
    SDL_Rect to = {left, top, 0, 0};  // SDL writes the clipped rectangle into it
    SDL_BlitSurface(text, nullptr, surface, &to);
  }
  SDL_FreeSurface(text);
}

}  // namespace digitpad
