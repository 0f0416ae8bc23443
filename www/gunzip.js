// Unpacks files that are gzipped, up to a size.

import { FileProblem } from './file_problem.js';

/** No file may be larger, packed or not; one is held in memory twice while it is opened. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * What a file of that size may unpack to, as in core/formats/unpacked_size.h.
 * @param {number} size
 */
const mostBytes = (size) => Math.min(MAX_FILE_BYTES, Math.max(1e6, 64 * size));

/**
 * The file itself, where it is not gzipped.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function gunzipIfNeeded(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const packed = new Blob([bytes]).stream();
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  const most = mostBytes(bytes.length);
  const parts = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileProblem('gzipDamaged');
    });
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > most) {
      void reader.cancel();
      throw new FileProblem(size > MAX_FILE_BYTES ? 'fileTooLarge' : 'gzipTooLarge');
    }
    parts.push(value);
  }
}
