// A term in the learner's own words, and the near misses that betray how it was understood.
import { h } from "../../../../browser/elements.js";
import { tidy } from "../../typed.js";
import { typedInto } from "../field.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { Face, TextTable } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

const LONGEST = 120;
/** @type {Record<string, string>} letters that no accent can be taken from */
const LETTERS = { Æ: "ae", æ: "ae", Œ: "oe", œ: "oe", ß: "ss", ẞ: "ss", ı: "i" };

/**
 * A term as it is compared; step by step as in spine_edu/quiz/kinds/text.py.
 *
 * @param {unknown} text
 */
export function fold(text) {
  return tidy(text)
    .replace(/[ÆæŒœßẞı]/g, (letter) => LETTERS[letter])
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize("NFD"))
    .replace(/[\u0300-\u036f'\u2019]/g, "")
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[ /_"\u201c\u201d()-]+/g, " ")
    .replace(/[ .,;:!?]+$/, "")
    .replace(/^ +/, "")
    .replace(/^(?:the|an?) (?=.)/s, "")
    .replace(/([bt])re(?=s?(?![a-z]))/g, "$1er")
    .replace(/[ao]e/g, "e")
    .replace(/our(?=(?:s|ed|ing)?(?![a-z]))/g, "or")
    .replace(/([iy])z/g, "$1s")
    .replace(/ll(?=(?:ed|ing|er)(?![a-z]))/g, "l");
}

/** @param {string} folded */
export const joined = (folded) => folded.replace(/ /g, "");
/**
 * @param {string} given
 * @param {string} form
 */
const same = (given, form) => joined(given) === joined(fold(form));

/**
 * @param {string} given
 * @param {string} form
 */
function slip(given, form) {
  const [ours, theirs] = [fold(form).split(" "), given.split(" ")];
  if (ours.length !== theirs.length) return false;
  const differ = ours.map((word, n) => [word, theirs[n]]).filter(([word, written]) => word !== written);
  if (differ.length !== 1 || !differ[0].every((word) => /^[a-z]+$/.test(word))) return false;
  const [word, written] = differ[0];
  return `${word}s` === written || word === `${written}s` || (word.length >= 6 && oneEdit(word, written));
}

/**
 * @param {string} word
 * @param {string} written
 */
function oneEdit(word, written) {
  let start = 0;
  while (start < Math.min(word.length, written.length) && word[start] === written[start]) start++;
  const [rest, seen] = [word.slice(start), written.slice(start)];
  const swapped = rest.length > 1 && rest[1] + rest[0] + rest.slice(2) === seen;
  return start > 0 && (swapped || rest.slice(1) === seen.slice(1) || rest.slice(1) === seen || rest === seen.slice(1));
}

/**
 * @param {Face} _
 * @param {TextTable} table
 * @param {unknown} answer
 */
function readText(_, table, answer) {
  const text = tidy(answer);
  if ([...text].length > LONGEST) no("Write the term alone, in a few words.");
  const given = fold(text);
  if (!given) no("Write the term, in a word or a few.");
  const own = [table.answer, ...table.accept];
  const right = own.find((form) => same(given, form));
  if (right !== undefined) return verdict(true, 1, table.why + (right === own[0] ? "" : ` This course writes “${own[0]}”.`));
  const near = table.near.find((term) => term.forms.some((form) => same(given, form)));
  if (near) return verdict(false, 0, near.why, near.idea);
  const meant = own.find((form) => slip(given, form));
  const missed = table.near.find((term) => term.forms.some((form) => slip(given, form)));
  if (meant && missed) no("Look at the spelling again: as it stands, this could be either of two terms.");
  if (meant) return verdict(true, 1, `${table.why} Mind the spelling: “${meant}”.`);
  return missed ? verdict(false, 0, missed.why, missed.idea) : verdict(false, 0, table.otherwise);
}

/**
 * @param {Face} _
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<TextTable>}
 */
function askText(_, id, changed) {
  const input = h("input", {
    id: `${id}-t`,
    type: "text",
    class: "term",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: LONGEST,
    oninput: changed,
  });
  return {
    node: h("p", { class: "field" }, h("label", { for: `${id}-t` }, "Your term"), input),
    todo: "Write the term",
    ...typedInto(input),
    reveal: (table) => [`The answer: ${table.answer}. ${table.why}`],
  };
}

kinds.text = { read: readText, ask: askText };
