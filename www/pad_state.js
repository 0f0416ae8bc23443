// What a browser keeps of a <digit-pad> when its page is left, as text: a line for what was
// entered, `=` and the typed text or `~` and what was read, and a line for each stroke. No JSON,
// which old scripts in a page make unsafe by giving arrays a toJSON.

/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */
/** @typedef {{ typed: string | null, read: string, strokes: InkStroke[] }} PadState */

/** @param {PadState} state */
export function encodeState({ typed, read, strokes }) {
  const entered = typed === null ? `~${read}` : `=${typed}`;
  const lines = strokes.map((stroke) => stroke.map((point) => point.join()).join(' '));
  return [entered, ...lines].join('\n');
}

/**
 * @param {string} text
 * @returns {PadState | null} null for what is none; the strokes are still to be checked
 */
export function decodeState(text) {
  const [entered, ...lines] = text.split('\n');
  if (!/^[=~]/.test(entered)) return null;
  const rest = entered.slice(1);
  return {
    typed: entered[0] === '=' ? rest : null,
    read: entered[0] === '~' ? rest : '',
    strokes: lines.map((line) =>
      line.split(' ').map((point) => point.split(',').map(Number)),
    ),
  };
}
