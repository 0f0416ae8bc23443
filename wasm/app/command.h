// The commands of the app, one a button. A command's name is the id of its DOM button and
// the key of its label in www/strings.json.
#pragma once

namespace digitpad {

enum class Command {
  kRecognize,  // reads now; live reading has mostly done so before
  kUndo,
  kRedo,
  kClear,  // takes the ink away, and can be undone
  kSave,   // the drawing as a PNG
  kNew,    // "Try again": ink and undo list go
  kQuit,   // the desktop window only
};

inline constexpr int kPageCommandCount = 6;
inline constexpr int kDesktopCommandCount = 7;

inline constexpr const char* kCommandNames[kDesktopCommandCount] = {
    "recognize", "undo", "redo", "clear", "save", "new", "quit"};

}  // namespace digitpad
