/**
 * Digits of any script, as of Arabic and wide ones, are those that the core knows.
 * @param {string} text
 */
export function plainDigits(text) {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
      String(digit.charCodeAt(0) & 15),
    );
}
