# cmake -DMODEL=file -DOUTPUT=file.cc -P embed.cmake: writes the file as a C++ array.
file(READ ${MODEL} hex HEX)
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
file(WRITE ${OUTPUT} "#include \"weights/embedded.h\"

namespace digitpad {
namespace {
alignas(8) constexpr uint8_t kModel[] = {
${hex}};
}  // namespace

std::span<const uint8_t> EmbeddedModel() { return kModel; }

}  // namespace digitpad
")
