// An answer as platforms read it: options by short names, in the order in which the bank has them; all else as it was written.

/** @import { Edition, Met, Reply } from "./platform.js" */

const MOST_OPTIONS = 26; // an option is called by a letter

/**
 * A text that no spreadsheet takes for a formula: a platform may write its report as one.
 *
 * @param {string} text
 */
const harmless = (text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

/** @param {unknown} value */
const inWords = (value) => harmless(typeof value === "string" ? value : JSON.stringify(value));

/**
 * @param {Edition} edition
 * @param {string[]} options
 */
function names(edition, options) {
  /** @param {unknown} text */
  return (text) => edition.option(options.indexOf(String(text)), String(text));
}

/**
 * @param {Edition} edition
 * @param {string} type
 * @param {unknown[]} given
 * @param {string[]} right
 * @param {string[]} options
 * @returns {Reply | null} null for what these names cannot say
 */
function listed(edition, type, given, right, options) {
  if (options.length > MOST_OPTIONS || !given.every((one) => options.includes(String(one)))) return null;
  const called = names(edition, options);
  return { type, response: edition.list(given.map(called)), pattern: edition.list(right.map(called)) };
}

/**
 * @param {Edition} edition
 * @param {any} table
 * @param {unknown} answer
 * @returns {Reply | null}
 */
function reckoned(edition, { bands }, answer) {
  const number = Number(String(answer).trim());
  if (!Number.isFinite(number)) return null;
  return { type: "numeric", response: String(number), pattern: edition.between(bands[0].low, bands[0].high) };
}

/**
 * @param {Edition} edition
 * @param {any} table
 * @param {any} answer
 * @param {string[]} targets
 * @returns {Reply | null}
 */
function matched(edition, { items }, answer, targets) {
  const texts = items.map((/** @type {{ text: string }} */ item) => item.text);
  if (texts.length > MOST_OPTIONS || targets.length > MOST_OPTIONS) return null;
  const [row, target] = [names(edition, texts), names(edition, targets)];
  /** @param {(text: string, n: number) => string} partner */
  const pairs = (partner) =>
    edition.list(
      texts.map((/** @type {string} */ text, /** @type {number} */ n) => edition.pair(row(text), target(partner(text, n)))),
    );
  return { type: "matching", response: pairs((text) => answer[text]), pattern: pairs((_, n) => items[n].match) };
}

/**
 * @param {Edition} edition
 * @param {any} face
 * @param {any} table
 * @param {any} answer
 * @returns {Reply | null}
 */
function closed(edition, face, table, answer) {
  const right = () => face.options.filter((/** @type {string} */ _, /** @type {number} */ n) => table.options[n].correct);
  switch (face.kind) {
    case "single":
    case "part":
      return listed(edition, "choice", [answer], right(), face.options);
    case "multiple":
      return listed(edition, "choice", answer, right(), face.options);
    case "place":
      return listed(edition, "choice", [answer].flat(), table.answer, face.spots);
    case "order": {
      const texts = table.items.map((/** @type {{ text: string }} */ item) => item.text);
      return listed(edition, "sequencing", answer, texts, [...texts].sort());
    }
    case "match":
      return matched(edition, table, answer, face.targets);
    case "number":
      return reckoned(edition, table, answer);
  }
  return null;
}

/**
 * Say an answer as platforms read it. What has no form of theirs is written out, and cut to what they take.
 *
 * @param {Edition} edition
 * @param {Met} asked
 * @param {unknown} answer
 * @returns {Reply}
 */
export function reply(edition, { face, table }, answer) {
  const found = closed(edition, face, table, answer);
  const [most, right] = [edition.most.text, /** @type {{ answer?: unknown }} */ (table).answer];
  if (found && found.response.length <= most) return { ...found, pattern: found.pattern.length <= most ? found.pattern : "" };
  const isOne = face.kind === "code" || face.kind === "text" || face.kind === "number";
  const type = isOne ? "fill-in" : face.kind === "query" ? edition.types.long : edition.types.other;
  return { type, response: inWords(answer).slice(0, most), pattern: isOne && typeof right === "string" ? right : "" };
}
