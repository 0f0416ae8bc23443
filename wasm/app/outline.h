// The outline of a rounded rectangle, as lines for a scene.
#pragma once

#include "core/base/geometry.h"
#include "wasm/app/scene.h"

namespace digitpad {

// Within Scene::BeginLines and EndLines. `dash`: the length of the dashes, which are
// fitted to go round evenly, and of the gaps between them; 0 for a whole line.
void AppendOutline(Box box, float radius, float dash, Scene* scene);

}  // namespace digitpad
