// Prints the licences of everything that a release holds, as one text:
//   node tools/licenses.mjs
// or, with the word --packages, the Debian packages of which the builds took files, with versions:
// headers that declare shared libraries are among them.
// What of others is in it is not a list kept by hand but read from the builds: every header that
// was compiled and every archive that was linked belongs to a Debian package or to SDL2's source. It
// fails where one of them is unknown here. Texts are those of Debian's packages.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sdl2 = join(root, 'build/sdl2');

export const NPM_PACKAGE = 'The npm package';
const PROGRAMS = 'The programs digitpad and digitpad-draw';

/**
 * What a release holds, and the builds that it is made of with what is linked there.
 * @type {Record<string, Record<string, string[]>>}
 */
const ARTEFACTS = {
  'The page, digitpad.html': { 'build/wasm': ['page.js', 'unpack.wasm'] },
  [NPM_PACKAGE]: {
    'build/wasm_simd128': ['recognizer.wasm', 'unpack.wasm'],
    'build/wasm_relaxed': ['recognizer.wasm'],
  },
  [PROGRAMS]: {
    'build/native': ['digitpad', 'digitpad-draw'],
  },
};

/**
 * What of others ends up in ours. `files`: the paths in its source package of what is in archives,
 * which the builds do not name one by one; `text`: files that hold more of its licence.
 * @typedef {{ name: string, packages: RegExp, kind: string, files?: RegExp, text?: string[] }} Part
 * @type {Part[]}
 */
const PARTS = [
  { name: 'SDL2', packages: /^SDL2$/, kind: 'zlib', text: [join(sdl2, 'LICENSE.txt')] },
  {
    name: "Emscripten's runtime and libraries: emmalloc, musl, libc++, libc++abi, compiler-rt",
    packages: /^emscripten$/,
    kind: 'MIT or NCSA; Apache 2.0 with LLVM exceptions',
    files: /^system\/lib\/(libc|libcxx|libcxxabi|compiler-rt)\//,
    text: [
      '/usr/share/emscripten/system/lib/libc/musl/COPYRIGHT',
      '/usr/share/common-licenses/Apache-2.0',
    ],
  },
  {
    name: "headers of LLVM's compiler",
    packages: /^libclang-common-\d+-dev$/,
    kind: 'Apache 2.0 with LLVM exceptions',
    text: ['/usr/share/common-licenses/Apache-2.0'],
  },
  {
    name: 'stb_image and stb_image_write',
    packages: /^libstb-dev$/,
    kind: 'MIT or public domain',
  },
  {
    name: 'Eigen',
    packages: /^libeigen3-dev$/,
    kind: 'MPL 2.0',
    text: ['/usr/share/common-licenses/MPL-2.0'],
  },
  {
    name: 'CLI11',
    packages: /^libcli11-dev$/,
    kind: 'BSD, three clauses',
  },
  {
    name: 'nlohmann/json',
    packages: /^nlohmann-json3-dev$/,
    kind: 'MIT',
  },
  {
    name: "headers of ONNX's data format",
    packages: /^libonnx-dev$/,
    kind: 'MIT',
  },
  {
    name: "headers of Google's protocol buffers",
    packages: /^libprotobuf-dev$/,
    kind: 'BSD, three clauses',
  },
];

/**
 * Packages whose headers were read and which are not in a release all the same: they declare what
 * Debian's shared libraries hold, or are GCC's own, whose runtime library exception lets them be in
 * any program.
 */
const OUTSIDE =
  /^(libc6-dev|linux-libc-dev|lib(gcc|stdc\+\+)-\d+-dev|zlib1g-dev|libjpeg62-turbo-dev|libmd-dev|libsdl2(-ttf)?-dev)$/;

/** @param {string} command @param {string[]} words */
const run = (command, words) =>
  execFileSync(command, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });

/**
 * The files that one build took, tests left out: headers compiled, and archives linked by name.
 * @param {string} build
 * @param {string[]} linked
 */
function filesOf(build, linked) {
  /** @type {Set<string>} */
  const files = new Set();
  let isOurs = false;
  for (const line of run('ninja', ['-C', build, '-t', 'deps']).split('\n')) {
    if (/^\S.*: #deps /.test(line)) isOurs = !line.startsWith('tests/');
    else if (isOurs && line.startsWith(' ')) files.add(resolve(root, build, line.trim()));
  }
  if (files.size === 0) throw new Error(`${build} is not built`);
  const commands = run('ninja', ['-C', build, '-t', 'commands', ...linked]);
  for (const [archive] of commands.matchAll(/(?<=\s)\/\S+\.[ao](?=\s)/g)) {
    files.add(archive);
  }
  return [...files];
}

/**
 * The files that are not our own, by their Debian package; SDL2's are of "SDL2".
 * @param {string[]} files
 */
export function packagesOf(files) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  const add = (/** @type {string} */ name, /** @type {string} */ file) =>
    packages.set(name, [...(packages.get(name) ?? []), file]);
  const outside = new Set();
  for (const file of new Set(files)) {
    if (file.startsWith(`${sdl2}/`)) add('SDL2', file);
    else if (!file.startsWith(`${root}/`)) outside.add(file);
  }
  if (outside.size === 0) return packages;
  // It exits 1 where it does not know one of them, which is looked at below.
  const { stdout } = spawnSync('dpkg-query', ['--search', ...outside], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const [, name, file] of stdout.matchAll(/^([^:,\s]+)[^/]*: (\/.*)$/gm)) {
    if (outside.delete(file)) add(name, file);
  }
  if (outside.size > 0) {
    throw new Error(`of no Debian package: ${[...outside].slice(0, 5).join(', ')}`);
  }
  return packages;
}

/**
 * What of these packages is in a release.
 * @param {Iterable<string>} packages
 */
export function partsOf(packages) {
  /** @type {Map<Part, string>} */
  const parts = new Map();
  for (const name of [...packages].sort()) {
    const part = PARTS.find((one) => one.packages.test(name));
    if (part) parts.set(part, name);
    else if (!OUTSIDE.test(name)) {
      throw new Error(
        `tools/licenses.mjs does not know ${name}, which a build takes files of`,
      );
    }
  }
  return parts;
}

/** Whether a path ends as a pattern of Debian's says. */
function endsAs(/** @type {string} */ path, /** @type {string} */ pattern) {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`/${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(path);
}

/**
 * Of Debian's statement on a source package, what is said of some of its files, and the texts of the
 * licences that it names for them.
 * @param {string} statement
 * @param {(pattern: string) => boolean} counts whether one of the files is meant
 */
export function statementOn(statement, counts) {
  const paragraphs = statement.split(/\n\s*\n/);
  const named = /^License:[ \t]*(\S.*)((?:\n[ \t].*)*)/m;
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const paragraph of paragraphs) {
    const [, name, text] = named.exec(paragraph) ?? [];
    if (text) texts.set(name.toLowerCase(), paragraph);
  }
  const chosen = paragraphs.filter((paragraph) => {
    const patterns = /^Files:\s*([^]*?)\n(?=\S)/.exec(paragraph)?.[1].split(/\s+/);
    return patterns?.some((pattern) => pattern === '*' || counts(pattern));
  });
  if (chosen.length === 0) throw new Error('a statement on no file that is used');
  /** @type {Set<string>} */
  const all = new Set(chosen);
  for (const paragraph of chosen) {
    const [, names, inside] = named.exec(paragraph) ?? [];
    if (inside) continue;
    for (const name of names.split(/\s+(?:and|or)\s+/)) {
      const text = texts.get(name.toLowerCase());
      if (!text) throw new Error(`a statement names ${name} and does not hold it`);
      all.add(text);
    }
  }
  return [...all].join('\n\n');
}

const rule = '='.repeat(100);
/** @param {string} title @param {string} text */
const section = (title, text) => `\n${rule}\n${title}\n${rule}\n\n${text.trim()}\n`;

/** @param {string} path */
const read = (path) => readFileSync(resolve(root, path), 'utf8');

/**
 * The Debian packages that files of the builds are of, a line each with its version; libraries and
 * fonts of theirs that are not named by the builds go without.
 * @param {Iterable<string>} packages
 */
export function versionsOf(packages) {
  const names = [...packages].filter((name) => name !== 'SDL2').sort();
  const text = run('dpkg-query', ['-W', '-f', '${Package}: ${Version}\n', ...names]);
  return [...new Set(text.trim().split('\n'))].join('\n');
}

function allPackages() {
  const files = Object.values(ARTEFACTS)
    .flatMap((builds) => Object.entries(builds))
    .filter(([build]) => existsSync(join(root, build)))
    .flatMap((build) => filesOf(...build));
  return packagesOf(files).keys();
}

/**
 * For all that a release holds, or a part of that.
 * @param {string[]} titles
 */
export function licenses(titles = Object.keys(ARTEFACTS)) {
  /** @type {Map<string, string[]>} */
  const taken = new Map();
  const held = titles.map((title) => {
    const found = Object.entries(ARTEFACTS[title]).filter(([build]) =>
      existsSync(join(root, build)),
    );
    const packages = packagesOf(found.flatMap((build) => filesOf(...build)));
    for (const [name, files] of packages) {
      taken.set(name, [...(taken.get(name) ?? []), ...files]);
    }
    return { title, parts: partsOf(packages.keys()) };
  });
  const all = partsOf(taken.keys());
  let text = 'Licences of digitpad, and of what its files hold of others\n';
  for (const { title, parts } of held) {
    text += `\n${title}:\n    digitpad (MIT)\n`;
    for (const part of PARTS) {
      if (parts.has(part)) text += `    ${part.name} (${part.kind})\n`;
    }
  }
  if (titles.includes(PROGRAMS)) {
    text += "\nThe programs use Debian's shared libraries, which are not part of them.\n";
  }
  text += `
The network was trained on, and holds nothing of
    MNIST, by Y. LeCun, C. Cortes, C. Burges (CC BY-SA 3.0)
    UCI's pen digits, by E. Alpaydin, F. Alimoglu (CC BY 4.0)
    Omniglot, by B. Lake, R. Salakhutdinov, J. Tenenbaum (MIT)
`;
  text += section('digitpad', read('LICENSE'));
  const printed = new Set();
  for (const part of PARTS) {
    const name = all.get(part);
    if (!name) continue;
    if (name !== 'SDL2') {
      const files = taken.get(name) ?? [];
      const statement = statementOn(
        read(`/usr/share/doc/${name}/copyright`),
        (pattern) =>
          part.files?.test(pattern) || files.some((file) => endsAs(file, pattern)),
      );
      text += section(part.name, statement);
    }
    for (const path of part.text ?? []) {
      if (printed.has(path)) continue;
      printed.add(path);
      text += section(`${part.name}: ${path.split('/').slice(-2).join('/')}`, read(path));
    }
  }
  return text;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [word] = process.argv.slice(2);
  const text = word === '--packages' ? `${versionsOf(allPackages())}\n` : licenses();
  process.stdout.write(text);
}
