// Linked parts: each is a card of its own, and the next one opens when the one before is right, or its answer was shown.
import { find, findAll, focusOn, h, keepKey } from "../../../../browser/elements.js";
import { inline, own, sourcesOf } from "../../page.js";
import { card } from "../card.js";
import { anew, ofPart, UNTOUCHED } from "../round.js";
import { judge, kinds, no, verdict } from "../verdict.js";

/**
 * @import { AskedTable, CaseFace, CaseTable, QuestionRecord } from "../../contract.js"
 * @import { CardFace, Store, View } from "../../types.js"
 */

/**
 * @param {CaseFace} face
 * @param {CaseTable} table
 * @param {unknown} answer
 */
function readCase(face, table, answer) {
  const todo = "Answer the parts one after another.";
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) no(todo);
  const ids = face.parts.map((part) => part.id);
  if (Object.keys(answer).some((id) => !ids.includes(id))) no(todo);
  const given = face.parts.map((part) => ofPart(answer, part.id));
  const verdicts = face.parts.map((part, n) => (given[n] === null ? null : judge(part, table.parts[n], given[n])));
  const told = verdicts.flatMap((found) => found ?? []);
  if (!told.some((found) => found.answered)) no(todo);
  const parts = verdicts.flatMap((found, n) =>
    found ? [{ label: face.parts[n].stem, correct: found.correct, why: found.why, idea: found.idea }] : [],
  );
  const right = told.filter((found) => found.correct).length;
  if (right === ids.length) return verdict(true, 1, table.why, "", parts);
  const total = told.reduce((sum, found) => sum + found.score, 0);
  return verdict(false, total / ids.length, `${right} of ${ids.length} parts ${right === 1 ? "is" : "are"} right.`, "", parts);
}

/**
 * @param {CaseFace & CardFace} face
 * @param {(CaseTable & AskedTable) | null} table
 * @param {Store} store
 * @param {string} [name]
 * @param {boolean} [titled]
 * @returns {View}
 */
function caseCard(face, table, store, name = "Case", titled = false) {
  const count = face.parts.length;
  const records = recordsOf(face, table, store);
  /** @type {View[]} */
  const views = [];
  const places = h("div", { class: "parts" });
  const progress = h("progress", { max: count, value: 0, "aria-label": "Parts done" });
  const where = h("span", {});
  const outcome = outcomeOfCase(face, table);
  const retry = h("button", { type: "button", hidden: true, onclick: restart }, "Work through it again");
  const node = h(
    "section",
    { class: "spine-q case", "aria-label": name, onkeydown: keepKey },
    h("p", { class: "case-stem" }, titled ? h("span", { class: "title" }, name) : [], h("span", {}, inline(face.stem))),
    storyOf(face),
    h("p", { class: "done" }, where, progress),
    places,
    outcome.node,
    outcome.sources.node,
    h("div", { class: "actions" }, retry),
  );
  let round = store.read().again;

  function restart() {
    store.write(anew(face, store.read()));
    refresh();
    const [first] = findAll(node.isConnected ? node : document, ".parts :is(input, select, [tabindex='0'])");
    first?.focus();
  }

  function refresh() {
    if (store.read().again !== round) {
      // another round begins with empty parts
      round = store.read().again;
      views.length = 0;
      places.replaceChildren();
    }
    const done = face.parts.findIndex((_, n) => !records.isPassed(n));
    const answered = face.parts.findLastIndex((_, n) => records.read(n).answer !== null) + 1;
    const open = done < 0 ? count : Math.max(done + 1, answered);
    while (views.length < open) add(views.length);
    for (const view of views) view.draw();
    where.textContent =
      done < 0 ? `All ${count} parts are done.` : `${done} of ${count} parts ${done === 1 ? "is" : "are"} done.`;
    progress.value = done < 0 ? count : done;
    retry.hidden = done >= 0 || !table;
    outcome.tell(store.read().answer, done < 0, open);
  }

  /** @param {number} n */
  function add(n) {
    const part = { ...face.parts[n], ask_confidence: face.ask_confidence };
    const partTable = table && { ...table.parts[n], ideas: table.ideas, sources: [] };
    /** @type {Store} */
    const partStore = {
      read: () => records.read(n),
      write(changes) {
        records.write(n, changes);
        refresh();
      },
      isLate: () => store.isLate?.(part.id) ?? false,
      onward: n < count - 1 ? () => focusOn(find(views[n + 1].node, "legend")) : store.onward,
    };
    views.push(card(part, partTable, partStore, `Part ${n + 1} of ${count}`, true));
    places.append(views[n].node);
  }

  refresh();
  return { node, draw: refresh };
}

/**
 * What is read before the first part.
 *
 * @param {CaseFace} face
 */
export function storyOf(face) {
  if (!face.told.length) return [];
  const told = face.told.map((lines) => h("p", {}, ...lines.flatMap((line, n) => [...(n ? [h("br")] : []), line])));
  return [h("details", { class: "told", open: true }, h("summary", {}, face.note ? "The operative note" : "The story"), told)];
}

/**
 * The records of the parts, kept in that of the case, which adds them up.
 *
 * @param {CaseFace} face
 * @param {CaseTable | null} table
 * @param {Store} store
 */
function recordsOf(face, table, store) {
  /**
   * @param {number} n
   * @returns {QuestionRecord}
   */
  function read(n) {
    const record = store.read();
    const { id } = face.parts[n];
    const kept = own(record.parts, id);
    const answer = ofPart(record.answer, id);
    if (answer === null) return { ...UNTOUCHED, ...kept, answer: null };
    return { ...UNTOUCHED, tries: 1, first_answer: ofPart(record.first_answer, id) ?? answer, ...kept, answer };
  }

  /**
   * @param {number} n
   * @param {Partial<QuestionRecord>} changes
   */
  function write(n, changes) {
    const records = face.parts.map((_, m) => (m === n ? { ...read(m), ...changes } : read(m)));
    const answer = gathered(records, "answer");
    const found = table && answer ? judge(face, table, answer) : null;
    const finished = records.every((record) => record.answer !== null);
    store.write({
      parts: Object.fromEntries(records.map((record, m) => [face.parts[m].id, record])),
      answer,
      first_answer: answer && (gathered(records, "first_answer") ?? {}),
      tries: records.reduce((total, record) => total + record.tries, 0),
      hints_used: records.reduce((total, record) => total + record.hints_used, 0),
      revealed: records.some((record) => record.revealed),
      confidence: feltIn(records),
      correct: found && finished ? found.correct : null,
      score: found ? found.score : null,
    });
  }

  /**
   * What the parts hold under a name, by their ids; null where none holds anything.
   *
   * @param {QuestionRecord[]} records
   * @param {"answer" | "first_answer"} name
   */
  function gathered(records, name) {
    const held = records.flatMap((record, n) => (record[name] === null ? [] : [[face.parts[n].id, record[name]]]));
    return held.length ? Object.fromEntries(held) : null;
  }

  /** @param {number} n */
  function isPassed(n) {
    const record = read(n);
    if (record.answer === null) return false;
    return !table || record.revealed || judge(face.parts[n], table.parts[n], record.answer).correct;
  }

  return { read, write, isPassed };
}

/**
 * How sure somebody was of a case: no surer than of its parts.
 *
 * @param {QuestionRecord[]} records
 */
function feltIn(records) {
  const felt = records.map((record) => record.confidence).filter(Boolean);
  return felt.includes("unsure") ? "unsure" : (felt[0] ?? "");
}

/**
 * What is said of the whole case.
 *
 * @param {CaseFace} face
 * @param {(CaseTable & AskedTable) | null} table
 */
function outcomeOfCase(face, table) {
  const node = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const sources = sourcesOf();
  let drawn = "";

  /**
   * @param {unknown} answer
   * @param {boolean} finished
   * @param {number} open how many parts stand open
   */
  function tell(answer, finished, open) {
    const key = JSON.stringify([finished, open, finished && answer]);
    if (key === drawn) return;
    drawn = key;
    sources.tell([]);
    delete node.dataset.state;
    if (!finished)
      return node.replaceChildren(...(open > 1 ? [h("p", {}, `Part ${open} of ${face.parts.length} is open.`)] : []));
    if (!table) return node.replaceChildren(h("p", {}, "All parts are handed in."));
    const found = judge(face, table, answer);
    node.dataset.state = found.correct ? "right" : "partly";
    const head = found.correct ? "The case is solved." : "The case is done.";
    node.replaceChildren(
      h(
        "p",
        {},
        h("span", { class: "sign", "aria-hidden": "true" }, found.correct ? "✓" : "◐"),
        h("strong", {}, head),
        " ",
        inline(found.correct ? found.why : `${found.why} ${table.why}`),
      ),
    );
    sources.tell(table.sources);
  }

  return { node, sources, tell };
}

kinds.case = { read: readCase, card: caseCard };
