// The commands of the app, one a button. A command's name is the id of its DOM button and
// the key of its label in www/strings.json.
#pragma once

namespace digitpad {

enum class Command {
  kRecognize,  // reads now; live reading has mostly done so before
  kUndo,
  kRedo,
  kClear,   // takes the ink away, and can be undone
  kOpen,    // a picture to read
  kSave,    // the drawing as a PNG
  kSaveAs,  // the menu of the other formats
  kNew,     // "Try again": ink, picture and undo list go
  kQuit,    // the desktop window only
};

inline constexpr int kPageCommandCount = 8;
inline constexpr int kDesktopCommandCount = 9;

inline constexpr const char* kCommandNames[kDesktopCommandCount] = {
    "recognize", "undo", "redo", "clear", "open", "save", "save-as", "new", "quit"};

}  // namespace digitpad
