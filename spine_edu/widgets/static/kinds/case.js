// Linked parts: each is a card of its own, and the next one opens when the one before is right, or its answer was shown.
import { card } from "../card.js";
import { h, keepKey } from "../../../figures/static/elements.js";
import { inline, own } from "../page.js";
import { anew, UNTOUCHED } from "../round.js";
import { judge, kinds, no, verdict } from "../verdict.js";

function readCase(face, table, answer) {
  const todo = "Answer the parts one after another.";
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) no(todo);
  const ids = face.parts.map((part) => part.id);
  if (Object.keys(answer).some((id) => !ids.includes(id))) no(todo);
  const given = face.parts.map((part) => own(answer, part.id) ?? null);
  const verdicts = face.parts.map((part, n) => (given[n] === null ? null : judge(part, table.parts[n], given[n])));
  const told = verdicts.filter(Boolean);
  if (!told.some((found) => found.answered)) no(todo);
  const parts = verdicts.flatMap((found, n) =>
    found ? [{ label: face.parts[n].stem, correct: found.correct, why: found.why, idea: found.idea }] : [],
  );
  const right = told.filter((found) => found.correct).length;
  if (right === ids.length) return verdict(true, 1, table.why, "", parts);
  const total = told.reduce((sum, found) => sum + found.score, 0);
  return verdict(false, total / ids.length, `${right} of ${ids.length} parts ${right === 1 ? "is" : "are"} right.`, "", parts);
}

function caseCard(face, table, store, name = "Case", titled = false) {
  const count = face.parts.length;
  const views = [];
  const places = h("div", { class: "parts" });
  const progress = h("progress", { max: count, value: 0, "aria-label": "Parts done" });
  const where = h("span", {});
  const status = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const foot = h("p", { class: "sources" });
  const told = face.told.map((lines) =>
    h(
      "p",
      {},
      lines.flatMap((line, n) => [...(n ? [h("br")] : []), line]),
    ),
  );
  const node = h(
    "section",
    { class: "spine-q case", "aria-label": name, onkeydown: keepKey },
    h("p", { class: "case-stem" }, titled ? h("span", { class: "title" }, name) : [], h("span", {}, inline(face.stem))),
    told.length
      ? h("details", { class: "told", open: true }, h("summary", {}, face.note ? "The operative note" : "The story"), told)
      : [],
    h("p", { class: "done" }, where, progress),
    places,
    status,
    foot,
  );
  const retry = h("button", { type: "button", hidden: true, onclick: restart }, "Work through it again");
  node.append(h("div", { class: "actions" }, retry));
  let drawn = "";
  let round = store.read().again;

  function restart() {
    store.write(anew(face, store.read()));
    refresh();
    (node.isConnected ? node : document).querySelector(".parts :is(input, select, [tabindex='0'])")?.focus();
  }

  function recordOf(n) {
    const record = store.read();
    const kept = own(record.parts, face.parts[n].id);
    const answer = own(record.answer, face.parts[n].id) ?? null;
    if (answer === null) return { ...UNTOUCHED, ...kept, answer: null };
    return { ...UNTOUCHED, tries: 1, first_answer: own(record.first_answer, face.parts[n].id) ?? answer, ...kept, answer };
  }

  function write(n, patch) {
    const records = face.parts.map((_, m) => (m === n ? { ...recordOf(m), ...patch } : recordOf(m)));
    const gather = (field) =>
      Object.fromEntries(records.flatMap((record, m) => (record[field] === null ? [] : [[face.parts[m].id, record[field]]])));
    const answer = gather("answer");
    const sum = (field) => records.reduce((total, record) => total + record[field], 0);
    const found = table && Object.keys(answer).length ? judge(face, table, answer) : null;
    const finished = records.every((record) => record.answer !== null);
    store.write({
      parts: Object.fromEntries(records.map((record, m) => [face.parts[m].id, record])),
      answer: Object.keys(answer).length ? answer : null,
      first_answer: Object.keys(answer).length ? gather("first_answer") : null,
      tries: sum("tries"),
      hints_used: sum("hints_used"),
      revealed: records.some((record) => record.revealed),
      confidence: records.some((record) => record.confidence === "unsure")
        ? "unsure"
        : (records.find((record) => record.confidence)?.confidence ?? ""),
      correct: found && finished ? found.correct : null,
      score: found ? found.score : null,
    });
    refresh();
  }

  const passed = (n) => {
    const record = recordOf(n);
    if (record.answer === null) return false;
    return !table || record.revealed || judge(face.parts[n], table.parts[n], record.answer).correct;
  };

  function refresh() {
    if (store.read().again !== round) {
      // another round begins with empty parts
      round = store.read().again;
      views.length = 0;
      places.replaceChildren();
    }
    const done = face.parts.findIndex((_, n) => !passed(n));
    const open = done < 0 ? count : done + 1;
    while (views.length < open) add(views.length);
    for (const view of views) view.draw();
    where.textContent =
      done < 0 ? `All ${count} parts are done.` : `${done} of ${count} parts ${done === 1 ? "is" : "are"} done.`;
    progress.value = done < 0 ? count : done;
    retry.hidden = done >= 0 || !table;
    tell(done < 0, open);
  }

  function add(n) {
    const partStore = {
      read: () => recordOf(n),
      write: (patch) => write(n, patch),
      isLate: () => store.isLate?.(face.parts[n].id) ?? false,
    };
    const part = { ...face.parts[n], ask_confidence: face.ask_confidence };
    views.push(
      card(part, table && { ...table.parts[n], ideas: table.ideas, sources: [] }, partStore, `Part ${n + 1} of ${count}`, true),
    );
    places.append(views[n].node);
  }

  function tell(finished, open) {
    const { answer } = store.read();
    const key = JSON.stringify([finished, open, finished && answer]);
    if (key === drawn) return;
    drawn = key;
    foot.textContent = "";
    delete status.dataset.state;
    if (!finished) return status.replaceChildren(...(open > 1 ? [h("p", {}, `Part ${open} of ${count} is open.`)] : []));
    if (!table) return status.replaceChildren(h("p", {}, "All parts are handed in."));
    const found = judge(face, table, answer);
    status.dataset.state = found.correct ? "right" : "partly";
    const head = found.correct ? "The case is solved." : `The case is done: ${Math.round(found.score * 100)} %.`;
    status.replaceChildren(
      h(
        "p",
        {},
        h("span", { class: "sign", "aria-hidden": "true" }, found.correct ? "✓" : "◐"),
        h("strong", {}, head),
        " ",
        inline(found.correct ? found.why : `${found.why} ${table.why}`),
      ),
    );
    foot.textContent = table.sources.length ? `Source: ${table.sources.join("; ")}` : "";
  }

  refresh();
  return { node, draw: refresh };
}

kinds.case = { read: readCase, card: caseCard };
