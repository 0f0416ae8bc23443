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
    /** The Result of one symbol's strokes, as JSON. */
    read(/** @type {number[][][]} */ strokes) {
      const points = put(Float32Array.from(strokes.flat().flatMap(([x, y]) => [x, y])));
      const lengths = put(Int32Array.from(strokes.map((stroke) => stroke.length)));
      const size = core.read(recognizer, points, lengths, strokes.length, 1);
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
