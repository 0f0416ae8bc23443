// fuzz_seeds FOLDER: writes FOLDER/TARGET/ with files to begin fuzzing from, all made by
// our own writers. Small ones: a fuzzer changes a byte at a time.
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/crc32.h"
#include "core/formats/jpeg.h"
#include "core/formats/png.h"
#include "core/formats/strokes_json.h"
#include "core/golden_answers.h"
#include "core/nn/model.h"
#include "tests/core/test_models.h"
#include "tests/fuzz/fuzz_call_seeds.h"
#include "tests/fuzz/fuzz_model_seeds.h"
#include "tests/trainer/onnx_graph_maker.h"
#include "trainer/exchange/model_json.h"
#include "trainer/exchange/onnx_export.h"
#include "trainer/net/float_model.h"

namespace digitpad::fuzz {
namespace {

using Bytes = std::vector<uint8_t>;

class Folder {
 public:
  Folder(const std::filesystem::path& parent, const char* name) : path_(parent / name) {
    std::filesystem::create_directories(path_);
  }
  void Add(const Bytes& bytes) {
    std::ofstream file(path_ / ("seed" + std::to_string(count_++)), std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  }
  void Add(std::string_view text) { Add(Bytes(text.begin(), text.end())); }

 private:
  std::filesystem::path path_;
  int count_ = 0;
};

// For targets that take values from bytes, whatever these are: random ones, and some that
// make sense.
void AddValues(const std::filesystem::path& parent, const char* name, int longest) {
  Folder folder(parent, name);
  testing::Random random(static_cast<uint32_t>(longest));
  for (int length = 8; length <= longest; length += length / 2) {
    for (int i = 0; i < 4; ++i) {
      Bytes bytes(static_cast<size_t>(length));
      for (uint8_t& byte : bytes) {
        // Small values, too: they are more often counts and kinds that mean something.
        byte = static_cast<uint8_t>(random.Between(0, i < 2 ? 255 : 31));
      }
      folder.Add(bytes);
    }
  }
  constexpr int kCalls = 200;
  for (const CallSeeds& seeds : AllCallSeeds()) {
    if (std::string_view(seeds.target) != name) continue;
    for (int i = 0; i < kCalls; ++i) {
      FuzzOutput output;
      seeds.make(&random, &output);
      folder.Add(output.Finish());
    }
  }
}

// With another value in one line of the JSON: what is no model, or another network.
std::string Changed(std::string text, testing::Random* random) {
  constexpr const char* kValues[] = {
      "0",    "1",     "2",          "3",  "8",    "9",     "-1",        "256",
      "4097", "65536", "2147483647", "[]", "[0]",  "[1,1]", "[5,5]",     "[6,1]",
      "null", "\"\"",  "1e300",      "{}", "true", "[[]]",  "[0,9,0,9]", "[1,-1,1,1]"};
  constexpr std::string_view kBeforeValue = "\": ";
  std::vector<size_t> places;
  for (size_t at = text.find(kBeforeValue); at != std::string::npos;
       at = text.find(kBeforeValue, at + 1)) {
    places.push_back(at + kBeforeValue.size());
  }
  const int place = random->Between(0, static_cast<int>(places.size()) - 1);
  const size_t begin = places[static_cast<size_t>(place)];
  size_t end = text.find('\n', begin);
  if (text[end - 1] == ',') --end;
  const int value = random->Between(0, static_cast<int>(std::size(kValues)) - 1);
  return text.replace(begin, end - begin, kValues[value]);
}

void AddModels(const std::filesystem::path& parent) {
  Folder files(parent, "model_file"), texts(parent, "model_json");
  std::vector<Model> models = TinyModels();
  constexpr int kMixed = 100, kChanges = 3;
  testing::Random random(11);
  for (int i = 0; i < kMixed; ++i) models.push_back(MixedModel(&random));
  for (Model& model : models) {
    if (!ValidateModel(&model).ok()) continue;
    files.Add(SerializeModel(model));
    std::string text;
    if (ModelToJson(model, &text).ok()) {
      texts.Add(text);
      for (int i = 0; i < kChanges; ++i) texts.Add(Changed(text, &random));
    }
    AddGoldenAnswers(&model);
    files.Add(SerializeModel(model));
  }
}

void AddTexts(const std::filesystem::path& parent) {
  Folder strokes(parent, "strokes_json");
  Drawing drawing;
  drawing.label = "7";
  drawing.writer = "12";
  drawing.width = drawing.height = 300;
  drawing.ink = {{{1, 2, 0, 0.5F, PointerKind::kPen}, {3.25F, -4e5F}}, {{1e-20F, 6}}};
  strokes.Add(FormatDrawing(drawing) + "\n" + FormatDrawing(drawing) + "\n");
  strokes.Add(
      R"({"strokes":[[[1,2],[3,4,5,0.5,9]]],"pointers":["mouse"],"x":[{"y":null}]})");
  strokes.Add(
      "{\"label\":\"\\u00e9\\ud83d\\ude00\",\"writer\":-3,\"strokes\":[[],[[0,1e5]]]}"
      "\r\n\n");
  strokes.Add("[]");

  Folder csv(parent, "csv_pictures");
  csv.Add("label,a,b,c,d\n7,0,255,3,4\n8,1,2,3,4\n");
  csv.Add("\"a\"\"b\",0,1,2,3\r\n'c',4,5,6,7\r\n");
  csv.Add("1,9\n2,8\n10,7");

  Folder architecture(parent, "architecture");
  architecture.Add("conv3x3x16/2, conv3x3x16+1, maxpool2, dropout0.5, gap, dense");
  architecture.Add(
      "conv5x5x8 valid plain, conv3x3x8+1 pad0:0:1:1, maxpool3/2 same, dense12, dense10");
  for (const char* preset : {"ours", "classic"}) architecture.Add(PresetText(preset));
}

void PutBigEndian(uint32_t value, Bytes* out) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out->push_back(static_cast<uint8_t>(value >> shift));
  }
}

void PutChunk(const char* type, const Bytes& data, Bytes* out) {
  PutBigEndian(static_cast<uint32_t>(data.size()), out);
  const size_t start = out->size();
  out->insert(out->end(), type, type + 4);
  out->insert(out->end(), data.begin(), data.end());
  PutBigEndian(Crc32(std::span(*out).subspan(start)), out);
}

// A PNG of any kind, with rows of the byte `row` and all five filters.
Bytes OddPng(uint8_t depth, uint8_t color, uint8_t interlaced, uint8_t row) {
  constexpr uint32_t kSide = 9;
  Bytes header;
  PutBigEndian(kSide, &header);
  PutBigEndian(kSide, &header);
  header.insert(header.end(), {depth, color, 0, 0, interlaced});
  Bytes raw;
  for (int y = 0; y < 40; ++y) {
    raw.push_back(static_cast<uint8_t>(y % 5));
    raw.insert(raw.end(), size_t{kSide} * 8, static_cast<uint8_t>(row + 37 * y));
  }
  constexpr int kSamples[] = {1, 0, 3, 1, 2, 0, 4};
  const size_t line = 1 + (kSide * depth * static_cast<size_t>(kSamples[color]) + 7) / 8;
  Bytes lines;
  for (size_t y = 0; y < kSide; ++y) {
    lines.insert(lines.end(), raw.begin() + static_cast<long>(y * 73),
                 raw.begin() + static_cast<long>(y * 73 + line));
  }
  const Bytes& pixels = interlaced != 0 ? raw : lines;
  uLongf size = compressBound(pixels.size());
  Bytes packed(size);
  compress(packed.data(), &size, pixels.data(), pixels.size());
  packed.resize(size);

  Bytes file = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  PutChunk("IHDR", header, &file);
  if (color == 3) PutChunk("PLTE", Bytes(size_t{3} << depth, row), &file);
  if (color == 3) PutChunk("tRNS", Bytes(2, 100), &file);
  if (color == 0) PutChunk("tRNS", Bytes(2, 0), &file);
  PutChunk("IDAT", packed, &file);
  PutChunk("IEND", {}, &file);
  return file;
}

GrayPicture Gradient(int width, int height) {
  GrayPicture picture = {width, height, {}};
  for (int i = 0; i < width * height; ++i) {
    picture.pixels.push_back(static_cast<uint8_t>(i * i / 7));
  }
  return picture;
}

void AddPictures(const std::filesystem::path& parent) {
  Folder png(parent, "png");
  for (int channels = 1; channels <= 4; ++channels) {
    png.Add(EncodePng(4, 3, channels, Bytes(static_cast<size_t>(12 * channels), 99)));
  }
  constexpr std::pair<uint8_t, uint8_t> kKinds[] = {{1, 0}, {2, 0},  {4, 0},  {16, 0},
                                                    {8, 2}, {16, 2}, {1, 3},  {4, 3},
                                                    {8, 3}, {8, 4},  {16, 4}, {8, 6}};
  for (const auto& [depth, color] : kKinds) {
    for (const uint8_t interlaced : {0, 1}) png.Add(OddPng(depth, color, interlaced, 3));
  }

  Folder jpeg(parent, "jpeg");
  for (const int quality : {10, 95}) {
    Bytes file = EncodeJpeg(Gradient(17, 9).view(), quality);
    jpeg.Add(file);
    for (size_t i = 0; i + 1 < file.size(); ++i) {
      if (file[i] == 0xFF && file[i + 1] == 0xC0) file[i + 1] = 0xC2;  // progressive
    }
    jpeg.Add(file);
    // With notes on which way up it is.
    const Bytes exif = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,    'M', 'M',
                        0,    42,   0, 0,  0,   8,   0,   1,   1, 0x12, 0,   3,
                        0,    0,    0, 1,  0,   6,   0,   0,   0, 0,    0,   0};
    file.insert(file.begin() + 2, exif.begin(), exif.end());
    jpeg.Add(file);
  }
}

Bytes Gzipped(const Bytes& bytes) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  Bytes packed(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

void AddInputFiles(const std::filesystem::path& parent) {
  Folder folder(parent, "input_file");
  Bytes labels = {0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9};
  Bytes pictures = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3};
  pictures.resize(pictures.size() + 12, 50);
  const std::string_view text = "{\"strokes\":[[[1,2],[3,4]]]}\n";
  const Bytes strokes(text.begin(), text.end());
  for (const Bytes& file : {labels, pictures, strokes}) {
    folder.Add(file);
    Bytes packed = Gzipped(file);
    folder.Add(packed);
    packed.insert(packed.end(), packed.begin(), packed.end());  // two members
    folder.Add(packed);
  }
}

using Graph = testing::OnnxGraph;

std::string PlainNetwork() {
  Graph g;
  g.Node("Conv", {g.Constant("w", {2, 1, 3, 3}), g.Constant("b", {2})}).Node("Relu");
  g.Node("GlobalAveragePool").Node("Flatten");
  g.Node("Gemm", {g.Constant("dw", {2, 2}), g.Constant("db", {2})}).Int("transB", 1);
  return g.Node("Softmax").Finish();
}

std::string ResidualNetwork() {
  Graph g;
  g.Node("Div", {g.Constant("scale", {1})});
  g.Node("Conv", {g.Constant("w", {2, 1, 3, 3})}).Ints("strides", {2, 2});
  g.Node("BatchNormalization", {g.Constant("s", {2}), g.Constant("o", {2}),
                                g.Constant("m", {2}), g.Constant("v", {2})});
  g.Node("Relu");
  const std::string before = g.last();
  g.Node("Conv", {g.Constant("w2", {2, 2, 3, 3})}).Ints("pads", {1, 1, 1, 1});
  g.Node("Add", {before}).Node("Relu");
  g.Node("MaxPool").Ints("kernel_shape", {4, 4}).Ints("strides", {4, 4});
  g.Node("ReduceMean").Ints("axes", {2, 3}).Int("keepdims", 0);
  g.Node("MatMul", {g.Constant("dw", {2, 2})}).Node("Add", {g.Constant("db", {2})});
  return g.Finish();
}

std::string ReshapedNetwork() {
  Graph g;
  g.Node("Transpose").Ints("perm", {0, 2, 3, 1});
  g.Node("Reshape", {g.Shape("shape", {-1, 1, 28, 28})});
  g.Node("AveragePool").Ints("kernel_shape", {28, 28});
  g.Node("Squeeze", {g.Shape("axes", {2, 3})}).Node("Identity").Node("Dropout");
  g.Node("Cast").Int("to", 1);
  g.Node("Gemm", {g.Constant("dw", {1, 2})});
  return g.Finish();
}

void AddNetworks(const std::filesystem::path& parent) {
  Folder onnx(parent, "onnx");
  for (const std::string& network :
       {PlainNetwork(), ResidualNetwork(), ReshapedNetwork()}) {
    onnx.Add(network);
  }
  onnx.Add(WriteOnnx(TinyModels()[1]));

  Folder floats(parent, "float_model");
  for (const char* text : {"gap, dense", "conv3x3x2/2 plain, maxpool2, gap, dense"}) {
    Architecture architecture;
    if (!ParseArchitecture(text, {28, 28, 1}, 2, &architecture).ok()) continue;
    FloatNetwork network(architecture);
    std::vector<float> parameters(network.parameter_count(), 0.5F);
    floats.Add(FloatModel(network, parameters).Serialize());
  }
}

}  // namespace
}  // namespace digitpad::fuzz

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  using namespace digitpad::fuzz;  // NOLINT(build/namespaces)
  const std::filesystem::path parent = argv[1];
  for (const char* name : {"app", "headless", "page"}) AddValues(parent, name, 1000);
  for (const char* name : {"ink", "picture", "kernels"}) AddValues(parent, name, 500);
  AddModels(parent);
  AddTexts(parent);
  AddPictures(parent);
  AddInputFiles(parent);
  AddNetworks(parent);
  return 0;
}
