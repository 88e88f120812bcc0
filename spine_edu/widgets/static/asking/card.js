// One card: a question, its controls, its verdict. `store` reads and writes the record of its answers.
import { fresh, h, keepKey } from "../../../browser/elements.js";
import { belief, inline, sourcesOf } from "../page.js";
import { judge, kinds } from "./verdict.js";
import { reminder } from "./waiting.js";

/**
 * @import { AskedTable, Face, QuestionRecord } from "../contract.js"
 * @import { Ask, CardFace, Judged, Store, View } from "../types.js"
 */

/**
 * Most kinds share the card below; a case has one of its own.
 *
 * @param {CardFace} face
 * @param {AskedTable | null} table
 * @param {Store} store
 * @param {string} [name]
 * @param {boolean} [titled]
 * @returns {View}
 */
export function cardOf(face, table, store, name, titled) {
  const kind = kinds[face.kind];
  return kind.card ? kind.card(face, table, store, name, titled) : card(face, table, store, name, titled);
}

/**
 * @param {CardFace} face
 * @param {AskedTable | null} table
 * @param {Store} store
 * @param {string} [name]
 * @param {boolean} [titled]
 * @returns {View}
 */
export function card(face, table, store, name = "Question", titled = false) {
  const id = `spine-q${fresh()}`;
  const ask = controlsOf(face, id, changed);
  const confidence = confidenceOf(face, id, feel);
  const hints = hintsOf(face, hint);
  const outcome = outcomeOf(face, table, ask);
  const unkept = reminder(store.isLate);
  const buttons = actionsOf(id, table ? "Check" : "Hand in", { submit, reveal, goOn: store.onward });
  const node = h(
    "section",
    { class: "spine-q", "aria-label": name, onkeydown: keys },
    askedIn(face, ask, titled ? name : ""),
    confidence.node,
    h("div", { class: "actions" }, buttons.check, buttons.onward, hints.button, buttons.show, buttons.todo),
    hints.node,
    outcome.node,
    unkept.node,
    outcome.sources.node,
  );
  let drawn = "";

  function changed() {
    buttons.check.classList.remove("quiet");
    guide();
    ask.clear?.();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (keepKey(event) && event.key === "Enter" && event.target instanceof HTMLInputElement) submit();
  }

  /** Say what is still to be done before the answer can be checked. */
  function guide() {
    const ready = ask.ready();
    buttons.guide(ready, !ready ? ask.todo : confidence.isOpen() ? "Say how sure you are" : "");
  }

  /** @param {string} value */
  function feel(value) {
    store.write({ confidence: value });
    guide();
  }

  function submit() {
    if (!ask.ready()) return outcome.say(h("p", {}, buttons.todo.textContent));
    const answer = ask.read();
    const found = table ? judge(face, table, answer) : null;
    if (found && !found.answered) return outcome.refuse(found);
    store.write(answeredWith(store.read(), answer, found));
    drawn = "";
    draw();
  }

  function hint() {
    store.write({ hints_used: store.read().hints_used + 1 });
    draw();
  }

  function reveal() {
    store.write({ revealed: true });
    draw();
    buttons.check.focus();
  }

  function draw() {
    unkept.draw();
    const record = store.read();
    const key = JSON.stringify(record);
    if (key === drawn) return;
    drawn = key;
    hints.draw(record);
    confidence.draw(record);
    const judged = record.answer !== null && record.answer !== undefined ? outcome.tell(record) : null;
    if (judged) buttons.draw(judged.correct || record.revealed);
    guide();
  }

  draw();
  guide();
  return { node, draw };
}

/**
 * What a record says after one more answer; `found` is null where nobody judges, as in an exam.
 *
 * @param {QuestionRecord} before
 * @param {unknown} answer
 * @param {Judged | null} found
 * @returns {Partial<QuestionRecord>}
 */
function answeredWith(before, answer, found) {
  return {
    first_answer: before.tries ? before.first_answer : answer,
    answer,
    answers: [...before.answers, answer],
    tries: before.tries + 1,
    correct: found ? found.correct : null,
    score: found ? found.score : null,
  };
}

/**
 * The question and its controls.
 *
 * @param {Face} face
 * @param {Ask} ask
 * @param {string} title '' for a card that stands alone
 */
export function askedIn(face, ask, title) {
  const head = title ? [h("span", { class: "title" }, title)] : [];
  const instruction = ask.instruction ? [h("span", { class: "instruction" }, ` ${ask.instruction}`)] : [];
  return h("fieldset", { class: "ask" }, h("legend", {}, head, h("span", {}, inline(face.stem)), instruction), ask.node);
}

/**
 * What is done with an answer: check it, be shown the right one, go on; and what is still to be done before.
 *
 * @param {string} id
 * @param {string} first what the first check is called
 * @param {object} hands
 * @param {() => void} hands.submit
 * @param {() => void} hands.reveal
 * @param {(() => void) | undefined} hands.goOn left out where nothing follows
 */
function actionsOf(id, first, { submit, reveal, goOn }) {
  const todo = h("span", { class: "todo", id: `${id}-todo` });
  const check = h("button", { type: "button", class: "check", "aria-describedby": `${id}-todo`, onclick: submit }, first);
  const show = h("button", { type: "button", onclick: reveal, hidden: true }, "Show the answer");
  const onward = h("button", { type: "button", class: "onward", onclick: () => goOn?.(), hidden: true }, "Go on");
  return {
    check,
    show,
    onward,
    todo,
    /**
     * @param {boolean} ready
     * @param {string} left
     */
    guide(ready, left) {
      check.setAttribute("aria-disabled", String(!ready));
      todo.textContent = left && `${left}, then ${first.toLowerCase()}.`;
    },
    /** @param {boolean} done whether nothing is left to be shown */
    draw(done) {
      check.textContent = "Check again";
      check.classList.add("quiet"); // until something else is chosen
      show.hidden = done;
      onward.hidden = !goOn || !done;
    },
  };
}

/**
 * The controls that the kind of a question brings along.
 *
 * @param {Face} face
 * @param {string} id
 * @param {() => void} changed
 */
export function controlsOf(face, id, changed) {
  const ask = kinds[face.kind].ask?.(face, id, changed);
  if (!ask) throw new TypeError(`questions of the kind ${face.kind} have no controls of one card`);
  return ask;
}

/**
 * How sure the learner is, asked before the first check. `isOpen` says whether it is asked and not yet said.
 *
 * @param {CardFace} face
 * @param {string} id
 * @param {(value: string) => void} feel
 */
function confidenceOf(face, id, feel) {
  const boxes = ["sure", "unsure"].map((value) =>
    h("input", { type: "radio", name: `${id}-sure`, value, onchange: () => feel(value) }),
  );
  const node = h(
    "fieldset",
    { class: "sure", hidden: !face.ask_confidence },
    h("legend", {}, "How sure are you?"),
    boxes.map((box) => h("label", {}, box, box.value)),
  );
  return {
    node,
    isOpen: () => !node.hidden && !boxes.some((box) => box.checked),
    /** @param {QuestionRecord} record */
    draw(record) {
      node.hidden = !face.ask_confidence || record.again > 0 || (record.tries > 0 && !record.confidence);
      for (const box of boxes) {
        box.checked = box.value === record.confidence;
        box.disabled = record.tries > 0;
      }
    },
  };
}

/**
 * The hints, shown one after another.
 *
 * @param {Face} face
 * @param {() => void} hint
 */
function hintsOf(face, hint) {
  const button = h("button", { type: "button", onclick: hint });
  const list = h("ol", { "aria-label": "Hints" });
  return {
    button,
    node: h("div", { class: "hints", role: "status", "aria-live": "polite" }, list),
    /** @param {QuestionRecord} record */
    draw(record) {
      const used = Math.min(record.hints_used, face.hints.length);
      while (list.children.length < used) list.append(h("li", {}, ...inline(face.hints[list.children.length])));
      button.hidden = used >= face.hints.length || record.correct === true || record.revealed;
      button.textContent = `Hint ${used + 1} of ${face.hints.length}`;
    },
  };
}

/**
 * What is said of an answer, with the sources under it.
 *
 * @param {Face} face
 * @param {AskedTable | null} table
 * @param {Ask} ask
 */
function outcomeOf(face, table, ask) {
  const node = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const sources = sourcesOf();

  /** @param {Node[]} nodes */
  const say = (...nodes) => node.replaceChildren(...nodes);

  /** @param {Judged} found */
  const refuse = (found) => say(h("p", {}, h("strong", {}, "Not an answer yet. "), found.why));

  /**
   * Say what the answer on record is worth, and mark it in the controls. Returns the verdict, or null where there is none.
   *
   * @param {QuestionRecord} record
   */
  function tell(record) {
    ask.write(record.answer);
    if (!table) {
      say(h("p", {}, "Handed in. You may change it and hand in again."));
      return null;
    }
    const found = judge(face, table, record.answer);
    if (!found.answered) {
      refuse(found);
      return null;
    }
    const [state, sign, head] = headOf(found);
    const wrong = ask.again?.(found) ?? [];
    const idea = belief(table, found.idea);
    const shown = record.revealed && !found.correct ? ask.reveal(table) : [];
    node.dataset.state = state;
    say(
      h(
        "p",
        {},
        h("span", { class: "sign", "aria-hidden": "true" }, sign),
        h("strong", {}, head),
        " ",
        inline(found.why),
        wrong.length ? ` Look again at ${wrong.join(", ")}.` : "",
      ),
      ...(idea.length ? [h("p", {}, idea)] : []),
      ...shown.map((text) => h("p", {}, h("strong", {}, inline(text)))),
    );
    ask.mark(found, table, found.correct || record.revealed);
    sources.tell(table.sources);
    return found;
  }

  return { node, sources, say, refuse, tell };
}

/**
 * How a verdict looks and begins.
 *
 * @param {Judged} found
 */
function headOf(found) {
  if (found.correct) return ["right", "✓", "Right."];
  return found.score ? ["partly", "◐", "Partly right."] : ["wrong", "≠", "Not yet."];
}
