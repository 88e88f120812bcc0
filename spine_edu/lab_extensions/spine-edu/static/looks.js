// Results that were to be predicted (the tag `look`, as on a page) stay folded after a Run All, until their question is answered.
// Who runs such a cell by itself has asked for its result, and sees it.
import { beforeEachRun } from "./jupyter.js";

/** @import { Actions, CellWidget, Panel } from "./jupyter.js" */

const HEADING = /^#{1,3} /m;
const CARD = "[data-answered]"; // what the cards of questions say of themselves (widgets/static/asking/asked.js)
const CHANGING = `.jp-OutputArea-child, ${CARD}`;

/**
 * @param {Panel} panel a lesson
 * @param {Actions} actions
 */
export function foldLooks(panel, actions) {
  const seen = new WeakSet(); // cells that were run by themselves, or whose question was answered
  const pressed = new WeakSet(); // cells whose fold is the learner's own
  /** @type {CellWidget[]} */
  let together = [];
  beforeEachRun(panel, actions, (cell) => {
    if (together.push(cell) > 1) return;
    setTimeout(() => {
      if (together.length === 1) {
        seen.add(cell);
        pressed.delete(cell);
      }
      together = [];
    });
  });
  const fold = () => {
    for (const [cell, card] of looks(panel.content.widgets)) {
      if (card?.dataset.answered === "true") seen.add(cell);
      const hides = !seen.has(cell) && isShown(cell);
      if (hides !== !!foldOf(cell) && !pressed.has(cell)) change(cell, hides, () => pressed.add(cell));
      const hint = foldOf(cell)?.querySelector("span");
      if (hint) hint.hidden = !card;
    }
  };
  new MutationObserver((changes) => {
    if (changes.some(matters)) fold();
  }).observe(panel.node, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-answered"] });
  fold();
}

/** @param {MutationRecord} change */
const matters = ({ type, addedNodes, removedNodes }) =>
  type === "attributes" ||
  [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(CHANGING) || node.querySelector(CHANGING)),
  );

/**
 * The cells that are to be predicted, each with the card that was asked before it in its step; where there is none, prose asks.
 *
 * @param {CellWidget[]} cells
 * @returns {Generator<[CellWidget, HTMLElement | null]>}
 */
function* looks(cells) {
  let card = /** @type {HTMLElement | null} */ (null);
  for (const cell of cells) {
    if (cell.model.type !== "code") card = HEADING.test(cell.model.sharedModel.getSource()) ? null : card;
    else if (cell.model.getMetadata("tags")?.includes("look")) yield [cell, card];
    else card = cell.node.querySelector(CARD) ?? card;
  }
}

/**
 * Whether a cell shows a result; an error is none.
 *
 * @param {CellWidget} cell
 */
const isShown = ({ outputArea }) =>
  !!outputArea?.model.length && !outputArea.model.toJSON().some((output) => output.output_type === "error");

/**
 * @param {CellWidget} cell
 * @returns {HTMLDetailsElement | null}
 */
const foldOf = (cell) => cell.node.querySelector(":scope > .se-look");

/**
 * Fold the result of a cell away, or open it; a fold that was pressed is the learner's own from then on.
 *
 * @param {CellWidget} cell
 * @param {boolean} hides
 * @param {() => void} look
 */
function change(cell, hides, look) {
  if (!hides) return foldOf(cell)?.remove();
  const fold = document.createElement("details");
  fold.className = "se-look";
  const name = document.createElement("summary");
  const hint = document.createElement("span");
  hint.textContent = " now, or answer the question above first";
  name.append("Look at the result", hint);
  name.addEventListener("click", look);
  fold.append(name);
  cell.node.querySelector(":scope > .jp-Cell-outputWrapper")?.before(fold);
}
