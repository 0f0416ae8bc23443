#include "core/formats/ink_svg.h"

#include "core/base/value_text.h"

namespace digitpad {
namespace {

void AppendHundredths(float value, std::string* out) { AppendRounded(value, 2, out); }

void AppendAttribute(const char* name, float value, std::string* out) {
  out->append(" ").append(name).append("=\"");
  AppendHundredths(value, out);
  out->push_back('"');
}

// "x y" after a letter of the path's, or after a point.
void AppendPlace(char before, Vec2 place, std::string* out) {
  out->push_back(before);
  AppendHundredths(place.x, out);
  out->push_back(' ');
  AppendHundredths(place.y, out);
}

bool IsDot(const Stroke& stroke) {
  for (const Point& p : stroke) {
    if (p.x != stroke[0].x || p.y != stroke[0].y) return false;
  }
  return true;
}

void AppendStroke(const Stroke& stroke, float pen_width, std::string* out) {
  if (stroke.empty()) return;
  const auto at = [&](size_t i) { return Vec2{stroke[i].x, stroke[i].y}; };
  const auto middle = [&](size_t i) { return (at(i) + at(i + 1)) * 0.5f; };
  if (IsDot(stroke)) {
    // Programs differ on a path of no length.
    out->append("<circle");
    AppendAttribute("cx", at(0).x, out);
    AppendAttribute("cy", at(0).y, out);
    AppendAttribute("r", pen_width / 2, out);
    out->append(" fill=\"#000\" stroke=\"none\"/>\n");
    return;
  }
  out->append("<path d=\"");
  AppendPlace('M', at(0), out);
  AppendPlace('L', middle(0), out);
  for (size_t i = 1; i + 1 < stroke.size(); ++i) {
    AppendPlace('Q', at(i), out);
    AppendPlace(' ', middle(i), out);
  }
  AppendPlace('L', at(stroke.size() - 1), out);
  out->append("\"/>\n");
}

}  // namespace

std::string FormatSvg(const Ink& ink, Vec2 size, float pen_width, bool paper) {
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  AppendAttribute("width", size.x, &svg);
  AppendAttribute("height", size.y, &svg);
  svg.append(">\n");
  if (paper) svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
  svg.append("<g fill=\"none\" stroke=\"#000\" stroke-linecap=\"round\"");
  svg.append(" stroke-linejoin=\"round\"");
  AppendAttribute("stroke-width", pen_width, &svg);
  svg.append(">\n");
  for (const Stroke& stroke : ink) AppendStroke(stroke, pen_width, &svg);
  return svg.append("</g>\n</svg>\n");
}

}  // namespace digitpad
