#include "wasm/app/looks.h"

#include <algorithm>
#include <cmath>

#include "core/ink/curve.h"
#include "wasm/app/icons.h"
#include "wasm/app/outline.h"

namespace digitpad {
namespace {

// CSS pixels.
constexpr float kPaperRadius = 20;
constexpr float kTileRadius = 16;
constexpr float kButtonRadius = 12;
constexpr float kFrameRadius = 8;
constexpr float kMostRounded = 0.25f;  // of a narrow frame's width
constexpr float kTagRadius = 6;
constexpr float kHairline = 1;
constexpr float kRingWidth = 2;
constexpr float kFrameWidth = 1.5f;
constexpr float kDash = 5;
constexpr float kDotPitch = 28;
constexpr float kDotSize = 2;

constexpr int kFullConfidence = 10000;

class Builder {
 public:
  Builder(const Looks& looks, Scene* scene)
      : looks_(looks),
        layout_(*looks.layout),
        theme_(*looks.theme),
        dpr_(looks.device_pixel_ratio),
        scene_(scene) {}

  void Build() {
    scene_->Clear();
    // One pixel more on every side: an edge at the canvas' own edge must not show.
    scene_->AddRoundRect({-1, -1, layout_.size.x * dpr_ + 2, layout_.size.y * dpr_ + 2},
                         0, theme_[Role::kPage]);
    AddMarkFace();
    if (layout_.embedded) {
      AddEmbeddedCards();
    } else {
      AddCard(layout_.card, Role::kLine, Role::kCard);
      AddCard(layout_.ink, Role::kFrame, Role::kPaper);
    }
    AddAnswerTile();
    if (looks_.picture.width > 0) {
      AddPicture();
    } else {
      if (looks_.cells.empty()) AddDots();
      for (const Box& cell : looks_.cells) AddCell(cell);
      for (const Frame& frame : looks_.frames) AddFrame(frame);
      AddInk();
    }
    AddBars();
    for (size_t i = 0; i < layout_.buttons.size(); ++i) AddButton(i);
  }

 private:
  // To whole device pixels, so that straight edges are crisp at every ratio.
  Box ToDevice(Box box) const {
    const float left = std::round(box.x * dpr_), top = std::round(box.y * dpr_);
    return {left, top, std::round((box.x + box.w) * dpr_) - left,
            std::round((box.y + box.h) * dpr_) - top};
  }

  // A width in CSS pixels as whole device pixels, one at least.
  float Hairline(float css) const { return std::max(1.0f, std::floor(css * dpr_)); }

  static Box Grown(Box box, float by) {
    return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
  }

  static bool Contains(const Box& outer, const Box& inner) {
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
  }

  // A face with a line around it, which lies inside `box`. Device pixels.
  void AddFramed(Box box, float radius, Color line, Color face) {
    const float width = Hairline(kHairline);
    scene_->AddRoundRect(box, radius, line);
    scene_->AddRoundRect(Grown(box, -width), radius - width, face);
  }

  void AddCard(Box css, Role line, Role face) {
    AddFramed(ToDevice(css), kPaperRadius * dpr_, theme_[line], theme_[face]);
  }

  // From edge to edge of a frame whose own edge is its host's, with a line between them.
  void AddEmbeddedCards() {
    Box card = ToDevice(layout_.card);
    const float line = Hairline(kHairline);
    scene_->AddRoundRect(ToDevice(layout_.ink), 0, theme_[Role::kPaper]);
    scene_->AddRoundRect(card, 0, theme_[Role::kFrame]);
    if (!layout_.wide) {
      card.y += line;
      card.h -= line;
    } else {
      card.x += layout_.right_to_left ? 0 : line;
      card.w -= line;
    }
    scene_->AddRoundRect(card, 0, theme_[Role::kCard]);
  }

  void AddMarkFace() {
    if (!(layout_.mark.w > 0)) return;
    const Box mark = ToDevice(layout_.mark);
    scene_->AddRoundRect(mark, mark.w / 4, theme_[Role::kPrimary]);
    AddMark(mark, theme_[Role::kOnPrimary], scene_);
  }

  // What the answer appears on.
  void AddAnswerTile() {
    scene_->AddRoundRect(ToDevice(layout_.tile), kTileRadius * dpr_, theme_[Role::kTile]);
  }

  // A faint grid of dots, centred, away from the paper's edges.
  void AddDots() {
    const Box ink = ToDevice(layout_.ink);
    const float pitch = std::round(kDotPitch * dpr_);
    const int columns = static_cast<int>(ink.w / pitch) - 1;
    const int rows = static_cast<int>(ink.h / pitch) - 1;
    if (columns <= 0 || rows <= 0) return;
    const Vec2 first = {
        std::round(ink.x + (ink.w - pitch * static_cast<float>(columns - 1)) / 2),
        std::round(ink.y + (ink.h - pitch * static_cast<float>(rows - 1)) / 2)};
    scene_->BeginLines(kDotSize * dpr_, theme_[Role::kDots]);
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        scene_->points()->push_back(first + Vec2{static_cast<float>(column) * pitch,
                                                 static_cast<float>(row) * pitch});
        scene_->EndLine();
      }
    }
    scene_->EndLines();
  }

  // The frame of what was written into it takes the place of its line.
  void AddCell(Box css) {
    const Box box = ToDevice(css);
    AddFramed(box, FrameRadius(box), theme_[Role::kFrame], theme_[Role::kPaper]);
  }

  float FrameRadius(Box box) const {
    return std::min(kFrameRadius * dpr_, box.w * kMostRounded);
  }

  // Around a digit: a thin line, dashed where the digit is unsure; the chosen one's is
  // strong and lies on a tint.
  void AddFrame(const Frame& frame) {
    const Box box = ToDevice(frame.box);
    const float width = Hairline(frame.chosen ? kRingWidth : kFrameWidth);
    const Role role = RoleOf(frame);
    const float radius = FrameRadius(box);
    if (frame.chosen) scene_->AddRoundRect(box, radius, theme_[Role::kTint]);
    scene_->BeginLines(width, theme_[role]);
    AppendOutline(Grown(box, -width / 2), radius - width / 2,
                  frame.sure ? 0 : kDash * dpr_, scene_);
    scene_->EndLines();
    AddTag(frame, role);
  }

  void AddPicture() {
    scene_->AddPicture(looks_.picture, static_cast<int>(looks_.picture_at.x),
                       static_cast<int>(looks_.picture_at.y));
    for (const Frame& frame : looks_.frames) AddFrameOnPicture(frame);
  }

  // With a rim of paper on both sides of its line: a picture may be of any color.
  void AddFrameOnPicture(const Frame& frame) {
    const float width = Hairline(kRingWidth);
    const Box box = Grown(ToDevice(frame.box), width / 2);
    const float radius = kFrameRadius * dpr_;
    const Role role = RoleOf(frame);
    const float rim = Hairline(kHairline);
    scene_->BeginLines(width + 2 * rim, theme_[Role::kPaper]);
    AppendOutline(box, radius, 0, scene_);
    scene_->EndLines();
    scene_->BeginLines(frame.chosen ? width + rim : width, theme_[role]);
    AppendOutline(box, radius, frame.sure ? 0 : kDash * dpr_, scene_);
    scene_->EndLines();
    AddTag(frame, role);
  }

  static Role RoleOf(const Frame& frame) {
    if (frame.chosen) return Role::kAccent;
    return frame.sure ? Role::kFrame : Role::kUnsure;
  }

  void AddTag(const Frame& frame, Role line) {
    AddFramed(ToDevice(frame.tag), kTagRadius * dpr_, theme_[line],
              theme_[frame.chosen ? Role::kAccent : Role::kPaper]);
  }

  void AddInk() {
    const float scale = looks_.view.scale * dpr_;
    const Vec2 origin =
        Vec2{layout_.ink.x, layout_.ink.y} * dpr_ - looks_.view.corner * scale;
    const float width = Hairline(kHairline);
    scene_->BeginLines(looks_.pen_width * dpr_, theme_[Role::kInk]);
    const float radius = layout_.embedded ? 0 : kPaperRadius * dpr_ - width;
    scene_->ClipLines(Grown(ToDevice(layout_.ink), -width), radius);
    for (const Stroke& stroke : *looks_.ink) {
      AppendCurve(stroke, scale, origin, scene_->points());
      scene_->EndLine();
    }
    scene_->EndLines();
  }

  void AddBars() {
    for (size_t i = 0; i < layout_.bars.size(); ++i) {
      const Box track = ToDevice(layout_.bars[i].track);
      if (track.w <= 0) continue;
      const float radius = track.h / 2;
      scene_->AddRoundRect(track, radius, theme_[Role::kTrack]);
      const Bar& bar = looks_.bars[i];
      Box fill = track;
      fill.w = track.w * static_cast<float>(bar.confidence) / kFullConfidence;
      // Less than half of a percent is shown as nothing; anything more at least as a dot.
      if (bar.confidence < kFullConfidence / 200) continue;
      fill.w = std::max(fill.w, track.h);
      if (layout_.right_to_left) fill.x = track.x + track.w - fill.w;
      scene_->AddRoundRect(fill, radius, theme_[bar.best ? Role::kAccent : Role::kBar]);
    }
  }

  void AddButton(size_t i) {
    if (!(layout_.buttons[i].face.w > 0)) return;
    const ButtonState& state = looks_.buttons[i];
    const Command command = static_cast<Command>(i);
    const Box face = ToDevice(layout_.buttons[i].face);
    const float radius = (command == Command::kCopy ? kTileRadius : kButtonRadius) * dpr_;
    if (state.focused) {
      const float ring = Hairline(kRingWidth), gap = Hairline(kFocusReach - kRingWidth);
      const Box outer = Grown(face, ring + gap);
      scene_->AddRoundRect(outer, radius + ring + gap, theme_[Role::kAccent]);
      const bool on_card = Contains(layout_.card, layout_.buttons[i].face);
      scene_->AddRoundRect(Grown(face, gap), radius + gap,
                           theme_[on_card ? Role::kCard : Role::kPage]);
    }
    Role on = Role::kOnDisabled;
    if (command == Command::kCopy) {
      on = Role::kMuted;
      if (state.hovered || state.pressed) {
        scene_->AddRoundRect(
            face, radius,
            theme_[state.pressed ? Role::kButtonPressed : Role::kButtonHover]);
      } else if (state.focused) {
        scene_->AddRoundRect(face, radius, theme_[Role::kTile]);
      }
    } else if (!looks_.enabled[i]) {
      AddFramed(face, radius, theme_[Role::kLine], theme_[Role::kDisabled]);
    } else if (command == Command::kRecognize) {
      on = Role::kOnPrimary;
      scene_->AddRoundRect(face, radius,
                           theme_[state.pressed   ? Role::kPrimaryPressed
                                  : state.hovered ? Role::kPrimaryHover
                                                  : Role::kPrimary]);
    } else {
      on = Role::kOnButton;
      AddFramed(face, radius, theme_[Role::kFrame],
                theme_[state.pressed   ? Role::kButtonPressed
                       : state.hovered ? Role::kButtonHover
                                       : Role::kButton]);
    }
    const Box& icon = layout_.buttons[i].icon;
    if (!(icon.w > 0)) return;
    if (layout_.embedded && command == Command::kCopy) {
      AddTypingIcon(ToDevice(icon), theme_[on], scene_);
    } else {
      AddIcon(command, ToDevice(icon), theme_[on], scene_);
    }
  }

  const Looks& looks_;
  const Layout& layout_;
  const Theme& theme_;
  const float dpr_;
  Scene* scene_;
};

}  // namespace

void BuildScene(const Looks& looks, Scene* scene) { Builder(looks, scene).Build(); }

}  // namespace digitpad
