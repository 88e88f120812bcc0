// Questions in their place: one card, or a whole quiz. Python decided what is right and why; here its verdict table is read.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { h } from "../../../browser/elements.js";
import { cardOf } from "./card.js";
import { goOn } from "./onward.js";
import { quiz } from "./quiz.js";
import { isRecord } from "./round.js";
import { OPEN, standing } from "./tally.js";
import { waiting } from "./waiting.js";
import "./kinds/case.js";
import "./kinds/choice.js";
import "./kinds/code.js";
import "./kinds/match.js";
import "./kinds/number.js";
import "./kinds/order.js";
import "./kinds/part.js";
import "./kinds/place.js";
import "./kinds/query.js";
import "./kinds/tag.js";
import "./kinds/text.js";

/**
 * @import { QuestionRecord } from "../contract.js"
 * @import { CardState, QuizState, Round, Screen, Seat } from "../types.js"
 */

/** @type {(keyof QuestionRecord)[]} */
const RECORD = [
  "answer",
  "answers",
  "first_answer",
  "tries",
  "again",
  "correct",
  "score",
  "confidence",
  "hints_used",
  "revealed",
  "parts",
];
/** @type {(keyof Round)[]} */
const ROUND = ["records", "shown", "at"];

/** @param {Screen<CardState & QuizState>} screen a card has the state of the one, a quiz that of the other */
export function ask({ model, el }) {
  const many = model.get("records") !== undefined;
  const names = many ? ROUND : RECORD;
  /** @type {Seat[]} */
  const seats = many
    ? model.get("faces").map((face, n) => ({ face, table: model.get("tables")[n] }))
    : [{ face: model.get("face"), table: model.get("table") }];
  const notice = h("p", { class: "spine-notice", role: "status" });
  let writing = true; // several values change as one: nothing is drawn in between
  /** @param {Partial<QuestionRecord & Round>} changes */
  const put = (changes) => {
    for (const name of names) if (name in changes) model.set(name, /** @type {any} */ (changes[name]));
  };
  /** @param {Partial<QuestionRecord & Round>} changes */
  const write = (changes) => {
    writing = true;
    const before = records();
    put(changes);
    onTheWay.give(before, records());
    model.save_changes();
    writing = false;
    draw();
  };
  /** @returns {any} the record of a card, or the round of a quiz */
  const read = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  /** @returns {QuestionRecord[]} */
  const records = () => (many ? model.get("records") : [read()]);
  if (records().length !== seats.length || !records().every(isRecord))
    throw new TypeError("what was kept are no answers to these questions");
  const refresh = () => {
    if (!writing) draw();
  };
  function draw() {
    view.draw();
    mark();
  }

  /** Say whether all is answered, to whoever keeps a result back until then. */
  function mark() {
    el.dataset.answered = String(records().every((record, n) => standing(seats[n].table, record) !== OPEN));
  }
  const onTheWay = waiting(model, seats, refresh);
  const left = onTheWay.resume();
  if (Object.keys(left).length) {
    // an earlier card could not hand these over: this one goes on from where that one stood
    put(many ? { records: records().map((record, n) => left[n] ?? record) } : left[0]);
    model.save_changes();
  }
  const view = many
    ? quiz(model, { read, write, isLate: onTheWay.isLate })
    : cardOf(seats[0].face, seats[0].table, {
        read,
        write,
        isLate: (part) => onTheWay.isLate(0, part),
        onward: () => goOn(el),
      });
  const say = () => {
    notice.textContent = model.get("notice") ?? "";
  };
  el.replaceChildren(view.node, notice);
  mark();
  say();
  writing = false;
  onTheWay.settle();
  for (const name of names) model.on(`change:${name}`, refresh);
  model.on("change:notice", say);
  return () => {
    onTheWay.end();
    for (const name of names) model.off(`change:${name}`, refresh);
    model.off("change:notice", say);
  };
}

/** What a saved page keeps of them. */
export const KEEPS = [...RECORD, ...ROUND];
