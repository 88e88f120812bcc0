// A quiz: its cards one below another, or a deck that shows one at a time; then what they add up to.
import { find, focusOn, h } from "../../../browser/elements.js";
import { cardOf } from "./card.js";
import { deckOf } from "./deck.js";
import { anew } from "./round.js";
import { summary } from "./summary.js";
import { tally } from "./tally.js";

/**
 * @import { QuestionRecord } from "../contract.js"
 * @import { Layout, Model, QuizState, QuizStore, Store, View } from "../types.js"
 */

/**
 * A deck, which shows one card at a time, says itself what is not kept yet; one below another, each card does.
 *
 * @param {Model<QuizState>} model
 * @param {QuizStore} store
 * @returns {View}
 */
export function quiz(model, { read, write, isLate }) {
  const [faces, tables, deck] = [model.get("faces"), model.get("tables"), model.get("deck")];
  /** @type {((View & { again: number }) | null)[]} */
  const views = faces.map(() => null);
  const result = summary(model.get("objectives"), model.get("beliefs"), !deck, { go, again, all });
  const everything = faces.map((_, n) => n);
  const layout = deck ? deckOf(faces, tables, { read, write, isLate }, { name, view, views, result }) : oneBelowAnother();

  /** @param {number} n */
  function name(n) {
    return `Question ${n + 1} of ${faces.length}`;
  }

  /** @param {Record<number, Partial<QuestionRecord>>} patches by the places of their questions */
  function patched(patches) {
    return read().records.map((kept, n) => ({ ...kept, ...patches[n] }));
  }

  /**
   * The card of a question, made when it is first needed; made anew when its answer was taken off the table for another round.
   *
   * @param {number} n
   * @returns {View}
   */
  function view(n) {
    const record = () => read().records[n];
    const { again } = record();
    const before = views[n];
    if (before?.again === again) return before;
    const kept = {
      read: record,
      write: (/** @type {Partial<QuestionRecord>} */ changes) => write({ records: patched({ [n]: changes }) }),
    };
    /** @type {Store} */
    const store = deck ? kept : { ...kept, isLate: (part) => isLate(n, part), onward: () => onward(n) };
    const made = { ...cardOf(faces[n], tables[n], store, name(n), !deck), again };
    before?.node.replaceWith(made.node);
    views[n] = made;
    return made;
  }

  /** @param {number} n */
  function go(n) {
    if (!read().shown.includes(n)) write({ shown: everything });
    layout.go(n);
  }

  /**
   * Lead on from a card: to the next of the round, and after the last to what the answers add up to.
   *
   * @param {number} n
   */
  function onward(n) {
    const { shown } = read();
    const next = shown[shown.indexOf(n) + 1];
    if (next === undefined) layout.focus();
    else layout.go(next);
  }

  /**
   * Another round: empty cards for some questions. What was answered before stays on record.
   *
   * @param {number[]} places
   */
  function again(places) {
    const emptied = Object.fromEntries(places.map((n) => [n, anew(faces[n], read().records[n])]));
    write({ records: patched(emptied), shown: places, at: 0 });
    go(places[0]);
  }

  function all() {
    write({ shown: everything, at: faces.length });
    layout.focus();
  }

  /** @returns {Layout} */
  function oneBelowAnother() {
    const cards = h("div", { class: "cards" });
    return {
      node: h("div", {}, cards, result.node),
      go: (n) => focusOn(find(view(n).node, "legend, .case-stem")),
      focus: () => focusOn(find(result.node, "h3")),
      draw({ shown }) {
        faces.forEach((_, n) => {
          const { node } = view(n);
          if (node.parentNode !== cards) cards.append(node);
          node.hidden = !shown.includes(n);
        });
      },
    };
  }

  function draw() {
    const state = read();
    layout.draw(state);
    for (const made of views) made?.draw();
    result.draw(tally(faces, tables, state.records), state.shown);
  }
  draw();
  return { node: layout.node, draw };
}
