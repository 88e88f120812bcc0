// One picture in several states: a row of radio buttons or a slider, the drawing of the one that is chosen, and its words.
import { fresh, h, keepKey } from "../../../browser/elements.js";
import { draw, unpack } from "../pack.js";

/**
 * @import { View } from "../contract.js"
 * @import { Screen } from "../types.js"
 */

/**
 * Which picture is shown, as a row of radio buttons.
 *
 * @param {View[]} views
 * @param {string} question
 * @param {(place: number) => void} choose
 */
function switchOf(views, question, choose) {
  const row = `views-${fresh()}`; // radio buttons of two figures must not share a name
  const buttons = views.map((_, place) => h("input", { type: "radio", name: row, value: place, onchange: () => choose(place) }));
  const ticks = buttons.map((button, place) => h("label", { class: "tick" }, button, views[place].name));
  const node = h("fieldset", {}, h("legend", { class: "head" }, question), h("div", { class: "bar" }, ticks));
  /** @param {number} shown */
  const show = (shown) => {
    for (const [place, button] of buttons.entries()) button.checked = place === shown;
  };
  return { node, show };
}

/**
 * The same as a slider, for pictures that follow each other.
 *
 * @param {View[]} views
 * @param {string} question
 * @param {(place: number) => void} choose
 */
function sliderOf(views, question, choose) {
  const input = h("input", { type: "range", min: 0, max: views.length - 1, step: 1, oninput: () => choose(Number(input.value)) });
  const value = h("output", {});
  const node = h("label", { class: "slider" }, h("span", { class: "head" }, question), input, value);
  /** @param {number} shown */
  const show = (shown) => {
    input.value = String(shown);
    input.setAttribute("aria-valuetext", views[shown].name);
    value.textContent = views[shown].name;
  };
  return { node, show };
}

/**
 * Whether a drawing writes its title itself, be it on several lines: then it stands there once, and the status is for ears only.
 *
 * @param {Element} drawing
 * @param {string} title
 */
function writes(drawing, title) {
  const lines = [...drawing.querySelectorAll("text")].map(({ textContent }) => textContent);
  return lines.join(" ").includes(title);
}

/** @param {Screen<{ question: string, views: unknown[], shown: number, slides: boolean }>} screen */
function render({ model, el, signal }) {
  /** @type {View[]} */
  const views = unpack(model.get("views"));
  const drawing = h("div", { class: "drawing" });
  const words = h("p");
  const status = h("p", { role: "status", "aria-live": "polite" });
  /** @param {number} place */
  const choose = (place) => {
    model.set("shown", place);
    model.save_changes();
  };
  const control = (model.get("slides") ? sliderOf : switchOf)(views, model.get("question"), choose);
  const show = () => {
    const view = views[model.get("shown")];
    control.show(model.get("shown"));
    draw(drawing, view.drawing, view.title);
    drawing.style.maxWidth = `${view.width}px`;
    status.className = writes(drawing, view.title) ? "hidden" : "head";
    status.textContent = view.title.includes(view.name) ? view.title : `${view.name}: ${view.title}`;
    words.textContent = view.words;
  };
  el.classList.add("spine-w", "spine-views");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(control.node, drawing, status, h("details", {}, h("summary", {}, "In words"), words));
  model.on("change:shown", show);
  signal?.addEventListener("abort", () => model.off("change:shown", show));
  show();
}

export default { render, keeps: ["shown"] };
