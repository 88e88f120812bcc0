// A history walked through step by step. Every drawing, word and code was made in Python; here one of them is chosen and shown.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { draw, unpack } from "./pack.js";
import { fresh, h, keepKey } from "../../browser/elements.js";
import { endingNote } from "../../browser/ending.js";
import { years } from "./years.js";

function render({ model, el }) {
  const story = unpack(model.get("story"));
  const id = `spine-tl${fresh()}`;
  const last = story.steps.length - 1;
  const dated = Boolean(story.steps[0].day);
  const put = (name, value) => { model.set(name, value); model.save_changes(); };
  const go = (step) => put("step", Math.min(Math.max(step, 0), last));
  const at = () => Math.min(Math.max(model.get("step"), 0), last);
  const sentence = (step, moment) => `${moment[0].toUpperCase()}${moment.slice(1)}${step.kind ? `, ${step.kind}` : ""}: ${step.title}.`;
  const when = (step) => (model.get("dates") && step.day ? step.day : step.when);

  const back = h("button", { type: "button", onclick: () => go(at() - 1) }, "◂ Previous");
  const on = h("button", { type: "button", onclick: () => go(at() + 1) }, "Next ▸");
  const slider = h("input", { type: "range", min: 0, max: last, step: 1, id: `${id}-step`, oninput: () => go(Number(slider.value)) });
  const box = (name, words) => h("label", { class: "tick" }, h("input", { type: "checkbox", "data-trait": name, onchange: (event) => put(name, event.target.checked) }), words);
  const boxes = dated ? [box("dates", "Dates instead of months"), box("fiscal_years", "Fiscal years")] : [];
  const line = h("div", { class: "line" });
  const mapped = story.steps[0].map.join("") !== "";
  const map = h("div", { class: "map", hidden: !mapped });
  const said = h("p", { class: "moment", role: "status", "aria-live": "polite" });
  const details = h("div", { class: "details" });
  const changes = years(story, model, put, id);
  const node = h("section", { class: "spine-w spine-tl", "aria-label": `Timeline: ${story.title}`, onkeydown: keys },
    h("div", { class: "bar steps" }, back, h("label", { class: "slide", for: `${id}-step` }, h("span", { class: "count" }, "Step"), slider), on),
    h("div", { class: mapped ? "stage" : "stage alone" }, line, h("div", { class: "panel" }, said, details), map),
    boxes.length ? h("div", { class: "boxes" }, boxes) : "",
    ...(changes ? [changes.node] : []),
    h("details", { class: "whole" }, h("summary", {}, "The whole history in words"),
      h("ol", {}, story.steps.map((step) => h("li", {}, sentence(step, step.when), step.text ? ` ${step.text}` : ""))),
      h("ul", {}, story.lanes.map((lane) => h("li", {}, lane)))));
  let shown = {};
  let now = null; // the parts of the moving line

  function keys(event) {
    if (!keepKey(event) || event.target.closest("input, select, textarea, summary, .years")) return;
    const to = { ArrowLeft: at() - 1, ArrowRight: at() + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  }

  function show() {
    const step = story.steps[at()];
    const fiscal = model.get("fiscal_years") && story.lines.length > 1 ? 1 : 0;
    if (shown.fiscal !== fiscal) drawLine(fiscal);
    moveNow(step);
    slider.value = at();
    slider.setAttribute("aria-valuetext", `${at() + 1} of ${last + 1}: ${when(step)}, ${step.title}`);
    back.setAttribute("aria-disabled", String(at() === 0));
    on.setAttribute("aria-disabled", String(at() === last));
    node.querySelector(".count").textContent = `Step ${at() + 1} of ${last + 1}`;
    for (const input of node.querySelectorAll("[data-trait]")) input.checked = model.get(input.dataset.trait);
    if (mapped && shown.map !== step.map) draw(map, step.map, `Level map at ${step.when}. ${step.said}`);
    const words = sentence(step, when(step));
    if (said.textContent !== words) said.textContent = words;
    if (shown.step !== at()) details.replaceChildren(...tell(step));
    changes?.draw();
    shown = { fiscal, step: at(), map: step.map };
  }

  function tell(step) {
    const parts = step.text ? [h("p", {}, step.text)] : [];
    if (step.means.length) parts.push(h("p", { class: "label" }, "What is different now"), h("ul", {}, step.means.map((text) => h("li", {}, text))));
    else parts.push(h("p", { class: "soft" }, "No joint changed its state."));
    if (step.coded && story.era) {
      parts.push(h("p", { class: "label" }, `Coded on its day, ${story.era.own} (${story.era.own_system})`),
        h("p", { class: "chips" }, ...(story.era.own_codes.length ? story.era.own_codes.map((code) => h("code", { class: "chip" }, code)) : ["No code without an answer to the open questions below."])));
    }
    return parts;
  }

  function drawLine(fiscal) {
    const svg = draw(line, story.lines[fiscal], `Timeline: ${story.title}. The whole history is told in words below.`);
    for (const mark of svg.querySelectorAll("[data-event]")) {
      const step = story.steps.findIndex((one) => one.event === Number(mark.dataset.event));
      mark.addEventListener("click", () => go(step));
    }
    const flag = svg.querySelector("[data-now]");
    const [stroke, plate, words] = flag.children;
    stroke.setAttribute("d", stroke.getAttribute("d").replace(/^M[\d.-]+ ([\d.-]+)L[\d.-]+ /, "M0 $1L0 "));
    plate.removeAttribute("x");
    words.removeAttribute("x");
    now = { stroke, plate, words, scale: flag.dataset };
  }

  function moveNow(step) {
    const { stroke, plate, words, scale } = now;
    const [left, right, start, end] = [scale.left, scale.right, scale.start, scale.end].map(Number);
    const x = left + (step.month - start) * ((right - left) / Math.max(end - start, 1));
    words.textContent = `now: ${when(step)}`;
    const half = words.textContent.length * 3.5 + 6;
    const middle = Math.min(Math.max(x, half + 6), 394 - half);
    plate.setAttribute("width", 2 * half);
    stroke.style.transform = `translateX(${x}px)`;
    plate.style.transform = `translateX(${middle - half}px)`;
    words.style.transform = `translateX(${middle}px)`;
    for (const mark of line.querySelectorAll("[data-event]")) mark.classList.toggle("here", Number(mark.dataset.event) === step.event);
  }

  el.replaceChildren(...endingNote(model.get("ending")), node);
  show();
  const names = ["step", "day", "dates", "fiscal_years"];
  for (const name of names) model.on(`change:${name}`, show);
  return () => { for (const name of names) model.off(`change:${name}`, show); };
}

export default { render, keeps: ["step", "day", "dates", "fiscal_years"] };
