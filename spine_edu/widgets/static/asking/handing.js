// The file that a student hands in; spine_edu/exam/handed_in.py reads it.
import { h } from "../../../browser/elements.js";

/** @import { ExamSheet, ExamState } from "../contract.js" */

/**
 * What stands in the file.
 *
 * @param {ExamSheet} sheet
 * @param {ExamState} state
 */
export function handedIn({ title, minutes, faces }, { name, began, saved, allowed, end, answers }) {
  const given = faces.map(({ id }) => [id, answers[id]?.answer ?? null, answers[id]?.time ?? ""]);
  return { "spine-edu exam": 1, exam: title, name, began, saved, minutes: minutes || null, allowed, end, answers: given };
}

/**
 * A name for the file that every disk takes.
 *
 * @param {string} title
 * @param {string} name
 */
export const fileName = (title, name) =>
  `${["exam", title, name].join(" ").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()}`
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80)
    .concat(".json");

/**
 * Give the file to the reader's own disk, and return its name; nothing is sent anywhere.
 *
 * @param {ExamSheet} sheet
 * @param {ExamState} state
 */
export function fileOf(sheet, state) {
  const file = new Blob([`${JSON.stringify(handedIn(sheet, state))}\n`], { type: "application/json" });
  const address = URL.createObjectURL(file);
  const name = fileName(sheet.title, state.name);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may ask first where to put it
  return name;
}
