// One operation moved through the years: a slider of months, a field for the day, and what each part was and is coded with.
import { find, findAll, h } from "../../../browser/elements.js";
import { answers } from "./answers.js";
import { courseOf, firstOf, inWords, isDay, monthOf } from "./course.js";
import { rulerOf } from "./ruler.js";

/** @import { AnswerFace, EraFace, EraPlace, Story } from "../contract.js" */

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
  /** @type {string | null} the day that is drawn */
  let drawn = null;

  const range = { type: "range", min: monthOf(first), max: monthOf(last), step: 1, id: `${id}-year` };
  const slider = h("input", { ...range, oninput: () => choose([first, firstOf(Number(slider.value)), last].sort()[1]) });
  const ruling = h("span", { class: "ruling" });
  const edition = h("span", { class: "edition" });
  const said = h("p", { class: "turn", role: "status", "aria-live": "polite" });
  const table = h("table", {});
  const lesson = h("p", { class: "lesson", hidden: true });
  const whole = h("div", { class: "answers" });
  const days = dayField(`${id}-day`, first, last, choose);
  const jumps = jumpsOf(course, day, choose, ownDay);
  const ruler = rulerOf(era, course);
  const turns = turnsOf(era, course);
  const when = era.when ? ` of ${era.when}` : "";
  const node = h(
    "div",
    { class: "years", role: "group", "aria-labelledby": `${id}-years` },
    h("p", { class: "head", id: `${id}-years` }, `If the operation${when} had been discharged on another day`),
    h("div", { class: "board" }, ruling, edition),
    h("div", { class: "scale" }, ruler.node, h("label", { for: `${id}-year`, class: "hidden" }, "Month of discharge"), slider),
    h("div", { class: "bar" }, jumps.earlier, days.node, jumps.later, jumps.own),
    days.fault,
    said,
    table,
    lesson,
    whole,
  );

  function draw() {
    const today = day();
    if (today === drawn) return;
    drawn = today;
    const here = course.found(today);
    const one = stretches[here];
    const turn = turns.to(today, here);
    said.textContent = turn.said;
    slider.value = String(monthOf(today));
    slider.setAttribute("aria-valuetext", `${inWords(today)}, ${one.edition}`);
    days.draw(today);
    jumps.draw(today, here);
    ruler.move(today);
    node.dataset.system = one.system;
    ruling.textContent = one.system;
    edition.textContent = `${inWords(today)}${one.edition === one.system ? "" : ` · ${one.edition.replace("ICD-10-PCS ", "")}`}`;
    const crossing = turn.before ? crossings[`${stretches[turn.before.n].system} ${one.system}`] : "";
    lesson.textContent = crossing ?? "";
    lesson.hidden = !crossing;
    drawTable(table, { stretches, places }, { day: today, n: here }, turn.before, turn.moved);
    drawWhole(whole, one.answer);
  }

  return { node, draw };
}

/**
 * The day of discharge as it is typed, and what is wrong with it.
 *
 * @param {string} id
 * @param {string} first
 * @param {string} last
 * @param {(day: string) => void} choose
 */
function dayField(id, first, last, choose) {
  const field = h("input", { type: "date", min: first, max: last, id, onchange: typed });
  const fault = h("p", { class: "fault", role: "alert", hidden: true });

  function typed() {
    const text = field.value;
    const outside = `Our tables answer for discharges from ${inWords(first)} to ${inWords(last)}.`;
    const wrong = !isDay(text) ? "Write a whole day: year, month and day." : text < first || text > last ? outside : "";
    fault.textContent = wrong;
    fault.hidden = !wrong;
    if (!wrong) choose(text);
  }

  return {
    node: h("label", { class: "day", for: id }, h("span", {}, "Discharged"), field),
    fault,
    /** @param {string} today */
    draw(today) {
      if (field.value !== today) field.value = today;
      fault.hidden = true;
    },
  };
}

/**
 * The buttons that lead to the day before or after on which other codes begin, and back to the day of the operation.
 *
 * @param {ReturnType<typeof courseOf>} course
 * @param {() => string} day
 * @param {(day: string) => void} choose
 * @param {string} ownDay
 */
function jumpsOf(course, day, choose, ownDay) {
  const earlier = h("button", { type: "button", onclick: () => jump(-1) }, "◂ Earlier change");
  const later = h("button", { type: "button", onclick: () => jump(1) }, "Later change ▸");
  const own = h("button", { type: "button", onclick: () => choose(ownDay) }, "Back to its own day");

  /** @param {number} way 1 or -1 */
  function jump(way) {
    const target = course.nearest(course.found(day()), way);
    if (target) choose(target);
  }

  return {
    earlier,
    later,
    own,
    /**
     * @param {string} today
     * @param {number} here
     */
    draw(today, here) {
      earlier.setAttribute("aria-disabled", String(!course.nearest(here, -1)));
      later.setAttribute("aria-disabled", String(!course.nearest(here, 1)));
      own.hidden = today === ownDay;
    },
  };
}

/**
 * What is said of each move from day to day, and the last day whose codes were other ones.
 *
 * @param {EraFace} era
 * @param {ReturnType<typeof courseOf>} course
 */
function turnsOf({ stretches }, course) {
  /** @type {string | null} the day of the move before */
  let last = null;
  /** @type {string | null} the last day whose answer was another one */
  let before = null;

  /**
   * @param {string} today
   * @param {number} here
   */
  function tell(today, here) {
    if (last === null) {
      const start = `Discharged on ${inWords(today)}, the operation is coded in ${stretches[here].edition}.`;
      return { said: `${start} Move the slider, or go to an earlier change.`, moved: false };
    }
    const there = course.found(last);
    const moved = !course.isSame(there, here);
    if (moved) before = last;
    if (before !== null && course.isSame(course.found(before), here)) before = null;
    return { said: course.turn(there, here, last, today), moved };
  }

  return {
    /**
     * Return what is said of the move to a day, whether its codes are other ones than those before, and the day of these.
     *
     * @param {string} today
     * @param {number} here
     * @returns {{ said: string, moved: boolean, before: At | null }}
     */
    to(today, here) {
      const told = tell(today, here);
      last = today;
      return { ...told, before: before === null ? null : { day: before, n: course.found(before) } };
    },
  };
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
