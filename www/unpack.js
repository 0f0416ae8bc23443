// Unpacks bytes that xz packed and a script holds as text: the page's module, and what the
// package brings with it.

import { instantiate } from './loader.js';

/**
 * @typedef {object} Packed
 * @property {string} unpacker base64 of the module that unpacks it
 * @property {string} packed base64 of raw LZMA, see wasm/unpack/unlzma.h
 * @property {number} size of what it unpacks to
 * @property {number} contextBits how it was packed
 */

/**
 * What wasm/unpack/unpack_exports.cc exports; places are in its memory.
 * @typedef {object} Unpacker
 * @property {WebAssembly.Memory} memory
 * @property {() => number} free_from
 * @property {(packed: number, out: number, size: number, contextBits: number)
 *     => void} unpack
 */

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** @param {Packed} what */
export async function unpack({ unpacker, packed, size, contextBits }) {
  const { memory, free_from, unpack } = /** @type {Unpacker} */ (
    /** @type {unknown} */ (await instantiate(bytesOf(unpacker)))
  );
  const bytes = bytesOf(packed);
  const from = free_from();
  const to = from + bytes.length;
  const end = to + size;
  memory.grow(Math.ceil(end / 65536));
  new Uint8Array(memory.buffer).set(bytes, from);
  unpack(from, to, size, contextBits);
  return memory.buffer.slice(to, end);
}
