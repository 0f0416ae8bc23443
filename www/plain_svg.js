// Which SVG files are opened: those of plain shapes, as pens and this page write them. All else that
// SVG can do (uses of uses, patterns, filters, scripts) may keep a browser busy for hours.

const SHAPES = 'svg|g|path|rect|circle|ellipse|line|polyline|polygon';
const ATTRIBUTES =
  'xmlns|version|id|class|width|height|viewBox|preserveAspectRatio|transform|d|points|x|y|x1|y1|x2|y2|' +
  'cx|cy|r|rx|ry|fill|fill-rule|fill-opacity|stroke|stroke-width|stroke-opacity|stroke-linecap|stroke-linejoin';
const VALUE = '"[^"<]*"|\'[^\'<]*\'';

/** Pixels painted over by all shapes, were each as large as the picture: seconds of work. */
const MOST_PAINTED = 8e9;

/**
 * @param {string} text
 * @returns {number} how many shapes it has; 0 where it is no SVG of plain shapes alone
 */
export function countPlainShapes(text) {
  const declaration = /^\ufeff?\s*(?:<\?xml[^<>]*\?>)?\s*/.exec(text);
  const tag = new RegExp(
    `</?(?:${SHAPES})(?:\\s+(?:${ATTRIBUTES})\\s*=\\s*(?:${VALUE}))*\\s*/?>\\s*`,
    'y',
  );
  tag.lastIndex = declaration?.[0].length ?? 0;
  let tags = 0;
  for (; tag.lastIndex < text.length; ++tags) if (!tag.test(text)) return 0;
  return tags;
}

/**
 * @param {number} shapes
 * @param {{ width: number, height: number }} size
 */
export const isSlowToPaint = (shapes, { width, height }) =>
  shapes * width * height > MOST_PAINTED;
