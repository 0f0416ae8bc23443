// Shows that what the page is made of does the same natively and as WebAssembly on all that the
// fuzzers found worth keeping, and on mutations of it: what is refused and why, what is read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../cli/program.mjs';

/**
 * Those of which the page has the code. The others' is native alone: the page reads strokes files in
 * JavaScript, which web/strokes_file.test.mjs compares with the program, and the browser decodes JPEG.
 */
const TARGETS = ['app', 'headless', 'ink', 'kernels', 'model_file', 'picture', 'png'];

/** A line of each file, and of each target's mutations together. */
function answers(/** @type {string} */ program, /** @type {string[]} */ ...args) {
  const words = [...args, '--answers', 'tests/fuzz/corpus', ...TARGETS];
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8' });
  return execFileSync(program, words, options).trimEnd().split('\n');
}

test('the fuzzers’ corpus gives the same answers natively and as WebAssembly', () => {
  const native = answers(join(root, 'build/native/fuzz_replay'));
  assert.ok(native.length > 200);
  assert.deepEqual(answers('node', join(root, 'build/wasm/fuzz_replay.js')), native);
});
