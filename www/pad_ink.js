// The ink of a <digit-pad>, with undo and redo. Knows nothing of screens. Strokes are never
// changed once the pen is up, so earlier drawings share them.

// core/ink/ink.h
const MAX_STROKES = 1000;
const MAX_POINTS = 20_000;
const MAX_COORDINATE = 1e6;
// The oldest is forgotten first.
const MAX_EDITS = 500;

/** x, y, milliseconds since the drawing began, pressure; the last two where they are known.
 * @typedef {number[]} InkPoint */
/** @typedef {InkPoint[]} InkStroke */

/** @param {number} value */
const isCoordinate = (value) => Math.abs(value) <= MAX_COORDINATE;

/**
 * A copy of strokes from elsewhere.
 * @param {unknown} strokes
 * @returns {InkStroke[]}
 * @throws {TypeError} where they are none
 */
export function checkedStrokes(strokes) {
  const fail = (/** @type {string} */ what) => {
    throw new TypeError(`digit-pad: strokes: ${what}`);
  };
  if (!Array.isArray(strokes)) fail('not a list of strokes');
  let points = 0;
  const copy = /** @type {unknown[]} */ (strokes).map((stroke, s) => {
    if (!Array.isArray(stroke)) return fail(`stroke ${s} is no list of points`);
    points += stroke.length;
    return stroke.map((point, p) => {
      const isPoint =
        Array.isArray(point) &&
        point.length >= 2 &&
        point.every(Number.isFinite) &&
        isCoordinate(point[0]) &&
        isCoordinate(point[1]);
      return isPoint ? [...point] : fail(`stroke ${s}, point ${p} is no point`);
    });
  });
  if (copy.length > MAX_STROKES) fail(`more than ${MAX_STROKES}`);
  if (points > MAX_POINTS) fail(`more than ${MAX_POINTS} points`);
  return /** @type {InkStroke[]} */ (copy.filter((stroke) => stroke.length > 0));
}

/** The smallest box around some points: left, top, right, bottom; null without any. */
export function boundsOf(/** @type {InkPoint[]} */ points) {
  if (points.length === 0) return null;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

export class PadInk {
  /** The one under the pen included. @type {InkStroke[]} */
  strokes = [];
  /** @type {InkStroke | null} */
  live = null;
  /** @type {InkStroke[][]} */
  #undone = [];
  /** @type {InkStroke[][]} */
  #done = [];
  #points = 0;

  get isEmpty() {
    return this.strokes.length === 0;
  }
  /** Nothing is there, and nothing can come back. */
  get isNew() {
    return this.isEmpty && !this.canUndo && !this.canRedo;
  }
  get canUndo() {
    return this.#done.length > 0;
  }
  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Pen down, move, up. False where there is no room for more. @param {InkPoint} point */
  begin(point) {
    this.end();
    if (this.strokes.length >= MAX_STROKES || !this.#takes(point)) return false;
    this.live = [point];
    this.#remember();
    this.strokes = [...this.strokes, this.live];
    return true;
  }
  /** @param {InkPoint} point */
  add(point) {
    if (!this.live || !this.#takes(point)) return false;
    const last = this.live[this.live.length - 1];
    if (last[0] === point[0] && last[1] === point[1]) return false;
    this.live.push(point);
    return true;
  }
  end() {
    this.live = null;
  }
  /** The stroke under the pen goes, as if it had never been. */
  cancel() {
    if (!this.live) return;
    this.live = null;
    this.#show(this.#done.pop() ?? []);
  }

  /** Another drawing takes the place of this one. @param {InkStroke[]} strokes */
  replace(strokes) {
    this.end();
    this.#remember();
    this.#show(strokes);
  }
  /** The same, and nothing can be undone. @param {InkStroke[]} strokes */
  reset(strokes = []) {
    this.end();
    this.#done = [];
    this.#undone = [];
    this.#show(strokes);
  }

  undo() {
    return this.#travel(this.#done, this.#undone);
  }
  redo() {
    return this.#travel(this.#undone, this.#done);
  }

  /**
   * All points are others, those of drawings that can come back as well.
   * @param {(point: InkPoint) => InkPoint} change
   */
  map(change) {
    /** @type {Map<InkStroke, InkStroke>} */
    const changed = new Map();
    const changeStroke = (/** @type {InkStroke} */ stroke) => {
      const to = changed.get(stroke) ?? stroke.map(change);
      changed.set(stroke, to);
      return to;
    };
    const drawings = [...this.#done, ...this.#undone, this.strokes];
    const each = drawings.map((strokes) => strokes.map(changeStroke));
    this.#done = each.slice(0, this.#done.length);
    this.strokes = each[each.length - 1];
    this.#undone = each.slice(this.#done.length, -1);
    this.live &&= changeStroke(this.live);
  }

  /** @param {InkPoint} point */
  #takes(point) {
    if (this.#points >= MAX_POINTS) return false;
    if (!isCoordinate(point[0]) || !isCoordinate(point[1])) return false;
    ++this.#points;
    return true;
  }
  #remember() {
    this.#undone = [];
    this.#done.push(this.strokes);
    if (this.#done.length > MAX_EDITS) this.#done.shift();
  }
  /** @param {InkStroke[]} strokes */
  #show(strokes) {
    this.strokes = strokes;
    this.#points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  }
  /**
   * @param {InkStroke[][]} from
   * @param {InkStroke[][]} to
   */
  #travel(from, to) {
    this.end();
    const strokes = from.pop();
    if (!strokes) return false;
    to.push(this.strokes);
    this.#show(strokes);
    return true;
  }
}
