// A place on the level map: its joints or columns are buttons in the drawing, and the same places stand beside it as a list.
import { find, findAll, h } from "../../../../browser/elements.js";
import { isWide, listOf, pictureOf, svgNode } from "../../drawn.js";
import { own, reason } from "../../page.js";
import { rove, roveKeys } from "../../rove.js";
import { tidy } from "../../typed.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { DrawnPlaceFace, PlaceTable } from "../../contract.js"
 * @import { Ask, JudgedPart } from "../../types.js"
 */

/** @param {string} spot */
const placeName = (spot) => {
  const [joint, column] = spot.split(" ");
  return column ? `${joint}, ${column} column` : joint;
};
/** @param {string} spot */
const jointIn = (spot) => spot.split(" ")[0];

/**
 * @param {DrawnPlaceFace} face
 * @param {PlaceTable} table
 * @param {unknown} answer
 */
function readPlace(face, table, answer) {
  const given = new Set((Array.isArray(answer) ? answer : [answer]).map(tidy));
  if (!given.size || [...given].some((spot) => !face.spots.includes(spot))) no(`Pick a ${face.pick} on the map or in the list.`);
  if (given.size > 1 && table.answer.length === 1) no(`Pick one ${face.pick} only.`);
  const keys = table.answer;
  const parts = face.spots.filter((spot) => given.has(spot)).map((spot) => placePart(table, spot));
  const hits = parts.filter((part) => part.correct).length;
  if (hits === keys.length && hits === parts.length) return verdict(true, 1, table.why, "", parts);
  if (keys.length === 1) return verdict(false, 0, parts[0].why, parts[0].idea, parts);
  const wrong = parts.length - hits;
  const why = `You picked ${hits} of ${keys.length} right and ${wrong} wrong.`;
  return verdict(false, Math.max(0, hits - wrong) / keys.length, why, "", parts);
}

/**
 * @param {PlaceTable} table
 * @param {string} spot
 * @returns {JudgedPart}
 */
function placePart(table, spot) {
  const label = placeName(spot);
  const near = own(table.near, spot);
  if (table.answer.includes(spot)) return { label, correct: true, why: "", idea: "" };
  if (near) return { label, correct: false, why: near.why, idea: near.idea };
  const said = table.answer.map(jointIn).includes(jointIn(spot))
    ? "The joint is right, the column is not."
    : `You picked ${label}.`;
  return { label, correct: false, why: `${said} ${table.otherwise}`, idea: "" };
}

/**
 * Make the drawing's joints, or their columns, into buttons. Python drew it from checked names; it holds nobody's text.
 *
 * @param {Element} svg
 * @param {DrawnPlaceFace} face
 */
function buttonsOf(svg, face) {
  const heads = findAll(svg, "text.middle");
  /** @param {string} head */
  const middleOf = (head) =>
    numberOf(
      heads.find((text) => text.textContent === head),
      "x",
    );
  const middle = new Map([
    ["anterior", middleOf("ant.")],
    ["posterior", middleOf("post.")],
  ]);
  /** @param {string} spot */
  const labelOf = (spot) => find(svg, `[data-joint="${jointIn(spot)}"] text.joint`);
  const heights = [...new Set(face.spots.map((spot) => numberOf(labelOf(spot), "y")))].sort((a, b) => a - b);
  const wide = Math.min(30, Math.abs(middleOf("ant.") - middleOf("post.")) - 1);
  const tall = Math.min(30, ...heights.slice(1).map((y, n) => y - heights[n])); // as the rows allow: a finger has to hit it
  return face.spots.map((spot) => {
    const column = spot.split(" ")[1];
    const label = labelOf(spot);
    const group = label.closest("[data-joint]") ?? label; // the same joint may be drawn once more, without its name
    const [x, y] = [numberOf(label, "x"), numberOf(label, "y") - 4];
    const state = find(group, "title").textContent ?? "";
    const sign = svgNode("text", {});
    const tick = svgNode("g", { class: "tick", "aria-hidden": "true" }, svgNode("circle", { r: 7 }), sign);
    const at = middle.get(column);
    const span = at === undefined ? { x: x - 5, width: 117 } : { x: at - wide / 2, width: wide };
    const field = svgNode("rect", { class: "hit", ...span, y: y - tall / 2, height: tall, rx: 4 });
    const node = at === undefined ? jointButton(group, field, tick) : columnButton(group, column, field, tick);
    tick.setAttribute("transform", `translate(${at === undefined ? 331 : at + 11} ${y - 8})`);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", column ? `${placeName(spot)} (${state})` : state);
    return { node, tick, sign };
  });
}

/**
 * @param {Element | undefined} shape
 * @param {string} name of an attribute
 */
const numberOf = (shape, name) => Number(shape?.getAttribute(name));

/**
 * @param {Element} group
 * @param {SVGElement} field
 * @param {SVGElement} tick
 */
function jointButton(group, field, tick) {
  const node = /** @type {SVGElement} */ (group);
  node.classList.add("pick");
  node.prepend(field);
  node.append(tick);
  return node;
}

/**
 * @param {Element} group
 * @param {string} column
 * @param {SVGElement} field
 * @param {SVGElement} tick
 */
function columnButton(group, column, field, tick) {
  const shape = find(group, `[data-column="${column}"]`);
  const inside = /** @type {Element} */ (shape.parentNode); // puts millimetres in place: the field to hit is no part of it
  const own = /** @type {Element} */ (inside.cloneNode());
  own.append(shape);
  const node = svgNode("g", { class: "pick" }, field, own);
  group.insertBefore(node, inside);
  group.append(tick);
  return node;
}

/**
 * @param {DrawnPlaceFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<PlaceTable>}
 */
function askPlace(face, id, changed) {
  const map = pictureOf(face.picture, id);
  const type = face.several ? "checkbox" : "radio";
  const reasons = h("ul", { class: "reasons" });
  const rows = buttonsOf(map.svg, face).map((button, n) => {
    const input = h("input", { type, name: id, onchange: () => pick(n, input.checked) });
    const sign = h("span", { class: "mark" });
    const words = h("label", {}, input, h("span", { class: "words" }, face.spots[n].replace(" ", ", ")), " ", sign);
    button.node.addEventListener("click", () => press(n, true));
    return { ...button, input, mark: sign, words };
  });
  const nodes = rows.map((row) => row.node);
  const spots = h(
    "div",
    { class: "spots" },
    rows.map((row) => row.words),
  );

  /**
   * @param {number} n
   * @param {boolean} on
   * @param {boolean} [focus]
   */
  function pick(n, on, focus) {
    rows.forEach((row, m) => {
      if (m === n) row.input.checked = on;
      else if (!face.several) row.input.checked = false;
    });
    show();
    rove(nodes, n, focus);
    changed();
  }

  /**
   * @param {number} n
   * @param {boolean} [focus]
   */
  const press = (n, focus) => pick(n, !face.several || !rows[n].input.checked, focus);

  function show() {
    for (const row of rows) {
      row.node.setAttribute("aria-pressed", String(row.input.checked));
      row.node.dataset.state = "";
      row.tick.dataset.state = "";
      row.tick.classList.toggle("on", row.input.checked);
      row.sign.textContent = "✓";
      row.words.dataset.state = "";
      row.mark.textContent = "";
    }
  }

  map.node.addEventListener("keydown", (event) => roveKeys(event, nodes, { row: face.pick === "column" ? 2 : 1, press }));
  show();
  rove(nodes, 0);
  return {
    node: h("div", { class: "place" }, h("div", { class: "beside" }, map.node, listOf(spots, isWide())), reasons),
    instruction: face.several ? `Pick every ${face.pick} that is meant.` : `Pick one ${face.pick}.`,
    todo: `Pick a ${face.pick} on the map or in the list`,
    ready: () => rows.some((row) => row.input.checked),
    read() {
      const picked = face.spots.filter((_, n) => rows[n].input.checked);
      return face.several ? picked : picked[0];
    },
    write(answer) {
      const given = (Array.isArray(answer) ? answer : [answer]).map(tidy);
      rows.forEach((row, n) => {
        row.input.checked = given.includes(face.spots[n]);
      });
      show();
      const first = rows.findIndex((row) => row.input.checked);
      rove(nodes, Math.max(0, first));
    },
    mark(found, table, all) {
      show();
      rows.forEach((row, n) => {
        const right = table.answer.includes(face.spots[n]);
        if (row.input.checked || (all && right)) markPlace(row, right);
      });
      const wrong = face.several ? found.parts.filter((part) => !part.correct) : [];
      reasons.replaceChildren(...wrong.map((part) => reason(table, part)));
    },
    clear() {
      show();
      reasons.replaceChildren();
    },
    reveal: (table) => [`The answer: ${table.answer.map(placeName).join("; ")}. ${table.why}`],
  };
}

/**
 * Mark a place as right or not, on the map and in the list.
 *
 * @param {{ node: SVGElement, tick: SVGElement, sign: SVGElement, words: HTMLElement, mark: HTMLElement }} row
 * @param {boolean} right
 */
function markPlace({ node, tick, sign, words, mark }, right) {
  const state = right ? "right" : "wrong";
  node.dataset.state = state;
  tick.dataset.state = state;
  tick.classList.add("on");
  sign.textContent = right ? "✓" : "≠";
  words.dataset.state = state;
  mark.textContent = right ? "✓ right" : "≠ not right";
}

kinds.place = { read: readPlace, ask: askPlace };
