// How large the desktop wants things, where the window system leaves that to the program.
#pragma once

namespace digitpad {

// Device pixels in a CSS pixel: under X11 as the resource Xft.dpi says, which desktops
// set from their settings (96 dots per inch are a scale of 1); otherwise, and where there
// is none, 1. Physical sizes of screens are not heeded: many are made up, and a
// projector's say nothing.
float ScaleOfDesktop();

// Of the text of an X server's resources; 1 where it says nothing.
float ScaleOfResources(const char* resources);

}  // namespace digitpad
