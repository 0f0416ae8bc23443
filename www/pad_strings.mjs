// Of the one table of texts what <digit-pad> says, so that a bundle of it holds no more: a plugin
// for rollup.

const KEYS = [
  'breaksBounds',
  'breaksLength',
  'breaksMax',
  'breaksMin',
  'candidates',
  'clear',
  'hintBoxes',
  'ink',
  'inkBoxes',
  'padHint',
  'padOnly',
  'padRequired',
  'padTooLong',
  'redo',
  'tools',
  'type',
  'typeLabel',
  'typeProblem',
  'typeProblemDecimal',
  'typeProblemOf',
  'undo',
  'verdictAccepted',
  'verdictBoxes',
  'verdictRejected',
  'verdictUnsure',
  'verdictWhich',
];

/** @param {Record<string, string>} texts */
const ofThePad = (texts) => Object.fromEntries(KEYS.map((key) => [key, texts[key]]));

export const padStrings = {
  name: 'pad-strings',
  /**
   * @param {string} code
   * @param {string} id
   */
  transform(code, id) {
    if (!id.endsWith('/strings.json')) return null;
    /** @type {[string, Record<string, string>][]} */
    const languages = Object.entries(JSON.parse(code));
    const table = languages.map(([language, texts]) => [language, ofThePad(texts)]);
    return `export default ${JSON.stringify(Object.fromEntries(table))};`;
  },
};
