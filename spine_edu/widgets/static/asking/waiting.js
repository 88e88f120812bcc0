// Answers on their way into the learner's log. Each stays in this browser until Python says that it is kept: told in `given`,
// taken in `kept`. What is not taken within a moment is said, and is given once more by the next card of its question: the cell
// run again, the page loaded anew.
import { h } from "../../../browser/elements.js";
import { own } from "../page.js";
import { markOf, moment, server, shelf } from "../shelf.js";
import { isRecord, UNTOUCHED } from "./round.js";

/**
 * @import { Given, QuestionRecord } from "../contract.js"
 * @import { Model, OnTheWay, Seat, View } from "../types.js"
 */

const NOT_KEPT =
  "Your answers are not kept yet: the notebook is busy or was restarted; if this line stays, run all its cells again, " +
  "and nothing is lost.";
const MOMENT = 5000; // a kernel that is not busy takes an answer in some 15 ms
const SHELF = "spine-edu waits";
/** @typedef {{ entry: Given, record: QuestionRecord }} Waiting an answer, and the record that it belongs to */

/**
 * What a record, or one of its parts, holds that it did not hold before: answers, and (as number 0) that the right one was
 * shown.
 *
 * @param {QuestionRecord} before
 * @param {QuestionRecord} after
 * @param {number} place
 * @param {string} [part]
 * @returns {Given[]}
 */
function news(before, after, place, part = "") {
  const known = before.answers.length;
  const about = { place, part, confidence: after.confidence, hints: after.hints_used, revealed: after.revealed };
  const told = after.answers.slice(known).map((answer, n) => ({ ...about, answer, number: known + n + 1, time: moment() }));
  if (after.revealed && !before.revealed && after.answers.length)
    told.push({ ...about, answer: after.answers.at(-1), number: 0, time: moment() });
  return [
    ...told,
    ...Object.entries(after.parts ?? {}).flatMap(([id, record]) =>
      news({ ...UNTOUCHED, ...own(before.parts, id) }, record, place, id),
    ),
  ];
}

/**
 * @param {[name: string, text: string]} stored
 * @returns {Waiting[]}
 */
function read([name, text]) {
  try {
    const { entry, record } = JSON.parse(text);
    if (typeof entry.time === "string" && isRecord(record)) return [{ entry, record }];
  } catch {
    /* written by something else */
  }
  shelf.drop(name);
  return [];
}

/**
 * The answers of one widget that are on their way. `seats` are its questions, `draw` is called when there is something else to
 * say.
 *
 * @template {OnTheWay} State
 * @param {Model<State>} model
 * @param {Seat[]} seats
 * @param {() => void} draw
 */
export function waiting(model, seats, draw) {
  /** @type {string[]} */
  const names = [];
  /** @param {number} place */
  const name = (place) =>
    (names[place] ??= `${SHELF} ${server()} ${seats[place].face.id} ${markOf(JSON.stringify(seats[place]))} `);
  const open = () => model.get("given").filter(({ time }) => !model.get("kept").includes(time));
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let timer = 0;
  let late = false;

  /** @param {Given[]} entries */
  const send = (entries) => model.set("given", [...open(), ...entries]);

  function expect() {
    if (timer || !open().length) return;
    timer = setTimeout(() => {
      late = true;
      draw();
    }, MOMENT);
  }

  function settle() {
    for (const time of model.get("kept")) for (const place of seats.keys()) shelf.drop(`${name(place)}${time}`);
    clearTimeout(timer);
    timer = 0;
    late = false;
    expect();
    draw();
  }

  /**
   * Send what is new in the records of the widget.
   *
   * @param {QuestionRecord[]} before
   * @param {QuestionRecord[]} after
   */
  function give(before, after) {
    const told = after.flatMap((record, place) => news(before[place], record, place));
    if (!told.length) return;
    for (const entry of told)
      shelf.put(`${name(entry.place)}${entry.time}`, JSON.stringify({ entry, record: after[entry.place] }));
    send(told);
  }

  /**
   * Send what an earlier card could not hand over; return what that card showed, by the place of its question.
   *
   * @returns {Record<number, QuestionRecord>}
   */
  function resume() {
    const known = [...model.get("given").map(({ time }) => time), ...model.get("kept")];
    const stored = shelf.all().filter(([one]) => one.startsWith(SHELF));
    const left =
      stored.length === 0
        ? []
        : seats
            .flatMap((_, place) =>
              stored
                .filter(([one]) => one.startsWith(name(place)))
                .flatMap(read)
                .filter(({ entry }) => !known.includes(entry.time))
                .map(({ entry, record }) => ({ entry: { ...entry, place }, record })),
            )
            .sort((a, b) => (a.entry.time < b.entry.time ? -1 : 1));
    if (left.length) send(left.map(({ entry }) => entry));
    return Object.fromEntries(left.map(({ entry, record }) => [entry.place, record]));
  }

  /**
   * Whether a card has to say it: once in a widget, where the answer that waits longest was given.
   *
   * @param {number} [place]
   * @param {string} [part]
   */
  function isLate(place, part = "") {
    const first = late ? open()[0] : undefined;
    return first !== undefined && (place === undefined || (first.place === place && first.part === part));
  }

  model.on("change:given", expect);
  model.on("change:kept", settle);
  return {
    give,
    resume,
    settle,
    isLate,
    end() {
      clearTimeout(timer);
      model.off("change:given", expect);
      model.off("change:kept", settle);
    },
  };
}

/**
 * The line of a card that says when its answer is not kept yet.
 *
 * @param {() => boolean} [isLate]
 * @returns {View}
 */
export function reminder(isLate = () => false) {
  const node = h("p", { class: "unkept", role: "status" });
  const draw = () => {
    const said = isLate() ? NOT_KEPT : "";
    if (node.textContent !== said) node.textContent = said;
  };
  return { node, draw };
}
