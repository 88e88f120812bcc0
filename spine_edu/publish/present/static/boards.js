// What lies over the stage when it is asked for: all scenes to choose from, the keys, and black.

import { h } from "../../../browser/elements.js";
import { path, scenes, WHOLE } from "./scenes.js";
import { go, place } from "./stage.js";

const told = (/** @type {string} */ name) => (name === WHOLE ? "whole lesson" : `${name} minutes`);

/** @param {HTMLElement[]} content */
function board(...content) {
  const close = h("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const dialog = h("dialog", { class: "deck-board", onclose: () => dialog.remove() }, ...content, close);
  document.body.append(dialog);
  dialog.showModal();
  dialog.scrollTop = 0; // the button that has the focus stands at the end
  return dialog;
}

export function overview() {
  const cards = scenes.map(({ title, begins, minutes }, index) => {
    const choose = () => {
      dialog.close();
      go(index);
    };
    const on = path.has(index);
    const attributes = { type: "button", onclick: choose, "data-on": on, "aria-current": index === place().index && "step" };
    const words = [
      h("b", {}, index + 1),
      h("span", {}, title),
      h("small", {}, begins),
      h("small", {}, `${minutes} min${on ? "" : ", not on this path"}`),
    ];
    return h("li", {}, h("button", attributes, ...words));
  });
  const dialog = board(h("h2", {}, `All scenes (${told(path.name)})`), h("ol", { class: "deck-cards" }, cards));
  /** @type {HTMLElement | null} */ (dialog.querySelector("[aria-current]"))?.focus();
}

const DRAWING = "figure > img, figure > div > svg, .live svg, .jp-RenderedPlotly > img";
const HELP = [
  ["→ ↓ space, page down", "on: what is hidden in this scene, then the next scene"],
  ["← ↑, page up", "back"],
  ["Home, End", "first, last scene"],
  ["7 Enter", "to scene 7"],
  ["O", "all scenes"],
  ["P", "another path: 20 minutes, 45 minutes, the whole lesson"],
  ["S", "the speaker's window: notes, clock, what comes next"],
  ["Z, or a press on a drawing", "the drawing by itself, as large as it gets"],
  ["B", "black, and back"],
  ["F", "full screen"],
  ["Esc", "out of a control, so that the keys turn the scenes again"],
];

const HELP_IN_A_ROOM = [
  ["V", "on a question: the room votes, or its vote is closed"],
  ["A", "the bars of the votes, on screen or off"],
  ["T, then G", "talk to the neighbor; then vote again"],
  ["R", "reveal what is right, and what wrong answers believe"],
  ["H", "count raised hands"],
  ["N", "ask the question anew"],
  ["L", "let no more phones in, or let them in again"],
  ["J", "how phones come in"],
];

export function help() {
  const keys = "room" in document.body.dataset ? [...HELP_IN_A_ROOM, ...HELP] : HELP;
  const rows = keys.map(([key, what]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, what)));
  board(h("h2", {}, "Keys"), h("table", {}, h("tbody", {}, rows)));
}

/** Take the next path, and stay at this scene. */
export function otherPath() {
  const { names } = path;
  path.name = names[(names.indexOf(path.name) + 1) % names.length];
  const said = document.getElementById("said");
  if (said) said.textContent = `Path: ${told(path.name)}.`;
}

/**
 * Show a drawing by itself, large enough for the last row; the first one of this page unless one is given.
 *
 * @param {Element} [drawing]
 */
export function enlarge(drawing = drawingHere()) {
  if (!drawing) return;
  const copy = /** @type {HTMLElement | SVGElement} */ (drawing.cloneNode(true));
  const { width, height } = drawing.getBoundingClientRect();
  copy.removeAttribute("style");
  const high = height > 2 * width ? 240 : 170; // the narrower it is, the more screens it takes until its letters can be read
  copy.style.width = `min(86vw, ${Math.round((high * width) / height)}vh)`;
  board(h("div", { class: "deck-large" }, copy));
}

function drawingHere() {
  const { view, flow } = scenes[place().index];
  const window = view.getBoundingClientRect();
  return [...flow.querySelectorAll(DRAWING)].find((drawing) => {
    const { top, bottom, height } = drawing.getBoundingClientRect();
    return height > 100 && top < window.bottom - 1 && bottom > window.top + 1;
  });
}

/** @param {HTMLElement} stage */
export function enlargeOnPress(stage) {
  stage.addEventListener("click", ({ target }) => {
    const still = target instanceof Element ? target.closest("figure > img, figure > div > svg") : null;
    if (still) enlarge(still);
  });
}

export function black() {
  document.body.toggleAttribute("data-black");
}
