// What drawings with angles to turn share: a place with its tilt, its matrix on the page, and a slider with its steps.
import { fresh, h } from "../../../browser/elements.js";

/** @import { Child } from "../../../browser/elements.js" */

/**
 * @typedef {[x: number, y: number]} Spot
 * @typedef {{ x: number, y: number, tilt: number, at(along: number, up: number): Spot }} Placed
 */

/** @param {number} degrees */
export const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * Where a bone stands: millimetres, y up; `at` says where a point of the bone lies, `along` to its front, `up` to its top.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} tilt
 * @returns {Placed}
 */
export const place = (x, y, tilt) => ({
  x,
  y,
  tilt,
  /**
   * @param {number} along
   * @param {number} up
   * @returns {Spot}
   */
  at(along, up) {
    const [c, s] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
    return [x + along * c - up * s, y + along * s + up * c];
  },
});

/**
 * @param {{ tilt: number }} bone
 * @param {Spot} spot
 */
export function matrixOf({ tilt }, spot) {
  const [c, s] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
  return `matrix(${[c, -s, s, c].map((n) => n.toFixed(4)).join(" ")} ${spot.map((n) => n.toFixed(1)).join(" ")})`;
}

/** How an amount is written and read: its sign, its name, and what one step is called. */
export const DEGREES = { sign: "°", name: "degrees", one: "one degree" };

/**
 * One amount, usually an angle: its label and hint, a step down, a slider, a step up, its value. `show` puts it and its bounds on it.
 *
 * @param {{ label: Child | Child[], name: string, hint: string, change: (amount: number) => void,
 *   step?: number, unit?: typeof DEGREES }} options
 */
export function turn({ label, name, hint, change, step = 1, unit = DEGREES }) {
  const id = `turn-${fresh()}`;
  const range = h("input", { type: "range", id, step, oninput: () => change(Number(range.value)) });
  const value = h("output", { for: id });
  /**
   * @param {number} by
   * @param {string} sign
   */
  const button = (by, sign) =>
    h(
      "button",
      {
        type: "button",
        "aria-label": `${name}: ${unit.one} ${by > 0 ? "more" : "less"}`,
        onclick: () => change(Number(range.value) + by),
      },
      sign,
    );
  /**
   * @param {number} amount
   * @param {number} low
   * @param {number} high
   */
  const show = (amount, low, high) => {
    [range.min, range.max] = [String(low), String(high)];
    range.value = String(amount);
    value.textContent = `${amount}${unit.sign}`;
    range.setAttribute("aria-valuetext", `${amount} ${unit.name}`);
  };
  return {
    node: h(
      "div",
      { class: "turn" },
      h("label", { for: id }, label, h("small", {}, hint)),
      button(-step, "−"),
      range,
      button(step, "+"),
      value,
    ),
    show,
  };
}
