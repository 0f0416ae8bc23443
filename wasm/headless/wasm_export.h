// How a function is exported from a headless module.
#pragma once

#define DIGITPAD_EXPORT(name) extern "C" __attribute__((used, export_name(name)))
