// The desk as a page of its own: what the class sees, and below it what the teacher presses. Scenes have room.js instead.
import { find, h } from "../../browser/elements.js";
import { isTaken, panel, wayIn } from "./panel.js";

/** @import { DeskTold } from "../../widgets/static/contract.js" */

const place = /** @type {HTMLElement} */ (find(document, "#place"));
const { nodes, tell, press, also } = panel("/desk/");
const list = /** @type {HTMLSelectElement} */ (
  find(/** @type {HTMLTemplateElement} */ (find(document, "#questions")).content, "select")
);
const aside = wayIn();
const hasPhones = aside.querySelector("svg") !== null;
let known = "";
let counted = false;

/** @param {number} step */
function go(step) {
  const at = list.selectedIndex + (known ? step : 0);
  if (list.options[at]) tell({ do: "go", question: list.options[at].value });
}

function toggleWayIn() {
  aside.hidden = !aside.hidden;
}

/** @type {Record<string, (() => void) | undefined>} */
const KEYS = { ArrowRight: () => go(1), PageDown: () => go(1), ArrowLeft: () => go(-1), PageUp: () => go(-1), j: toggleWayIn };

/** @param {KeyboardEvent} event */
function keys(event) {
  if (isTaken(event)) return;
  const act = KEYS[event.key];
  if (!act) return press(event.key.toLowerCase());
  event.preventDefault();
  act();
}

/** @param {DeskTold} told */
function draw(told) {
  if (told.question && told.question.id !== known) list.value = told.question.id;
  if (!told.question) list.selectedIndex = 0;
  known = told.question?.id ?? "";
  if (counted === told.bars.length > 0) return;
  counted = !counted; // bars take the room of the way in; J brings it back
  aside.hidden = counted || !hasPhones;
}

list.addEventListener("change", () => tell({ do: "go", question: list.value }));
also(draw);
document.title = place.dataset.title ?? document.title;
place.append(
  h("header", {}, h("h1", {}, place.dataset.title ?? ""), list, nodes.count),
  nodes.clock,
  nodes.shown,
  nodes.said,
  nodes.hands.form,
  h(
    "nav",
    { "aria-label": "What can be done" },
    h("button", { type: "button", onclick: () => go(-1), "aria-label": "Question before" }, "←"),
    h("button", { type: "button", onclick: () => go(1), "aria-label": "Next question" }, "→"),
    nodes.acts,
    nodes.hands.button,
    h("button", { type: "button", onclick: toggleWayIn, "aria-keyshortcuts": "j" }, h("u", {}, "J"), "oin"),
    h("a", { href: "/desk/votes.csv", download: "votes.csv" }, "Save"),
    h("a", { href: "/desk/cards", target: "_blank" }, "Cards"),
  ),
);
document.addEventListener("keydown", keys);
