// The phrases of a note: choose a label, then mark the clauses that are evidence for it.
import { h } from "../../../figures/static/elements.js";
import { inline, own, reason } from "../page.js";
import { tidy } from "../typed.js";
import { kinds, no, verdict } from "../verdict.js";

const clausesOf = (face) => face.note.flatMap((paragraph) => paragraph.flatMap((line) => line.flatMap((run) => run.slice(1))));
const oneOrMore = (count, one, more) => (count === 1 ? one : more);

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
    const open = face.labels.map(([name], n) => [name, left.filter((fact) => fact.label === n).length]).filter(([, n]) => n);
    why += ` Still to find: ${open.map(([name, n]) => `${name} (${n})`).join(", ")}.`;
  }
  return verdict(false, score, why + ofMarks(marks.length, wrong, marks.length - wrong - hits), "", parts);
}

// Whether a mark finds a fact: by its own words, or by others that say the same.
const finds = (fact, [clause, label]) => fact.label === label && [...fact.clauses, ...(fact.too ?? [])].includes(clause);

// How many marks do not show what their label says, and how many do without finding a phrase that decides.
function ofMarks(marks, wrong, beside) {
  if (wrong === marks) {
    const none = { 1: "Your mark does not show", 2: "Neither mark shows" }[marks] ?? `None of your ${marks} marks shows`;
    return ` ${none} what its label says.`;
  }
  if (wrong) {
    const fault = ` ${wrong} of your ${marks} marks ${oneOrMore(wrong, "does", "do")} not show what ${oneOrMore(wrong, "its label says", "their labels say")}.`;
    return (
      fault + (beside ? ` Of the others, ${beside} ${oneOrMore(beside, "stands", "stand")} beside the phrases that decide.` : "")
    );
  }
  if (!beside) return marks > 1 ? " Every mark you made has its evidence." : " The mark you made has its evidence.";
  if (beside === marks) {
    const all =
      { 1: "Your mark is right, but stands", 2: "Both marks are right, but stand" }[marks] ??
      `All ${marks} marks are right, but stand`;
    return ` ${all} beside the phrases that decide.`;
  }
  return ` ${marks === 2 ? "Both" : `All ${marks}`} marks are right; ${beside} of them ${oneOrMore(beside, "stands", "stand")} beside the phrases that decide.`;
}

function tagPart(face, table, [clause, label]) {
  const [name, look] = face.labels[label];
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

function askTag(face, id, changed) {
  const clauses = clausesOf(face);
  let current = 0;
  const radios = face.labels.map(([name, look], n) => {
    const input = h("input", { type: "radio", name: `${id}-label`, checked: n === 0, onchange: () => choose(n) });
    return {
      input,
      node: h(
        "label",
        { "data-label": n },
        input,
        h("span", { class: "chip" }, h("kbd", {}, String(n + 1)), " ", name),
        h("span", { class: "look" }, look),
      ),
    };
  });
  const rows = [];
  const note = h(
    "div",
    { class: "tagged", role: "group", "aria-label": "Operative note, phrase by phrase" },
    face.note.map((paragraph) =>
      h(
        "p",
        {},
        paragraph.flatMap((line, n) => [
          ...(n ? [h("br")] : []),
          ...line.flatMap(([heading, ...texts]) => [
            ...(heading ? [h("strong", {}, heading), " "] : []),
            ...texts.flatMap((text) => [clause(text), " "]),
          ]),
        ]),
      ),
    ),
  );
  const reasons = h("ul", { class: "reasons" });
  const now = h("p", { class: "now", "aria-hidden": "true" }); // on a narrow screen, what to look for is told for the chosen label only
  const keysHint = h(
    "p",
    { class: "instruction", id: `${id}-keys` },
    "Choose a label, then click a phrase or drag over several; again takes the mark away. " +
      `By keyboard: arrow keys move, ${face.labels.length > 1 ? `1 to ${face.labels.length} choose the label, ` : ""}Space marks.`,
  );
  note.setAttribute("aria-describedby", keysHint.id);

  function clause(text) {
    const chips = h("span", { class: "chips" });
    const node = h("span", { class: "clause", role: "button", tabindex: rows.length ? "-1" : "0" }, h("span", {}, text), chips);
    rows.push({ node, chips, labels: new Set() });
    return node;
  }

  function choose(n) {
    current = n;
    radios[n].input.checked = true;
    now.textContent = face.labels[n].join(": ");
    for (const row of rows) row.node.setAttribute("aria-pressed", String(row.labels.has(n)));
  }

  function show() {
    for (const row of rows) {
      const labels = [...row.labels].sort((a, b) => a - b);
      row.chips.replaceChildren(
        ...labels.flatMap((n) => [" ", h("span", { class: "chip", "data-label": n }, face.labels[n][0])]),
      );
      row.node.classList.toggle("marked", labels.length > 0);
      row.node.dataset.label = labels.length ? labels[0] : "";
      delete row.node.dataset.state;
    }
    choose(current);
  }

  // Give all these clauses the chosen label; if all have it, take it away.
  function toggle(some) {
    const on = !some.every((row) => row.labels.has(current));
    for (const row of some) on ? row.labels.add(current) : row.labels.delete(current);
    show();
    changed();
  }

  function rove(n, focus) {
    rows.forEach((row, m) => row.node.setAttribute("tabindex", m === n ? "0" : "-1"));
    if (focus) rows[n].node.focus();
  }

  function keys(event) {
    const n = rows.findIndex((row) => row.node === event.target);
    if (n < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowDown: n + 1, ArrowRight: n + 1, ArrowUp: n - 1, ArrowLeft: n - 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    const label = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (event.key === "Enter" || event.key === " ") toggle([rows[n]]);
    else if (label >= 0 && label < radios.length) choose(label);
    else if (to === undefined) return;
    else if (to >= 0 && to < rows.length) rove(to, true);
    event.preventDefault();
  }

  const under = (event) => rows.findIndex((row) => row.node.contains(event.target));

  // Drag from one clause to another to mark all between; the sweep is shown as it goes.
  function sweep(from, to) {
    const some = rows.filter((_, n) => to >= 0 && n >= Math.min(from, to) && n <= Math.max(from, to));
    for (const row of rows) row.node.classList.toggle("swept", some.length > 1 && some.includes(row));
    return some;
  }

  note.addEventListener("keydown", keys);
  note.addEventListener("mousedown", (down) => {
    const from = down.button === 0 ? under(down) : -1;
    let to = from;
    if (from < 0) return;
    const over = (event) => {
      if (under(event) >= 0) to = under(event);
      if (sweep(from, to).length > 1) document.getSelection().removeAllRanges();
    };
    note.addEventListener("mouseover", over);
    document.addEventListener(
      "mouseup",
      () => {
        note.removeEventListener("mouseover", over);
        const some = sweep(from, to);
        sweep(from, -1);
        if (some.length > 1) toggle(some);
      },
      { once: true },
    );
  });
  note.addEventListener("click", (event) => {
    const n = under(event);
    if (n < 0) return;
    rove(n, true);
    toggle([rows[n]]);
  });
  show();

  const marks = () => rows.flatMap((row, n) => [...row.labels].sort((a, b) => a - b).map((label) => [n, label]));
  return {
    node: h(
      "div",
      { class: "tag" },
      h(
        "fieldset",
        { class: "labels" },
        h("legend", {}, "Label"),
        radios.map((radio) => radio.node),
        now,
      ),
      keysHint,
      note,
      reasons,
    ),
    todo: "Mark the phrases that decide, then check.",
    ready: () => marks().length > 0,
    read: () =>
      Object.fromEntries(
        face.labels
          .map(([name], label) => [
            name,
            marks()
              .filter((mark) => mark[1] === label)
              .map(([n]) => (clauses.indexOf(clauses[n]) === n ? clauses[n] : n)),
          ])
          .filter(([, given]) => given.length),
      ),
    write(answer) {
      for (const row of rows) row.labels.clear();
      try {
        for (const [n, label] of tagMarks(face, answer)) rows[n].labels.add(label);
      } catch {
        /* an answer of another form marks nothing; the verdict says what to do */
      }
      show();
    },
    mark(found, table, all) {
      show();
      marks().forEach(([n, label], m) => {
        const chip = rows[n].chips.querySelector(`[data-label="${label}"]`);
        chip.dataset.state = found.parts[m].correct ? "right" : "wrong";
        chip.prepend(found.parts[m].correct ? "✓ " : "≠ ");
      });
      const missed = all ? table.facts.filter((fact) => !marks().some((mark) => finds(fact, mark))) : [];
      for (const fact of missed) {
        for (const n of fact.clauses) {
          rows[n].node.dataset.state = "missed";
          rows[n].chips.append(" ", h("span", { class: "chip missed" }, `not marked: ${face.labels[fact.label][0]}`));
        }
      }
      reasons.replaceChildren(
        ...found.parts.map((part) => reason(table, part)),
        ...missed.map((fact) =>
          h(
            "li",
            { "data-state": "missed" },
            h("strong", { class: "mark" }, "not marked"),
            " ",
            `${face.labels[fact.label][0]}: “${fact.phrase}” `,
            inline(fact.why),
          ),
        ),
      );
    },
    clear() {
      reasons.replaceChildren();
    },
    reveal: (table) => [
      `The note decides by ${table.facts.length} ${oneOrMore(table.facts.length, "phrase", "phrases")}; those not marked are shown in it. ${table.why}`,
    ],
  };
}

kinds.tag = { read: readTag, ask: askTag };
