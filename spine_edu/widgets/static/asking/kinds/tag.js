// The phrases of a note: choose a label, then mark the clauses that are evidence for it.
import { find, h } from "../../../../browser/elements.js";
import { inline, own, reason } from "../../page.js";
import { tidy } from "../../typed.js";
import { noteOf } from "../note.js";
import { kinds, no, verdict } from "../verdict.js";

/**
 * @import { Fact, TagFace, TagTable } from "../../contract.js"
 * @import { Ask, JudgedPart } from "../../types.js"
 */

/** @typedef {[clause: number, label: number]} Mark */

/** @param {TagFace} face */
const clausesOf = (face) => face.note.flatMap((paragraph) => paragraph.flatMap((line) => line.flatMap((run) => run.slice(1))));
/**
 * @param {number} count
 * @param {string} one
 * @param {string} more
 */
const oneOrMore = (count, one, more) => (count === 1 ? one : more);

/**
 * @param {TagFace} face
 * @param {unknown} answer
 * @returns {Mark[]}
 */
function tagMarks(face, answer) {
  const todo = "Choose a label, then mark the phrases that are evidence for it.";
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) no(todo);
  const clauses = clausesOf(face);
  const texts = clauses.map(tidy);
  const names = face.labels.map(([name]) => name);
  const marks = new Map();
  for (const [label, given] of Object.entries(answer)) {
    for (const item of Array.isArray(given) ? given : [given]) {
      const clause =
        Number.isInteger(item) && item >= 0 && item < clauses.length
          ? item
          : typeof item === "string"
            ? texts.indexOf(tidy(item))
            : -1;
      if (!names.includes(label) || clause < 0) no(todo);
      marks.set(`${clause} ${names.indexOf(label)}`, [clause, names.indexOf(label)]);
    }
  }
  if (!marks.size) no(todo);
  return [...marks.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/**
 * @param {TagFace} face
 * @param {TagTable} table
 * @param {unknown} answer
 */
function readTag(face, table, answer) {
  const marks = tagMarks(face, answer);
  const parts = marks.map((mark) => tagPart(face, table, mark));
  const facts = table.facts.length;
  const left = table.facts.filter((fact) => !marks.some((mark) => finds(fact, mark)));
  const found = facts - left.length;
  const hits = marks.filter((mark) => table.facts.some((fact) => finds(fact, mark))).length;
  const wrong = parts.filter((part) => !part.correct).length;
  if (!left.length && !wrong) return verdict(true, 1, table.why, "", parts);
  const score = hits ? (2 * hits * found) / (hits * facts + found * (hits + wrong)) : 0;
  let why = `You found ${found} of ${facts} ${oneOrMore(facts, "phrase", "phrases")} that decide.`;
  if (left.length && face.labels.length > 1) {
    const open = face.labels.map(([name], n) => ({ name, n: left.filter((fact) => fact.label === n).length }));
    const still = open.filter(({ n }) => n).map(({ name, n }) => `${name} (${n})`);
    why += ` Still to find: ${still.join(", ")}.`;
  }
  return verdict(false, score, why + ofMarks(marks.length, wrong, marks.length - wrong - hits), "", parts);
}

/**
 * Whether a mark finds a fact: by its own words, or by others that say the same.
 *
 * @param {Fact} fact
 * @param {Mark} mark
 */
const finds = (fact, [clause, label]) => fact.label === label && [...fact.clauses, ...(fact.too ?? [])].includes(clause);

/**
 * How many marks do not show what their label says, and how many do without finding a phrase that decides.
 *
 * @param {number} marks
 * @param {number} wrong
 * @param {number} beside
 */
function ofMarks(marks, wrong, beside) {
  if (wrong === marks) {
    const none = ["", "Your mark does not show", "Neither mark shows"][marks] ?? `None of your ${marks} marks shows`;
    return ` ${none} what its label says.`;
  }
  if (wrong) {
    const label = oneOrMore(wrong, "its label says", "their labels say");
    const fault = ` ${wrong} of your ${marks} marks ${oneOrMore(wrong, "does", "do")} not show what ${label}.`;
    const others = ` Of the others, ${beside} ${oneOrMore(beside, "stands", "stand")} beside the phrases that decide.`;
    return fault + (beside ? others : "");
  }
  if (!beside) return marks > 1 ? " Every mark you made has its evidence." : " The mark you made has its evidence.";
  if (beside === marks) {
    const right = ["", "Your mark is right, but stands", "Both marks are right, but stand"];
    return ` ${right[marks] ?? `All ${marks} marks are right, but stand`} beside the phrases that decide.`;
  }
  const stand = `${beside} of them ${oneOrMore(beside, "stands", "stand")} beside the phrases that decide`;
  return ` ${marks === 2 ? "Both" : `All ${marks}`} marks are right; ${stand}.`;
}

/**
 * @param {TagFace} face
 * @param {TagTable} table
 * @param {Mark} mark
 */
function tagPart(face, table, [clause, label]) {
  const [name, look] = face.labels[label];
  /** @type {(correct: boolean, why: string, idea?: string) => JudgedPart} */
  const part = (correct, why, idea = "") => ({ label: `${name}: “${clausesOf(face)[clause]}”`, correct, why, idea });
  const here = table.facts.filter((fact) => fact.clauses.includes(clause));
  const hit = here.find((fact) => fact.label === label);
  if (hit) return part(true, hit.why);
  const also = own(table.also, `${clause} ${label}`);
  if (also) return part(true, also);
  const near = own(table.near, `${clause} ${label}`);
  if (near) return part(false, near.why, near.idea);
  const others = [...new Set(here.map((fact) => face.labels[fact.label][0]))].join(" and ");
  return part(
    false,
    others ? `This is evidence for ${others}, not for ${name}.` : `No evidence for ${name}: it does not tell ${look}.`,
  );
}

/**
 * @param {TagFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<TagTable>}
 */
function askTag(face, id, changed) {
  const labels = labelsOf(face, id, pressed);
  const hint = howToMark(`${id}-keys`, face.labels.length);
  const { node: note, clauses } = noteOf(face.note, hint.id, { toggle, press: labels.press });
  const reasons = h("ul", { class: "reasons" });
  /** @type {Set<number>[]} */
  const labelled = clauses.map(() => new Set());

  /** @param {number} n */
  const labelsAt = (n) => [...labelled[n]].sort((a, b) => a - b);

  /** @returns {Mark[]} */
  const marks = () => clauses.flatMap((_, n) => labelsAt(n).map((label) => /** @type {Mark} */ ([n, label])));

  function pressed() {
    clauses.forEach(({ node }, n) => {
      node.setAttribute("aria-pressed", String(labelled[n].has(labels.current())));
    });
  }

  function show() {
    clauses.forEach(({ node, chips }, n) => {
      const own = labelsAt(n);
      chips.replaceChildren(
        ...own.flatMap((label) => [" ", h("span", { class: "chip", "data-label": label }, face.labels[label][0])]),
      );
      node.classList.toggle("marked", own.length > 0);
      node.dataset.label = own.length ? String(own[0]) : "";
      delete node.dataset.state;
    });
    labels.choose(labels.current());
  }

  /**
   * Give all these clauses the chosen label; if all have it, take it away.
   *
   * @param {number[]} some
   */
  function toggle(some) {
    const label = labels.current();
    const on = !some.every((n) => labelled[n].has(label));
    for (const n of some) {
      if (on) labelled[n].add(label);
      else labelled[n].delete(label);
    }
    show();
    changed();
  }

  show();
  return {
    node: h("div", { class: "tag" }, labels.node, hint, note, reasons),
    todo: "Mark the phrases that decide",
    ready: () => marks().length > 0,
    read() {
      return answerOfMarks(face, marks());
    },
    write(answer) {
      for (const own of labelled) own.clear();
      try {
        for (const [n, label] of tagMarks(face, answer)) labelled[n].add(label);
      } catch {
        /* an answer of another form marks nothing; the verdict says what to do */
      }
      show();
    },
    mark(found, table, all) {
      show();
      marks().forEach(([n, label], m) => {
        const chip = find(clauses[n].chips, `[data-label="${label}"]`);
        chip.dataset.state = found.parts[m].correct ? "right" : "wrong";
        chip.prepend(found.parts[m].correct ? "✓ " : "≠ ");
      });
      const missed = all ? table.facts.filter((fact) => !marks().some((mark) => finds(fact, mark))) : [];
      for (const fact of missed) {
        for (const n of fact.clauses) markMissed(clauses[n], face.labels[fact.label][0]);
      }
      reasons.replaceChildren(...found.parts.map((part) => reason(table, part)), ...missed.map((fact) => missedLine(face, fact)));
    },
    clear() {
      reasons.replaceChildren();
    },
    reveal: (table) => [
      `The note decides by ${table.facts.length} ${oneOrMore(table.facts.length, "phrase", "phrases")}; ` +
        `those not marked are shown in it. ${table.why}`,
    ],
  };
}

/**
 * How clauses are marked, by pointer and by keyboard.
 *
 * @param {string} id
 * @param {number} labels
 */
function howToMark(id, labels) {
  const numbers = labels > 1 ? `1 to ${labels} choose the label, ` : "";
  return h(
    "p",
    { class: "instruction", id },
    "Choose a label, then click a phrase or drag over several; again takes the mark away. ",
    `By keyboard: arrow keys move, ${numbers}Space marks.`,
  );
}

/**
 * Show on a clause that it was evidence for a label, and not marked.
 *
 * @param {{ node: HTMLElement, chips: HTMLElement }} clause
 * @param {string} label
 */
function markMissed({ node, chips }, label) {
  node.dataset.state = "missed";
  chips.append(" ", h("span", { class: "chip missed" }, `not marked: ${label}`));
}

/**
 * Marks as an answer: each label with its clauses, by their words, or by their place where the same words stood before.
 *
 * @param {TagFace} face
 * @param {Mark[]} marks
 */
function answerOfMarks(face, marks) {
  const texts = clausesOf(face);
  const given = face.labels.map(([name], label) => ({
    name,
    clauses: marks.filter((mark) => mark[1] === label).map(([n]) => (texts.indexOf(texts[n]) === n ? texts[n] : n)),
  }));
  return Object.fromEntries(given.filter(({ clauses }) => clauses.length).map(({ name, clauses }) => [name, clauses]));
}

/**
 * The labels to choose from, by pointer or by their number. On a narrow screen, what to look for is told for the chosen one only.
 *
 * @param {TagFace} face
 * @param {string} id
 * @param {() => void} chosen
 */
function labelsOf(face, id, chosen) {
  let current = 0;
  const inputs = face.labels.map((_, n) =>
    h("input", { type: "radio", name: `${id}-label`, checked: n === 0, onchange: () => choose(n) }),
  );
  const now = h("p", { class: "now", "aria-hidden": "true" });
  const lines = face.labels.map(([name, look], n) =>
    h(
      "label",
      { "data-label": n },
      inputs[n],
      h("span", { class: "chip" }, h("kbd", {}, String(n + 1)), " ", name),
      h("span", { class: "look" }, look),
    ),
  );

  /** @param {number} n */
  function choose(n) {
    current = n;
    inputs[n].checked = true;
    now.textContent = face.labels[n].join(": ");
    chosen();
  }

  /** @param {string} key */
  function press(key) {
    const n = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
    if (n < 0 || n >= inputs.length) return false;
    choose(n);
    return true;
  }

  return {
    node: h("fieldset", { class: "labels" }, h("legend", {}, "Label"), lines, now),
    current: () => current,
    choose,
    press,
  };
}

/**
 * A phrase that was not marked, as a line of the reasons.
 *
 * @param {TagFace} face
 * @param {Fact} fact
 */
function missedLine(face, fact) {
  return h(
    "li",
    { "data-state": "missed" },
    h("strong", { class: "mark" }, "not marked"),
    " ",
    `${face.labels[fact.label][0]}: “${fact.phrase}” `,
    inline(fact.why),
  );
}

kinds.tag = { read: readTag, ask: askTag };
