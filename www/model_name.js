// The name that a model has everywhere: see weights/FORMAT.md.

const NAME_BYTES = 6; // the first 12 hex digits

/**
 * Empty where it is not to be had: in a page that came over plain http, and in Node 18.
 * @param {Uint8Array<ArrayBuffer>} bytes of a model file
 * @returns {Promise<string>}
 */
export async function modelName(bytes) {
  const hash = await globalThis.crypto?.subtle?.digest('SHA-256', bytes);
  if (!hash) return '';
  return Array.from(new Uint8Array(hash, 0, NAME_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
