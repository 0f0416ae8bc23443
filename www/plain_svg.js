// Which SVG files are opened: those of plain shapes, as pens and drawing programs write them. All
// else that SVG can do (uses of uses, patterns, filters, scripts) may keep a browser busy for hours.

const SHAPES = 'svg|g|defs|path|rect|circle|ellipse|line|polyline|polygon';
const PAINT =
  'fill|fill-rule|fill-opacity|stroke|stroke-width|stroke-opacity|stroke-linecap|stroke-linejoin|' +
  'stroke-miterlimit';
// Of another namespace, whatever it says, does nothing here.
const ATTRIBUTES =
  `xmlns|[\\w-]+:[\\w-]+|version|id|class|width|height|viewBox|preserveAspectRatio|transform|d|points|` +
  `x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|${PAINT}`;
const VALUE = '"[^"<]*"|\'[^\'<]*\'';
// No functions with addresses, and no way to write a letter in another way.
const RULES = `(?:\\s*(?:${PAINT})\\s*:[\\w\\s#.,%-]*;)*\\s*(?:(?:${PAINT})\\s*:[\\w\\s#.,%-]*)?`;
const STYLE = `style\\s*=\\s*(?:"${RULES}"|'${RULES}')`;

const TAG = `</?(?:${SHAPES})(?:\\s+(?:${STYLE}|(?:${ATTRIBUTES})\\s*=\\s*(?:${VALUE})))*\\s*/?>`;
// What shows nothing: notes, and what a file or a shape is called.
const COMMENT = '<!--[^-]*(?:-[^-]+)*-->';
const NOTE = COMMENT + '|<(title|desc)(?:\\s+id\\s*=\\s*"[^"<]*")?>[^<]*</\\2>';
const BEGINNING = `^\\s*(?:<\\?xml[^<>]*\\?>\\s*)?(?:${COMMENT}\\s*)*(?:<!DOCTYPE svg[^<>[\\]]*>\\s*)?`;

/**
 * What painting an SVG takes: its shapes, and the numbers that say where its lines go.
 * @typedef {{ shapes: number, numbers: number }} SvgCost
 */

const [POINT, ZERO, NINE] = Array.from('.09', (letter) => letter.charCodeAt(0));

/** Pixels painted over by all shapes, were each as large as the picture: seconds of work. */
const MOST_PAINTED = 8e9;
/** Each number may be that of a line across the picture, with broad round corners: likewise. */
const MOST_CROSSED = 5e10;
/** Pixels. What is no larger takes as long to be made of text. */
const SMALL = { width: 200, height: 200 };

/** Two in "1.5.5". @param {string} text */
function countNumbers(text) {
  let [count, inside, inFraction] = [0, false, false];
  for (let i = 0; i < text.length; ++i) {
    const code = text.charCodeAt(i);
    const isPoint = code === POINT;
    const isDigit = code >= ZERO && code <= NINE;
    if (isPoint ? inFraction || !inside : isDigit && !inside) ++count;
    inFraction = isPoint || (isDigit && inFraction);
    inside = isPoint || isDigit;
  }
  return count;
}

/**
 * @param {string} text
 * @returns {SvgCost | null} null where it is no SVG of plain shapes alone
 */
export function costOfPlainShapes(text) {
  const step = new RegExp(`(?:(${TAG})|${NOTE})\\s*`, 'y');
  step.lastIndex = new RegExp(BEGINNING).exec(text)?.[0].length ?? 0;
  let shapes = 0;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) return null;
    if (found[1]) ++shapes;
  }
  return shapes > 0 ? { shapes, numbers: countNumbers(text) } : null;
}

/**
 * @param {SvgCost} cost
 * @param {{ width: number, height: number }} [size] what it has at least, where it is not known
 */
export const isSlowToPaint = ({ shapes, numbers }, { width, height } = SMALL) =>
  shapes * width * height > MOST_PAINTED || numbers * width * height > MOST_CROSSED;
