#include "core/formats/strokes_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/value_text.h"
#include "core/formats/json_text.h"

namespace digitpad {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxNesting = 32;  // of unknown keys' values; strokes need four
constexpr double kMaxSide = 2.0 * kMaxCoordinate;

// The keys that mean something, in the order in which they are written.
enum class Key { kLabel, kWriter, kWidth, kHeight, kStrokes, kPointers, kUnknown };
constexpr std::array<std::string_view, 6> kKeyNames = {"label",  "writer",  "width",
                                                       "height", "strokes", "pointers"};

// Depth of nesting at which things are: the drawing's keys, strokes and pointers,
// points, numbers.
constexpr size_t kInDrawing = 1;
constexpr size_t kInStrokes = 2;
constexpr size_t kInStroke = 3;
constexpr size_t kInPoint = 4;

// As a JSON string; bytes that are not UTF-8 become U+FFFD.
std::string Quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Fills a Drawing from the events of nlohmann's SAX parser: no tree is built, so a line
// costs what its points cost, whatever it nests. An event handler that returns false ends
// parsing.
class DrawingHandler {
 public:
  DrawingHandler(std::string_view line, Drawing* drawing)
      : line_(line), drawing_(drawing) {}

  const std::string& error() const { return error_; }

  // After the line: what only its end can tell.
  Status Finish() {
    if (!seen_[static_cast<size_t>(Key::kStrokes)]) return Status::Invalid("no strokes");
    if (drawing_->ink.empty()) return Status::Invalid("0 strokes");
    SetPointers();
    return ValidateInk(drawing_->ink);
  }

  bool null() {
    if (Ignores()) return true;
    if (depth_ != kInDrawing) return FailType("null");
    return key_ == Key::kStrokes ? Fail("no strokes: they are null") : true;
  }

  bool boolean(bool value) { return Ignores() || FailType(value ? "true" : "false"); }

  bool string(std::string& value) {
    if (Ignores(KindOf(value))) return true;
    if (depth_ != kInDrawing || (key_ != Key::kLabel && key_ != Key::kWriter)) {
      return FailType("a string");
    }
    (key_ == Key::kLabel ? drawing_->label : drawing_->writer) = std::move(value);
    return true;
  }

  bool number_integer(int64_t value) { return Integer(value); }
  bool number_unsigned(uint64_t value) { return Integer(value); }
  bool number_float(double value, const std::string& token) {
    // From the text, since a detour over double may round twice.
    float nearest = 0;
    const auto end = token.data() + token.size();
    if (std::from_chars(token.data(), end, nearest).ec != std::errc{}) {
      constexpr double kMost = std::numeric_limits<float>::max();
      nearest = static_cast<float>(std::clamp(value, -kMost, kMost));
    }
    return Number(value, nearest);
  }

  bool start_object(size_t) {
    if (depth_ > 0 && !Ignores()) return FailType("an object");
    return Enter();
  }
  bool end_object() { return Leave(); }

  bool key(std::string& name) {
    if (depth_ != kInDrawing) return true;
    const auto found = std::find(kKeyNames.begin(), kKeyNames.end(), name);
    key_ = static_cast<Key>(found - kKeyNames.begin());
    if (key_ == Key::kUnknown) return true;
    bool& seen = seen_[static_cast<size_t>(key_)];
    if (seen) return Fail("key \"" + name + "\" is there twice");
    seen = true;
    return true;
  }

  bool start_array(size_t) {
    if (!Ignores()) {
      if (depth_ == 0 || key_ != Key::kStrokes || depth_ == kInPoint) {
        return FailType("an array");
      }
      // Limits hold while reading, so that a small file cannot become a large drawing.
      if (depth_ == kInStrokes) {
        if (drawing_->ink.size() == kMaxStrokes) {
          return Fail("more than " + NumberText(kMaxStrokes) + " strokes");
        }
        drawing_->ink.emplace_back();
      }
      if (depth_ == kInStroke) {
        if (points_++ == kMaxPoints) {
          return Fail(Place() + "more than " + NumberText(kMaxPoints) + " points in all");
        }
        drawing_->ink.back().emplace_back();
        coordinate_ = 0;
      }
    }
    return Enter();
  }

  bool end_array() {
    if (!Ignored() && depth_ == kInPoint && coordinate_ < 2) {
      return Fail(Place() + "a point needs x and y");
    }
    return Leave();
  }

  bool binary(Json::binary_t&) {
    return FailType("binary");
  }  // no such thing in JSON text

  // `position` counts the bytes read, the one that does not fit included.
  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception& exception) {
    constexpr int kNumberOverflow = 406;  // beyond double; all else is syntax
    if (position > line_.size()) return Fail("the line ends within its JSON");
    error_ = "byte " + NumberText(position) + ": ";
    if (exception.id == kNumberOverflow) return Fail(error_ + "number out of range");
    constexpr size_t kShown = 12;
    const std::string shown(line_.substr(position - 1, kShown));
    return Fail(error_ + "not JSON from here on: " + Quoted(shown));
  }

 private:
  // Nothing that is said of the pointers can be wrong, only unknown.
  bool Ignored() const { return depth_ >= kInDrawing && key_ >= Key::kPointers; }

  // The same for what begins here, which may be a stroke's pointer.
  bool Ignores(PointerKind kind = PointerKind::kUnknown) {
    if (key_ == Key::kPointers && depth_ == kInStrokes &&
        pointers_.size() < kMaxStrokes) {
      pointers_.push_back(kind);
    }
    return Ignored();
  }

  static PointerKind KindOf(const std::string& name) {
    const auto found =
        std::find(std::begin(kPointerNames), std::end(kPointerNames), name);
    if (found == std::end(kPointerNames)) return PointerKind::kUnknown;
    return static_cast<PointerKind>(found - std::begin(kPointerNames));
  }

  void SetPointers() {
    Ink& ink = drawing_->ink;
    for (size_t i = 0; i < std::min(ink.size(), pointers_.size()); ++i) {
      for (Point& point : ink[i]) point.pointer = pointers_[i];
    }
  }

  bool Enter() {
    if (++depth_ > kMaxNesting) return Fail("nested too deeply");
    return true;
  }
  bool Leave() {
    --depth_;
    return true;
  }

  template <typename Int>
  bool Integer(Int value) {
    if (depth_ == kInDrawing && key_ == Key::kWriter) {
      drawing_->writer = NumberText(value);
      return true;
    }
    return Number(static_cast<double>(value), static_cast<float>(value));
  }

  // `value` for checks, `nearest` for keeps.
  bool Number(double value, float nearest) {
    if (Ignores()) return true;
    if (depth_ == kInPoint) {
      SetCoordinate(nearest);
      return true;
    }
    if (depth_ != kInDrawing || (key_ != Key::kWidth && key_ != Key::kHeight)) {
      return FailType("a number");
    }
    if (value < 0 || value > kMaxSide) {
      return Fail(KeyName() + " is not a number from 0 to 2000000");
    }
    (key_ == Key::kWidth ? drawing_->width : drawing_->height) = nearest;
    return true;
  }

  // Time and pressure only travel along, so one that makes no sense counts as unknown.
  void SetCoordinate(float value) {
    Point& point = drawing_->ink.back().back();
    switch (coordinate_++) {
      case 0:
        point.x = value;
        break;
      case 1:
        point.y = value;
        break;
      case 2:
        if (value >= 0) point.time_ms = value;
        break;
      case 3:
        if (value >= 0 && value <= 1) point.pressure = value;
        break;
      default:
        break;
    }
  }

  bool Fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  bool FailType(const char* found) {
    if (depth_ == 0) return Fail(std::string("a drawing is an object, not ") + found);
    if (depth_ > kInDrawing) return Fail(Place() + found + " where none belongs");
    return Fail(KeyName() + " cannot be " + found);
  }

  std::string KeyName() const {
    return '"' + std::string(kKeyNames[static_cast<size_t>(key_)]) + '"';
  }

  // Where in the strokes the parser is, counted from 0 as ValidateInk does.
  std::string Place() const {
    if (depth_ < kInStroke) return "strokes: ";
    std::string place = "stroke " + NumberText(drawing_->ink.size() - 1);
    if (depth_ >= kInPoint) {
      place += ", point " + NumberText(drawing_->ink.back().size() - 1);
    }
    return place + ": ";
  }

  std::string_view line_;
  Drawing* drawing_;
  std::string error_;
  size_t depth_ = 0;
  Key key_ = Key::kUnknown;
  int points_ = 0;      // of the drawing, so far
  int coordinate_ = 0;  // how many numbers of the current point were there
  std::array<bool, kKeyNames.size()> seen_{};
  std::vector<PointerKind> pointers_;
};

Status ParseLine(std::string_view line, Drawing* drawing) {
  DIGITPAD_RETURN_IF_ERROR(CheckJsonText(line));
  DrawingHandler handler(line, drawing);
  if (!Json::sax_parse(line, &handler)) return Status::Invalid(handler.error());
  return handler.Finish();
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// The shortest decimal that reads back to the same float. -0 is written as 0, which it
// becomes in JSON readers that take it for a whole number.
void AppendFloat(float value, std::string* out) {
  char buffer[32];  // the longest, -1.17549435e-38, has 15
  const float unsigned_zero = value == 0 ? 0 : value;
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), unsigned_zero).ptr;
  out->append(buffer, end);
}

void AppendKey(Key key, std::string* out) {
  if (out->size() > 1) out->push_back(',');
  *out += '"';
  *out += kKeyNames[static_cast<size_t>(key)];
  *out += "\":";
}

void AppendText(Key key, const std::string& text, std::string* out) {
  if (text.empty()) return;
  AppendKey(key, out);
  *out += Quoted(text);
}

void AppendSide(Key key, float side, std::string* out) {
  if (side <= 0) return;
  AppendKey(key, out);
  AppendFloat(side, out);
}

// Of each stroke, where one is known.
void AppendPointers(const Ink& ink, std::string* out) {
  const auto known = [](const Stroke& stroke) {
    return PointerOf(stroke) != PointerKind::kUnknown;
  };
  if (std::none_of(ink.begin(), ink.end(), known)) return;
  AppendKey(Key::kPointers, out);
  for (size_t i = 0; i < ink.size(); ++i) {
    *out += i == 0 ? '[' : ',';
    *out += Quoted(kPointerNames[static_cast<size_t>(PointerOf(ink[i]))]);
  }
  *out += ']';
}

void AppendPoint(const Point& point, std::string* out) {
  *out += '[';
  AppendFloat(point.x, out);
  *out += ',';
  AppendFloat(point.y, out);
  // A pressure without a time needs the time's place, where a negative one means unknown.
  if (point.time_ms >= 0 || point.pressure >= 0) {
    *out += ',';
    AppendFloat(point.time_ms >= 0 ? point.time_ms : -1, out);
  }
  if (point.pressure >= 0) {
    *out += ',';
    AppendFloat(point.pressure, out);
  }
  *out += ']';
}

}  // namespace

Status StrokesReader::Next(Drawing* drawing, bool* is_there) {
  while (!text_.empty()) {
    const size_t end = text_.find('\n');
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
    ++lines_;
    if (IsBlank(line)) continue;
    *drawing = {};
    *is_there = true;
    const Status status = ParseLine(line, drawing);
    return status.WithPrefix("line " + NumberText(lines_));
  }
  *is_there = false;
  return Status::Ok();
}

Status ParseStrokesFile(std::string_view text, std::vector<Drawing>* drawings) {
  std::vector<Drawing> result;
  StrokesReader reader(text);
  Drawing drawing;
  bool is_there = false;
  while (true) {
    DIGITPAD_RETURN_IF_ERROR(reader.Next(&drawing, &is_there));
    if (!is_there) break;
    result.push_back(std::move(drawing));
  }
  *drawings = std::move(result);
  return Status::Ok();
}

std::string FormatDrawing(const Drawing& drawing) {
  std::string out = "{";
  AppendText(Key::kLabel, drawing.label, &out);
  AppendText(Key::kWriter, drawing.writer, &out);
  AppendSide(Key::kWidth, drawing.width, &out);
  AppendSide(Key::kHeight, drawing.height, &out);
  AppendKey(Key::kStrokes, &out);
  out += '[';
  for (size_t i = 0; i < drawing.ink.size(); ++i) {
    out += i == 0 ? "[" : ",[";
    for (size_t j = 0; j < drawing.ink[i].size(); ++j) {
      if (j > 0) out += ',';
      AppendPoint(drawing.ink[i][j], &out);
    }
    out += ']';
  }
  out += ']';
  AppendPointers(drawing.ink, &out);
  out += '}';
  return out;
}

}  // namespace digitpad
