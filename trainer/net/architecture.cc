#include "trainer/net/architecture.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace digitpad {
namespace {

constexpr int kMaxStride = 2;

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// The part of *text before the next `separator`, which is consumed with it.
std::string_view Next(char separator, std::string_view* text) {
  const size_t end = text->find(separator);
  const std::string_view part = text->substr(0, end);
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end + 1);
  return part;
}

bool Consume(std::string_view prefix, std::string_view* text) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}

// A whole number from 1 to `most` at the start of *text, which is consumed.
bool ConsumeNumber(int most, std::string_view* text, int* value) {
  const auto [end, error] =
      std::from_chars(text->data(), text->data() + text->size(), *value);
  if (error != std::errc() || *value < 1 || *value > most) return false;
  text->remove_prefix(end - text->data());
  return true;
}

// Keras' `same`: as many outputs as strides fit, the padding halved, its odd pixel at the
// end.
void PadSame(int size, int kernel, int stride, int* before, int* after) {
  const int outputs = (size + stride - 1) / stride;
  const int total = std::max(0, (outputs - 1) * stride + kernel - size);
  *before = total / 2;
  *after = total - *before;
}

// "1" or "0:0:1:1", each smaller than the kernel, as in the model file.
bool ParsePads(std::string_view text, LayerSpec* layer) {
  int* const pads[] = {&layer->pad_top, &layer->pad_left, &layer->pad_bottom,
                       &layer->pad_right};
  const bool is_one = text.find(':') == std::string_view::npos;
  for (int i = 0; i < 4; ++i) {
    std::string_view part = is_one ? text : Next(':', &text);
    const int kernel = i % 2 == 0 ? layer->kernel_h : layer->kernel_w;
    if (Consume("0", &part)) {
      *pads[i] = 0;
    } else if (!ConsumeNumber(kernel - 1, &part, pads[i])) {
      return false;
    }
    if (!part.empty()) return false;
  }
  return is_one || text.empty();
}

std::string FormatPads(const LayerSpec& layer) {
  std::string text = "pad" + std::to_string(layer.pad_top);
  if (layer.pad_left == layer.pad_top && layer.pad_bottom == layer.pad_top &&
      layer.pad_right == layer.pad_top) {
    return text;
  }
  for (const int pad : {layer.pad_left, layer.pad_bottom, layer.pad_right}) {
    text += ":" + std::to_string(pad);
  }
  return text;
}

bool IsPadded(const LayerSpec& layer) {
  return (layer.pad_top | layer.pad_left | layer.pad_bottom | layer.pad_right) != 0;
}

// Paddings and output plane of a layer that moves a window.
Status FitWindow(std::string_view token, LayerSpec* layer) {
  if (layer->same) {
    PadSame(layer->in.h, layer->kernel_h, layer->stride, &layer->pad_top,
            &layer->pad_bottom);
    PadSame(layer->in.w, layer->kernel_w, layer->stride, &layer->pad_left,
            &layer->pad_right);
  }
  const int height = layer->in.h + layer->pad_top + layer->pad_bottom - layer->kernel_h;
  const int width = layer->in.w + layer->pad_left + layer->pad_right - layer->kernel_w;
  if (height < 0 || width < 0) {
    return Status::Invalid(
        "'" + std::string(token) + "': the window is larger than its " +
        std::to_string(layer->in.h) + "x" + std::to_string(layer->in.w) + " input");
  }
  layer->out.h = height / layer->stride + 1;
  layer->out.w = width / layer->stride + 1;
  return Status::Ok();
}

// Parses one layer after the layers so far.
class LayerParser {
 public:
  LayerParser(std::string_view token, const Architecture& before, int classes)
      : token_(token), before_(before), classes_(classes) {
    layer_.in = before.layers.empty() ? before.input : before.layers.back().out;
    layer_.out = layer_.in;
  }

  Status Parse(LayerSpec* layer) {
    std::string_view words = token_;
    std::string_view head = Next(' ', &words);
    DIGITPAD_RETURN_IF_ERROR(ParseHead(head));
    while (!(words = Trim(words)).empty()) {
      DIGITPAD_RETURN_IF_ERROR(ParseWord(Next(' ', &words)));
    }
    DIGITPAD_RETURN_IF_ERROR(Finish());
    *layer = layer_;
    return Status::Ok();
  }

 private:
  Status Error(const std::string& what) const {
    return Status::Invalid("'" + std::string(token_) + "': " + what);
  }

  Status ParseHead(std::string_view head) {
    if (Consume("conv", &head)) return ParseConv(head);
    if (Consume("maxpool", &head)) return ParseMaxPool(head);
    if (Consume("dense", &head)) return ParseDense(head);
    if (Consume("dropout", &head)) return ParseDropout(head);
    if (head != "gap")
      return Error("no layer of this kind (conv maxpool gap dense dropout)");
    layer_.kind = LayerKind::kGlobalAveragePool;
    layer_.out = {1, 1, layer_.in.c};
    return Status::Ok();
  }

  Status ParseConv(std::string_view rest) {
    layer_.kind = LayerKind::kConv;
    layer_.same = true;
    layer_.batch_norm = true;
    layer_.relu = true;
    if (!ConsumeNumber(kMaxKernel, &rest, &layer_.kernel_h) || !Consume("x", &rest) ||
        !ConsumeNumber(kMaxKernel, &rest, &layer_.kernel_w) || !Consume("x", &rest) ||
        !ConsumeNumber(kMaxChannels, &rest, &layer_.out.c)) {
      return Error("expected conv<height>x<width>x<channels>, kernels up to " +
                   std::to_string(kMaxKernel) + ", channels up to " +
                   std::to_string(kMaxChannels));
    }
    if (Consume("/", &rest) && !ConsumeNumber(kMaxStride, &rest, &layer_.stride)) {
      return Error("expected a stride of 1 or 2 after '/'");
    }
    if (Consume("+", &rest)) {
      const int layers_before = static_cast<int>(before_.layers.size());
      int back = 0;
      if (!ConsumeNumber(kMaxLayers, &rest, &back) || back > layers_before) {
        return Error("expected how many layers back after '+', at most " +
                     std::to_string(layers_before) + " here");
      }
      layer_.residual = layers_before - back + 1;
    }
    return rest.empty() ? Status::Ok() : Error("unexpected '" + std::string(rest) + "'");
  }

  Status ParseMaxPool(std::string_view rest) {
    layer_.kind = LayerKind::kMaxPool;
    if (!ConsumeNumber(kMaxPoolKernel, &rest, &layer_.kernel_h)) {
      return Error("expected maxpool<window>, up to " + std::to_string(kMaxPoolKernel));
    }
    layer_.kernel_w = layer_.kernel_h;
    layer_.stride = layer_.kernel_h;
    if (Consume("/", &rest) && !ConsumeNumber(kMaxPoolKernel, &rest, &layer_.stride)) {
      return Error("expected a stride after '/'");
    }
    return rest.empty() ? Status::Ok() : Error("unexpected '" + std::string(rest) + "'");
  }

  Status ParseDense(std::string_view rest) {
    layer_.kind = LayerKind::kDense;
    layer_.out = {1, 1, 0};
    layer_.relu = true;
    if (rest.empty()) {
      layer_.out.c = classes_;
      return Status::Ok();
    }
    if (!ConsumeNumber(kMaxChannels, &rest, &layer_.out.c) || !rest.empty()) {
      return Error("expected dense<outputs>, up to " + std::to_string(kMaxChannels));
    }
    return Status::Ok();
  }

  Status ParseDropout(std::string_view rest) {
    layer_.kind = LayerKind::kDropout;
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + rest.size(), layer_.drop_rate);
    if (error != std::errc() || end != rest.data() + rest.size() ||
        !(layer_.drop_rate >= 0 && layer_.drop_rate < 1)) {
      return Error("expected dropout<rate>, a rate from 0 to less than 1");
    }
    return Status::Ok();
  }

  Status ParseWord(std::string_view word) {
    const bool conv = layer_.kind == LayerKind::kConv;
    const bool window = conv || layer_.kind == LayerKind::kMaxPool;
    if (conv && word == "plain") {
      layer_.batch_norm = false;
    } else if (window && word == "same") {
      layer_.same = true;
    } else if (window && word == "valid") {
      layer_.same = false;
    } else if (window && Consume("pad", &word)) {
      layer_.same = false;
      if (!ParsePads(word, &layer_)) {
        return Error(
            "expected pad<n> or pad<top>:<left>:<bottom>:<right>, each less than "
            "the kernel");
      }
    } else {
      return Error("unexpected word '" + std::string(word) + "'");
    }
    return Status::Ok();
  }

  Status Finish() {
    if (layer_.kind == LayerKind::kConv || layer_.kind == LayerKind::kMaxPool) {
      DIGITPAD_RETURN_IF_ERROR(FitWindow(token_, &layer_));
    }
    if (layer_.residual == kNoResidual) return Status::Ok();
    const Shape shape = layer_.residual == kNetworkInput
                            ? before_.input
                            : before_.layers[layer_.residual - 1].out;
    if (shape == layer_.out) return Status::Ok();
    const auto text = [](Shape s) {
      return std::to_string(s.h) + "x" + std::to_string(s.w) + "x" + std::to_string(s.c);
    };
    return Error("the residual is " + text(shape) + ", the layer's output " +
                 text(layer_.out));
  }

  std::string_view token_;
  const Architecture& before_;
  int classes_;
  LayerSpec layer_;
};

std::string FormatLayer(const LayerSpec& layer, int index) {
  switch (layer.kind) {
    case LayerKind::kConv: {
      std::string text = "conv" + std::to_string(layer.kernel_h) + "x" +
                         std::to_string(layer.kernel_w) + "x" +
                         std::to_string(layer.out.c);
      if (layer.stride != 1) text += "/" + std::to_string(layer.stride);
      if (layer.residual != kNoResidual) {
        text += "+" + std::to_string(index - layer.residual + 1);
      }
      if (!layer.same) text += IsPadded(layer) ? " " + FormatPads(layer) : " valid";
      if (!layer.batch_norm) text += " plain";
      return text;
    }
    case LayerKind::kMaxPool: {
      std::string text = "maxpool" + std::to_string(layer.kernel_h);
      if (layer.stride != layer.kernel_h) text += "/" + std::to_string(layer.stride);
      if (layer.same) text += " same";
      if (!layer.same && IsPadded(layer)) text += " " + FormatPads(layer);
      return text;
    }
    case LayerKind::kGlobalAveragePool:
      return "gap";
    case LayerKind::kDense:
      return "dense" + std::to_string(layer.out.c);
    case LayerKind::kDropout: {
      char rate[32];
      const auto end = std::to_chars(rate, rate + sizeof rate, layer.drop_rate).ptr;
      return "dropout" + std::string(rate, end);
    }
  }
  return {};
}

}  // namespace

Status AppendLayer(std::string_view token, int classes, Architecture* architecture) {
  if (architecture->layers.size() == kMaxLayers) {
    return Status::Invalid("'" + std::string(token) + "': more than " +
                           std::to_string(kMaxLayers) + " layers");
  }
  LayerSpec layer;
  DIGITPAD_RETURN_IF_ERROR(LayerParser(token, *architecture, classes).Parse(&layer));
  architecture->layers.push_back(layer);
  return Status::Ok();
}

Status ParseArchitecture(std::string_view text, Shape input, int classes,
                         Architecture* architecture) {
  Architecture result;
  result.input = input;
  if (Trim(text).empty()) return Status::Invalid("the network has no layers");
  while (!text.empty()) {
    const bool more = text.find(',') != std::string_view::npos;
    const std::string_view token = Trim(Next(',', &text));
    if (token.empty() || (more && Trim(text).empty())) {
      return Status::Invalid("an empty layer after " +
                             std::to_string(result.layers.size()) + " layers");
    }
    DIGITPAD_RETURN_IF_ERROR(AppendLayer(token, classes, &result));
  }
  LayerSpec& last = result.layers.back();
  if (last.kind != LayerKind::kDense || last.out.c != classes) {
    return Status::Invalid("'" +
                           FormatLayer(last, static_cast<int>(result.layers.size()) - 1) +
                           "': the last layer must be dense" + std::to_string(classes) +
                           ", one output per label");
  }
  last.relu = false;
  *architecture = std::move(result);
  return Status::Ok();
}

std::string FormatArchitecture(const Architecture& architecture) {
  std::string text;
  for (size_t i = 0; i < architecture.layers.size(); ++i) {
    if (i > 0) text += ", ";
    text += FormatLayer(architecture.layers[i], static_cast<int>(i));
  }
  return text;
}

Architecture FoldedArchitecture(const Architecture& architecture,
                                std::vector<int>* source_layers) {
  Architecture folded;
  folded.input = architecture.input;
  source_layers->clear();
  std::vector<int> tensor_of = {kNetworkInput};  // by tensor of `architecture`
  for (size_t i = 0; i < architecture.layers.size(); ++i) {
    LayerSpec layer = architecture.layers[i];
    if (layer.kind == LayerKind::kDropout) {
      tensor_of.push_back(tensor_of.back());
      continue;
    }
    layer.batch_norm = false;
    if (layer.residual != kNoResidual) layer.residual = tensor_of[layer.residual];
    folded.layers.push_back(layer);
    source_layers->push_back(static_cast<int>(i));
    tensor_of.push_back(static_cast<int>(folded.layers.size()));
  }
  return folded;
}

std::string_view PresetText(std::string_view name) {
  if (name == "ours") {
    return "conv3x3x16, conv3x3x32/2, conv3x3x32, conv3x3x32+2, conv3x3x64/2, "
           "conv3x3x64, "
           "conv3x3x64+2, conv3x3x64+1, conv3x3x80, gap, dense";
  }
  if (name == "classic") {
    return "conv5x5x16 plain, maxpool2, conv5x5x32 plain, maxpool2, dense128, "
           "dropout0.5, "
           "dense64, dropout0.5, dense";
  }
  return {};
}

}  // namespace digitpad
