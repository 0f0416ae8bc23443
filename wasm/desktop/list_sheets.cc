#include "wasm/desktop/list_sheets.h"

#include "core/base/value_text.h"
#include "wasm/desktop/faces.h"

namespace digitpad {
namespace {

using Kind = ControlId::Kind;

// CSS pixels.
constexpr float kRadius = 10;
constexpr float kMenuRadius = 12;
constexpr float kItemRadius = 8;
constexpr float kItemPadding = 14;
constexpr float kRowGap = 6;
constexpr float kPlaceWidth = 32;  // before a number: which one it is
constexpr float kRowPadding = 10;

constexpr float kWhole = 100;

bool HasKeys(const Attention& attention, ControlId id) { return attention.focused == id; }

Role ButtonFace(const Attention& attention, ControlId id) {
  if (attention.pressed == id) return Role::kButtonPressed;
  return attention.hovered == id ? Role::kButtonHover : Role::kButton;
}

bool IsInSight(const Control& control) {
  const Box& box = control.box;
  const Box& clip = control.clip;
  return box.x < clip.x + clip.w && clip.x < box.x + box.w && box.y < clip.y + clip.h &&
         clip.y < box.y + box.h;
}

void AddDigit(const App& app, const Control& control, const Attention& attention,
              Faces* faces, Sheet* sheet) {
  const Answer& answer = app.answer();
  const AnswerDigit& digit = answer.digits[static_cast<size_t>(control.id.index)];
  const bool chosen = control.id.index == answer.chosen;
  Role text = Role::kOnButton;
  if (chosen) {
    text = Role::kOnPrimary;
    faces->AddPlain(control.box, kRadius, Role::kAccent);
  } else if (digit.sure) {
    faces->AddFramed(control.box, kRadius, Role::kLine,
                     ButtonFace(attention, control.id));
  } else {
    text = Role::kUnsure;
    faces->AddDashed(control.box, kRadius, text, ButtonFace(attention, control.id));
  }
  if (HasKeys(attention, control.id)) faces->AddRing(control.box, kRadius, text);
  sheet->labels.push_back({digit.sure ? digit.label : digit.label + "?",
                           control.box,
                           {kLargeSize, true, Align::kCenter},
                           app.theme()[text]});
}

// Its place in the picture, and the number as it stands.
void AddNumber(const App& app, const Control& control, const Attention& attention,
               Faces* faces, Sheet* sheet) {
  const int i = control.id.index;
  const ReadNumber& number = app.picture().numbers()[static_cast<size_t>(i)];
  const bool chosen = i == app.picture().chosen();
  Box face = control.box;
  face.x += kPlaceWidth;
  face.w -= kPlaceWidth;
  face.h -= kRowGap;
  const Role inside = chosen ? Role::kTint : ButtonFace(attention, control.id);
  if (number.settled()) {
    faces->AddFramed(face, kRadius, chosen ? Role::kAccent : Role::kLine, inside);
  } else {
    faces->AddDashed(face, kRadius, Role::kUnsure, inside);
  }
  if (HasKeys(attention, control.id)) faces->AddRing(face, kRadius, Role::kAccent);
  const Theme& theme = app.theme();
  sheet->labels.push_back({NumberText(i + 1),
                           {control.box.x, face.y, kPlaceWidth - kRowGap, face.h},
                           {kSmallSize, false, Align::kEnd},
                           theme[Role::kMuted]});
  const Box inner = {face.x + kRowPadding, face.y, face.w - 2 * kRowPadding, face.h};
  sheet->labels.push_back({number.correction.value_or(number.result.text),
                           inner,
                           {kLargeSize, true},
                           theme[Role::kText]});
  const char* mark = number.correction.has_value() ? "✓" : number.settled() ? "" : "?";
  const Role role = number.settled() ? Role::kAccent : Role::kUnsure;
  sheet->labels.push_back({mark, inner, {kSmallSize, true, Align::kEnd}, theme[role]});
}

template <typename Add>
Sheet ListOf(Kind kind, const Box& clip, const App& app,
             const std::vector<Control>& controls, const Attention& attention,
             float scale, Add add) {
  Sheet sheet;
  sheet.clip = clip;
  Faces faces(app.theme(), scale, &sheet.faces);
  for (const Control& control : controls) {
    if (control.id.kind != kind || !IsInSight(control)) continue;
    add(app, control, attention, &faces, &sheet);
  }
  return sheet;
}

}  // namespace

Sheet DigitsSheet(const App& app, const std::vector<Control>& controls,
                  const Attention& attention, float scale) {
  return ListOf(Kind::kDigit, app.layout().digits, app, controls, attention, scale,
                AddDigit);
}

Sheet NumbersSheet(const App& app, const std::vector<Control>& controls,
                   const Attention& attention, float scale) {
  return ListOf(Kind::kNumber, app.layout().numbers, app, controls, attention, scale,
                AddNumber);
}

Sheet MenuSheet(const App& app, const SaveMenu& menu, const Language& language,
                const Attention& attention, float scale) {
  Sheet sheet;
  sheet.clip = menu.box;
  Faces faces(app.theme(), scale, &sheet.faces);
  faces.AddFramed(menu.box, kMenuRadius, Role::kMuted, Role::kCard);
  for (int i = 0; i < kSaveFormatCount; ++i) {
    const ControlId id = {Kind::kItem, i};
    const auto format = static_cast<SaveFormat>(i);
    const Box& item = menu.items[static_cast<size_t>(i)];
    const bool enabled = CanSave(app, format);
    if (enabled && (HasKeys(attention, id) || attention.hovered == id)) {
      faces.AddPlain(item, kItemRadius,
                     attention.pressed == id ? Role::kButtonPressed : Role::kButtonHover);
    }
    if (HasKeys(attention, id)) faces.AddRing(item, kItemRadius, Role::kAccent);
    sheet.labels.push_back(
        {FormatName(format, language),
         {item.x + kItemPadding, item.y, item.w - 2 * kItemPadding, item.h},
         {kButtonSize},
         app.theme()[enabled ? Role::kOnButton : Role::kOnDisabled]});
  }
  return sheet;
}

Sheet ProgressSheet(const App& app, float scale) {
  Sheet sheet;
  sheet.clip = app.layout().progress;
  if (!app.picture().reading()) return sheet;
  Faces faces(app.theme(), scale, &sheet.faces);
  Box bar = sheet.clip;
  faces.AddPlain(bar, bar.h / 2, Role::kTrack);
  bar.w *= static_cast<float>(app.picture().progress()) / kWhole;
  if (bar.w >= bar.h) faces.AddPlain(bar, bar.h / 2, Role::kAccent);
  return sheet;
}

}  // namespace digitpad
