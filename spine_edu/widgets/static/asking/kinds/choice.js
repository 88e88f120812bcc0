// One right option (single), or every right option (multiple).
import { h } from "../../../../browser/elements.js";
import { annotate, belief, inline } from "../../page.js";
import { tidy } from "../../typed.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { ChoiceFace, ChoiceTable } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

/**
 * @param {ChoiceFace} face
 * @param {unknown} given
 */
function place(face, given) {
  if (typeof given === "number" && face.options[given] !== undefined) return given;
  const found = typeof given === "string" ? face.options.map(tidy).indexOf(tidy(given)) : -1;
  return found >= 0 ? found : no("Choose one of the options.");
}

/**
 * @param {ChoiceFace} face
 * @param {ChoiceTable} table
 * @param {unknown} answer
 */
export function readSingle(face, table, answer) {
  const row = table.options[place(face, answer)];
  return verdict(row.correct, row.correct ? 1 : 0, row.why, row.idea);
}

/**
 * @param {ChoiceFace} face
 * @param {ChoiceTable} table
 * @param {unknown} answer
 */
function readMultiple(face, table, answer) {
  const given = Array.isArray(answer) ? answer : [answer];
  if (!given.length) no("Tick every option that is right.");
  const ticked = [...new Set(given.map((item) => place(face, item)))].sort((a, b) => a - b);
  const rows = table.options;
  const keys = rows.filter((row) => row.correct).length;
  const hits = ticked.filter((n) => rows[n].correct).length;
  const wrong = ticked.length - hits;
  const parts = ticked.map((n) => ({ label: face.options[n], correct: rows[n].correct, why: rows[n].why, idea: rows[n].idea }));
  if (hits === keys && !wrong) return verdict(true, 1, "Every right option is ticked, and no other.", "", parts);
  const why = `You ticked ${hits} of ${keys} right and ${wrong} wrong.`;
  return verdict(false, Math.max(0, hits - wrong) / keys, why, "", parts);
}

/** @param {number} seat */
const letterOf = (seat) => String.fromCharCode(65 + seat);

/**
 * The options that were not chosen, and rightly so, with their reasons, folded: they are for who asks.
 */
function othersOf() {
  const list = h("dl", {});
  const node = h("details", { class: "others", hidden: true }, h("summary", {}, "Why not the others?"), list);
  /** @param {[letter: string, option: string, why: string][]} others */
  const tell = (others) => {
    node.hidden = !others.length;
    list.replaceChildren(
      ...others.flatMap(([letter, option, why]) => [
        h("dt", {}, h("span", { class: "letter" }, letter), " ", inline(option)),
        h("dd", {}, inline(why)),
      ]),
    );
  };
  return { node, tell };
}

/**
 * @param {ChoiceFace} face
 * @param {string} id
 * @param {() => void} changed
 * @param {"radio" | "checkbox"} type
 * @returns {Ask<ChoiceTable>}
 */
export function options(face, id, changed, type) {
  const order = face.order ?? face.options.map((_, n) => n);
  const rows = order.map((n, seat) => {
    const input = h("input", { type, name: id, id: `${id}-${n}`, onchange: changed });
    const mark = h("span", { class: "mark" });
    const note = h("p", { class: "note", id: `${id}-${n}-note`, hidden: true });
    const label = h(
      "label",
      { for: `${id}-${n}` },
      input,
      h("span", { class: "letter" }, letterOf(seat)),
      " ",
      h("span", { class: "words" }, inline(face.options[n])),
      " ",
      mark,
    );
    return { n, letter: letterOf(seat), input, mark, note, node: h("div", { class: "option" }, label, note) };
  });
  const others = othersOf();
  const chosen = () =>
    rows
      .filter((row) => row.input.checked)
      .map((row) => row.n)
      .sort((a, b) => a - b);
  return {
    node: h(
      "div",
      { class: "options" },
      rows.map((row) => row.node),
      others.node,
    ),
    instruction: type === "radio" ? "" : "Tick all that are right.",
    todo: type === "radio" ? "Choose an option" : "Tick every option that is right",
    ready: () => chosen().length > 0,
    read: () => (type === "radio" ? face.options[chosen()[0]] : chosen().map((n) => face.options[n])),
    write(answer) {
      const given = Array.isArray(answer) ? answer : [answer];
      for (const row of rows) row.input.checked = given.includes(face.options[row.n]) || given.includes(row.n);
    },
    mark(_, table, all) {
      const ticked = chosen();
      for (const row of rows) {
        const { correct, why, idea } = table.options[row.n];
        const told = ticked.includes(row.n) || (all && correct);
        // The reason for the one option chosen stands in the verdict; what else is told has its reason under it.
        const shown = told && !(type === "radio" && ticked.includes(row.n));
        row.node.classList.toggle("other", all && !told);
        row.node.dataset.state = told ? (correct ? "right" : "wrong") : "";
        row.mark.textContent = told ? (correct ? "✓ right" : "≠ not right") : "";
        const thought = ticked.includes(row.n) ? belief(table, idea, " ") : []; // nobody is asked what they did not choose
        annotate(row.note, shown ? [...inline(why), ...thought] : null, row.input);
      }
      const left = all ? rows.filter((row) => !ticked.includes(row.n) && !table.options[row.n].correct) : [];
      others.tell(left.map((row) => [row.letter, face.options[row.n], table.options[row.n].why]));
    },
    clear() {
      for (const row of rows) {
        row.node.classList.remove("other");
        row.node.dataset.state = "";
        row.mark.textContent = "";
      }
    },
    reveal(table) {
      const right = order.flatMap((n, seat) => (table.options[n].correct ? [`${letterOf(seat)}, ${face.options[n]}`] : []));
      return [`The answer: ${right.join("; ")}`];
    },
  };
}

/** @type {(face: ChoiceFace, id: string, changed: () => void) => Ask<ChoiceTable>} */
const askSingle = (face, id, changed) => options(face, id, changed, "radio");

/** @type {(face: ChoiceFace, id: string, changed: () => void) => Ask<ChoiceTable>} */
const askMultiple = (face, id, changed) => options(face, id, changed, "checkbox");

kinds.single = { read: readSingle, ask: askSingle };
kinds.multiple = { read: readMultiple, ask: askMultiple };
