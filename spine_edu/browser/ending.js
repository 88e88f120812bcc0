// That the code tables of the course end soon, or have ended: said by the clock of whoever reads, beside what was stored without one.
import { h } from "./elements.js";

/** @typedef {{ since: string, last: string, soon: string, past: string }} Ending the end of our tables, as coding/eras.py tells it */

/**
 * What a reader is told on a day, "" while the end is far; twin of Ending.said_on in Python.
 *
 * @param {Ending} ending
 * @param {Date} now
 */
export function saidOn({ since, last, soon, past }, now) {
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return today > last ? past : today >= since ? soon : "";
}

/**
 * The note as elements to put on screen: none while the end is far, and none where the page itself tells of it.
 *
 * @param {Ending | undefined} ending
 */
export function endingNote(ending) {
  const said = ending ? saidOn(ending, new Date()) : "";
  return said ? [h("p", { class: "spine-ending", role: "note" }, said)] : [];
}
