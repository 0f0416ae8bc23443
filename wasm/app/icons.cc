#include "wasm/app/icons.h"

#include <cmath>
#include <initializer_list>

namespace digitpad {
namespace {

// Icons are designed in a square of 24 units, strokes 2 units wide.
constexpr float kUnits = 24;
constexpr float kStroke = 2;

class IconPen {
 public:
  IconPen(Box box, Color color, Scene* scene, float stroke = kStroke)
      : scene_(scene), origin_{box.x, box.y}, scale_(box.w / kUnits) {
    scene_->BeginLines(stroke * scale_, color);
  }
  ~IconPen() { scene_->EndLines(); }
  IconPen(const IconPen&) = delete;
  IconPen& operator=(const IconPen&) = delete;

  void Line(std::initializer_list<Vec2> points) {
    for (const Vec2 p : points) Add(p);
    scene_->EndLine();
  }

  // An arc around `center` from one angle to another, in degrees, clockwise from the
  // right.
  void Arc(Vec2 center, float radius, float from, float to) {
    constexpr int kPieces = 32;
    constexpr float kRadians = 3.14159265f / 180;
    for (int i = 0; i <= kPieces; ++i) {
      const float angle =
          (from + (to - from) * static_cast<float>(i) / kPieces) * kRadians;
      Add(center + Vec2{std::cos(angle), std::sin(angle)} * radius);
    }
    scene_->EndLine();
  }

 private:
  void Add(Vec2 p) { scene_->points()->push_back(origin_ + p * scale_); }

  Scene* scene_;
  Vec2 origin_;
  float scale_;
};

// An arrow back along a bend; redo is its mirror image.
void DrawBend(IconPen& pen, bool mirrored) {
  const auto x = [mirrored](float v) { return mirrored ? kUnits - v : v; };
  pen.Line({{x(9), 5}, {x(4), 10}, {x(9), 15}});
  pen.Line({{x(4), 10}, {x(14), 10}});
  if (mirrored) {
    pen.Arc({10, 15}, 5, 270, 90);
  } else {
    pen.Arc({14, 15}, 5, -90, 90);
  }
  pen.Line({{x(14), 20}, {x(11), 20}});
}

}  // namespace

void AddIcon(Command command, Box box, Color color, Scene* scene) {
  IconPen pen(box, color, scene);
  switch (command) {
    case Command::kRecognize:  // a magnifying glass
      pen.Arc({10.5f, 10.5f}, 6.5f, 0, 360);
      pen.Line({{15.5f, 15.5f}, {20.5f, 20.5f}});
      break;
    case Command::kUndo:
    case Command::kRedo:
      DrawBend(pen, command == Command::kRedo);
      break;
    case Command::kClear:  // a bin
      pen.Line({{4, 7}, {20, 7}});
      pen.Line({{9, 7}, {9, 4}, {15, 4}, {15, 7}});
      pen.Line({{6, 7}, {7, 20}, {17, 20}, {18, 7}});
      pen.Line({{10, 11}, {10, 16}});
      pen.Line({{14, 11}, {14, 16}});
      break;
    case Command::kOpen:  // a picture: a sun over hills
      pen.Line({{4, 5}, {20, 5}, {20, 19}, {4, 19}, {4, 5}});
      pen.Line({{4.5f, 17}, {9.5f, 11.5f}, {13, 15.5f}, {15.5f, 13}, {19.5f, 17}});
      pen.Arc({15, 9}, 0.7f, 0, 360);
      break;
    case Command::kSave:  // an arrow into a tray
      pen.Line({{12, 4}, {12, 15}});
      pen.Line({{7.5f, 10.5f}, {12, 15}, {16.5f, 10.5f}});
      pen.Line({{4, 16}, {4, 20}, {20, 20}, {20, 16}});
      break;
    case Command::kSaveAs:  // a list
      for (const float y : {6.0f, 12.0f, 18.0f}) {
        pen.Line({{4.5f, y}, {4.5f, y}});
        pen.Line({{9, y}, {20, y}});
      }
      break;
    case Command::kNew:  // once around
      pen.Arc({12, 12.5f}, 7.5f, -30, 270);
      pen.Line({{8.5f, 1.5f}, {12, 5}, {8.5f, 8.5f}});
      break;
    case Command::kMenu:  // three lines
      for (const float y : {6.0f, 12.0f, 18.0f}) pen.Line({{4, y}, {20, y}});
      break;
    case Command::kCopy:  // two sheets
      pen.Line({{9, 9}, {20, 9}, {20, 20}, {9, 20}, {9, 9}});
      pen.Line({{5, 15}, {4, 15}, {4, 4}, {15, 4}, {15, 5}});
      break;
    case Command::kFirst:
    case Command::kSecond:
      break;
    case Command::kQuit:
      pen.Line({{6, 6}, {18, 18}});
      pen.Line({{18, 6}, {6, 18}});
      break;
  }
}

void AddTypingIcon(Box box, Color color, Scene* scene) {
  IconPen pen(box, color, scene);
  pen.Line({{2, 6}, {22, 6}, {22, 18}, {2, 18}, {2, 6}});
  for (const float x : {7.0f, 12.0f, 17.0f}) pen.Line({{x, 10}, {x, 10}});
  pen.Line({{8, 14}, {16, 14}});
}

void AddMark(Box box, Color color, Scene* scene) {
  IconPen pen(box, color, scene, 2.4f);
  pen.Line({{7.5f, 6.75f}, {16.5f, 6.75f}, {11.25f, 17.25f}});
}

}  // namespace digitpad
