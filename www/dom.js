// Small helpers over the DOM that write only what differs, so that nothing is laid out, painted
// or spoken again without need.

/** @typedef {{ x: number, y: number, w: number, h: number }} Rect */

/**
 * An element that the page itself is sure to have.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @type {WeakMap<HTMLElement, string>} */
const places = new WeakMap();

/**
 * Places an element within its parent; page.css uses --w and --h.
 * @param {HTMLElement} element
 * @param {Rect} box in CSS pixels
 */
export function setBox(element, box) {
  const place = `${box.x} ${box.y} ${box.w} ${box.h}`;
  if (places.get(element) === place) return;
  places.set(element, place);
  element.style.left = `${box.x}px`;
  element.style.top = `${box.y}px`;
  element.style.setProperty('--w', `${box.w}px`);
  element.style.setProperty('--h', `${box.h}px`);
}

/**
 * The size of an element's text, whatever the size of the element.
 * @param {HTMLElement} element
 */
export function textSize(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { width, height } = range.getBoundingClientRect();
  return { width: Math.ceil(width), height: Math.ceil(height) };
}

/**
 * A text of strings.json with its {places} filled in.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
