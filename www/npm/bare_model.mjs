// A model file with an empty card: nothing is read by it. See weights/FORMAT.md.

import { gzipSync } from 'node:zlib';

const HEADER = 24;
const ENTRY = 24; // of the section table
const EMPTY = Buffer.from('{}\0\0'); // padded to four bytes

/** The CRC-32 that a gzip file has near its end. */
const crc32 = (/** @type {Buffer} */ bytes) =>
  gzipSync(bytes).subarray(-8).readUInt32LE();

/** @param {Buffer} file whose last section is the card */
export function withoutCard(file) {
  const entry = HEADER + ENTRY * (file.readUInt32LE(16) - 1);
  if (file.toString('latin1', entry, entry + 5) !== 'card\0') {
    throw new Error("the model file's card is not its last section");
  }
  const begin = file.readUInt32LE(entry + 12);
  const bare = Buffer.concat([file.subarray(0, begin), EMPTY]);
  bare.writeUInt32LE(2, entry + 16);
  bare.writeUInt32LE(crc32(EMPTY.subarray(0, 2)), entry + 20);
  bare.writeUInt32LE(bare.length, 12);
  const rest = Buffer.concat([bare.subarray(0, HEADER - 4), bare.subarray(HEADER)]);
  bare.writeUInt32LE(crc32(rest), HEADER - 4);
  return bare;
}
