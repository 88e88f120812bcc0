// The line of a timeline, with its events to click and a flag that says which moment is now.
import { find, findAll, h } from "../../../browser/elements.js";
import { draw } from "../pack.js";

/**
 * @import { Found } from "../../../browser/elements.js"
 * @import { Story, StoryStep } from "../contract.js"
 */

/**
 * @param {Story} story
 * @param {(step: number) => void} go
 */
export function movingLine(story, go) {
  const node = h("div", { class: "line" });
  /** @type {Found} the flag: a stroke, a plate and its words */
  let flag = node;
  let width = 0; // of the drawing, in its own units

  /** @param {string[]} drawing one of those of the line */
  function drawLine(drawing) {
    const svg = draw(node, drawing, `Timeline: ${story.title}. The whole history is told in words below.`);
    for (const mark of findAll(svg, "[data-event]")) {
      const step = story.steps.findIndex((one) => one.event === Number(mark.dataset.event));
      mark.addEventListener("click", () => go(step));
    }
    for (const bar of findAll(svg, "[data-state] .span")) {
      bar.after(bar.cloneNode()); // the same bar again, as far as it has come
      bar.classList.add("whole-bar");
    }
    flag = find(svg, "[data-now]");
    width = Number(svg.getAttribute("viewBox")?.split(" ")[2]);
    const [stroke, plate, words] = flag.children;
    stroke.setAttribute("d", (stroke.getAttribute("d") ?? "").replace(/^M[\d.-]+ ([\d.-]+)L[\d.-]+ /, "M0 $1L0 "));
    plate.removeAttribute("x");
    words.removeAttribute("x");
  }

  /**
   * @param {StoryStep} step
   * @param {string} moment
   * @param {boolean} isLast at the last step all has come
   */
  function move(step, moment, isLast) {
    const [stroke, plate, words] = /** @type {SVGElement[]} */ ([...flag.children]);
    const { left, right, start, end } = flag.dataset;
    const [from, to, begin] = [Number(left), Number(right), Number(start)];
    const x = from + (step.month - begin) * ((to - from) / Math.max(Number(end) - begin, 1));
    words.textContent = `now: ${moment}`;
    const half = words.textContent.length * 3.5 + 6;
    const middle = Math.min(Math.max(x, half + 6), width - 6 - half);
    plate.setAttribute("width", String(2 * half));
    stroke.style.transform = `translateX(${x}px)`;
    plate.style.transform = `translateX(${middle - half}px)`;
    words.style.transform = `translateX(${middle}px)`;
    for (const mark of findAll(node, "[data-event]")) {
      mark.classList.toggle("here", Number(mark.dataset.event) === step.event);
      mark.classList.toggle("to-come", comes(Number(mark.dataset.event), step));
    }
    for (const bar of findAll(node, ".whole-bar")) uncover(bar, isLast ? width : x);
  }

  /**
   * Whether an event is told only after a step.
   *
   * @param {number} event
   * @param {StoryStep} step
   */
  const comes = (event, step) => story.steps.findIndex((one) => one.event === event) > story.steps.indexOf(step);

  return { node, draw: drawLine, move };
}

/**
 * Show the bar of a state as far as it has come. What is to come stays a pale, dashed outline, without its words.
 *
 * @param {Element} bar
 * @param {number} x where the moment stands
 */
function uncover(bar, x) {
  const [left, wide] = ["x", "width"].map((name) => Number(bar.getAttribute(name)));
  bar.nextElementSibling?.setAttribute("width", String(Math.min(Math.max(x - left, 0), wide)));
  bar.parentElement?.classList.toggle("to-come", left > x + 0.1);
}
