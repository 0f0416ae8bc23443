// The size that a JPEG file's header tells, before anything is decoded.

const START_OF_SCAN = 0xda;

/** @param {number} marker one of SOF0 to SOF15: a frame's header (ITU-T T.81, B.1.1.3) */
const startsFrame = (marker) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * @param {Uint8Array} bytes of any file
 * @returns {{ width: number, height: number } | null} null where it is no JPEG, or broken
 */
export function jpegSize(bytes) {
  const word = (/** @type {number} */ at) => (bytes[at] << 8) | bytes[at + 1];
  if (bytes.length < 4 || word(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    if (startsFrame(marker)) return { width: word(at + 7), height: word(at + 5) };
    if (marker === START_OF_SCAN) return null;
    at += 2 + word(at + 2);
  }
  return null;
}
