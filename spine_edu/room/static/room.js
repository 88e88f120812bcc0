// The room beside a deck: a panel that follows its scenes. V shows and hides it; all it does has a button, the other keys are the deck's.
import { h } from "../../browser/elements.js";
import { isTaken, panel } from "./panel.js";

const { nodes, tell } = panel("/desk/");
const aside = h(
  "aside",
  { class: "se-room", "aria-label": "Ask the room", hidden: true },
  h("nav", { "aria-label": "What can be done" }, nodes.acts, nodes.hands.button, nodes.count),
  nodes.hands.form,
  nodes.said,
  nodes.clock,
  nodes.shown,
);

/** @param {CustomEvent<{ question?: string }>} event a scene came on screen; `question` is the id of its question, if it asks one */
async function show({ detail }) {
  aside.hidden = !detail.question || !(await tell({ do: "go", question: detail.question }));
}

/** @param {KeyboardEvent} event */
function keys(event) {
  if (event.key.toLowerCase() === "v" && !isTaken(event)) aside.hidden = !aside.hidden;
}

document.addEventListener("se:scene", /** @type {EventListener} */ (/** @type {unknown} */ (show)));
document.addEventListener("keydown", keys);
document.body.append(aside);
