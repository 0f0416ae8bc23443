#include "wasm/desktop/app_labels.h"

#include "wasm/desktop/sayings.h"

namespace digitpad {
namespace {

constexpr float kNoticeHeight = 56;  // CSS pixels

class Collector {
 public:
  Collector(const App& app, const Language& language)
      : app_(app), layout_(app.layout()), theme_(app.theme()), language_(language) {
    sheet_.clip = {0, 0, layout_.size.x, layout_.size.y};
  }

  Sheet Collect(const NumberRules& rules, const Notice& notice) {
    Add(language_[Text::kTitle], layout_.title, {kTitleSize, true}, Role::kText);
    Add(language_[Text::kTagline], layout_.tagline, {kSmallSize}, Role::kMuted);
    Add(VerdictText(app_, rules, language_), layout_.verdict, Wrapped(kSmallSize, false),
        Role::kMuted);
    AddInk(notice);
    if (!app_.picture().is_open()) {
      AddAnswer();
      AddBars();
    }
    AddButtons();
    return std::move(sheet_);
  }

 private:
  static TextStyle Wrapped(float size, bool bold) {
    return {size, bold, Align::kCenter, true};
  }

  void Add(std::string text, const Box& box, TextStyle style, Role role) {
    sheet_.labels.push_back({std::move(text), box, style, theme_[role]});
  }

  void AddInk(const Notice& notice) {
    if (ShowsHint(app_)) {
      Add(HintText(app_, language_), layout_.hint, Wrapped(kLargeSize, false),
          Role::kMuted);
    }
    for (const Frame& frame : app_.frames()) {
      Add(frame.text, frame.tag, {kSmallSize, true, Align::kCenter},
          frame.chosen ? Role::kOnPrimary
          : frame.sure ? Role::kText
                       : Role::kUnsure);
    }
    Add(notice.text, NoticeBox(layout_), Wrapped(kButtonSize, true),
        notice.is_problem ? Role::kUnsure : Role::kMuted);
  }

  void AddAnswer() {
    const Answer& answer = app_.answer();
    const TextFit& fit = layout_.answer_text;
    const TextStyle style = Wrapped(fit.size, true);
    if (layout_.candidates.empty()) {
      const bool accepted = answer.verdict == AnswerState::kAccepted;
      Add(Broken(answer.text, fit.columns), layout_.answer, style,
          accepted ? Role::kAccent : Role::kMuted);
      return;
    }
    for (size_t i = 0; i < layout_.candidates.size(); ++i) {
      Add(Broken(answer.candidates[i], fit.columns), layout_.candidates[i], style,
          Role::kOnButton);
    }
    Add(language_[Text::kOr], layout_.or_box, {kSmallSize, false, Align::kCenter},
        Role::kMuted);
  }

  // Into lines as the layout has them.
  static std::string Broken(const std::string& text, int columns) {
    std::string lines;
    for (size_t i = 0; i < text.size(); ++i) {
      if (i > 0 && i % static_cast<size_t>(columns) == 0) lines += '\n';
      lines += text[i];
    }
    return lines;
  }

  void AddBars() {
    for (size_t i = 0; i < layout_.bars.size(); ++i) {
      const BarLayout& place = layout_.bars[i];
      const Bar& bar = app_.bars()[i];
      Add(bar.label, place.label, {kSmallSize, true, Align::kCenter}, Role::kText);
      if (bar.confidence < 0) continue;
      Add(Percent(bar.confidence), place.figure, {kSmallSize, bar.best, Align::kEnd},
          bar.best ? Role::kText : Role::kMuted);
    }
  }

  void AddButtons() {
    for (size_t i = 0; i < layout_.buttons.size(); ++i) {
      const Command command = static_cast<Command>(i);
      if (!IsInToolbar(command)) continue;
      Add(CommandText(language_, kCommandNames[i]), layout_.buttons[i].label,
          ButtonStyle(command),
          !app_.IsEnabled(command)         ? Role::kOnDisabled
          : command == Command::kRecognize ? Role::kOnPrimary
                                           : Role::kOnButton);
    }
  }

  const App& app_;
  const Layout& layout_;
  const Theme& theme_;
  const Language& language_;
  Sheet sheet_;
};

}  // namespace

TextStyle ButtonStyle(Command command) {
  return {kButtonSize, command == Command::kRecognize, Align::kCenter};
}

bool IsInToolbar(Command command) {
  switch (command) {
    case Command::kRecognize:
    case Command::kUndo:
    case Command::kRedo:
    case Command::kClear:
    case Command::kNew:
    case Command::kSaveAs:
    case Command::kQuit:
      return true;
    case Command::kMenu:
    case Command::kCopy:
    case Command::kFirst:
    case Command::kSecond:
    case Command::kOpen:
    case Command::kSave:
      break;
  }
  return false;
}

Box NoticeBox(const Layout& layout) {
  const Box& ink = layout.ink;
  return {ink.x, ink.y + ink.h - kNoticeHeight, ink.w, kNoticeHeight};
}

bool ShowsHint(const App& app) {
  return IsEmpty(app.editor().ink()) && !app.picture().is_open();
}

Sheet AppLabels(const App& app, const NumberRules& rules, const Language& language,
                const Notice& notice) {
  return Collector(app, language).Collect(rules, notice);
}

}  // namespace digitpad
