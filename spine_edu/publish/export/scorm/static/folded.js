// What a page remembers, in few letters: a platform takes 4,096 of them for a whole lesson, and an answer alone can have a hundred.
// Words that stand on the page are written by their number, and of a record only what its answers do not tell.
import { isRecord, UNTOUCHED } from "../../../../widgets/static/asking/round.js";

/** @import { QuestionRecord } from "../../../../widgets/static/contract.js" */

const SHORT = 4; // a text of so many letters is as short as its number
const LONG = 500; // and nobody answers with one that is longer than this
const NUMBERED = "~";
const RECORD = "~";

/**
 * The words of a page, each once: all texts and names in what its widgets show.
 *
 * @param {any} value
 * @param {Set<string>} [found]
 */
export function wordsIn(value, found = new Set()) {
  if (typeof value === "string" && value.length > SHORT && value.length < LONG) found.add(value);
  else if (value !== null && typeof value === "object") {
    for (const [name, held] of Object.entries(value)) {
      if (!Array.isArray(value)) wordsIn(name, found);
      wordsIn(held, found);
    }
  }
  return found;
}

/**
 * A record whose answers are known and nothing else: the last one stands, and none came before this round.
 *
 * @param {unknown[]} answers
 * @returns {QuestionRecord}
 */
const expected = (answers) => ({
  ...UNTOUCHED,
  answers,
  answer: answers.at(-1) ?? null,
  first_answer: answers[0] ?? null,
  tries: answers.length,
});

/** @param {unknown} value */
const same = (value) => JSON.stringify(value);

/**
 * Write a value short, and read it again.
 *
 * @param {string[]} words
 */
export function folding(words) {
  const numbers = new Map(words.map((word, n) => [word, NUMBERED + n.toString(36)]));
  /** @param {string} text */
  const short = (text) => numbers.get(text) ?? (text.startsWith(NUMBERED) ? NUMBERED + text : text);
  /** @param {string} text */
  const long = (text) => {
    if (!text.startsWith(NUMBERED) || text === RECORD) return text;
    return text[1] === NUMBERED ? text.slice(1) : words[Number.parseInt(text.slice(1), 36)];
  };

  /**
   * @param {any} value
   * @param {(value: any) => any} each
   * @param {(name: string) => string} called
   */
  const inside = (value, each, called) =>
    Object.fromEntries(Object.entries(value).map(([name, held]) => [called(name), each(held)]));

  /**
   * @param {any} value
   * @returns {any}
   */
  function fold(value) {
    if (typeof value === "string") return short(value);
    if (Array.isArray(value)) return value.map(fold);
    if (value === null || typeof value !== "object") return value;
    if (!isRecord(value)) return inside(value, fold, short);
    const usual = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (expected(value.answers)));
    const news = Object.entries(value).filter(([name, held]) => same(held) !== same(usual[name]) && same(held) !== "{}");
    const answers = value.answers.length ? { answers: value.answers } : {};
    return { [RECORD]: inside({ ...answers, ...Object.fromEntries(news) }, fold, short) };
  }

  /**
   * @param {any} value
   * @returns {any}
   */
  function unfold(value) {
    if (typeof value === "string") return long(value);
    if (Array.isArray(value)) return value.map(unfold);
    if (value === null || typeof value !== "object") return value;
    if (!(RECORD in value)) return inside(value, unfold, long);
    const news = inside(value[RECORD], unfold, long);
    return { ...expected(news.answers ?? []), parts: {}, ...news };
  }

  return { fold, unfold };
}
