// The ruler above the slider of the years: the two systems, the years, dots where the codes change, and the case in small.
import { h } from "../../../browser/elements.js";
import { monthOf } from "./course.js";

/**
 * @import { EraFace } from "../contract.js"
 * @import { Course } from "./course.js"
 */

/**
 * @param {EraFace} era
 * @param {Course} course
 */
export function rulerOf(era, course) {
  const [start, end] = [monthOf(era.first), monthOf(era.last)];
  /** @param {number} months */
  const share = (months) => `${(100 * months) / (end - start)}%`;
  /** @param {number} month */
  const part = (month) => share(month - start);
  const shadow = shadowOf(era, share);

  function bands() {
    const border = part(monthOf(era.stretches.find((one) => one.system === "ICD-10-PCS")?.first ?? era.last));
    return [
      placed(h("div", { class: "band old" }, "ICD-9-CM"), "0%", border),
      placed(h("div", { class: "band new" }, "ICD-10-PCS"), border, `calc(100% - ${border})`),
    ];
  }

  function ticks() {
    const marks = [];
    for (let year = Math.ceil(start / 12); year <= Math.floor(end / 12); year += 1) {
      const [look, words] = year % 5 ? ["year", ""] : ["year big", String(year)];
      marks.push(placed(h("span", { class: look }, words), part(year * 12)));
    }
    return marks;
  }

  /** A dot where the codes change: places worth a visit. */
  function turns() {
    return era.stretches.flatMap((one, n) => {
      if (n === 0 || course.isSame(n, n - 1)) return [];
      const look = one.system !== era.stretches[n - 1].system ? "dot big" : "dot";
      return [placed(h("span", { class: look }), part(monthOf(one.first)))];
    });
  }

  return {
    node: h("div", { class: "ruler", "aria-hidden": "true" }, ...bands(), ...ticks(), ...turns(), shadow),
    /** @param {string} day */
    move(day) {
      shadow.style.left = part(monthOf(day) + (Number(day.slice(8)) - 1) / 31);
    },
  };
}

/**
 * The case itself, as small as the scale asks: a line with its events, the operation under the slider's thumb.
 *
 * @param {EraFace} era
 * @param {(months: number) => string} share
 */
function shadowOf(era, share) {
  const [from, to] = era.spans;
  const dots = era.dots.map((month) => placed(h("span", { class: month === 0 ? "event today" : "event" }), share(month)));
  return h("div", { class: "shadow" }, placed(h("span", { class: "life" }), share(from), share(to - from)), ...dots);
}

/**
 * @template {HTMLElement} Mark
 * @param {Mark} mark
 * @param {string} left
 * @param {string} [width]
 */
function placed(mark, left, width) {
  mark.style.left = left;
  if (width !== undefined) mark.style.width = width;
  return mark;
}
