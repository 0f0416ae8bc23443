// A recogniser in a headless module, as far as tests and benchmarks need one. Runs in node and in
// a page.

/**
 * @param {import('../../www/loader.js').CoreExports} core
 * @param {Uint8Array} model
 * @param {string} kernel a name, or '' for the fastest
 */
export function makeRecognizer(core, model, kernel = '') {
  const put = (/** @type {ArrayBufferView} */ values) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const to = core.allocate(bytes.length);
    if (to === 0) throw new Error('there is no more memory');
    new Uint8Array(core.memory.buffer, to, bytes.length).set(bytes);
    return to;
  };
  const text = () =>
    new TextDecoder().decode(
      new Uint8Array(core.memory.buffer, core.text(), core.textSize()),
    );
  const name = put(new TextEncoder().encode(`${kernel}\0`));
  const file = put(model);
  const recognizer = core.create(file, model.length, name);
  for (const memory of [file, name]) core.release(memory);
  if (recognizer === 0) throw new Error(text());
  const result = (/** @type {number} */ size) => {
    if (size < 0) throw new Error(text());
    return text();
  };
  return {
    /** The Result of 28x28 bytes, as JSON. */
    readPicture(/** @type {Uint8Array} */ picture) {
      const at = put(picture);
      const size = core.readPicture(recognizer, at);
      core.release(at);
      return result(size);
    },
    /**
     * The Result of strokes as JSON: of one symbol, unless the options say otherwise.
     * @param {number[][][]} strokes
     * @param {{ mode?: 'number' | 'single' | 'boxes', cells?: number[][],
     *   rules?: Record<string, string> }} [options]
     */
    read(strokes, { mode = 'single', cells = [], rules = {} } = {}) {
      core.resetOptions();
      core.setMode(['number', 'single', 'boxes'].indexOf(mode));
      const boxes = put(Float32Array.from(cells.flat()));
      core.setCells(boxes, cells.length);
      core.release(boxes);
      for (const rule of Object.entries(rules)) {
        const words = rule.map((word) => put(new TextEncoder().encode(`${word}\0`)));
        const set = core.setRule(words[0], words[1]);
        words.forEach((word) => core.release(word));
        if (set < 0) throw new Error(text());
      }
      const points = put(Float32Array.from(strokes.flat().flatMap(([x, y]) => [x, y])));
      const lengths = put(Int32Array.from(strokes.map((stroke) => stroke.length)));
      const size = core.read(recognizer, points, lengths, strokes.length);
      for (const memory of [points, lengths]) core.release(memory);
      return result(size);
    },
    /** The logits of the last reading. */
    logits() {
      const count = core.classes(recognizer);
      return new Int32Array(core.memory.buffer, core.logits(recognizer), count);
    },
  };
}
