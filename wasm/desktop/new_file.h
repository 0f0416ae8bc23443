// Writes files without ever writing over one: how the window saves pictures.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/status.h"

namespace digitpad {

// Creates `path` or, where that is taken, the first free one of `<stem>-2<extension>`,
// `<stem>-3<extension>`... *written is the path that was taken. Invalid where no file can
// be created or written; what was written of it is then removed.
Status WriteNewFile(const std::string& path, std::span<const uint8_t> bytes,
                    std::string* written);

}  // namespace digitpad
