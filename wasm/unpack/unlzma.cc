#include "wasm/unpack/unlzma.h"

namespace digitpad {
namespace {

// The counters of each kind of choice, one kind after the other. A state says what came
// last; from kAfterMatch on that was a match.
enum : int {
  kStates = 12,
  kAfterMatch = 7,
  kIsMatch = 0,
  kIsRepeat = kIsMatch + kStates,
  kIsOlder = kIsRepeat + kStates,  // than the distance asked of last: three in a row
  kIsLong = kIsOlder + 3 * kStates,
  kNewLength = kIsLong + kStates,
  kLengthCounters = 2 + 8 + 8 + 256,
  kRepeatLength = kNewLength + kLengthCounters,
  kSlot = kRepeatLength + kLengthCounters,  // 64 for each of four lengths of a match
  kNear = kSlot + 4 * 64,
  kLowest = kNear + 128,
  kLiteral =
      kLowest + 16,  // kLiteralCounters for each value of the last byte's upper bits
  kLiteralCounters = 3 * 256,
  kCounters = kLiteral + 8 * kLiteralCounters,
};
constexpr uint32_t kShortest = 2;  // match of more than one byte

// How likely a 0 is, in 2048ths.
constexpr int kCounterBits = 11;
uint16_t counters[kCounters];

const uint8_t* next;
uint32_t range;
uint32_t code;

void Start(const uint8_t* packed) {
  for (uint16_t& counter : counters) counter = 1 << (kCounterBits - 1);
  next = packed + 1;  // the first byte is always 0
  for (int i = 0; i < 4; ++i) code = code << 8 | *next++;
  range = ~uint32_t{0};
}

void Refill() {
  if (range >= 1u << 24) return;
  range <<= 8;
  code = code << 8 | *next++;
}

int Bit(int counter) {
  constexpr int kRate = 5;  // a counter learns 1/32 of what it did not foresee
  const uint32_t zero = counters[counter];
  const uint32_t bound = (range >> kCounterBits) * zero;
  const int bit = code < bound ? 0 : 1;
  if (bit == 0) {
    range = bound;
    counters[counter] =
        static_cast<uint16_t>(zero + (((1u << kCounterBits) - zero) >> kRate));
  } else {
    range -= bound;
    code -= bound;
    counters[counter] = static_cast<uint16_t>(zero - (zero >> kRate));
  }
  Refill();
  return bit;
}

// So many bits that are 0 as often as 1.
uint32_t EvenBits(int count) {
  uint32_t value = 0;
  for (; count > 0; --count) {
    range >>= 1;
    const uint32_t bit = code < range ? 0 : 1;
    if (bit == 1) code -= range;
    Refill();
    value = value * 2 + bit;
  }
  return value;
}

// Goes down a tree from a node to where `end` and the nodes above it begin.
int Descend(int first, int node, int end) {
  while (node < end) node = node * 2 + Bit(first + node);
  return node - end;
}

// A tree whose first bit is the lowest.
uint32_t ReverseTree(int first, int bits) {
  int node = 1;
  uint32_t value = 0;
  for (int i = 0; i < bits; ++i) {
    const int bit = Bit(first + node);
    node = node * 2 + bit;
    value += static_cast<uint32_t>(bit) << i;
  }
  return value;
}

uint32_t Length(int first) {
  const int trees = first + 2;
  int length = 0;
  if (Bit(first) == 0) {
    length = Descend(trees, 1, 8);
  } else if (Bit(first + 1) == 0) {
    length = 8 + Descend(trees + 8, 1, 8);
  } else {
    length = 16 + Descend(trees + 16, 1, 256);
  }
  return kShortest + static_cast<uint32_t>(length);
}

// How many bytes lie between a match and what it repeats.
uint32_t Distance(uint32_t length) {
  const int nth = length - kShortest < 3 ? static_cast<int>(length - kShortest) : 3;
  const int slot = Descend(kSlot + 64 * nth, 1, 64);
  if (slot < 4) return static_cast<uint32_t>(slot);
  const int bits = (slot >> 1) - 1;
  const uint32_t start = (2u + (slot & 1)) << bits;
  if (slot < 14) return start + ReverseTree(kNear + static_cast<int>(start) - slot, bits);
  const uint32_t upper = EvenBits(bits - 4);
  return start + upper * 16 + ReverseTree(kLowest, 4);
}

// `context`: the upper bits of the byte before. `other`: after a match the byte that
// would have gone on with it, which this one is not; -1 after a literal.
uint8_t Literal(int context, int other) {
  const int first = kLiteral + kLiteralCounters * context;
  int node = 1;
  if (other >= 0) {
    // The other byte's bits tell until one differs.
    const int path = 256 + other;
    for (int shift = 7; shift >= 0 && node == path >> (shift + 1); --shift) {
      node = node * 2 + Bit(first + 256 * (1 + (path >> shift & 1)) + node);
    }
  }
  return static_cast<uint8_t>(Descend(first, node, 256));
}

// The distances of the last four matches, the last one first.
uint32_t recent[4];

void MoveToFront(int i, uint32_t distance) {
  for (; i > 0; --i) recent[i] = recent[i - 1];
  recent[0] = distance;
}

// The length of the next match, whose distance is then the first of `recent`, and the
// state after it.
uint32_t Match(int* state) {
  const int at = *state;
  const int again = at < kAfterMatch ? 0 : 3;
  if (Bit(kIsRepeat + at) == 0) {
    *state = kAfterMatch + again;
    const uint32_t length = Length(kNewLength);
    MoveToFront(3, Distance(length));
    return length;
  }
  int i = 0;
  while (i < 3 && Bit(kIsOlder + i * kStates + at) == 1) ++i;
  if (i == 0 && Bit(kIsLong + at) == 0) {
    *state = again == 0 ? 9 : 11;
    return 1;
  }
  MoveToFront(i, recent[i]);
  *state = again == 0 ? 8 : 11;
  return Length(kRepeatLength);
}

}  // namespace

void Unlzma(const uint8_t* packed, uint8_t* out, uint32_t size, int context_bits) {
  Start(packed);
  int state = 0;
  for (uint32_t at = 0; at < size;) {
    const auto before = [&] { return out[at - 1 - recent[0]]; };
    if (Bit(kIsMatch + state) == 0) {
      const int last = at == 0 ? 0 : out[at - 1];
      out[at] = Literal(last >> (8 - context_bits), state < kAfterMatch ? -1 : before());
      ++at;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
    } else {
      for (uint32_t left = Match(&state); left > 0 && at < size; --left, ++at)
        out[at] = before();
    }
  }
}

}  // namespace digitpad
