// What `./build.sh data` does, with a server of our own: files are gone on with where they were
// cut off, no wrong content stays, and without a network it is said what is missing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { root } from '../cli/program.mjs';

// Not easy to pack, and the same each time.
const content = Buffer.from(
  Array.from({ length: 2000 }, (_, i) =>
    createHash('sha256').update(`${i}`).digest('hex'),
  ).join(''),
);
const packed = gzipSync(content, { level: 1 });
const otherPacking = gzipSync(content, { level: 9 });
const sha256 = createHash('sha256').update(content).digest('hex');

/** @type {{ path: string, range: string | undefined }[]} */
const requests = [];
let cutAt = 0; // bytes after which the server hangs up; 0: never

const server = createServer((request, response) => {
  const { range } = request.headers;
  requests.push({ path: String(request.url), range });
  const files = {
    '/one.gz': packed,
    '/other.gz': otherPacking,
    '/wrong.gz': gzipSync('no'),
  };
  const file = files[/** @type {keyof typeof files} */ (request.url)];
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (from >= file.length) {
    response.writeHead(416).end();
    return;
  }
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': file.length - from,
    'content-range': `bytes ${from}-${file.length - 1}/${file.length}`,
  });
  if (cutAt > 0) {
    response.write(file.subarray(from, from + cutAt), () => response.destroy());
  } else {
    response.end(file.subarray(from));
  }
});

let folder = '';
const address = (/** @type {string} */ name) =>
  `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/${name}`;
const target = () => join(folder, 'sub/one.gz');

before(
  () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null))),
);
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'digitpad-fetch-'));
  requests.length = 0;
  cutAt = 0;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
});

/** @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
function fetchFrom(/** @type {string[]} */ ...addresses) {
  const table = join(folder, 'sources.txt');
  writeFileSync(table, `# a comment\n\nsub/one.gz ${sha256} ${addresses.join(' ')}\n`);
  const child = spawn(join(root, 'tools/fetch.sh'), [table, folder]);
  const texts = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name].on('data', (chunk) => (texts[name] += chunk));
  }
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code: Number(code), ...texts })),
  );
}

test('a file is fetched once, and then is there', async () => {
  assert.equal((await fetchFrom(address('one.gz'))).code, 0);
  assert.deepEqual(readFileSync(target()), packed);
  assert.equal(requests.length, 1);
  const again = await fetchFrom(address('one.gz'));
  assert.equal(again.code, 0);
  assert.match(again.stdout, /is there/);
  assert.equal(requests.length, 1);
});

test('what was cut off is gone on with', async () => {
  cutAt = 10000;
  const first = await fetchFrom(address('one.gz'));
  assert.equal(first.code, 3);
  assert.ok(!existsSync(target()));
  cutAt = 0;
  assert.equal((await fetchFrom(address('one.gz'))).code, 0);
  assert.deepEqual(readFileSync(target()), packed);
  assert.match(String(requests.at(-1)?.range), /^bytes=[1-9]\d*-$/);
});

test('a part of another packing is begun anew', async () => {
  mkdirSync(dirname(target()));
  writeFileSync(`${target()}.part`, packed.subarray(0, 5000));
  assert.equal((await fetchFrom(address('other.gz'))).code, 0);
  assert.deepEqual(readFileSync(target()), otherPacking);
});

test('wrong content is refused, and another address asked', async () => {
  const wrong = await fetchFrom(address('wrong.gz'));
  assert.equal(wrong.code, 3);
  assert.match(
    wrong.stderr,
    new RegExp(`wrong.gz: not the content with SHA-256 ${sha256}`),
  );
  assert.ok(!existsSync(target()) && !existsSync(`${target()}.part`));
  const three = [address('none.gz'), address('wrong.gz'), address('one.gz')];
  assert.equal((await fetchFrom(...three)).code, 0);
  assert.deepEqual(readFileSync(target()), packed);
});

test('a damaged file is fetched anew', async () => {
  mkdirSync(dirname(target()));
  writeFileSync(target(), packed.subarray(0, 5000));
  assert.equal((await fetchFrom(address('one.gz'))).code, 0);
  assert.deepEqual(readFileSync(target()), packed);
});

test('without a network it says what is missing and from where', async () => {
  const nobody = 'http://127.0.0.1:1/one.gz';
  const { code, stderr } = await fetchFrom(nobody);
  assert.equal(code, 3);
  assert.match(stderr, /sub\/one\.gz could not be had; is this machine offline\?/);
  assert.ok(stderr.includes(nobody));
});
