// The ink that the headless modules draw for a canvas: the core's rasteriser, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCore } from '../../www/loader.js';
import { moduleBytes, missing } from './headless.mjs';

const why = missing('wasm_simd128');

/** The coverage of each pixel of 40 x 20. */
async function draw(
  /** @type {number[][][]} */ strokes,
  /** @type {number[]} scale, x, y, pen */ view,
  { left = 0, top = 0 } = {},
) {
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') }, '');
  const put = (/** @type {Float32Array | Int32Array | Uint8Array} */ values) => {
    const at = core.allocate(values.byteLength);
    const bytes = new Uint8Array(values.buffer);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    return at;
  };
  const points = put(Float32Array.from(strokes.flat(2)));
  const lengths = put(Int32Array.from(strokes, (stroke) => stroke.length));
  const pixels = put(new Uint8Array(40 * 20).fill(255));
  const [scale, x, y, pen] = view;
  const count = strokes.length;
  core.drawInk(points, lengths, count, scale, x, y, pen, pixels, left, top, 40, 20);
  const data = new Uint8Array(core.memory.buffer, pixels, 40 * 20);
  return (/** @type {number} */ x, /** @type {number} */ y) => data[40 * y + x];
}

test('a straight stroke covers its pen width, and half of the pixels at its edge', async (t) => {
  if (why) return t.skip(why);
  const coverage = await draw([[[5, 10.5], [35, 10.5]]], [1, 0, 0, 8]); // prettier-ignore
  assert.deepEqual([10, 7, 6, 5].map((y) => coverage(20, y)), [255, 255, 128, 0]); // prettier-ignore
  assert.deepEqual([coverage(0, 10), coverage(39, 10)], [0, 0]);
});

test('the view scales and moves it, and a part of it is that part', async (t) => {
  if (why) return t.skip(why);
  const stroke = [[[1, 2], [6, 4], [3, 1]]]; // prettier-ignore
  const whole = await draw(stroke, [4, 3, 2, 5]);
  const moved = await draw(
    [stroke[0].map(([x, y]) => [4 * x + 3, 4 * y + 2])],
    [1, 0, 0, 5],
  );
  const part = await draw(stroke, [4, 3, 2, 5], { left: 7, top: 3 });
  let inked = 0;
  for (let y = 0; y < 17; ++y) {
    for (let x = 0; x < 33; ++x) {
      assert.equal(whole(x, y), moved(x, y));
      assert.equal(whole(x + 7, y + 3), part(x, y));
      inked += part(x, y) > 0 ? 1 : 0;
    }
  }
  assert.ok(inked > 50);
});

test("the pen is the page's: a share of the area, from 6 to 13 pixels", async (t) => {
  if (why) return t.skip(why);
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') }, '');
  assert.equal(core.penWidth(300, 160), 6);
  assert.ok(Math.abs(core.penWidth(900, 400) - 9.6) < 1e-4);
  assert.equal(core.penWidth(2000, 2000), 13);
});
