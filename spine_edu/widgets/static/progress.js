// Where a learner stands, as Python counted it when the cell was run: where to go on, what is due, what is held.
import { find, focusOn, h, keepKey } from "../../browser/elements.js";
import { ask } from "./asking/asked.js";
import { draw } from "./pack.js";
import { inline, lessonLink, table } from "./page.js";

/**
 * @import { BeliefRow, GoOn, LessonRow, ProgressRow } from "./contract.js"
 * @import { CardState, QuizState, Screen } from "./types.js"
 */

/**
 * @typedef {{ lead: string, go_on: GoOn, waiting: string, lessons: LessonRow[], rows: ProgressRow[], astray: BeliefRow[], felt: string, calibration: string[], next: string, handout: string, place: string }} Standing
 */

/** @param {Screen<CardState & QuizState & Standing>} screen */
function renderProgress({ model, el, signal }) {
  const [go, rows, place] = [model.get("go_on"), model.get("rows"), model.get("place")];
  const small = (/** @type {(Node | string)[]} */ ...words) => h("p", { class: "small" }, ...words);
  el.replaceChildren(
    h(
      "section",
      { class: "spine-q progress", "aria-label": "Where you are", onkeydown: keepKey },
      h("h3", {}, "Where you are"),
      h("p", { class: "lead" }, model.get("lead")),
      h("p", { class: "next" }, inline(model.get("next"))),
      h("p", {}, go.words, " ", lessonLink(go.link, go.place)),
      reviewOf({ model, el, signal }),
      table(
        "The lessons",
        ["Lesson", "Read", "Answered", "Due"],
        model.get("lessons").map(({ name, link, read, answered, due }) => [lessonLink(link, name), read, answered, due]),
      ),
      rows.length ? heldOf(rows, model.get("handout")) : [],
      astrayOf(model.get("astray")),
      feltOf(model.get("felt"), model.get("calibration")),
      small(
        "Nothing leaves this computer. ",
        ...(place
          ? ["Your answers are kept in ", h("code", {}, place), "; ", h("code", {}, "forget()"), " deletes them."]
          : ["Your answers are not kept: this computer names no folder for them."]),
      ),
    ),
  );
}

/**
 * What is due today, and the button that asks it, here and now.
 *
 * @param {Screen<CardState & QuizState & Standing>} screen
 */
function reviewOf({ model, signal }) {
  const count = model.get("faces").length;
  const place = h("div", { class: "review", hidden: true });
  const button = h(
    "button",
    { type: "button", class: "check", onclick: open },
    count === 1 ? "Answer it now" : `Answer ${count} now`,
  );

  function open() {
    button.hidden = true;
    place.hidden = false;
    ask({ model, el: place, signal });
    focusOn(find(place, "h3"));
  }

  return h(
    "div",
    { class: "due" },
    h("p", {}, model.get("waiting")),
    count ? [h("div", { class: "actions" }, button), place] : [],
  );
}

/**
 * The objectives that were tried, those mastered first, and all of it as a page of its own.
 *
 * @param {ProgressRow[]} rows
 * @param {string} handout
 */
function heldOf(rows, handout) {
  const lines = rows.map(({ title, link, right, word }) => [link ? lessonLink(link, title) : title, right, word]);
  const page = URL.createObjectURL(new Blob([handout], { type: "text/html" }));
  return h(
    "details",
    { class: "held" },
    h("summary", {}, "What you hold, objective by objective"),
    table("By objective", ["Objective", "Right at first try", "So far"], lines),
    h(
      "p",
      { class: "small" },
      "An objective is mastered when its first tries were right on three different days, with none wrong in between.",
    ),
    h("p", {}, h("a", { href: page, download: "what-i-hold.html" }, "Save this as a page to print or hand in")),
  );
}

/**
 * The beliefs that led astray at the latest first tries: nothing, where there are none.
 *
 * @param {BeliefRow[]} astray
 */
function astrayOf(astray) {
  if (!astray.length) return [];
  const lines = astray.map(({ belief, astray: times }) => [belief, times]);
  return h(
    "details",
    { class: "held" },
    h("summary", {}, "What led you astray"),
    table("Beliefs to watch", ["Belief", "Led astray, of questions and cases that tempt to it"], lines),
  );
}

/**
 * Whether "sure" was right: a plot with the ranges of the true shares, and the same in words. Nothing, where nobody was asked.
 *
 * @param {string} felt
 * @param {string[]} calibration
 */
function feltOf(felt, calibration) {
  if (!felt) return [];
  const plot = h("div", { class: "drawing" });
  draw(plot, calibration, felt);
  return h("details", { class: "held" }, h("summary", {}, "Were you right when you were sure?"), plot, h("p", {}, felt));
}

export default { render: renderProgress };
