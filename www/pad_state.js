// What a browser keeps of a <digit-pad> when its page is left, as text: a line for what was
// entered, `=` and the typed text or `~` and what was read; `#` and where the boxes were, if there
// are any; and a line for each stroke. No JSON, which old scripts in a page make unsafe by giving
// arrays a toJSON.

/** @typedef {import('./pad_boxes.js').Row} Row */
/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */
/** @typedef {{ typed: string | null, read: string, row: Row | null, strokes: InkStroke[] }} PadState */

/** @param {PadState} state */
export function encodeState({ typed, read, row, strokes }) {
  const entered = typed === null ? `~${read}` : `=${typed}`;
  const boxes = row ? [`#${[row.x, row.y, row.width, row.height].join(' ')}`] : [];
  const lines = strokes.map((stroke) => stroke.map((point) => point.join()).join(' '));
  return [entered, ...boxes, ...lines].join('\n');
}

/** @param {string} line @returns {Row | null} */
function decodeRow(line) {
  const [x, y, width, height] = line.slice(1).split(' ').map(Number);
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/**
 * @param {string} text
 * @returns {PadState | null} null for what is none; the strokes are still to be checked
 */
export function decodeState(text) {
  const [entered, ...lines] = text.split('\n');
  if (!/^[=~]/.test(entered)) return null;
  const rest = entered.slice(1);
  const row = lines[0]?.startsWith('#') ? decodeRow(lines[0]) : null;
  return {
    typed: entered[0] === '=' ? rest : null,
    read: entered[0] === '~' ? rest : '',
    row,
    strokes: lines
      .slice(row ? 1 : 0)
      .map((line) => line.split(' ').map((point) => point.split(',').map(Number))),
  };
}
