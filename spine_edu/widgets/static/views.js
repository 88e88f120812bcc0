// One picture in several states: a row of radio buttons, the drawing of the one that is chosen, and its words.
import { fresh, h, keepKey } from "../../browser/elements.js";
import { draw, unpack } from "./pack.js";

/**
 * @import { View } from "./contract.js"
 * @import { Screen } from "./types.js"
 */

/** @param {Screen<{ question: string, views: unknown[], shown: number }>} screen */
function render({ model, el, signal }) {
  /** @type {View[]} */
  const views = unpack(model.get("views"));
  const row = `views-${fresh()}`; // radio buttons of two figures must not share a name
  const drawing = h("div", { class: "drawing" });
  const words = h("p");
  const status = h("p", { class: "head", role: "status", "aria-live": "polite" });
  /** @param {number} place */
  const choose = (place) => {
    model.set("shown", place);
    model.save_changes();
  };
  const buttons = views.map((_, place) => h("input", { type: "radio", name: row, value: place, onchange: () => choose(place) }));
  const show = () => {
    const view = views[model.get("shown")];
    buttons.forEach((button, place) => {
      button.checked = place === model.get("shown");
    });
    draw(drawing, view.drawing, view.title);
    drawing.style.maxWidth = `${view.width}px`;
    status.textContent = view.title.includes(view.name) ? view.title : `${view.name}: ${view.title}`;
    words.textContent = view.words;
  };
  el.classList.add("spine-w", "spine-views");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h(
      "fieldset",
      {},
      h("legend", { class: "head" }, model.get("question")),
      h(
        "div",
        { class: "bar" },
        buttons.map((button, place) => h("label", { class: "tick" }, button, views[place].name)),
      ),
    ),
    drawing,
    status,
    h("details", {}, h("summary", {}, "In words"), words),
  );
  model.on("change:shown", show);
  signal?.addEventListener("abort", () => model.off("change:shown", show));
  show();
}

export default { render, keeps: ["shown"] };
