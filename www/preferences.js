// What the reader of the page has set, kept from one visit to the next where the browser lets
// pages keep anything. Where it does not, settings just last until the page is left. A frame looks
// as the page around it wants it: nothing is kept there.

import { isEmbedded } from './embedding.js';

const KEY = 'digitpad';

/** @returns {Record<string, unknown>} */
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

const preferences = isEmbedded ? {} : load();

/**
 * A preference of the same type as `fallback`, which stands for one that was never set.
 * @template {string | boolean} T
 * @param {string} name
 * @param {T} fallback
 * @returns {T}
 */
export function preference(name, fallback) {
  const kept = preferences[name];
  return typeof kept === typeof fallback ? /** @type {T} */ (kept) : fallback;
}

/**
 * @param {string} name
 * @param {string | boolean} value
 */
export function keepPreference(name, value) {
  preferences[name] = value;
  if (isEmbedded) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is forbidden or full.
  }
}
