// Pictures made to stop a browser, which itself knows no limits: small files that claim to be huge,
// or that take minutes to decode, are refused before it sees them. Ordinary ones of the same kinds
// are read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { claimedSize, isJpegBomb } from '../../www/picture_claims.js';
import { costOfPlainShapes, isSlowToPaint } from '../../www/plain_svg.js';
import { writeNumber } from '../data/written.mjs';
import { answerFor, drawWithMouse, launchBrowser, openPage } from './browser.mjs';
import { noticeWith } from './file_ways.mjs';
import { choosePicture, makeSheet, pictureAnswer } from './sheets.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const [WIDTH, HEIGHT] = [480, 120];
const number = writeNumber('407', { x: 40, y: 25, height: 70 });
/** Of 407, dark on light: its pixels have a shade of two. */
const dark = new Set(
  number.strokes.flatMap((stroke) =>
    stroke.slice(1).flatMap(([x, y], i) => {
      const [fromX, fromY] = stroke[i];
      const dots = Math.ceil(Math.hypot(x - fromX, y - fromY)) + 1;
      return Array.from({ length: dots }, (_, k) => [
        fromX + ((x - fromX) * k) / dots,
        fromY + ((y - fromY) * k) / dots,
      ]).flatMap(([x, y]) =>
        [-2, -1, 0, 1, 2].flatMap((dx) =>
          [-2, -1, 0, 1, 2].map((dy) => Math.round(y + dy) * WIDTH + Math.round(x + dx)),
        ),
      );
    }),
  ),
);

/** @param {number[]} words two bytes each, the low one first */
const littleWords = (words) => {
  const bytes = Buffer.alloc(words.length * 2);
  words.forEach((word, i) => bytes.writeUInt16LE(word, i * 2));
  return bytes;
};

/** A BMP of 24 bits; `claimed` is what its header tells. */
function bmp(claimed = [WIDTH, HEIGHT]) {
  const row = WIDTH * 3;
  const pixels = Buffer.alloc(row * HEIGHT, 0xff);
  for (const at of dark) {
    const y = HEIGHT - 1 - Math.floor(at / WIDTH);
    pixels.fill(0x20, y * row + (at % WIDTH) * 3, y * row + (at % WIDTH) * 3 + 3);
  }
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + pixels.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(claimed[0], 18);
  header.writeInt32LE(claimed[1], 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, pixels]);
}

/** A GIF whose LZW data hold each pixel as it is: a code to clear with before every other one. */
function gif(screen = [WIDTH, HEIGHT], frame = [WIDTH, HEIGHT]) {
  const [minimumSize, clear, end, codeBits] = [2, 4, 5, 3];
  /** @type {number[]} */
  const bits = [];
  const add = (/** @type {number} */ code) => {
    for (let i = 0; i < codeBits; ++i) bits.push((code >> i) & 1);
  };
  for (let at = 0; at < WIDTH * HEIGHT; ++at) {
    if (at % 2 === 0) add(clear);
    add(dark.has(at) ? 1 : 0);
  }
  add(end);
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => (bytes[i >> 3] |= bit << (i & 7)));
  const blocks = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Buffer.of(block.length), block);
  }
  return Buffer.concat([
    Buffer.from('GIF89a'),
    littleWords(screen),
    Buffer.of(0x80, 0, 0, 0xff, 0xff, 0xff, 0x20, 0x20, 0x20),
    Buffer.of(0x21, 0xfe, 2, 0x68, 0x69, 0), // a comment
    Buffer.of(0x2c),
    littleWords([0, 0, ...frame]),
    Buffer.of(0, minimumSize),
    ...blocks,
    Buffer.of(0, 0x3b),
  ]);
}

/** A RIFF file of WebP with one chunk that begins like this. */
const webp = (/** @type {string} */ chunk, /** @type {number[]} */ content) =>
  Buffer.concat([
    Buffer.from(`RIFF\x40\0\0\0WEBP${chunk}\x34\0\0\0`, 'latin1'),
    Buffer.from(content),
    Buffer.alloc(64),
  ]);

/** As much of an AVIF file as tells of its size. */
function avif(/** @type {number} */ width, /** @type {number} */ height) {
  const size = Buffer.alloc(12);
  size.writeUInt32BE(width, 4);
  size.writeUInt32BE(height, 8);
  return Buffer.concat([
    Buffer.from('\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x14ispe', 'latin1'),
    size,
  ]);
}

/** A JPEG's frame and as many scans without a pixel. */
function jpeg(/** @type {number} */ side, /** @type {number} */ scans, padding = 0) {
  const components = [1, 2, 3].flatMap((id) => [id, 0x11, 0]);
  const [high, low] = [side >> 8, side & 0xff];
  const scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0];
  const note = Buffer.alloc(padding);
  if (padding > 0) note.set([0xff, 0xfe, (padding - 2) >> 8, (padding - 2) & 0xff]);
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    note,
    Buffer.of(0xff, 0xff, 0xc2, 0, 17, 8, high, low, high, low, 3, ...components),
    ...Array.from({ length: scans }, () =>
      Buffer.from([...scan, 0x55, 0xff, 0, 0xff, 0xd0]),
    ),
    Buffer.of(0xff, 0xd9),
  ]);
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">';
/** Each group shows the one before ten times: a thousand million shapes. */
const svgOfUses = `${SVG}<g id="a0"><path d="M0 0h9v9z"/></g>${Array.from(
  { length: 9 },
  (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`,
).join('')}</svg>`;
/** So many broad lines with round corners, all across the picture. */
function svgOfLines(/** @type {number} */ count) {
  let state = 1;
  const below = (/** @type {number} */ most) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % most;
  };
  const lines = Array.from({ length: count }, () => `L${below(1400)} ${below(1900)}`);
  const pen = 'fill="none" stroke="#000" stroke-width="500" stroke-linejoin="round"';
  const svg = SVG.replace('600', '1400').replace('300', '1900');
  return Buffer.from(`${svg}<path ${pen} d="M0 0${lines.join('')}"/></svg>`);
}
const svgOfCircles = `${SVG.replace('600', '7000').replace('300', '7000')}${'<circle r="9999"/>'.repeat(1000)}</svg>`;

test('sizes are known before anything is decoded', () => {
  const sizes = /** @type {[string, Buffer, number[] | null][]} */ ([
    ['bmp', bmp(), [WIDTH, HEIGHT]],
    ['bmp upside down', bmp([WIDTH, -HEIGHT]), [WIDTH, HEIGHT]],
    ['gif', gif(), [WIDTH, HEIGHT]],
    ['gif with a frame beyond its screen', gif([1, 1], [9000, 8000]), [9000, 8000]],
    [
      'webp, extended',
      webp('VP8X', [0, 0, 0, 0, 0x1f, 0x4e, 0, 9, 0, 1]),
      [20000, 65546],
    ],
    ['webp, lossless', webp('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f]), [16384, 16384]],
    ['webp, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x10, 0, 0x20, 0]), [16, 32]],
    ['avif', avif(20000, 10000), [20000, 10000]],
    ['jpeg', jpeg(700, 1), [700, 700]],
    [
      'jpeg behind a marker of no length',
      Buffer.concat([
        Buffer.of(0xff, 0xd8, 0xff, 0x01),
        jpeg(7000, 1).subarray(2),
        Buffer.alloc(70_000),
        jpeg(16, 1),
      ]),
      [7000, 7000],
    ],
    ['jpeg without a frame', Buffer.of(0xff, 0xd8, 0xff, 0xd9), null],
    ['cut gif', gif().subarray(0, 16), null],
    ['cut bmp', bmp().subarray(0, 20), null],
    ['words', Buffer.from('forty-two'), null],
    ['nothing', Buffer.alloc(0), null],
  ]);
  for (const [name, bytes, size] of sizes) {
    const claimed = claimedSize(bytes);
    assert.deepEqual(claimed && [claimed.width, claimed.height], size, name);
  }
});

test('a JPEG is a bomb where its blocks outnumber its bits, or scans go on and on', () => {
  const isBomb = (/** @type {Buffer} */ file) => {
    const size = claimedSize(file);
    assert.ok(size);
    return isJpegBomb(file, size);
  };
  assert.equal(isBomb(jpeg(640, 10)), true, 'ten scans of nothing');
  assert.equal(isBomb(jpeg(640, 10, 500)), false);
  assert.equal(isBomb(jpeg(4000, 10, 60_000)), false, '7,500,000 blocks');
  const long = jpeg(4000, 99, 60_000);
  assert.equal(isBomb(long), true, '74,250,000 blocks');
  const cut = Buffer.concat([long.subarray(0, -2), Buffer.of(0xff, 0xda)]);
  assert.equal(isBomb(cut), true, 'the last scan is cut off');
});

test('SVG files are opened where they are plain shapes alone', () => {
  for (const plain of [
    `${SVG}<g fill="none"><path d="M1 2L3 4"/></g></svg>`,
    `\ufeff<?xml version="1.0" encoding="utf-8"?>\n${SVG}\n  <rect width='9' height='9' />\n</svg>\n`,
    // As drawing programs write them.
    `<?xml version="1.0"?>\n<!-- Created with a program - of 2026 -->\n${SVG}<defs id="a"/><path/></svg>`,
    `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${SVG}</svg>`,
    `${SVG.replace('>', ' xmlns:xlink="http://www.w3.org/1999/xlink">')}<g program:label="a"/></svg>`,
    `${SVG}<title>forty-two</title><desc id="a">drawn</desc><rect stroke-miterlimit="4"/></svg>`,
    `${SVG}<path style="fill:none; stroke:#000;stroke-width: 1.5px"/><path style=""/></svg>`,
  ]) {
    assert.ok(costOfPlainShapes(plain), plain);
  }
  for (const other of [
    svgOfUses,
    `${SVG}<script>1</script></svg>`,
    `${SVG}<rect style="filter:blur(99px)"/></svg>`,
    `${SVG}<rect style="fill:red;filter:none"/></svg>`,
    `${SVG}<rect style="fill:url(#a)"/></svg>`,
    `${SVG}<rect style="fi\\6cter:none"/></svg>`,
    `${SVG}<rect style="fill:red}*{filter:none"/></svg>`,
    `${SVG}<title><use href="#a"/></title></svg>`,
    `${SVG}<!-- a -- b --></svg>`,
    '<!-- no more -->',
    `${SVG}<g filter="url(#f)"/></svg>`,
    `<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}</svg>`,
    `${SVG}<s:use xmlns:s="http://www.w3.org/2000/svg"/></svg>`,
    `${SVG}<image href="x.png"/></svg>`,
    `${SVG}words</svg>`,
    '<html></html>',
    '<',
  ]) {
    assert.equal(costOfPlainShapes(other), null, other.slice(0, 120));
  }
});

test('what an SVG takes to paint are its shapes and the numbers in them', () => {
  const cost = (/** @type {string} */ path) =>
    costOfPlainShapes(`<svg><path d="${path}"/></svg>`);
  assert.deepEqual(cost(''), { shapes: 3, numbers: 0 });
  assert.deepEqual(cost('M10.25-3 1.5.5.5L7 8.'), { shapes: 3, numbers: 7 });
  const page = { width: 1400, height: 1900 };
  assert.equal(isSlowToPaint({ shapes: 3, numbers: 15_000 }, page), false);
  assert.equal(isSlowToPaint({ shapes: 3, numbers: 30_000 }, page), true);
  assert.equal(isSlowToPaint({ shapes: 2000, numbers: 0 }, page), false);
  assert.equal(isSlowToPaint({ shapes: 4000, numbers: 0 }, page), true);
  // Before the size is known.
  assert.equal(isSlowToPaint({ shapes: 100_000, numbers: 0 }), false);
  assert.equal(isSlowToPaint({ shapes: 1e6, numbers: 0 }), true);
  assert.equal(isSlowToPaint({ shapes: 3, numbers: 1e7 }), true);
});

test('the page refuses bombs at once, and keeps what was drawn', async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, number.strokes);
  await answerFor(page, number.strokes.length);
  for (const [name, bytes, reason] of /** @type {[string, Buffer, RegExp][]} */ ([
    ['huge.gif', gif([20_000, 20_000]), /20000x20000/],
    ['frame.gif', gif([1, 1], [9000, 9000]), /9000x9000/],
    ['huge.bmp', bmp([20_000, 20_000]), /20000x20000/],
    ['huge.webp', webp('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f]), /16384x16384/],
    ['huge.avif', avif(20_000, 20_000), /20000x20000/],
    ['blocks.jpg', jpeg(7000, 1), /far too long/],
    ['scans.jpg', jpeg(4000, 99, 60_000), /far too long/],
    ['uses.svg', Buffer.from(svgOfUses), /plain shapes/],
    ['circles.svg', Buffer.from(svgOfCircles), /far too long/],
    ['20,000 lines.svg', svgOfLines(20_000), /far too long/],
    // Few enough, but slow to paint all the same.
    ['9,000 lines.svg', svgOfLines(9000), /far too long/],
  ])) {
    await choosePicture(page, name, bytes);
    assert.match(await noticeWith(page, `${name} `), reason, name);
    assert.equal((await answerFor(page, number.strokes.length)).text, '407', name);
  }
  assert.deepEqual(log, []);
  await context.close();
});

test('ordinary pictures of these kinds are read', async () => {
  const { context, page, log } = await openPage(browser);
  const plain = `${SVG.replace('600', '480').replace('300', '120')}<g fill="none" stroke="#000" stroke-width="5">${number.strokes
    .map((stroke) => `<polyline points="${stroke.join(' ')}"/>`)
    .join('')}</g></svg>`;
  for (const [name, bytes] of /** @type {[string, Buffer][]} */ ([
    ['a.bmp', bmp()],
    ['a.gif', gif()],
    ['a.webp', await makeSheet(browser, ['407'], { type: 'image/webp' })],
    ['a.svg', Buffer.from(plain)],
  ])) {
    await choosePicture(page, name, bytes);
    assert.equal((await pictureAnswer(page)).guess, '407', name);
    await page.locator('#new').click();
    await answerFor(page, 0);
  }
  assert.deepEqual(log, []);
  await context.close();
});
