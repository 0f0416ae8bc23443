#include "trainer/data/scenes.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "trainer/data/chance.h"
#include "trainer/data/figures.h"
#include "trainer/data/shapes.h"

namespace digitpad {
namespace {

void Part(Random* random, Sketch* sketch) {
  const Vec2 at = Anywhere(1, random);
  const float size = 0.1f + 0.7f * random->Uniform() * random->Uniform();
  switch (random->Below(8)) {
    case 0:
    case 1:
      sketch->Round(at, {size, size * random->Uniform(0.5f, 1.6f)});
      break;
    case 2:
      sketch->Ellipse(at, {size, size}, AnyAngle(random),
                      random->Uniform(0.2f, 0.8f) * Sign(random));
      break;
    case 3:
      DrawPolygon(at, size, Between(3, 4, random), random, sketch);
      break;
    case 4:
      sketch->Ellipse(at, {size, size}, AnyAngle(random),
                      random->Uniform(1.5f, 3) * Sign(random), 0.2f);
      break;
    case 5:
      sketch->Dot(at);
      break;
    default: {
      const Vec2 path[] = {at, at * 0.5f + Anywhere(0.5f, random), Anywhere(1, random)};
      sketch->Curve(path);
    }
  }
}

// What most drawings of animals are: a body, a head, legs, a tail, at times ears and an
// eye.
void Creature(Random* random, Sketch* sketch) {
  const float side = Sign(random);
  const Vec2 body = {random->Uniform(0.3f, 0.5f), random->Uniform(0.12f, 0.28f)};
  sketch->Round({0, 0}, body);
  const float head_size = random->Uniform(0.1f, 0.22f);
  const Vec2 head = {side * (body.x + head_size * random->Uniform(0.3f, 1.2f)),
                     -random->Uniform(0.1f, 0.45f)};
  sketch->Round(head, {head_size * random->Uniform(0.8f, 1.6f), head_size});
  const int legs = Between(2, 4, random);
  const float length = random->Uniform(0.2f, 0.5f);
  for (int i = 0; i < legs; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(legs - 1) - 0.5f;
    const Vec2 hip = {share * body.x * 1.5f, body.y * 0.85f};
    sketch->Line(hip, hip + Vec2{random->Uniform(-0.08f, 0.08f), length});
  }
  const Vec2 rump = {-side * body.x, 0};
  const Vec2 tail[] = {
      rump,
      rump + Vec2{-side * random->Uniform(0.05f, 0.2f), random->Uniform(-0.2f, 0.1f)},
      rump + Vec2{-side * random->Uniform(0.05f, 0.3f), random->Uniform(-0.4f, 0.2f)}};
  sketch->Curve(tail);
  if (Coin(random)) {
    for (const float x : {-0.6f, 0.6f}) {
      const Vec2 foot = head + Vec2{x * head_size, -0.7f * head_size};
      sketch->Line(foot, foot + Vec2{0.3f * x * head_size, -head_size});
    }
  }
  if (Coin(random)) sketch->Dot(head);
}

// An outline with eyes, windows, seeds, patterns in it, and parts that stick out.
void Thing(Random* random, Sketch* sketch) {
  if (Coin(random)) {
    DrawOutline({0, 0}, 0.5f, random, sketch);
  } else if (Coin(random)) {
    DrawBlob({0, 0}, 0.4f, random, sketch);
  } else {
    const Vec2 half = {random->Uniform(0.3f, 0.6f), random->Uniform(0.3f, 0.6f)};
    const Vec2 box[] = {{-half.x, -half.y},
                        {half.x, -half.y * random->Uniform(0.3f, 1)},
                        {half.x, half.y},
                        {-half.x, half.y},
                        {-half.x, -half.y}};
    sketch->Path(box);
  }
  const int inside = Between(1, 5, random);
  for (int i = 0; i < inside; ++i) {
    const Vec2 at = Anywhere(0.3f, random);
    const float size = random->Uniform(0.04f, 0.12f);
    switch (random->Below(4)) {
      case 0:
        sketch->Dot(at);
        break;
      case 1:
        sketch->Round(at, {size, size});
        break;
      default:
        sketch->Line(at, at + Anywhere(0.3f, random));
    }
  }
  const int outside = Between(0, 4, random);
  for (int i = 0; i < outside; ++i) {
    const Vec2 way = Direction(AnyAngle(random));
    sketch->Line(way * random->Uniform(0.4f, 0.6f), way * random->Uniform(0.7f, 1.1f));
  }
}

// Two or three of the known doodles and signs, next to or over each other.
void Gathering(Random* random, Sketch* sketch) {
  const int doodles = Between(2, 3, random);
  const float step = random->Uniform(0.5f, 1.1f);
  for (int i = 0; i < doodles; ++i) {
    const Box box = {step * static_cast<float>(i), random->Uniform(-0.4f, 0.4f),
                     random->Uniform(0.5f, 1), random->Uniform(0.5f, 1)};
    if (Coin(random)) {
      DrawDoodle(Between(0, CountDoodles() - 1, random), box, random, sketch);
    } else {
      DrawSign(Between(0, CountSigns() - 1, random), box, random, sketch);
    }
  }
}

void Composition(Random* random, Sketch* sketch) {
  const int parts = 4 + Between(0, Between(0, 8, random), random);
  for (int i = 0; i < parts; ++i) Part(random, sketch);
}

}  // namespace

void DrawScene(Random* random, Sketch* sketch) {
  switch (random->Below(7)) {
    case 0:
    case 1:
      return Creature(random, sketch);
    case 2:
    case 3:
      return Thing(random, sketch);
    case 4:
      return Gathering(random, sketch);
    default:
      return Composition(random, sketch);
  }
}

}  // namespace digitpad
