// Whether the page is a part of somebody else's, in a frame, and what that one asks for. See
// docs/EMBED.md.

import { fillIn } from './dom.js';
import { texts } from './texts.js';

const HASH = /^#embed(?:=(.*))?$/s;

/** All of the page is in the frame's own attribute, which leaves it without an address. */
const isSrcdoc = location.href.startsWith('about:srcdoc');

export const isEmbedded = isSrcdoc || HASH.test(location.hash);

/** The settings of the page, which the frame's name has where there is no address. */
export function parameters() {
  const { name } = window;
  if (!isSrcdoc) return new URLSearchParams(location.search);
  return new URLSearchParams(name.startsWith('?') ? name : '');
}

/** @param {string} text */
function isOrigin(text) {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** @param {string} text @returns {string} */
function parseOrigin(text) {
  let origin = text;
  try {
    origin = decodeURIComponent(text);
  } catch {
    // It is no origin, then.
  }
  if (isOrigin(origin)) return origin;
  throw new Error(fillIn(texts.settingOrigin, { value: text }));
}

/**
 * The origins of the pages that may have this one in a frame and talk to it: `null` for those
 * without one, `*` for any.
 * @throws {Error} for the reader, where the address names what is none
 */
export function hostOrigins() {
  // Whoever wrote all of this page is whoever has it.
  if (isSrcdoc) return ['*'];
  const asked = HASH.exec(location.hash)?.[1];
  if (asked !== undefined) return asked.split(',').map(parseOrigin);
  return [location.protocol === 'file:' ? 'null' : location.origin];
}
