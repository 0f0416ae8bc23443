#include "core/formats/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string>

#include "core/base/value_text.h"
#include "core/formats/unpacked_size.h"

namespace digitpad {
namespace {

constexpr size_t kFirstBuffer = size_t{64} << 10;
constexpr int kGzipOnly =
    MAX_WBITS + 16;  // zlib's code for "a gzip header must be there"

bool HasGzipMagic(std::span<const uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

// One zlib stream; its memory goes when it does.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  void Restart() { inflateReset(&stream_); }

  // Takes what fits from `in` to `out`, advances both, and returns zlib's code.
  int Step(std::span<const uint8_t>& in, std::span<uint8_t>& out) {
    constexpr size_t kMost = std::numeric_limits<uInt>::max();
    const auto in_size = static_cast<uInt>(std::min(in.size(), kMost));
    const auto out_size = static_cast<uInt>(std::min(out.size(), kMost));
    stream_.next_in = const_cast<Bytef*>(in.data());  // zlib's C interface only reads it
    stream_.avail_in = in_size;
    stream_.next_out = out.data();
    stream_.avail_out = out_size;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    in = in.subspan(in_size - stream_.avail_in);
    out = out.subspan(out_size - stream_.avail_out);
    return code;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

Status Damaged(const char* what, size_t offset) {
  return Status::Invalid(std::string("gzip: ") + what + " at byte " + NumberText(offset));
}

}  // namespace

Status GunzipIfNeeded(std::span<const uint8_t> bytes, size_t max_size,
                      std::vector<uint8_t>* out) {
  if (!HasGzipMagic(bytes)) {
    if (bytes.size() > max_size) {
      return Status::Invalid("larger than " + NumberText(max_size) + " bytes");
    }
    out->assign(bytes.begin(), bytes.end());
    return Status::Ok();
  }
  max_size = std::min(max_size, MostGunzipped(bytes.size()));
  Inflater inflater;
  if (!inflater.ready()) return Status::Invalid("gzip: out of memory");

  std::vector<uint8_t> unpacked(std::min(kFirstBuffer, max_size));
  size_t size = 0;
  std::span<const uint8_t> in = bytes;
  while (true) {
    // One byte beyond the limit tells "just fits" from "too much".
    if (size == unpacked.size()) {
      unpacked.resize(std::min(std::max(2 * size, kFirstBuffer), max_size + 1));
    }
    std::span<uint8_t> room = std::span(unpacked).subspan(size);
    const int code = inflater.Step(in, room);
    size = unpacked.size() - room.size();
    const size_t offset = bytes.size() - in.size();
    if (size > max_size) {
      return Status::Invalid("gzip: unpacks to more than " + NumberText(max_size) +
                             " bytes");
    }
    if (code == Z_STREAM_END) {
      if (in.empty()) break;
      if (!HasGzipMagic(in)) return Damaged("bytes after the end of the stream", offset);
      inflater.Restart();
    } else if (code == Z_BUF_ERROR || (code == Z_OK && in.empty() && !room.empty())) {
      return Damaged("the file ends within the stream", offset);
    } else if (code != Z_OK) {
      return Damaged("damaged stream", offset);
    }
  }
  unpacked.resize(size);
  *out = std::move(unpacked);
  return Status::Ok();
}

}  // namespace digitpad
