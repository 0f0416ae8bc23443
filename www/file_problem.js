// Why a file cannot be opened, in no language yet.

export class FileProblem extends Error {
  /**
   * @param {string} key of the text in strings.json that says it
   * @param {Record<string, string | number>} [values] for its {places}
   */
  constructor(key, values = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.key = key;
    this.values = values;
  }
}
