// The commands of the app, one a button. A command's name is the id of its DOM button and
// the key of its label in www/strings.json.
#pragma once

namespace digitpad {

enum class Command {
  kRecognize,  // reads now; live reading has mostly done so before
  kUndo,
  kRedo,
  kClear,  // takes the ink away, and can be undone
  kNew,    // "Try again": ink, picture and undo list go
  kMenu,   // the page only: all else is in there
  kCopy,   // the answer: its tile is the button; in a frame, to type over it
  kFirst,  // takes the first of two candidates for an unsure answer
  kSecond,
  kOpen,    // from here on items of that menu, or buttons of the desktop window
  kSave,    // the drawing as a PNG
  kSaveAs,  // the other formats
  kQuit,    // the desktop window only
};

// The page draws a button for each of the first ones.
inline constexpr int kPageCommandCount = 9;
inline constexpr int kDesktopCommandCount = 13;

inline constexpr const char* kCommandNames[kDesktopCommandCount] = {
    "recognize", "undo",   "redo", "clear", "new",     "menu", "copy",
    "first",     "second", "open", "save",  "save-as", "quit"};

}  // namespace digitpad
