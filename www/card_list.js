// Any JSON value as a readable list of names and values. It may come from anybody: only text is
// made of it, and not without end.

const MOST_ENTRIES = 2000;
const MOST_NESTED = 8;
/** Names whose numbers are shares of 1. */
const SHARE = /^(accuracy|share|coverage|error|\w+_share)$/;

/**
 * @param {unknown} value
 * @param {string} language of the numbers
 * @returns {Node}
 */
export function listOf(value, language) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 2,
  });
  let entries = 0;

  /** @param {unknown} plain @param {string} name */
  const textOf = (plain, name) => {
    if (typeof plain !== 'number') return String(plain);
    return (SHARE.test(name) ? percent : number).format(plain);
  };

  /** @param {unknown} node @param {string} name @param {number} depth @returns {Node} */
  const show = (node, name, depth) => {
    if (depth > MOST_NESTED) return new Text('…');
    if (node === null || typeof node !== 'object') return new Text(textOf(node, name));
    if (Array.isArray(node) && node.every((each) => Object(each) !== each)) {
      return new Text(
        node
          .slice(0, MOST_ENTRIES)
          .map((each) => textOf(each, name))
          .join(', '),
      );
    }
    const list = document.createElement('dl');
    for (const [key, child] of Object.entries(node)) {
      if (++entries > MOST_ENTRIES) break;
      const title = document.createElement('dt');
      const content = document.createElement('dd');
      title.textContent = Array.isArray(node) ? `${+key + 1}.` : key.replaceAll('_', ' ');
      content.append(show(child, key, depth + 1));
      content.className = content.firstElementChild ? 'nested' : '';
      list.append(title, content);
    }
    return list;
  };
  return show(value, '', 0);
}
