// The window speaks the language that was asked for, else that of the environment, as far
// as texts and fonts go.
#include "wasm/desktop/language.h"

#include <gtest/gtest.h>

#include <map>

#include "wasm/app/command.h"
#include "wasm/desktop/app_labels.h"
#include "wasm/desktop/fonts.h"

namespace digitpad {
namespace {

bool All(const char*) { return true; }

bool AsciiOnly(const char* text) {
  for (; *text != '\0'; ++text) {
    if (static_cast<unsigned char>(*text) >= 0x80) return false;
  }
  return true;
}

std::string FromEnvironment(const std::map<std::string, const char*>& values) {
  return LanguageOfEnvironment([&](const char* name) -> const char* {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : found->second;
  });
}

TEST(DesktopLanguage, IsThatOfTheFirstVariableThatIsSet) {
  EXPECT_EQ(FromEnvironment({{"LANG", "de_DE.UTF-8"}}), "de");
  EXPECT_EQ(FromEnvironment({{"LANG", "de_DE.UTF-8"}, {"LC_MESSAGES", "es_ES"}}), "es");
  EXPECT_EQ(FromEnvironment({{"LC_ALL", "zh_CN.UTF-8"}, {"LC_MESSAGES", "es_ES"}}), "zh");
  EXPECT_EQ(FromEnvironment({{"LC_ALL", ""}, {"LANG", "de@euro"}}), "de");
  EXPECT_EQ(FromEnvironment({{"LC_ALL", "C.UTF-8"}, {"LANG", "de_DE"}}), "");
  EXPECT_EQ(FromEnvironment({}), "");
}

TEST(DesktopLanguage, IsEnglishWhereNoneIsAskedForOrKnown) {
  for (const char* environment : {"", "tlh", "ar"}) {
    const Language* language = nullptr;
    EXPECT_TRUE(ChooseLanguage("", environment, All, &language).ok());
    EXPECT_STREQ(language->code, "en");
  }
}

TEST(DesktopLanguage, SaysWhyTheOneAskedForIsNotShown) {
  const Language* language = nullptr;
  const Status unknown = ChooseLanguage("tlh", "", All, &language);
  EXPECT_NE(unknown.message().find("language \"tlh\": there are en"), std::string::npos);
  EXPECT_STREQ(language->code, "en");
  for (const Language& each : kLanguages) {
    EXPECT_TRUE(ChooseLanguage(each.code, "", All, &language).ok());
    EXPECT_STREQ(language->code, each.code);
  }
  const Status no_font = ChooseLanguage(
      "en", "", [](const char*) { return false; }, &language);
  EXPECT_EQ(no_font.message(),
            "language \"en\": no font for it was found; English is shown");
}

// English has more than ASCII, too: its fonts are what there is.
TEST(DesktopLanguage, IsTakenOnlyWhereEveryCharacterCanBeShown) {
  for (const Language& each : kLanguages) {
    if (std::string(each.code) == "en") continue;
    const Language* language = nullptr;
    EXPECT_TRUE(ChooseLanguage("", each.code, AsciiOnly, &language).ok());
    EXPECT_STREQ(language->code, "en") << each.code;
  }
}

TEST(DesktopLanguage, HasATextForEveryButton) {
  for (const Language& language : kLanguages) {
    for (int i = 0; i < kDesktopCommandCount; ++i) {
      if (!IsInToolbar(static_cast<Command>(i))) continue;
      EXPECT_STRNE(CommandText(language, kCommandNames[i]), "")
          << language.code << " " << kCommandNames[i];
    }
  }
}

TEST(DesktopLanguage, FillsInWhatATextHasPlacesFor) {
  EXPECT_EQ(FillIn("{a} of {b}", {{"b", "12"}, {"a", "3"}}), "3 of 12");
  EXPECT_EQ(FillIn("no place", {{"a", "3"}}), "no place");
}

TEST(DesktopFonts, CoverEnglishAndNoMadeUpCharacter) {
  std::unique_ptr<Fonts> fonts;
  ASSERT_TRUE(Fonts::Create(&fonts).ok());
  for (const char* text : kLanguages[0].texts) EXPECT_TRUE(fonts->Covers(text)) << text;
  EXPECT_FALSE(fonts->Covers("\xF3\xB0\x80\x80"));  // U+F0000, of private use
  EXPECT_FALSE(fonts->Covers("\xFF"));
}

TEST(DesktopFonts, ShowGermanAndSpanishWithWhatShowsEnglish) {
  std::unique_ptr<Fonts> fonts;
  ASSERT_TRUE(Fonts::Create(&fonts).ok());
  EXPECT_TRUE(fonts->Covers("Größe „Übernehmen“ ¿Número? «más»…"));
  EXPECT_NE(fonts->Get("¿Número?", true, 14), nullptr);
}

}  // namespace
}  // namespace digitpad
