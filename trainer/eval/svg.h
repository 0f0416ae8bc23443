// Drawings within the report's page, as SVG elements. Colors come from the page's style
// by class names, so that charts follow the light and the dark scheme.
#pragma once

#include <string>
#include <string_view>

#include "core/base/geometry.h"

namespace digitpad {

class Svg {
 public:
  // Drawn in units of about a pixel of a narrow screen. `title` tells what is seen.
  Svg(double width, double height, std::string_view title);

  // `hint` is shown where the pointer rests; empty: none.
  void Line(double x1, double y1, double x2, double y2, std::string_view style);
  void Rectangle(double x, double y, double w, double h, std::string_view style,
                 std::string_view hint = {});
  void Circle(double x, double y, double radius, std::string_view style,
              std::string_view hint = {});
  // points: "x,y x,y ..."
  void Polyline(std::string_view points, std::string_view style);
  // anchor: start, middle or end
  void Text(double x, double y, std::string_view text, std::string_view anchor,
            std::string_view style = {});

  std::string Finish() { return text_ + "</svg>\n"; }

 private:
  std::string text_;
};

// A straight scale from values to places in a drawing.
struct Axis {
  double low = 0, high = 1;     // values
  double begin = 0, end = 100;  // their places
  double At(double value) const {
    return begin + (value - low) / (high - low) * (end - begin);
  }
};

}  // namespace digitpad
