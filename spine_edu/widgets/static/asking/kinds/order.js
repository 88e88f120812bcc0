// Items to put in order: two buttons an item, the arrow keys on either of them, or a grip to drag by.
import { h } from "../../../../browser/elements.js";
import { annotate, inline, own, plain } from "../../page.js";
import { tidy } from "../../typed.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { OrderFace, OrderTable } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

/**
 * @param {OrderFace} _
 * @param {OrderTable} table
 * @param {unknown} answer
 */
function readOrder(_, table, answer) {
  const rows = table.items;
  const known = rows.map((row) => tidy(row.text));
  const given = Array.isArray(answer) ? answer.map((text) => known.indexOf(tidy(text))) : [];
  if (given.length !== rows.length || rows.some((_, n) => !given.includes(n))) no(`Put all ${rows.length} in order, each once.`);
  const stay = longestRise(given);
  const parts = given.map((n) => {
    const correct = stay.includes(n);
    return { label: rows[n].text, correct, why: correct ? "" : rows[n].why, idea: "" };
  });
  const pairs = given.flatMap((one, n) => given.slice(n + 1).map((other) => one < other));
  const right = pairs.filter(Boolean).length;
  if (right === pairs.length) return verdict(true, 1, table.why, "", parts);
  const turned = table.near.find((near) => given.indexOf(near.before) < given.indexOf(near.after));
  const rest = rows.length - stay.length;
  const stand = stay.length
    ? `${stay.length} of ${rows.length} can stay, as they follow each other rightly; move the other${rest > 1 ? ` ${rest}` : ""}.`
    : "No two follow each other rightly.";
  const score = Math.max(0, 2 * right - pairs.length) / pairs.length;
  return turned ? verdict(false, score, `${stand} ${turned.why}`, turned.idea, parts) : verdict(false, score, stand, "", parts);
}

/**
 * The most items that already stand in the right order, two at least; of several such sets, the one whose items come first.
 *
 * @param {number[]} given
 * @returns {number[]}
 */
function longestRise(given) {
  /** @type {number[][]} */
  const best = given.map(() => []);
  for (let n = given.length - 1; n >= 0; n--) {
    /** @type {number[]} */
    let longer = [];
    for (let later = n + 1; later < given.length; later++) {
      if (given[later] > given[n] && best[later].length > longer.length) longer = best[later];
    }
    best[n] = [given[n], ...longer];
  }
  return best
    .reduce((found, rise) => (rise.length > found.length ? rise : found), [0])
    .filter((_, __, found) => found.length > 1);
}

/**
 * @typedef {object} Row an item on screen, with the controls that move it
 * @property {string} text
 * @property {string} name
 * @property {HTMLElement} node
 * @property {HTMLElement} place
 * @property {HTMLElement} mark
 * @property {HTMLElement} note
 * @property {HTMLButtonElement[]} buttons
 */

/**
 * Follow the pointer that took hold of a row, until it lets go.
 *
 * @param {PointerEvent} event
 * @param {HTMLElement} node
 * @param {(y: number) => void} over
 * @param {() => void} dropped
 */
function dragRow(event, node, over, dropped) {
  if (event.button) return;
  event.preventDefault();
  const grip = /** @type {HTMLElement} */ (event.currentTarget);
  grip.setPointerCapture(event.pointerId);
  node.classList.add("held");
  /** @param {PointerEvent} event */
  const follow = ({ clientY }) => over(clientY);
  const drop = () => {
    node.classList.remove("held");
    grip.removeEventListener("pointermove", follow);
    dropped();
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", drop, { once: true });
}

/**
 * @param {OrderFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<OrderTable>}
 */
function askOrder(face, id, changed) {
  const [first, last] = face.ends;
  let moved = false;
  let rows = face.items.map((text, n) => rowOf(text, `${id}-o${n}-note`, { shift, arrows, drag }));
  const list = h(
    "ol",
    { class: "items", role: "list" },
    rows.map((row) => row.node),
  );
  const spoken = h("p", { class: "spoken", role: "status", "aria-live": "polite" });

  /**
   * @param {KeyboardEvent} event
   * @param {Row} row
   */
  function arrows(event, row) {
    const step = own({ ArrowUp: -1, ArrowDown: 1, Home: -rows.length, End: rows.length }, event.key);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the page would scroll
    shift(row, step);
  }

  /**
   * @param {Row} row
   * @param {number} step
   */
  function shift(row, step) {
    put(row, Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1));
    spoken.textContent = `${row.name}, now place ${rows.indexOf(row) + 1} of ${rows.length}`;
  }

  /**
   * The other items are moved around this one, which so keeps the focus and the pointer.
   *
   * @param {Row} row
   * @param {number} place
   */
  function put(row, place) {
    if (rows.indexOf(row) === place) return;
    rows.splice(rows.indexOf(row), 1);
    rows.splice(place, 0, row);
    for (const other of rows.slice(0, place)) list.insertBefore(other.node, row.node);
    for (const other of rows.slice(place + 1)) list.append(other.node);
    moved = true;
    numberRows(rows);
    changed();
  }

  /**
   * @param {PointerEvent} event
   * @param {Row} row
   */
  function drag(event, row) {
    /** @param {number} y */
    const over = (y) => {
      const spans = rows.map(({ node }) => node.getBoundingClientRect());
      const place = spans.findIndex(({ top, bottom }) => y > top && y < bottom);
      if (place >= 0) put(row, place);
    };
    dragRow(event, row.node, over, () => shift(row, 0));
  }

  numberRows(rows);
  return {
    node: h("div", {}, h("p", { class: "end" }, first), list, h("p", { class: "end" }, last), spoken),
    instruction: `From ${first} to ${last}: move an item with its two buttons, or with the arrow keys on them.`,
    todo: "Put the items in order",
    ready: () => moved,
    read: () => rows.map((row) => row.text),
    write(answer) {
      const given = Array.isArray(answer) ? answer.map(tidy) : [];
      const placed = given.flatMap((text) => rows.find((row) => tidy(row.text) === text) ?? []);
      if (placed.length !== rows.length || given.length !== rows.length || new Set(placed).size < rows.length) return;
      if (placed.some((row, n) => row !== rows[n])) {
        rows = placed;
        list.append(...rows.map((row) => row.node));
      }
      moved = true;
      numberRows(rows);
    },
    mark(found, table, all) {
      rows.forEach((row, n) => {
        const { correct } = found.parts[n];
        const shown = all || !correct;
        const item = table.items.findIndex(({ text }) => text === row.text);
        row.node.dataset.state = correct ? "right" : "wrong";
        row.mark.textContent = found.correct ? "✓ right" : correct ? "✓ keep it" : "≠ move it";
        annotate(row.note, shown ? inline(table.items[item].why) : null, ...row.buttons);
      });
    },
    clear() {
      for (const { node, mark } of rows) {
        node.dataset.state = "";
        mark.textContent = "";
      }
    },
    reveal: (table) => [`The answer: ${table.items.map(({ text }, n) => `${n + 1} ${text}`).join("; ")}. ${table.why}`],
  };
}

/**
 * One item with its grip and its two buttons.
 *
 * @param {string} text
 * @param {string} noteId
 * @param {object} moves
 * @param {(row: Row, step: number) => void} moves.shift
 * @param {(event: KeyboardEvent, row: Row) => void} moves.arrows
 * @param {(event: PointerEvent, row: Row) => void} moves.drag
 */
function rowOf(text, noteId, { shift, arrows, drag }) {
  const name = plain(text);
  const place = h("span", { class: "letter" });
  const mark = h("span", { class: "mark" });
  const note = h("p", { class: "note", id: noteId, hidden: true });
  /**
   * @param {number} step
   * @param {string} word
   * @param {string} sign
   */
  const button = (step, word, sign) =>
    h(
      "button",
      { type: "button", "aria-label": `${word}: ${name}`, onclick: () => shift(row, step) },
      h("span", { "aria-hidden": "true" }, sign),
    );
  const buttons = [button(-1, "Move up", "▲"), button(1, "Move down", "▼")];
  /** @param {PointerEvent} event */
  const grasp = (event) => drag(event, row);
  const node = h(
    "li",
    { onkeydown: (/** @type {KeyboardEvent} */ event) => arrows(event, row) },
    h("span", { class: "grip", "aria-hidden": "true", onpointerdown: grasp }, "⠿"),
    place,
    h("span", { class: "words" }, inline(text)),
    mark,
    h("span", { class: "moves" }, buttons),
    note,
  );
  /** @type {Row} */
  const row = { text, name, node, place, mark, note, buttons };
  return row;
}

/**
 * Write the places beside the items, and close the buttons that lead nowhere.
 *
 * @param {Row[]} rows
 */
function numberRows(rows) {
  rows.forEach((row, n) => {
    row.place.textContent = String(n + 1);
    row.buttons[0].setAttribute("aria-disabled", String(n === 0));
    row.buttons[1].setAttribute("aria-disabled", String(n === rows.length - 1));
  });
}

kinds.order = { read: readOrder, ask: askOrder };
