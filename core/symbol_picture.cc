#include "core/symbol_picture.h"

#include <algorithm>
#include <vector>

#include "core/picture/glyph_cutter.h"
#include "core/picture/shrink.h"

namespace digitpad {
namespace {

// Pieces smaller than this share of the largest one are dirt.
constexpr float kLeastPart = 0.05f;

std::vector<const Component*> WithoutSpecks(const std::vector<Component>& components) {
  int longest = 0;
  for (const Component& component : components) {
    longest = std::max({longest, component.box.width(), component.box.height()});
  }
  const float least = kLeastPart * static_cast<float>(longest);
  std::vector<const Component*> kept;
  for (const Component& component : components) {
    const int longer = std::max(component.box.width(), component.box.height());
    if (static_cast<float>(longer) >= least) kept.push_back(&component);
  }
  return kept;
}

}  // namespace

bool SymbolPicture::Prepare(const GrayView& picture, const PrepSpec& spec,
                            std::span<uint8_t> out) {
  std::fill(out.begin(), out.end(), uint8_t{0});
  const int factor = ShrinkFactor(picture.width, picture.height);
  ink_.Start(Shrunk(picture, factor));
  while (ink_.Step()) {
  }
  if (!ink_.has_ink()) return false;
  const GrayView strength = ink_.strength().view();
  finder_.Start(strength);
  while (finder_.Step()) {
  }
  const std::vector<Component> components = finder_.Components(1);
  const std::vector<const Component*> parts = WithoutSpecks(components);
  if (parts.empty()) return false;
  GrayPicture patch;
  GlyphCutter(strength).Cut(parts, &patch);
  normalizer_.Normalize(patch.view(), spec, out);
  PixelBox box;
  for (const Component* part : parts) box.Add(part->box);
  box_ = ScaledBox(box, factor);
  return true;
}

}  // namespace digitpad
