// The architecture rules of the project that a script can check. Prints every breach with file
// and line; exit 1 where there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What each room may include besides itself; one direction only. */
const ROOMS = {
  'core/base': [],
  'core/ink': ['core/base'],
  'core/picture': ['core/base', 'core/ink'],
  'core/prep': ['core/base', 'core/ink', 'core/picture'],
  'core/kernels': ['core/base'],
  'core/nn': ['core/base', 'core/kernels'],
  'core/decode': ['core/base', 'core/ink', 'core/prep', 'core/nn'],
  'core/formats': ['core/base', 'core/ink'],
  core: ['core/base', 'core/ink', 'core/picture', 'core/prep', 'core/nn', 'core/decode'],
  weights: [],
  'wasm/app': ['core', 'core/base', 'core/ink', 'core/nn', 'core/prep'],
  'wasm/view': ['wasm/app', 'core/base', 'core/ink'],
  'wasm/web': [
    'wasm/app',
    'wasm/view',
    'core',
    'core/base',
    'core/ink',
    'core/formats',
    'weights',
  ],
  'wasm/unpack': [],
  'wasm/headless': ['core', 'core/base', 'core/ink', 'core/kernels'],
  'wasm/desktop': [
    'wasm/app',
    'wasm/view',
    'core',
    'core/base',
    'core/ink',
    'core/kernels',
    'core/formats',
    'weights',
  ],
  'wasm/sdl2': [],
  trainer: ['core', 'weights'],
  tests: ['core', 'wasm', 'trainer', 'weights'],
};
/** Rooms that may include every room below the ones they name. */
const OPEN = ['trainer', 'tests'];

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((name) => name !== '');
const sources = files.filter((name) => /\.(cc|h|c)$/.test(name));

/** @type {string[]} */
const breaches = [];
function breach(
  /** @type {string} */ file,
  /** @type {number} */ line,
  /** @type {string} */ what,
) {
  breaches.push(`${file}:${line}: ${what}`);
}

/** The room of a file: the longest prefix of its path that ROOMS names. */
function roomOf(/** @type {string} */ path) {
  return Object.keys(ROOMS)
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function checkInclude(
  /** @type {string} */ file,
  /** @type {number} */ line,
  /** @type {string} */ included,
) {
  const from = roomOf(file);
  const to = roomOf(included);
  if (to === undefined || from === to) return;
  const allowed = /** @type {Record<string, string[]>} */ (ROOMS)[from];
  const ok = OPEN.includes(from)
    ? allowed.some((room) => to === room || to.startsWith(`${room}/`))
    : allowed.includes(to);
  if (!ok) breach(file, line, `${from} must not include ${to} (${included})`);
}

const CORE_NEVER = [
  [/#include <(SDL|emscripten|Eigen)/, 'the core knows no SDL, Emscripten or Eigen'],
  [
    /#include <(iostream|fstream|cstdio|stdio\.h|filesystem|chrono|ctime|thread|mutex)>/,
    'the core has no files, clock, output or threads',
  ],
  [
    /\b(printf|fprintf|puts|abort|exit|fopen)\s*\(/,
    'the core never prints, exits or opens files',
  ],
  [/\bthrow\b|\btry\s*\{/, 'the core never throws'],
  [
    /std::(sin|cos|tan|atan2?|exp2?|log2?|log10|pow|hypot|cbrt|fma|round|lround)\s*\(/,
    'only + - * / and sqrt are the same everywhere',
  ],
];
const INTRINSICS = /#include <(immintrin|x86intrin|arm_neon|wasm_simd128|emmintrin)\.h>/;

for (const file of sources) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const inCore = file.startsWith('core/') && !file.startsWith('core/formats/');
  lines.forEach((text, index) => {
    const line = index + 1;
    const code = text.replace(/\/\/.*$/, '');
    const include = /^#include "([^"]+)"/.exec(code);
    if (include) checkInclude(file, line, include[1]);
    if (inCore) {
      for (const [pattern, why] of CORE_NEVER) {
        if (/** @type {RegExp} */ (pattern).test(code)) breach(file, line, String(why));
      }
    }
    if (/^(core|wasm)\//.test(file) && /std::to_string\(/.test(code)) {
      breach(file, line, 'std::to_string is a kilobyte of wasm: NumberText');
    }
    if (
      INTRINSICS.test(code) &&
      !/^core\/kernels\/(kernels_(?!portable)\w+\.cc|wasm_(vector|relaxed)\.h)$/.test(
        file,
      ) &&
      !/^trainer\/net\/\w+_(avx512|amx)\.cc$/.test(file)
    ) {
      breach(
        file,
        line,
        'intrinsics live in kernels_<isa>.cc and trainer/net/*_<isa>.cc only',
      );
    }
    if (/\b(TODO|FIXME|XXX)\b/.test(text)) {
      breach(file, line, 'unfinished work left in the code');
    }
  });
  if (file.endsWith('.h') && !lines[0].startsWith('//')) {
    breach(file, 1, 'a header opens with what it is and its place');
  }
  if (lines.length > 500) {
    breach(file, 500, `${lines.length} lines: what second thing moved in?`);
  }
}

/** @type {Map<string, string>} */
const seen = new Map();
for (const file of sources) {
  const earlier = seen.get(basename(file));
  if (earlier !== undefined) breach(file, 1, `its base name is that of ${earlier}`);
  seen.set(basename(file), file);
}

for (const file of files) {
  if (/\.(wasm|gz)$|^node_modules\/|-ubyte|^build\//.test(file)) {
    breach(file, 1, 'generated or downloaded files stay out of git');
  }
}
const lock = readFileSync('package-lock.json', 'utf8');
if (/"resolved"/.test(lock)) breach('package-lock.json', 1, 'names a registry host');

for (const text of breaches) console.error(text);
console.log(`architecture: ${sources.length} sources, ${breaches.length} breaches`);
process.exit(breaches.length > 0 ? 1 : 0);
