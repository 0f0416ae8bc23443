// A reporter of node:test: each file with a test that failed, a line each. Of a test that a helper
// made, all files that use it; "?" where nobody knows.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const isTest = (/** @type {string} */ file) => file.endsWith('.test.mjs');

/** @param {string | undefined} file where a test is made */
function testFiles(file) {
  if (!file) return ['?'];
  if (isTest(file)) return [file];
  const uses = (/** @type {string} */ other) =>
    readFileSync(other, 'utf8').includes(basename(file));
  const files = readdirSync(dirname(file))
    .filter(isTest)
    .map((name) => join(dirname(file), name))
    .filter(uses);
  return files.length > 0 ? files : ['?'];
}

/** @param {AsyncIterable<{ type: string, data: { file?: string } }>} events */
export default async function* failedFiles(events) {
  const files = new Set();
  for await (const { type, data } of events) {
    if (type === 'test:fail') testFiles(data.file).forEach((file) => files.add(file));
  }
  for (const file of files) yield `${file}\n`;
}
