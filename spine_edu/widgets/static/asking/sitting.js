// An exam that is sat: one question at a time, the clock, and what is still open. Nothing here knows what is right.
import { focusOn, fresh, h, keepKey } from "../../../browser/elements.js";
import { inline } from "../page.js";
import { moment } from "../shelf.js";
import { askedIn, controlsOf } from "./card.js";
import { endOf, leftInWords, timesOf, toldAloud } from "./clock.js";
import { dotsOf } from "./deck.js";
import { storyOf } from "./kinds/case.js";
import { partsOf } from "./round.js";

/**
 * @import { CaseFace, ExamAnswer, ExamSheet, ExamState, Face } from "../contract.js"
 * @typedef {{ read(): ExamState, write(changes: Partial<ExamState>): void }} ExamStore
 */

const ANSWERED = "answered";
const BEGUN = "begun";
const NOTHING = "open";
const LATER = ", to look at again";
const SIGNS = new Map([
  [ANSWERED, ["answered", "●"]],
  [BEGUN, ["", "…"]],
  [ANSWERED + LATER, ["answered", "●?"]],
  [BEGUN + LATER, ["", "…?"]],
  [NOTHING + LATER, ["", "?"]],
]);

/**
 * @param {ExamSheet} sheet
 * @param {ExamStore} store
 * @param {(end: string) => void} finish
 */
export function sitting(sheet, { read, write }, finish) {
  const { title, faces } = sheet;
  const heading = h("h3", { tabindex: "-1" });
  const time = clockOf(sheet, { read, write }, () => finish("time is up"));
  const cards = h("div", { class: "cards" });
  const back = h("button", { type: "button", onclick: () => move(read().at - 1) }, "Previous");
  const mark = h("button", { type: "button", class: "later", onclick: later }, "Look at it again later");
  const next = h("button", { type: "button", onclick: () => move(read().at + 1) });
  const dots = dotsOf(move, "End", (state) => SIGNS.get(state));
  const last = closing(faces, read, move, () => finish("handed in"));
  const node = h(
    "section",
    { class: "spine-q deck exam", "aria-label": `Exam, ${title}`, onkeydown: keepKey },
    h("div", { class: "head" }, heading, time.node),
    time.said,
    cards,
    h("div", { class: "actions" }, back, mark, next),
    dots.node,
    h("p", { class: "small" }, "● answered, … begun and not complete, ? to look at again, no sign: open"),
  );
  /** @type {(HTMLElement | undefined)[]} */
  const papers = [];

  /** @param {number} at */
  function move(at) {
    write({ at: Math.max(0, Math.min(at, faces.length)) });
    draw();
    focusOn(heading);
  }

  function later() {
    const { at, later: marked } = read();
    const { id } = faces[at];
    write({ later: marked.includes(id) ? marked.filter((one) => one !== id) : [...marked, id] });
    draw();
  }

  /** @param {number} n */
  function paper(n) {
    const { id } = faces[n];
    papers[n] ??= paperOf(faces[n], read().answers[id], (given) => {
      write({ answers: { ...read().answers, [id]: given } });
      draw();
    });
    return papers[n];
  }

  function draw() {
    const { at, later: marked } = read();
    const isOver = at >= faces.length;
    const shown = isOver ? last.node : paper(at);
    if (isOver) last.draw();
    if (cards.firstChild !== shown) cards.replaceChildren(shown);
    heading.textContent = isOver ? "End of the exam" : `Question ${at + 1} of ${faces.length}`;
    back.disabled = at === 0;
    next.hidden = isOver;
    next.textContent = at === faces.length - 1 ? "To the end" : "Next";
    mark.hidden = isOver;
    mark.setAttribute("aria-pressed", String(!isOver && marked.includes(faces[at].id)));
    dots.draw([...faces.keys()], at, statesOf(faces, read()));
  }

  draw();
  return { node, stop: time.stop };
}

/**
 * How each question stands, in words.
 *
 * @param {Face[]} faces
 * @param {ExamState} state
 */
function statesOf(faces, { answers, later }) {
  return faces.map(({ id }) => {
    const given = answers[id];
    return `${given ? (given.ready ? ANSWERED : BEGUN) : NOTHING}${later.includes(id) ? LATER : ""}`;
  });
}

/**
 * One question with its controls, a case with those of all its parts; `keep` is given whatever is answered, at once.
 *
 * @param {Face} face
 * @param {ExamAnswer | undefined} given
 * @param {(given: ExamAnswer) => void} keep
 */
function paperOf(face, given, keep) {
  const parts = partsOf(face);
  const faces = parts ?? [face];
  const asks = faces.map((one) => controlsOf(one, `spine-q${fresh()}`, changed));
  const before = faces.map((one) => (parts ? Object(given?.answer)[one.id] : given?.answer) ?? null);
  asks.forEach((ask, n) => {
    if (before[n] !== null) ask.write(before[n]);
  });

  function changed() {
    const read = asks.map((ask) => ask.read() ?? null);
    const answer = parts ? Object.fromEntries(parts.map((part, n) => [part.id, read[n]])) : read[0];
    keep({ answer, ready: asks.every((ask) => ask.ready()), time: moment() });
  }

  const asked = faces.map((one, n) => askedIn(one, asks[n], parts ? `Part ${n + 1} of ${parts.length}` : ""));
  if (!parts) return h("div", { class: "paper" }, asked);
  const { stem } = face;
  return h("div", { class: "paper case" }, h("p", {}, inline(stem)), storyOf(/** @type {CaseFace} */ (face)), asked);
}

/**
 * The last page: what is open, and the button that hands in.
 *
 * @param {Face[]} faces
 * @param {() => ExamState} read
 * @param {(n: number) => void} move
 * @param {() => void} handIn
 */
function closing(faces, read, move, handIn) {
  const node = h("div", { class: "paper" });
  /** @type {(words: string, places: number[]) => Node[]} */
  const jumps = (words, places) =>
    places.length
      ? [
          h(
            "div",
            { class: "jumps" },
            h("span", { class: "soft" }, words),
            places.map((n) => h("button", { type: "button", onclick: () => move(n) }, `Question ${n + 1}`)),
          ),
        ]
      : [];

  function draw() {
    const states = statesOf(faces, read());
    /** @param {(state: string) => boolean} fits */
    const where = (fits) => states.flatMap((state, n) => (fits(state) ? [n] : []));
    const answered = where((state) => state.startsWith(ANSWERED)).length;
    node.replaceChildren(
      h("p", {}, `${answered} of ${faces.length} answered. Once handed in, nothing can be changed.`),
      ...jumps(
        "Open:",
        where((state) => state.startsWith(NOTHING)),
      ),
      ...jumps(
        "Begun, not complete (of a case, the parts that are finished count):",
        where((state) => state.startsWith(BEGUN)),
      ),
      ...jumps(
        "To look at again:",
        where((state) => state.endsWith(LATER)),
      ),
      h("div", { class: "actions" }, h("button", { type: "button", class: "check", onclick: handIn }, "Hand in")),
    );
  }

  return { node, draw };
}

/**
 * The clock: to be hidden, to be given more time, or none to keep. It is read aloud at few moments, and never while it ticks.
 *
 * @param {ExamSheet} sheet
 * @param {ExamStore} store
 * @param {() => void} up
 */
function clockOf({ minutes }, { read, write }, up) {
  const times = timesOf(minutes);
  const shown = h("span", { class: "left" });
  const said = h("p", { class: "spoken", role: "status", "aria-live": "polite" });
  const box = h("input", { type: "checkbox", onchange: () => set({ clock: box.checked }) });
  const select = h(
    "select",
    { onchange: () => set({ allowed: times[select.selectedIndex][0] }) },
    times.map(([time, words]) => h("option", { selected: time === read().allowed }, words)),
  );
  const panel = h("p", { class: "field" }, h("label", {}, "Time ", select), h("label", {}, box, " Show the clock"));
  const node = h("details", { class: "time" }, h("summary", {}, "Time", shown), panel);
  const left = () => endOf(read().began, read().allowed) - Date.now();
  let before = left();

  /** @param {Partial<ExamState>} changes */
  function set(changes) {
    write(changes);
    before = left();
    tick();
  }

  function tick() {
    const now = left();
    if (now <= 0) {
      stop();
      up();
      return;
    }
    const aloud = toldAloud(before, now, read().allowed);
    if (aloud) said.textContent = aloud;
    before = now;
    const words = read().clock ? `: ${leftInWords(now)}` : "";
    if (shown.textContent !== words) shown.textContent = words;
  }

  box.checked = read().clock;
  const beat = setInterval(tick, 1000);
  const stop = () => clearInterval(beat);
  if (left() > 0) tick();
  return { node, said, stop };
}
