// A number, with the near misses that betray how it was reached.
import { h } from "../../../../browser/elements.js";
import { tidy } from "../../typed.js";
import { typedInto } from "../field.js";
import { kinds, no, verdict } from "../verdict.js";
import { fold, joined } from "./text.js";

/**
 * @import { NumberFace, NumberTable } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

// A number with what stands before and after it; ٫ and ٬ are the Arabic decimal and thousands separators.
const TYPED = /^([^0-9+.,٫٬-]*)([+-]?[0-9]{1,12}(?:[.,٫٬][0-9]{1,12})*)([^0-9]*)$/;

/**
 * Whether what was written beside a number is the question's unit, by any of its names, or nothing.
 *
 * @param {NumberTable} table
 * @param {string} written
 */
function isUnit(table, written) {
  const unit = written.replace(/^[ .]+|[ .]+$/g, "");
  return !unit || table.called.includes(joined(fold(unit)));
}

/**
 * @param {NumberFace} face
 * @param {NumberTable} table
 * @param {unknown} answer
 */
function readNumber(face, table, answer) {
  const [, before, number, after] = TYPED.exec(tidy(typeof answer === "number" ? String(answer) : answer)) ?? ["", "", "", ""];
  if (/^[+-]?[0-9]{1,3}([,٬][0-9]{3})+$/.test(number)) no("Write the number without a comma between thousands.");
  if (!/^[+-]?[0-9]{1,12}([.,٫][0-9]{1,12})?$/.test(number) || !isUnit(table, before))
    no("Write a number in digits, such as 4 or 2.5.");
  if (!isUnit(table, after)) no(face.unit ? `Give it in ${face.unit}.` : "Write the number alone, without a unit.");
  const value = Number(number.replace(/[,٫]/, "."));
  for (const band of table.bands) {
    if (band.low <= value && value <= band.high) return verdict(band.correct, band.correct ? 1 : 0, band.why, band.idea);
  }
  return verdict(false, 0, value < table.bands[0].low ? table.low : table.high);
}

/**
 * @param {NumberFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<NumberTable>}
 */
function askNumber(face, id, changed) {
  const input = h("input", { id: `${id}-n`, type: "text", inputmode: "decimal", autocomplete: "off", size: 8, oninput: changed });
  return {
    node: h("p", { class: "field" }, h("label", { for: `${id}-n` }, "Your answer"), input, h("span", {}, face.unit)),
    todo: "Write a number",
    ...typedInto(input),
    reveal(table) {
      const { low, high, why } = table.bands[0];
      return [`The answer: ${`${low === high ? low : `${low} to ${high}`} ${face.unit}`.trim()}. ${why}`];
    },
  };
}

kinds.number = { read: readNumber, ask: askNumber };
