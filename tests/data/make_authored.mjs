// Writes tests/data/authored.jsonl: thirty digits, three of each, as pen paths drawn by hand
// here as control points. They stand in for real drawings where the data folder is missing.
//
//   node tests/data/make_authored.mjs > tests/data/authored.jsonl
//
// A digit is a list of strokes, a stroke a list of smooth pieces that meet in corners, a piece
// a list of points that the pen passes, in a frame 100 wide and 140 high, y down.

/** @typedef {[number, number]} Point */

/** @type {Record<string, Point[][][][]>} */
// prettier-ignore
const SHAPES = {
  0: [
    [[[[56, 6], [24, 18], [6, 66], [20, 120], [52, 134], [84, 112], [95, 62], [80, 18], [54, 5]]]],
    [[[[34, 16], [56, 4], [80, 26], [88, 72], [74, 122], [46, 136], [20, 112], [14, 60],
       [28, 22], [46, 8], [60, 8]]]],
    [[[[66, 10], [40, 8], [14, 44], [8, 92], [30, 128], [62, 122], [88, 84], [90, 40], [72, 12],
       [48, 14], [38, 24]]]],
  ],
  1: [
    [[[[54, 4], [51, 70], [49, 136]]]],
    [[[[24, 44], [44, 26], [62, 4]], [[62, 4], [58, 72], [56, 136]]]],
    [[[[30, 36], [46, 22], [56, 6]], [[56, 6], [54, 70], [54, 130]]],
     [[[22, 133], [54, 130], [86, 131]]]],
  ],
  2: [
    [[[[14, 34], [26, 12], [54, 4], [80, 18], [82, 46], [62, 80], [36, 110], [12, 132]],
      [[12, 132], [50, 129], [92, 130]]]],
    [[[[16, 40], [24, 16], [52, 4], [78, 22], [76, 54], [54, 90], [28, 124], [12, 128],
       [10, 114], [26, 108], [50, 122], [72, 132], [94, 124]]]],
    [[[[20, 22], [48, 8], [76, 16], [84, 40], [66, 72], [30, 104], [12, 128]],
      [[12, 128], [34, 122], [60, 130], [90, 126]]]],
  ],
  3: [
    [[[[18, 22], [44, 4], [74, 14], [78, 42], [58, 62], [40, 66]],
      [[40, 66], [68, 70], [86, 94], [74, 124], [42, 136], [12, 120]]]],
    [[[[16, 8], [48, 6], [80, 6]], [[80, 6], [64, 32], [44, 58]],
      [[44, 58], [74, 62], [86, 92], [70, 124], [40, 136], [12, 124]]]],
    [[[[22, 30], [34, 8], [64, 6], [76, 28], [66, 54], [44, 64], [36, 66], [48, 68], [78, 78],
       [86, 106], [62, 134], [30, 132], [14, 112]]]],
  ],
  4: [
    [[[[60, 4], [38, 46], [10, 92]], [[10, 92], [50, 90], [94, 88]]],
     [[[70, 50], [67, 92], [66, 138]]]],
    [[[[22, 8], [18, 40], [14, 76]], [[14, 76], [50, 76], [88, 70]]],
     [[[76, 6], [72, 70], [66, 136]]]],
    [[[[72, 6], [44, 44], [12, 88]], [[12, 88], [52, 88], [92, 84]]],
     [[[74, 4], [72, 66], [70, 136]]]],
  ],
  5: [
    [[[[24, 8], [21, 34], [18, 60]],
      [[18, 60], [42, 50], [72, 58], [88, 88], [74, 122], [42, 136], [12, 124]]],
     [[[24, 8], [54, 7], [86, 5]]]],
    [[[[84, 8], [54, 9], [28, 10]], [[28, 10], [24, 34], [20, 58]],
      [[20, 58], [50, 50], [80, 66], [84, 98], [62, 130], [30, 134], [10, 122]]]],
    [[[[86, 10], [58, 6], [34, 12], [22, 38], [32, 56], [60, 62], [82, 82], [80, 112], [54, 134],
       [20, 128]]]],
  ],
  6: [
    [[[[70, 6], [42, 26], [20, 66], [14, 104], [34, 134], [64, 132], [84, 106], [70, 78],
       [42, 78], [20, 102]]]],
    [[[[62, 4], [34, 40], [16, 84], [20, 120], [46, 136], [74, 122], [80, 96], [58, 80],
       [34, 90], [22, 112]]]],
    [[[[80, 18], [58, 6], [30, 28], [12, 74], [18, 118], [48, 136], [80, 118], [84, 88],
       [60, 70], [32, 80], [18, 100]]]],
  ],
  7: [
    [[[[12, 10], [50, 9], [88, 8]], [[88, 8], [64, 62], [40, 136]]]],
    [[[[14, 12], [50, 10], [88, 10]], [[88, 10], [58, 70], [46, 136]]],
     [[[32, 72], [54, 70], [78, 67]]]],
    [[[[14, 28], [16, 18], [17, 10]], [[17, 10], [38, 14], [60, 12], [88, 6]],
      [[88, 6], [62, 50], [48, 92], [44, 136]]]],
  ],
  8: [
    [[[[78, 22], [54, 4], [26, 16], [26, 42], [52, 64], [78, 90], [76, 122], [48, 136], [20, 120],
       [22, 90], [50, 66], [76, 44], [80, 20]]]],
    [[[[52, 62], [24, 46], [24, 16], [52, 4], [78, 18], [76, 46], [52, 64], [22, 86], [18, 118],
       [48, 136], [82, 118], [80, 86], [54, 64]]]],
    [[[[70, 14], [44, 4], [24, 24], [38, 50], [66, 74], [84, 104], [64, 134], [32, 132],
       [16, 106], [34, 76], [62, 52], [74, 26], [66, 10]]]],
  ],
  9: [
    [[[[80, 20], [54, 4], [24, 18], [18, 48], [42, 66], [70, 52], [80, 22]],
      [[80, 22], [78, 80], [74, 136]]]],
    [[[[78, 24], [52, 4], [22, 22], [20, 54], [48, 66], [72, 48], [80, 22]],
      [[80, 22], [82, 76], [68, 122], [40, 136], [16, 124]]]],
    [[[[76, 14], [46, 6], [20, 30], [26, 60], [54, 62], [74, 40], [82, 14]],
      [[82, 14], [72, 66], [52, 136]]]],
  ],
};

// How each of the three is drawn: the device's box, rate and steadiness, the hand's slant.
// `grid` is the step of the coordinates the device reports.
/** @typedef {(typeof HANDS)[number]} Hand */
const HANDS = [
  {
    writer: 'mouse',
    width: 400,
    height: 400,
    rate_ms: 16,
    speed: 0.8,
    tremor: 1.0,
    grid: 1,
    slant: 0.02,
    time: false,
    pressure: false,
  },
  {
    writer: 'finger',
    width: 360,
    height: 560,
    rate_ms: 8,
    speed: 0.7,
    tremor: 0.7,
    grid: 0.25,
    slant: 0.1,
    time: true,
    pressure: false,
  },
  {
    writer: 'pen',
    width: 500,
    height: 500,
    rate_ms: 10,
    speed: 0.5,
    tremor: 0.4,
    grid: 0.5,
    slant: 0.18,
    time: true,
    pressure: true,
  },
];

const FRAME = { width: 100, height: 140 };

/** Numbers 0..1, the same on every run: Knuth's MMIX generator, its upper half. */
function makeRandom(/** @type {number} */ seed) {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}

/** @type {(a: Point, b: Point, t: number) => Point} */
const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
/** @type {(a: Point, b: Point) => number} */
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** A centripetal Catmull-Rom curve through the points, as many short straight steps. */
function smooth(/** @type {Point[]} */ points) {
  const stepsPerSpan = 24;
  const n = points.length;
  const first = mix(points[0], points[1], -1);
  const last = mix(points[n - 1], points[n - 2], -1);
  const p = [first, ...points, last];
  const curve = [points[0]];
  for (let i = 1; i + 2 < p.length; ++i) {
    const knots = [0];
    for (let k = 0; k < 3; ++k) {
      knots.push(knots[k] + Math.sqrt(distance(p[i - 1 + k], p[i + k])));
    }
    for (let step = 1; step <= stepsPerSpan; ++step) {
      const t = knots[1] + ((knots[2] - knots[1]) * step) / stepsPerSpan;
      /** @type {(a: Point, b: Point, from: number, to: number) => Point} */
      const along = (a, b, from, to) =>
        mix(a, b, (t - knots[from]) / (knots[to] - knots[from]));
      const a1 = along(p[i - 1], p[i], 0, 1);
      const a2 = along(p[i], p[i + 1], 1, 2);
      const a3 = along(p[i + 1], p[i + 2], 2, 3);
      curve.push(along(along(a1, a2, 0, 2), along(a2, a3, 1, 3), 1, 2));
    }
  }
  return curve;
}

/**
 * Where the pen is at each report of the device: slow at both ends of a piece, as hands are.
 * @param {Point[]} curve
 * @param {Hand} hand
 * @param {number} scale
 */
function sample(curve, hand, scale) {
  const lengths = [0];
  for (let i = 1; i < curve.length; ++i) {
    lengths.push(lengths[i - 1] + distance(curve[i - 1], curve[i]) * scale);
  }
  const total = lengths[lengths.length - 1];
  const count = Math.max(4, Math.round(total / (hand.speed * hand.rate_ms)));
  const points = [];
  let at = 1;
  for (let i = 0; i <= count; ++i) {
    const t = i / count;
    const eased = 0.35 * t + 0.65 * t * t * (3 - 2 * t);
    while (at + 1 < lengths.length && lengths[at] < eased * total) ++at;
    const span = lengths[at] - lengths[at - 1];
    const part = span > 0 ? (eased * total - lengths[at - 1]) / span : 0;
    points.push(mix(curve[at - 1], curve[at], Math.min(1, part)));
  }
  return points;
}

/**
 * A slow drift of the hand, in device units; it goes on over all strokes of a drawing.
 * @param {Hand} hand
 * @param {() => number} random
 * @returns {(n: number) => Point}
 */
function makeTremor(hand, random) {
  const waves = [0.11, 0.23, 0.41].map((rate) => ({
    rate: rate * (0.8 + 0.4 * random()),
    phases: [6.3 * random(), 6.3 * random()],
  }));
  /** @type {(n: number, axis: number) => number} */
  const drift = (n, axis) =>
    waves.reduce((sum, wave) => sum + Math.sin(wave.rate * n + wave.phases[axis]), 0);
  return (n) => [hand.tremor * drift(n, 0), hand.tremor * drift(n, 1)];
}

/**
 * One drawing, somewhere in the hand's box.
 * @param {string} label
 * @param {Point[][][]} strokes
 * @param {Hand} hand
 * @param {() => number} random
 */
function draw(label, strokes, hand, random) {
  const height = hand.height * (0.22 + 0.5 * random());
  const scale = height / FRAME.height;
  const stretch = 0.85 + 0.25 * random();
  const slant = hand.slant * (0.5 + random());
  const angle = 0.12 * (random() - 0.5);
  const width = FRAME.width * scale * stretch;
  const margin = 20;
  const left = margin + random() * Math.max(0, hand.width - width - 2 * margin);
  const top = margin + random() * Math.max(0, hand.height - height - 2 * margin);
  const tremor = makeTremor(hand, random);
  const snap = (/** @type {number} */ v) => Math.round(v / hand.grid) * hand.grid;

  let n = 0;
  let time = 0;
  const drawn = strokes.map((pieces) => {
    const path = pieces.flatMap((piece, i) => {
      const points = sample(smooth(piece), hand, scale);
      return i === 0 ? points : points.slice(1);
    });
    const stroke = path.map(([px, py], i) => {
      const x =
        (px + slant * (FRAME.height / 2 - py) - FRAME.width / 2) * scale * stretch;
      const y = (py - FRAME.height / 2) * scale;
      const [dx, dy] = tremor(n++);
      const point = [
        snap(left + width / 2 + x * Math.cos(angle) - y * Math.sin(angle) + dx),
        snap(top + height / 2 + x * Math.sin(angle) + y * Math.cos(angle) + dy),
      ];
      if (hand.time) point.push(time);
      if (hand.pressure) {
        const end = Math.min(i + 1, path.length - i) / 5;
        point.push(Math.round(100 * Math.min(0.62, 0.2 + 0.3 * end)) / 100);
      }
      time += hand.rate_ms;
      return point;
    });
    time += 180; // the way to the next stroke
    return stroke;
  });
  return {
    label,
    writer: hand.writer,
    width: hand.width,
    height: hand.height,
    strokes: drawn,
  };
}

const random = makeRandom(2026);
for (const [label, variants] of Object.entries(SHAPES)) {
  variants.forEach((strokes, i) => {
    console.log(JSON.stringify(draw(label, strokes, HANDS[i], random)));
  });
}
