// An exam: it is begun, sat, and over. What is answered is kept in this browser from the first click on, and with its kernel.
import { find, focusOn, h, keepKey } from "../../../browser/elements.js";
import { markOf, moment, server, shelf } from "../shelf.js";
import { ask } from "./asked.js";
import { endOf, timesOf } from "./clock.js";
import { fileOf } from "./handing.js";
import { sitting } from "./sitting.js";

/**
 * @import { ExamSheet, ExamState } from "../contract.js"
 * @import { CardState, ExamModelState, Model, QuizState, Screen } from "../types.js"
 */

/** @type {ExamState} */
const FRESH = { name: "", began: "", saved: "", allowed: null, clock: true, at: 0, later: [], end: "", answers: {} };

/**
 * Whether a value can be read as the state of an exam; it may come from anywhere.
 *
 * @param {any} value
 * @returns {value is ExamState}
 */
function isState(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(FRESH).every(([name, fresh]) => fresh === null || typeof value[name] === typeof fresh) &&
    (value.allowed === null || typeof value.allowed === "number") &&
    Array.isArray(value.later) &&
    Object.values(value.answers ?? []).every((one) => one && typeof one.time === "string")
  );
}

/**
 * The state of an exam: in this browser, and with the kernel where there is one. Whichever was saved last is gone on with.
 *
 * @param {Model<ExamModelState>} model
 */
function keeperOf(model) {
  const sheet = model.get("sheet");
  const name = `spine-edu exam ${server()} ${markOf(JSON.stringify(sheet))}`;
  const found = [stored(name), model.get("state")].filter(isState).sort((a, b) => (a.saved < b.saved ? 1 : -1));
  let writing = false;
  const keeper = {
    state: found[0] ?? { ...FRESH, allowed: sheet.minutes || null },
    /** @param {Partial<ExamState>} changes */
    write(changes) {
      keeper.state = { ...keeper.state, ...changes, saved: moment() };
      shelf.put(name, JSON.stringify(keeper.state));
      keeper.tell();
    },
    /** Tell the kernel. */
    tell() {
      writing = true;
      model.set("state", keeper.state);
      model.save_changes();
      writing = false;
    },
    /** Take what somebody else told the model; whether that was something new. */
    hear() {
      const told = model.get("state");
      if (writing || !isState(told)) return false;
      keeper.state = told;
      return true;
    },
    clear() {
      keeper.write({ ...FRESH, allowed: sheet.minutes || null });
      shelf.drop(name);
    },
  };
  if (found.length) keeper.tell();
  return keeper;
}

/** @param {string} name */
function stored(name) {
  try {
    return JSON.parse(shelf.all().find(([one]) => one === name)?.[1] ?? "null");
  } catch {
    return null;
  }
}

/** @param {Screen<ExamModelState & CardState & QuizState>} screen */
export function exam({ model, el }) {
  const sheet = model.get("sheet");
  const place = h("div", {});
  const notice = h("p", { class: "spine-notice", role: "status" });
  const keeper = keeperOf(model);
  let leave = () => {};

  function show() {
    leave();
    leave = () => {};
    const { began, allowed, end } = keeper.state;
    if (began && !end && Date.now() >= endOf(began, allowed)) keeper.write({ end: "time is up" });
    const phase = !began ? open : !keeper.state.end ? sit : model.get("tables").length ? tellResult : close;
    leave = phase() ?? leave;
  }

  const open = () => place.replaceChildren(beginning(sheet, keeper.state, keeper.write, () => turn({ began: moment() })));
  const close = () => place.replaceChildren(over(sheet, () => keeper.state, keeper.write, anew));

  function sit() {
    const { node, stop } = sitting(sheet, { read: () => keeper.state, write: keeper.write }, (end) => turn({ end }));
    place.replaceChildren(node);
    return stop;
  }

  function tellResult() {
    const quiz = h("div", {});
    place.replaceChildren(quiz, again(sheet, anew));
    return ask({ model, el: quiz });
  }

  /** @param {Partial<ExamState>} changes what ends one phase and begins the next */
  function turn(changes) {
    keeper.write(changes);
    show();
    focusOn(find(place, "h3"));
  }

  function anew() {
    keeper.clear();
    show();
    focusOn(find(place, "h3"));
  }

  /** The verdicts came, or went: whoever waited for them is led there. */
  function reveal() {
    const waited = place.contains(document.activeElement);
    show();
    if (waited) focusOn(find(place, "h3"));
  }

  const say = () => {
    notice.textContent = model.get("notice") ?? "";
  };
  const changed = () => {
    if (keeper.hear()) show();
  };
  el.replaceChildren(place, notice);
  show();
  say();
  /** @type {["state" | "tables" | "notice", () => void][]} */
  const heard = [
    ["state", changed],
    ["tables", reveal],
    ["notice", say],
  ];
  for (const [what, listener] of heard) model.on(`change:${what}`, listener);
  return () => {
    leave();
    for (const [what, listener] of heard) model.off(`change:${what}`, listener);
  };
}

/**
 * What is read before an exam, and how much time is taken for it.
 *
 * @param {ExamSheet} sheet
 * @param {ExamState} state
 * @param {(changes: Partial<ExamState>) => void} write
 * @param {() => void} begin
 */
function beginning({ title, minutes, keyed, faces }, state, write, begin) {
  const times = timesOf(minutes);
  const choose = (/** @type {{ target: HTMLSelectElement }} */ { target }) => write({ allowed: times[target.selectedIndex][0] });
  const select = h(
    "select",
    { onchange: choose },
    times.map(([time, words]) => h("option", { selected: time === state.allowed }, words)),
  );
  const result = keyed ? "Then you see the result, and each question again with its reason." : "At the end you save a file.";
  return screen(
    title,
    h("h3", {}, `Exam, ${title}`),
    h("p", {}, `${faces.length} questions. Nothing is judged before the end. ${result}`),
    h("p", {}, "What you answer is kept in this browser as you give it: a reload loses nothing. The clock runs on meanwhile."),
    h("p", { class: "field" }, h("label", {}, "Time ", select)),
    keyed ? "" : h("p", { class: "field" }, nameField(state, write)),
    h("div", { class: "actions" }, h("button", { type: "button", class: "check", onclick: begin }, "Begin")),
  );
}

/**
 * What stands there when an exam is over and not judged here, or not yet.
 *
 * @param {ExamSheet} sheet
 * @param {() => ExamState} read
 * @param {(changes: Partial<ExamState>) => void} write
 * @param {() => void} anew
 */
function over(sheet, read, write, anew) {
  const state = read();
  const ready = sheet.faces.filter(({ id }) => state.answers[id]?.ready).length;
  const said = `${ready} of ${sheet.faces.length} answered. No more answers are taken.`;
  const where = sheet.keyed
    ? "Your result appears when the notebook answers; if it does not, run this cell again. Without a notebook, save your answers."
    : "Your teacher has nothing of it yet. Save your answers, and hand in the file as you were told.";
  const saved = h("p", { role: "status", "aria-live": "polite" });
  const save = () => {
    const name = fileOf(sheet, read());
    saved.textContent = `${name} goes where this browser keeps downloads. Look whether it is there before you leave.`;
  };
  return screen(
    sheet.title,
    h("h3", {}, state.end !== "handed in" ? "Time is up" : sheet.keyed ? "Handed in" : "Not done yet: save your answers"),
    h("p", {}, said),
    h("p", {}, where),
    h("p", { class: "field" }, nameField(state, write)),
    h("div", { class: "actions" }, h("button", { type: "button", class: "check", onclick: save }, "Save my answers")),
    saved,
    again(sheet, anew),
  );
}

/**
 * @param {ExamState} state
 * @param {(changes: Partial<ExamState>) => void} write
 */
function nameField(state, write) {
  const keep = (/** @type {{ target: HTMLInputElement }} */ { target }) => write({ name: target.value });
  return h("label", {}, "Your name ", h("input", { type: "text", value: state.name, autocomplete: "off", oninput: keep }));
}

/**
 * Another beginning, which takes all answers away: asked twice.
 *
 * @param {ExamSheet} sheet
 * @param {() => void} anew
 */
function again({ keyed }, anew) {
  const lost = keyed
    ? "Your answers to this exam leave the screen."
    : "The answers are taken away; only the saved file has them.";
  return h(
    "details",
    { class: "anew" },
    h("summary", {}, keyed ? "Sit it again" : "Begin anew, for somebody else"),
    h("p", {}, lost),
    h("div", { class: "actions" }, h("button", { type: "button", onclick: anew }, "Yes, begin anew")),
  );
}

/**
 * @param {string} title
 * @param {(Node | string)[]} inside
 */
const screen = (title, ...inside) =>
  h("section", { class: "spine-q exam", "aria-label": `Exam, ${title}`, onkeydown: keepKey }, ...inside);

export default { render: exam, keeps: [] };
