// Which language the window speaks: the one asked for, else that of the environment, as
// far as there are texts in it and fonts for them. Pure functions.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "texts.h"

namespace digitpad {

// The first subtag of LC_ALL, LC_MESSAGES or LANG, whichever is set first: "de" of
// de_DE.UTF-8; empty where that is no language ("C"). `get` is std::getenv or a test's.
std::string LanguageOfEnvironment(
    const std::function<const char*(const char* name)>& get);

// Null for a language without texts. `code` as "de", "de-AT" or "de_AT.UTF-8".
const Language* FindLanguage(std::string_view code);

// What says whether a text can be shown.
using Covers = std::function<bool(const char* text)>;

// The texts in `asked`, or where that is empty in `environment`. English where those are
// not to be had; Unsupported with the reason then, if they were asked for. *language is
// always set.
Status ChooseLanguage(const std::string& asked, const std::string& environment,
                      const Covers& covers, const Language** language);

// The command's label. `name` is that of kCommandNames.
const char* CommandText(const Language& language, std::string_view name);

// `text` with each {name} replaced by its value.
struct Filling {
  std::string_view name;
  std::string value;
};
std::string FillIn(std::string text, std::initializer_list<Filling> fillings);

}  // namespace digitpad
