// One operation moved through the years: a slider of months, a field for the day, and what each part was and is coded with.
import { find, findAll, h } from "../../browser/elements.js";
import { answers } from "./answers.js";
import { courseOf, firstOf, inWords, isDay, monthOf } from "./course.js";
import { rulerOf } from "./ruler.js";

/** @import { AnswerFace, EraFace, EraPlace, Story } from "./contract.js" */

/** @typedef {{ day: string, n: number }} At a day, and the stretch that it lies in */

/**
 * @param {Story} story
 * @param {() => string} chosen the day that is tried
 * @param {(day: string) => void} choose
 * @param {string} id
 */
export function years({ era }, chosen, choose, id) {
  if (!era) return null;
  const { first, last, own: ownDay, stretches, places, crossings } = era;
  const course = courseOf(era);
  const day = () => (course.found(chosen()) >= 0 ? chosen() : ownDay);
  /** @type {string | null} the last day whose answer was another one */
  let before = null;
  /** @type {string | null} the day that is drawn */
  let drawn = null;

  const range = { type: "range", min: monthOf(first), max: monthOf(last), step: 1, id: `${id}-year` };
  const slider = h("input", { ...range, oninput: () => choose(clamp(firstOf(Number(slider.value)))) });
  const field = h("input", { type: "date", min: first, max: last, id: `${id}-day`, onchange: typed });
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const ruling = h("span", { class: "ruling" });
  const edition = h("span", { class: "edition" });
  const said = h("p", { class: "turn", role: "status", "aria-live": "polite" });
  const table = h("table", {});
  const lesson = h("p", { class: "lesson", hidden: true });
  const whole = h("div", { class: "answers" });
  const earlier = h("button", { type: "button", onclick: () => jump(-1) }, "◂ Earlier change");
  const later = h("button", { type: "button", onclick: () => jump(1) }, "Later change ▸");
  const own = h("button", { type: "button", onclick: () => choose(ownDay) }, "Back to its own day");
  const ruler = rulerOf(era, course);
  const when = era.when ? ` of ${era.when}` : "";
  const node = h(
    "div",
    { class: "years", role: "group", "aria-labelledby": `${id}-years` },
    h("p", { class: "head", id: `${id}-years` }, `If the operation${when} had been discharged on another day`),
    h("div", { class: "board" }, ruling, edition),
    h("div", { class: "scale" }, ruler.node, h("label", { for: `${id}-year`, class: "hidden" }, "Month of discharge"), slider),
    h(
      "div",
      { class: "bar" },
      earlier,
      h("label", { class: "day", for: `${id}-day` }, h("span", {}, "Discharged"), field),
      later,
      own,
    ),
    fault,
    said,
    table,
    lesson,
    whole,
  );

  /** @param {string} one */
  function clamp(one) {
    return [first, one, last].sort()[1];
  }

  function typed() {
    const text = field.value;
    const outside = `Our tables answer for discharges from ${inWords(first)} to ${inWords(last)}.`;
    const wrong = !isDay(text) ? "Write a whole day: year, month and day." : text < first || text > last ? outside : "";
    fault.textContent = wrong;
    fault.hidden = !wrong;
    if (!wrong) choose(text);
  }

  /** @param {number} way 1 or -1 */
  function jump(way) {
    const target = course.nearest(course.found(day()), way);
    if (target) choose(target);
  }

  /**
   * Say what changed since the day drawn before, and remember that day if its codes were other ones. Returns whether they were.
   *
   * @param {string} today
   * @param {number} here
   */
  function tell(today, here) {
    if (drawn === null) {
      const { edition } = stretches[here];
      const start = `Discharged on ${inWords(today)}, the operation is coded in ${edition}.`;
      said.textContent = `${start} Move the slider, or go to an earlier change.`;
      return false;
    }
    const there = course.found(drawn);
    const moved = !course.isSame(there, here);
    if (moved) before = drawn;
    said.textContent = course.turn(there, here, drawn, today);
    if (before !== null && course.isSame(course.found(before), here)) before = null;
    return moved;
  }

  function draw() {
    const today = day();
    if (today === drawn) return;
    const here = course.found(today);
    const one = stretches[here];
    const moved = tell(today, here);
    drawn = today;
    slider.value = String(monthOf(today));
    slider.setAttribute("aria-valuetext", `${inWords(today)}, ${one.edition}`);
    if (field.value !== today) field.value = today;
    fault.hidden = true;
    node.dataset.system = one.system;
    ruling.textContent = one.system;
    edition.textContent = `${inWords(today)}${one.edition === one.system ? "" : ` · ${one.edition.replace("ICD-10-PCS ", "")}`}`;
    ruler.move(today);
    earlier.setAttribute("aria-disabled", String(!course.nearest(here, -1)));
    later.setAttribute("aria-disabled", String(!course.nearest(here, 1)));
    own.hidden = today === ownDay;
    const there = before === null ? null : { day: before, n: course.found(before) };
    const crossing = there ? crossings[`${stretches[there.n].system} ${one.system}`] : "";
    lesson.textContent = crossing ?? "";
    lesson.hidden = !crossing;
    drawTable(table, { stretches, places }, { day: today, n: here }, there, moved);
    drawWhole(whole, one.answer);
  }

  return { node, draw };
}

/**
 * What each part is coded with on a day, beside what it was coded with on another one.
 *
 * @param {HTMLElement} table
 * @param {Pick<EraFace, "stretches" | "places">} era
 * @param {At} here
 * @param {At | null} there
 * @param {boolean} moved whether the codes of this day are new on screen
 */
function drawTable(table, { stretches, places }, here, there, moved) {
  /** @param {At} at */
  const head = ({ day, n }) => headOf(inWords(day), stretches[n].system);
  const coded = places.filter((place) => place.codes[here.n].length || (there && place.codes[there.n].length));
  table.replaceChildren(
    h("caption", {}, there ? "The same operation on two days" : "What the operation is coded with"),
    h("thead", {}, h("tr", {}, headOf("Part of the operation"), ...(there ? [head(there)] : []), head(here))),
    h(
      "tbody",
      {},
      coded.map((place) => rowOf(place, here.n, there?.n ?? null, moved)),
    ),
  );
}

/**
 * @param {string} text
 * @param {string} [system]
 */
const headOf = (text, system) => h("th", { scope: "col" }, text, system ? h("span", { class: "soft" }, ` ${system}`) : "");

/**
 * What one part of the operation is coded with here, and was there (null for nowhere).
 *
 * @param {EraPlace} place
 * @param {number} here
 * @param {number | null} there
 * @param {boolean} moved
 */
function rowOf(place, here, there, moved) {
  const [now, was] = [place.codes[here], there === null ? [] : place.codes[there]];
  const other = there !== null && now.join() !== was.join();
  const none = place.kind === "drg" ? "not covered" : "no code";
  /**
   * @param {string[]} codes
   * @param {string} look
   */
  const cell = (codes, look) =>
    h(
      "td",
      { class: look },
      codes.length ? codes.map((code) => h("code", { class: "chip" }, code)) : h("span", { class: "soft" }, none),
    );
  return h(
    "tr",
    { class: `of-${place.kind}${other ? " other" : ""}` },
    h("th", { scope: "row" }, place.what),
    ...(there === null ? [] : [cell(was, "was")]),
    cell(now, moved && other ? "is fresh" : "is"),
  );
}

/**
 * Every code of an answer, and why; what was unfolded stays so.
 *
 * @param {HTMLElement} whole
 * @param {AnswerFace} answer
 */
function drawWhole(whole, answer) {
  const open = new Set(findAll(whole, "details[open] .chip").map((chip) => chip.textContent));
  const folded = !whole.querySelector(".reasons[open]");
  whole.replaceChildren(
    h("details", { class: "reasons", open: !folded }, h("summary", {}, "Every code, and why"), ...answers(answer)),
  );
  for (const fold of whole.querySelectorAll("details")) {
    if (fold.closest(".codes")) fold.open = open.has(find(fold, ".chip").textContent);
  }
}
