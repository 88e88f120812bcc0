// What was typed or pasted, in the plain form in which it is compared; step by step as in spine_edu/text/typed.py, by test.

/**
 * A letter without its width, style or joining; a number that has no ten digits, such as ² or ½, stays.
 *
 * @param {string} letter
 */
const ordinary = (letter) => (/\p{No}/u.test(letter) ? letter : letter.normalize("NFKC"));

/**
 * The ten digits of a script stand in a row, zero first, and so do those of scripts that follow each other.
 *
 * @param {string} letter
 */
function digitOf(letter) {
  const place = letter.codePointAt(0) ?? 0;
  let zero = place;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((place - zero) % 10);
}

/**
 * A typed text in plain form, or "" if it is no text: what looks the same to its reader is the same.
 *
 * @param {unknown} text
 */
export function tidy(text) {
  if (typeof text !== "string") return "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: any text may be pasted
  const beyondAscii = /[^\x00-\x7f]/gu;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same blanks as in Python, of which some are control characters
  const blanks = /[\t-\r\x1c-\x20\x85\u1680\u2028\u2029]+/g;
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\u00ba\u02da\u2218]/g, "°")
    .replace(beyondAscii, ordinary)
    .normalize("NFC")
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(blanks, " ")
    .replace(/^ | $/g, "");
}

/**
 * A typed code in capitals, without the blanks, dots and dashes that people put into it.
 *
 * @param {unknown} text
 */
export const bareCode = (text) =>
  tidy(text)
    .replace(/[ ._-]/g, "")
    .toUpperCase();

/**
 * What a list of a code asks for while it is empty: the characters before its own, of which three name the table.
 *
 * @param {number} place of its own character, from 0
 */
export const firstChoose = (place) => `first choose ${["", "character 1", "characters 1 and 2"][place] || "characters 1 to 3"}`;
