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

  /** @param {number} which of the drawings of the line */
  function drawLine(which) {
    const svg = draw(node, story.lines[which], `Timeline: ${story.title}. The whole history is told in words below.`);
    for (const mark of findAll(svg, "[data-event]")) {
      const step = story.steps.findIndex((one) => one.event === Number(mark.dataset.event));
      mark.addEventListener("click", () => go(step));
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
   */
  function move(step, moment) {
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
    for (const mark of findAll(node, "[data-event]")) mark.classList.toggle("here", Number(mark.dataset.event) === step.event);
  }

  return { node, draw: drawLine, move };
}
