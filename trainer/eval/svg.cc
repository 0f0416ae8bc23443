#include "trainer/eval/svg.h"

#include <initializer_list>
#include <utility>

#include "trainer/eval/html.h"

namespace digitpad {
namespace {

using Attributes = std::initializer_list<std::pair<const char*, double>>;

// The element's begin, up to its attributes.
std::string Begin(const char* name, Attributes attributes, std::string_view style) {
  std::string text = std::string("<") + name;
  for (const auto& [key, value] : attributes) {
    text += std::string(" ") + key + "=\"" + NumberText(value) + '"';
  }
  if (!style.empty()) text += " class=\"" + EscapeHtml(style) + '"';
  return text;
}

std::string End(const char* name, std::string_view hint) {
  if (hint.empty()) return "/>";
  return "><title>" + EscapeHtml(hint) + "</title></" + name + '>';
}

}  // namespace

Svg::Svg(double width, double height, std::string_view title)
    : text_("<svg viewBox=\"0 0 " + NumberText(width) + ' ' + NumberText(height) +
            "\" role=\"img\" aria-label=\"" + EscapeHtml(title) + "\">") {}

void Svg::Line(double x1, double y1, double x2, double y2, std::string_view style) {
  text_ += Begin("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}}, style) + "/>";
}

void Svg::Rectangle(double x, double y, double w, double h, std::string_view style,
                    std::string_view hint) {
  text_ += Begin("rect", {{"x", x}, {"y", y}, {"width", w}, {"height", h}}, style) +
           End("rect", hint);
}

void Svg::Circle(double x, double y, double radius, std::string_view style,
                 std::string_view hint) {
  text_ +=
      Begin("circle", {{"cx", x}, {"cy", y}, {"r", radius}}, style) + End("circle", hint);
}

void Svg::Polyline(std::string_view points, std::string_view style) {
  text_ += Begin("polyline", {}, style) + " points=\"" + std::string(points) + "\"/>";
}

void Svg::Text(double x, double y, std::string_view text, std::string_view anchor,
               std::string_view style) {
  text_ += Begin("text", {{"x", x}, {"y", y}}, style) + " text-anchor=\"" +
           std::string(anchor) + "\">" + EscapeHtml(text) + "</text>";
}

}  // namespace digitpad
