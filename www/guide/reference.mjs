// Tables of all that <digit-pad> has, of the package's custom elements manifest.

/**
 * @typedef {{name: string, description?: string, summary?: string, type?: {text: string},
 *   default?: string, kind?: string, privacy?: string, static?: boolean, attribute?: string,
 *   parameters?: {name: string, optional?: boolean}[], return?: {type: {text: string}}}} Entry
 */

/** @typedef {(text: string) => string} Escape */

/** @param {Entry} entry */
const isMethod = ({ kind }) => kind === 'method';

/** As it is written: a method with its parameters. @param {Entry} entry */
function nameOf(entry) {
  if (!isMethod(entry)) return entry.name;
  const names = (entry.parameters ?? []).map(({ name, optional }) =>
    optional ? `${name}?` : name,
  );
  return `${entry.name}(${names.join(', ')})`;
}

/**
 * @param {string} title
 * @param {Entry[]} entries
 * @param {Escape} escape
 */
function table(title, entries, escape) {
  const rows = entries.map((entry) => {
    const type = entry.type?.text ?? entry.return?.type.text ?? '';
    const code = (/** @type {string} */ text) => text && `<code>${escape(text)}</code>`;
    const text = escape(entry.description ?? '').replaceAll(
      /`([^`]+)`/g,
      '<code>$1</code>',
    );
    return `<tr><th scope="row">${code(nameOf(entry))}</th><td>${code(type)}</td><td>${text}</td></tr>`;
  });
  return `<h3>${title}</h3><div class="wide" tabindex="0" role="group" aria-label="${title}">
    <table>${rows.join('\n')}</table></div>`;
}

/**
 * @param {{modules: {declarations: Record<string, any>[]}[]}} manifest
 * @param {Escape} escape
 */
export function referenceOf(manifest, escape) {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  const pad = declarations.find(({ tagName }) => tagName === 'digit-pad');
  if (!pad) throw new Error('the custom elements manifest has no digit-pad');
  /** @type {Entry[]} */
  const members = (pad.members ?? []).filter(
    (/** @type {Entry} */ entry) => entry.privacy !== 'private' && !entry.static,
  );
  /** @type {[string, Entry[]][]} */
  const tables = [
    ['Attributes', pad.attributes],
    ['Properties', members.filter((entry) => !isMethod(entry))],
    ['Methods', members.filter(isMethod)],
    ['Events', pad.events],
    ['Parts', pad.cssParts],
    ['Custom properties', pad.cssProperties],
    ['States', pad.cssStates],
  ];
  return tables
    .filter(([, entries]) => entries?.length > 0)
    .map(([title, entries]) => table(title, entries, escape))
    .join('\n');
}
