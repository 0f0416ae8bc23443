#include "trainer/data/figures.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

#include "trainer/data/chance.h"

namespace digitpad {
namespace {

// A figure is a list of strokes on a grid of 16 x 16, separated by spaces. The first
// character is the stroke's kind, then follow points, a hexadecimal digit for x and one
// for y (down):
//   -  straight lines from point to point     ~  a smooth curve through the points
//   o  an ellipse between two corners         .  a dot
constexpr int kGrid = 15;  // the largest coordinate

constexpr std::string_view kSigns[] = {
    // Capital letters.
    "-1e71de -3aba",
    "~c38144384c8ecc",
    "-c1414ece -48a8",
    "-c1414e -48a8",
    "-313e -c1ce -38c8",
    "~a1a6aa8e5e3b",
    "-414e -c148ce",
    "-414ece",
    "-1e318ac1ee",
    "-3e31cec1",
    "-414e ~41a2c4a748",
    "-414e ~41a2c4a748 -48ce",
    "-21d1 -717e",
    "~31394c7eacc9c1",
    "-217ed1",
    "-114e75bee1",
    "-21de -d12e",
    "-2177d1 -777e",
    // Small letters.
    "-b1be ~b876495d8ebc",
    "~3ac9a565395d9ecc",
    "~c39174797e -37b7",
    "-414e ~4a76b7cace",
    "-414e -b54ace",
    "-252e ~294565787e ~7995c5d8de",
    "-454e ~4976a5c8ce",
    "-454f ~4775b6c9ac7c4a",
    "-555e ~597696c6",
    "~71777b9ecd -36b6",
    "~35394d7e9dcb -c5ce",
    "-357ec5",
    "-155e77aee5",
    "-35ce -c53e",
    "~a5aa9e6f3d .a2",
    // Letters of other alphabets.
    "-818e -21de -d12e",
    "-212ede -d1de -818e",
    "-818e o24dc",
    "-212e -2868 o62ed",
    "-212ed1de",
    "-1f1cecef -4c6181bc",
    "-3e31c1ce",
    "-313cdcdf -b1bc",
    "-c1313e",
    "-25d5 -555e -b5be",
    "-d121982ede",
    "~1e5e4a3581d5cabeee",
    "-1e81ee1e",
    "-41ce -883e",
    "-818e ~235a8caad3",
    "-818e -25e5 -852c -85dc",
    "-26e6 ~81872e -88de",
    "-21e1 -28e8 -2eee -818e",
    "-22e2ee2e22 -828e -28e8",
    "-818d -252ddd -d5dd",
    "-313d -818d -d1df",
    "-24d4db2b24 -818e",
    "-15f5 -1bfb -515f -b1bf",
    "-15f5 -818e -882e -88ee",
    // Signs.
    "-514e -b1ae -15e5 -1aea",
    "o66aa ~a6abdce8c38143183c7fce",
    "o2165 oaaee -d12e",
    "~d39155384c9edc -16a6 -19a9",
    "-25d5 -2ada",
    "-18e8 .83 .8d",
    "-818e -18e8",
    "-d228de",
    "-22d82e",
    "-25d5 -2ada -c14e",
    "-29486ed1f1",
    "~88b5d8bb885538 5b88",
    "~355292c5a88b .8f",
    "-818a .8e",
    "o3b7e -7c71 ~71a3c7",
    "-5f53d1dd o1d5f o9bdf",
    "o22ee -828e -28e8",
    "o22ee -44cc -c44c",
    "-18e8 -a4e8ac",
    "-818e -4a8eca",
    "-14e4 -18e8 -1cec",
    "-a1616faf",
    "~61325a6e ~a1c4b8ae",
    "-1846 8ac4f8",
    "-81428e c281",
    "-3e63 96c3fe",
    "-3f31e1e838",
};

constexpr std::string_view kDoodles[] = {
    // Buildings and vehicles.
    "-3e36d6de3e -2681e6 -7e7aaaae",
    "-3e36d6de3e -2681e6 o589b",
    "-3e3681d6de3ed636de",
    "-1b184864b4d8f8fb1b o3a6d oaadd",
    "-184dcdf818 -8881d787",
    "-15f5fc1c15 o3b6e oabde -18f8",
    "-18f8 -a2589e -d5e8db",
    "~81464c -4ccc ~81c6cc -491d4c -c9fdcc o67aa",
    "o1a6f oaaff -3c76cc -76a6 -a6cc",
    "-1e1444467674a4a6d6d4f4fe1e",
    "-2e2666262e -6e61a1ae -aea9e9ee -1efe",
    // Things that grow.
    "o22d9 -7e79 -9e99",
    "-824bcb82 -7b7e -9b9e",
    "-818f -8654 -86b4 -8b59 -8bb9",
    "o66aa o61a6 oa6fa o6aaf o166a",
    "o61a4 o94d7 o97da o6aa8 o579a -8a8f",
    "~184281d3f8 -18f8 -686eaea8",

    "~6f6281a2af -6b3b36 -aadad4",
    "~1f35f1b91f -1fb5",
    "~6f69 -9f99 ~692a1646 63a3c6e7da99",
    // The sky.
    "o55bb -8184 -8c8f -1848 -c8f8 -3355 -ddbb -d3b5 -3d5b",
    "~a153385daf ~a184788caf",
    "~3b185663a5b4e6e9cb3b",
    "~1e4582c5fe ~4e5987b9ce",
    "-1e638ab4fe -1efe",
    "-913988 5fd697 b191",
    "~3718 53a3d6c938 37 -5a4d -8a7d -baad",
    // People and animals.
    "o11ee .56 .a6 ~4b7d9dcb",
    "o11ee -5557 -a5a7 -7889 ~4c7aabcc",
    "o22ee .66 .a6 -5bbb -8789",
    "o61a5 -858b -37d7 -8b4f -8bcf",
    "o61a4 -844bcb84 -3758 -d7a8 -6b6f -9b9f",
    "o24ee -362165 -a5d1d7 -1949 -1b4b -c9f9 -cbfb",
    "o34cd ~34151b4a ~c4f4fbca .66 .a6 o799b",
    "o47ce o4168 oa1c8 .6a .aa",
    "o22ee .55 .b5 o68ac .7a .9a",
    "~184494d8fc ~184c9cd8f4 -f4fc .46",
    "~8522178d ~85e2f98d -838e",
    "o1278 o92f8 o288d o98ed -838e",
    "o55bb -5512 -5818 -5b1e -b5f2 -b8f8 -bbfe",
    "~1547 88c7f5",
    "~1b3677b7eb1b -5b5e -bbbe ~b8e6f7 ebbb",
    "~2838 36c6 d8 da3a28 -3a3f -5a5f -aaaf -cacf -c6f2 f5c8",
    "o4599 o92d6 -5a5e -8a8e ~4818 16",
    "~1b3658 7b96b8db f6",
    // Things at home.
    "~184281c2f8 -18f8 ~888daead",
    "-244dbdd424 ~d5f6f9cb",
    "-488fc8 ~484482c4c8 -48c8",
    "-14f4fd1d14 -1489f4",
    "-14f4fe1e14 -8451 -84b1",
    "o11ff -8883 -88b9",
    "o165b oa6eb ~5888a8",
    "~1854b4f8bc5c18 o66aa .88",
    "o155b -58f8 -d8dc -a8ab",
    "o31c9 -696dbdb9 -6bbb",
    "-818f ~313589b8d5d1",
    "-7f76 -24c4c72724",
    "-818f -4bcb",
    "-41ab -b15b o1a6f oaaee",
    "-515f -b1bf -54b4 -58b8 -5cbc",
    "-313f -818f -d1df -16f6 -1bfb",
    "-15f5 -252e -e5ee",

    "-511537464ebeb6c8f5b1 ~517393b1",
    "-312e6e86aeeed131",
    "-1cfc -4c44c4cc",
    "-1d135882b8f3fd1d",
    "-3cc3e55e2f3c -a5c7",
    "-148ff4 ~1481f4 .75 .99",

    "~3e3651a1d6de -3e5c7e9cbcde .66 .a6",
    "-41c1c74741 .64 .a4 -48c8ce4e48 -4a1c -cafc",
    "-22e2ee2e22 -22ee -e22e",
    "-22e2ee2e22 -25e5 -66bb",
    "o22ee o55bb .88",
    "-33d3de3e33 -33f1 -d3f1fcde",
    "-183852 749cb8d8f8",
};

// How far control points go astray, of the grid's 16: from neat to careless.
constexpr float kNeat = 0.2f;
constexpr float kCareless = 0.9f;
// Narrow and wide: width over height, before the box limits it.
constexpr float kNarrowest = 0.65f;
constexpr float kWidest = 1.25f;
constexpr float kShear = 0.12f;     // deviation
constexpr float kRotation = 0.12f;  // deviation, radians

int HexDigit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Takes the points at the front of *text, up to the next stroke.
std::vector<Vec2> TakePoints(std::string_view* text) {
  std::vector<Vec2> points;
  while (text->size() >= 2 && IsHexDigit((*text)[0])) {
    points.push_back({static_cast<float>(HexDigit((*text)[0])),
                      static_cast<float>(HexDigit((*text)[1]))});
    text->remove_prefix(2);
    while (!text->empty() && (*text)[0] == ' ') text->remove_prefix(1);
  }
  return points;
}

// From the grid to the drawing: shear, then size, then rotation about the middle, and
// what each point strays by.
class Layout {
 public:
  Layout(Box box, bool mirror, Random* random)
      : random_(random),
        center_{box.x + box.w / 2, box.y + box.h / 2},
        stray_(random->Uniform(kNeat, kCareless)),
        shear_(kShear * random->Normal()) {
    const float width =
        std::min(box.w, box.h * random->Uniform(kNarrowest, kWidest)) / kGrid;
    size_ = {mirror ? -width : width, box.h / kGrid};
    const float angle = kRotation * random->Normal();
    cosine_ = std::cos(angle);
    sine_ = std::sin(angle);
  }

  Vec2 Place(Vec2 grid) const {
    const Vec2 p = {(grid.x - kGrid / 2.0f + stray_ * Stray()) * size_.x,
                    (grid.y - kGrid / 2.0f + stray_ * Stray()) * size_.y};
    const float x = p.x + shear_ * p.y;
    return center_ + Vec2{cosine_ * x - sine_ * p.y, sine_ * x + cosine_ * p.y};
  }

  // The radii of an ellipse; its tilt is left out.
  Vec2 Radii(Vec2 grid) const {
    return {std::fabs(grid.x * size_.x) * random_->Uniform(0.85f, 1.15f),
            std::fabs(grid.y * size_.y) * random_->Uniform(0.85f, 1.15f)};
  }

 private:
  float Stray() const { return random_->Uniform(-1, 1); }

  Random* random_;
  Vec2 center_;
  float stray_;
  float shear_;
  Vec2 size_;
  float cosine_;
  float sine_;
};

void DrawFigure(std::string_view text, const Layout& layout, Sketch* sketch) {
  while (!text.empty()) {
    const char kind = text[0];
    text.remove_prefix(1);
    std::vector<Vec2> points = TakePoints(&text);
    if (kind == 'o') {
      sketch->Round(layout.Place((points[0] + points[1]) * 0.5f),
                    layout.Radii((points[1] - points[0]) * 0.5f));
      continue;
    }
    for (Vec2& point : points) point = layout.Place(point);
    if (kind == '-') sketch->Path(points);
    if (kind == '~') sketch->Curve(points);
    if (kind == '.') sketch->Dot(points[0]);
  }
}

}  // namespace

int CountSigns() { return static_cast<int>(std::size(kSigns)); }
int CountDoodles() { return static_cast<int>(std::size(kDoodles)); }

void DrawSign(int figure, Box box, Random* random, Sketch* sketch) {
  DrawFigure(kSigns[figure], Layout(box, false, random), sketch);
}

void DrawDoodle(int figure, Box box, Random* random, Sketch* sketch) {
  const bool mirror = Coin(random);
  DrawFigure(kDoodles[figure], Layout(box, mirror, random), sketch);
}

}  // namespace digitpad
