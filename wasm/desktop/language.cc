#include "wasm/desktop/language.h"

#include <algorithm>

namespace digitpad {
namespace {

std::string FirstSubtag(std::string_view code) {
  return std::string(code.substr(0, code.find_first_of("-_.@")));
}

std::string Known() {
  std::string codes;
  for (const Language& language : kLanguages) {
    if (!codes.empty()) codes += ", ";
    codes += language.code;
  }
  return codes;
}

bool CoversAll(const Language& language, const Covers& covers) {
  return std::all_of(language.texts.begin(), language.texts.end(), covers);
}

}  // namespace

std::string LanguageOfEnvironment(
    const std::function<const char*(const char* name)>& get) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = get(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string code = FirstSubtag(value);
    return code == "C" || code == "POSIX" ? "" : code;
  }
  return "";
}

const Language* FindLanguage(std::string_view code) {
  const std::string wanted = FirstSubtag(code);
  const auto* found =
      std::find_if(std::begin(kLanguages), std::end(kLanguages),
                   [&](const Language& each) { return each.code == wanted; });
  return found == std::end(kLanguages) ? nullptr : found;
}

Status ChooseLanguage(const std::string& asked, const std::string& environment,
                      const Covers& covers, const Language** language) {
  *language = &kLanguages[0];
  const Language* found = FindLanguage(asked.empty() ? environment : asked);
  if (found != nullptr && CoversAll(*found, covers)) {
    *language = found;
    return Status::Ok();
  }
  if (asked.empty()) return Status::Ok();
  const std::string prefix = "language \"" + asked + "\": ";
  return Status::Unsupported(found == nullptr
                                 ? prefix + "there are " + Known() + "; English is shown"
                                 : prefix + "no font for it was found; English is shown");
}

const char* CommandText(const Language& language, std::string_view name) {
  const auto* key = std::find(std::begin(kTextKeys), std::end(kTextKeys), name);
  return key == std::end(kTextKeys)
             ? ""
             : language.texts[static_cast<size_t>(key - std::begin(kTextKeys))];
}

std::string FillIn(std::string text, std::initializer_list<Filling> fillings) {
  for (const auto& [name, value] : fillings) {
    std::string place = "{";
    place.append(name).append("}");
    const size_t at = text.find(place);
    if (at != std::string::npos) text.replace(at, place.size(), value);
  }
  return text;
}

}  // namespace digitpad
