// A history walked through step by step. Every drawing, word and code was made in Python; here one of them is chosen and shown.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { find, fresh, h, keepKey } from "../../../browser/elements.js";
import { endingNote } from "../../../browser/ending.js";
import { draw, unpack } from "../pack.js";
import { own } from "../page.js";
import { movingLine } from "./line.js";
import { years } from "./years.js";

/**
 * @import { Story, StoryStep } from "../contract.js"
 * @import { Ending } from "../../../browser/ending.js"
 * @import { Screen } from "../types.js"
 */

/**
 * @typedef {{ story: unknown[], step: number, day: string, dates: boolean, fiscal_years: boolean, ending: Ending }} TimelineState
 */

/** @type {("step" | "day" | "dates" | "fiscal_years")[]} */
const CHOSEN = ["step", "day", "dates", "fiscal_years"];

/** @param {Screen<TimelineState>} screen */
function render({ model, el }) {
  /** @type {Story} */
  const story = unpack(model.get("story"));
  const id = `spine-tl${fresh()}`;
  const last = story.steps.length - 1;

  /** @type {<Name extends keyof TimelineState>(name: Name, value: TimelineState[Name]) => void} */
  const put = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const go = (/** @type {number} */ step) => put("step", Math.min(Math.max(step, 0), last));
  const at = () => Math.min(Math.max(model.get("step"), 0), last);
  const when = (/** @type {StoryStep} */ step) => (model.get("dates") && step.day ? step.day : step.when);

  const steps = stepsOf(`${id}-step`, last, at, go);
  const ticks = ticksOf(model, put, story);
  const line = movingLine(story, go);
  const mapped = story.steps[0].map.join("") !== "";
  const map = h("div", { class: "map", hidden: !mapped });
  const said = h("p", { class: "moment", role: "status", "aria-live": "polite" });
  const details = h("div", { class: "details" });
  const whole = wholeOf(story);
  const changes = years(
    story,
    () => model.get("day"),
    (day) => put("day", day),
    id,
  );
  const node = h(
    "section",
    { class: "spine-w spine-tl", "aria-label": `Timeline: ${story.title}`, onkeydown: steps.keys },
    steps.node,
    h("div", { class: mapped ? "stage" : "stage alone" }, h("div", { class: "panel" }, said, details), map, line.node),
    ...(ticks.node.children.length ? [ticks.node] : []),
    ...(changes ? [changes.node] : []),
    whole.node,
  );
  let shownStep = -1;
  /** @type {string[][]} */
  let [shownLine, shownMap] = [[], []];

  function show() {
    const step = story.steps[at()];
    const lines = told(story.lines, model.get("dates"));
    const drawing = told(lines, model.get("fiscal_years"));
    if (shownLine !== drawing) line.draw(drawing);
    line.move(step, when(step), at() === last);
    steps.draw(`${when(step)}, ${step.title}`);
    ticks.draw();
    if (mapped && shownMap !== step.map) draw(map, step.map, "");
    if (mapped) nameMap(map, step, when(step));
    const words = sentence(step, when(step));
    if (said.textContent !== words) said.textContent = words;
    if (shownStep !== at()) details.replaceChildren(...tell(step, story));
    whole.draw(model.get("dates"), when);
    changes?.draw();
    [shownLine, shownStep, shownMap] = [drawing, at(), step.map];
  }

  el.replaceChildren(...endingNote(model.get("ending")), node);
  show();
  for (const name of CHOSEN) model.on(`change:${name}`, show);
  return () => {
    for (const name of CHOSEN) model.off(`change:${name}`, show);
  };
}

/**
 * The ways from step to step: buttons, a slider, keys.
 *
 * @param {string} id
 * @param {number} last
 * @param {() => number} at
 * @param {(step: number) => void} go
 */
function stepsOf(id, last, at, go) {
  const back = h("button", { type: "button", onclick: () => go(at() - 1) }, "◂ Previous");
  const on = h("button", { type: "button", onclick: () => go(at() + 1) }, "Next ▸");
  const count = h("span", { class: "count" }, "Step");
  const range = { type: "range", min: 0, max: last, step: 1, id };
  const slider = h("input", { ...range, oninput: () => go(Number(slider.value)) });
  return {
    node: h("div", { class: "bar steps" }, back, h("label", { class: "slide", for: id }, count, slider), on),
    /** @param {KeyboardEvent} event */
    keys(event) {
      const { target } = event;
      if (!keepKey(event) || !(target instanceof Element)) return;
      if (target.closest("input, select, textarea, summary, .years")) return;
      const to = own({ ArrowLeft: at() - 1, ArrowRight: at() + 1, Home: 0, End: last }, event.key);
      if (to === undefined) return;
      event.preventDefault();
      go(to);
    },
    /** @param {string} told when the step is, and what happens in it */
    draw(told) {
      slider.value = String(at());
      slider.setAttribute("aria-valuetext", `${at() + 1} of ${last + 1}: ${told}`);
      back.setAttribute("aria-disabled", String(at() === 0));
      on.setAttribute("aria-disabled", String(at() === last));
      count.textContent = `Step ${at() + 1} of ${last + 1}`;
    },
  };
}

/**
 * One of two tellings, in months and by dates, or of two drawings, without fiscal years and with them; or the only one.
 *
 * @template Telling
 * @param {Telling[]} tellings
 * @param {boolean} second
 */
const told = (tellings, second) => tellings[second ? tellings.length - 1 : 0];

/**
 * Give a level map its moment, in its title and in what a screen reader says.
 *
 * @param {HTMLElement} map
 * @param {StoryStep} step
 * @param {string} moment
 */
function nameMap(map, step, moment) {
  find(map, "svg").setAttribute("aria-label", `Level map at ${moment}. ${step.said}`);
  find(map, ".name").textContent = `The spine at ${moment}`;
}

/**
 * The boxes to tick: dates instead of months, and fiscal years, each where there is a line of them.
 *
 * @param {Screen<TimelineState>["model"]} model
 * @param {(name: "dates" | "fiscal_years", value: boolean) => void} put
 * @param {Story} story
 */
function ticksOf(model, put, story) {
  /** @param {"dates" | "fiscal_years"} name */
  function box(name) {
    const input = h("input", { type: "checkbox", "data-trait": name, onchange: () => put(name, input.checked) });
    return input;
  }

  const [dates, fiscal] = [box("dates"), box("fiscal_years")];
  const boxes = [];
  if (story.lines.length > 1) boxes.push(h("label", { class: "tick" }, dates, "Dates instead of months"));
  if (story.lines[0].length > 1) boxes.push(h("label", { class: "tick" }, fiscal, "Fiscal years"));
  return {
    node: h("div", { class: "boxes" }, boxes),
    draw() {
      dates.checked = model.get("dates");
      fiscal.checked = model.get("fiscal_years");
    },
  };
}

/**
 * @param {StoryStep} step
 * @param {string} moment
 */
const sentence = (step, moment) =>
  `${moment[0].toUpperCase()}${moment.slice(1)}${step.kind ? `, ${step.kind}` : ""}: ${step.title}.`;

/**
 * The history in words, folded away.
 *
 * @param {Story} story
 */
function wholeOf(story) {
  const [steps, lanes] = [h("ol"), h("ul")];
  let shown = "";
  return {
    node: h("details", { class: "whole" }, h("summary", {}, "The whole history in words"), steps, lanes),
    /**
     * @param {boolean} dates
     * @param {(step: StoryStep) => string} when
     */
    draw(dates, when) {
      if (shown === String(dates)) return;
      shown = String(dates);
      const items = story.steps.map((step) => h("li", {}, sentence(step, when(step)), step.text ? ` ${step.text}` : ""));
      steps.replaceChildren(...items);
      lanes.replaceChildren(...told(story.lanes, dates).map((lane) => h("li", {}, lane)));
    },
  };
}

/**
 * What one step is told with: its words, what is different now, and what the operation was coded with on its day.
 *
 * @param {StoryStep} step
 * @param {Story} story
 */
function tell(step, { era }) {
  const parts = step.text ? [h("p", {}, step.text)] : [];
  if (step.means.length) {
    const means = step.means.map((text) => h("li", {}, text));
    return [...parts, h("p", { class: "label" }, "What is different now"), h("ul", {}, means), ...codedIn(step, era)];
  }
  return [...parts, h("p", { class: "soft" }, "No joint changed its state."), ...codedIn(step, era)];
}

/**
 * @param {StoryStep} step
 * @param {Story["era"]} era
 */
function codedIn(step, era) {
  if (!step.coded || !era) return [];
  const codes = era.own_codes.map((code) => h("code", { class: "chip" }, code));
  return [
    h("p", { class: "label" }, `Coded on its day, ${era.own} (${era.own_system})`),
    h("p", { class: "chips" }, ...(codes.length ? codes : ["No code without an answer to the open questions below."])),
  ];
}

export default { render, keeps: CHOSEN };
