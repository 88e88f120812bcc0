// Reading a code by look-up: the same rules, in the same words, as spine_edu/coding/reading/in_words.py, by test.
import { own } from "../page.js";
import { tidy } from "../typed.js";

/** @import { CodeTables, ReadTable } from "../contract.js" */

/**
 * @typedef {object} Reading
 * @property {string} code
 * @property {string} on
 * @property {boolean | null} valid null where it is not judged
 * @property {string} words
 * @property {string} dates
 * @property {string} why
 * @property {string} source
 */

const PLACES = [0, 1, 2, 3];
/**
 * @param {string[]} row
 * @param {string} on
 */
const inForce = (row, on) => row[4] <= on && (!row[5] || on <= row[5]);
/**
 * @param {string} code
 * @param {string} on
 * @param {string} why
 * @returns {Reading}
 */
const nothing = (code, on, why) => ({ code, on, valid: false, words: "", dates: "", why, source: "" });

/**
 * @param {CodeTables} tables
 * @param {unknown} given
 * @param {string} on
 * @returns {Reading}
 */
export function readCode(tables, given, on) {
  const code = tidy(given)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  if (code.length !== 7) return nothing(code, on, `An ICD-10-PCS code has seven characters; this one has ${code.length}.`);
  if (/[OI]/.test(code))
    return nothing(code, on, "ICD-10-PCS never uses the letters O and I; they would be taken for the digits 0 and 1.");
  const table = own(tables.tables, code.slice(0, 3));
  if (!table)
    return nothing(code, on, `Table ${code.slice(0, 3)} is none of those read here: ${Object.keys(tables.tables).join(", ")}.`);
  const row = table.rows.find((one) => PLACES.every((n) => one[n].includes(code[n + 3])));
  if (!row) return misfit(tables, table, code, on);
  const [begin, end] = [row[4], row[5]];
  /** @type {Reading} */
  const found = {
    code,
    on,
    valid: true,
    words: wordsOf(table, code),
    why: "",
    source: "",
    dates: end
      ? `Valid from ${begin} to ${end}.`
      : `Valid since ${begin}, and still on ${tables.last}, the last day we verified.`,
  };
  if (on < begin) {
    const early = on < tables.first ? `ICD-10-PCS itself began on ${tables.first}.` : "On that day it did not exist yet.";
    return { ...found, valid: false, dates: `${found.dates} ${early}` };
  }
  if (end && on > end)
    return { ...found, valid: false, dates: `${found.dates} On that day it was no longer in use.`, ...special(tables, code) };
  if (on > tables.last) return { ...found, valid: null, dates: `${found.dates} Later days are not judged here.` };
  return found;
}

/**
 * @param {ReadTable} table
 * @param {string} code
 */
function wordsOf(table, code) {
  const said = table.says.replace(/\{([4-7])\}/g, (_, place) => table.parts[Number(place) - 4][code[Number(place) - 1]]);
  return said[0].toUpperCase() + said.slice(1);
}

/**
 * Values to choose from, in words: "0, 1 or J".
 *
 * @param {string[]} values
 */
export const anyOf = (values) => (values.length > 1 ? `${values.slice(0, -1).join(", ")} or ${values.at(-1)}` : values[0]);

/**
 * @param {CodeTables} tables
 * @param {ReadTable} table
 * @param {string} code
 * @param {string} on
 * @returns {Reading}
 */
function misfit(tables, table, code, on) {
  const force = table.rows.filter((row) => inForce(row, on));
  let dates = `Table ${code.slice(0, 3)} has no rows on ${on}.`;
  for (const place of PLACES) {
    const fitting = force.filter((row) => PLACES.slice(0, place).every((n) => row[n].includes(code[n + 3])));
    const allowed = [...new Set(fitting.flatMap((row) => [...row[place]]))].sort();
    if (allowed.length && !allowed.includes(code[place + 3])) {
      const before = place ? `after ${code.slice(0, place + 3)}` : "there";
      const character = `${before} character ${place + 4} (${tables.axes[place]})`;
      const rest = `${character} can be ${anyOf(allowed)}, not ${code[place + 3]}.`;
      dates = `No row of ${code.slice(0, 3)} holds this combination on ${on}: ${rest}`;
      break;
    }
  }
  return { code, on, valid: false, words: "", dates, ...special(tables, code) };
}

/**
 * @param {CodeTables} tables
 * @param {string} code
 */
function special(tables, code) {
  const rule = tables.impossible.find(
    (one) =>
      one.table === code.slice(0, 3) &&
      Object.entries(one.where).every(([place, values]) => values.includes(code[Number(place) - 1])),
  );
  return rule ? { why: rule.says, source: rule.source } : { why: "", source: "" };
}

/**
 * Whether some row in force holds a value together with every other character chosen so far (a space is not chosen).
 *
 * @param {ReadTable} table
 * @param {string} code
 * @param {number} place counted from 0
 * @param {string} value
 * @param {string} on
 */
export function fits(table, code, place, value, on) {
  return table.rows.some(
    (row) =>
      inForce(row, on) &&
      PLACES.every((n) => {
        const one = n === place - 3 ? value : code[n + 3];
        return one === " " || row[n].includes(one);
      }),
  );
}
