// One card: a question, its controls, its verdict. `store` reads and writes the record of its answers.
import { fresh, h, keepKey } from "../../figures/static/elements.js";
import { belief, inline } from "./page.js";
import { judge, kinds } from "./verdict.js";
import { reminder } from "./waiting.js";

// Most kinds share the card below; a case has one of its own.
export const cardOf = (face, ...more) => (kinds[face.kind].card ?? card)(face, ...more);

export function card(face, table, store, name = "Question", titled = false) {
  const id = `spine-q${fresh()}`;
  const changed = () => {
    guide();
    ask.clear?.();
  };
  const ask = kinds[face.kind].ask(face, id, changed);
  const todo = h("span", { class: "todo", id: `${id}-todo` });
  const status = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const unkept = reminder(store.isLate);
  const foot = h("p", { class: "sources" });
  const hints = h("ol", { "aria-label": "Hints" });
  const check = h(
    "button",
    { type: "button", class: "check", "aria-describedby": `${id}-todo`, onclick: submit },
    table ? "Check" : "Hand in",
  );
  const more = h("button", { type: "button", onclick: hint });
  const show = h("button", { type: "button", onclick: reveal, hidden: true }, "Show the answer");
  const sure = ["sure", "unsure"].map((value) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: `${id}-sure`,
        value,
        onchange: () => {
          store.write({ confidence: value });
          guide();
        },
      }),
      value,
    ),
  );
  const confidence = h("fieldset", { class: "sure", hidden: !face.ask_confidence }, h("legend", {}, "How sure are you?"), sure);
  const instruction = ask.instruction ? [h("span", { class: "instruction" }, ` ${ask.instruction}`)] : [];
  const node = h(
    "section",
    { class: "spine-q", "aria-label": name, onkeydown: keys },
    h(
      "fieldset",
      { class: "ask" },
      h("legend", {}, titled ? h("span", { class: "title" }, name) : [], h("span", {}, inline(face.stem)), instruction),
      ask.node,
    ),
    confidence,
    h("div", { class: "actions" }, check, more, show, todo),
    h("div", { class: "hints", role: "status", "aria-live": "polite" }, hints),
    status,
    unkept.node,
    foot,
  );
  let drawn = "";

  function keys(event) {
    if (keepKey(event) && event.key === "Enter" && event.target.tagName === "INPUT") submit();
  }

  function guide() {
    const ready = ask.ready();
    check.setAttribute("aria-disabled", String(!ready));
    const unsaid = !confidence.hidden && !sure.some((label) => label.firstChild.checked);
    todo.textContent = !ready ? ask.todo : unsaid ? "Say how sure you are, then check." : "";
  }

  function submit() {
    if (!ask.ready()) return say(h("p", {}, ask.todo));
    const answer = ask.read();
    const found = table ? judge(face, table, answer) : { answered: true, correct: null, score: null };
    if (!found.answered) return say(h("p", {}, h("strong", {}, "Not an answer yet. "), found.why));
    const before = store.read();
    const { correct, score } = found;
    const given = before.tries ? { first_answer: before.first_answer } : { first_answer: answer };
    store.write({ ...given, answer, answers: [...before.answers, answer], tries: before.tries + 1, correct, score });
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
    check.focus();
  }

  const say = (...nodes) => status.replaceChildren(...nodes);

  function draw() {
    unkept.draw();
    const record = store.read();
    const key = JSON.stringify(record);
    if (key === drawn) return;
    drawn = key;
    const used = Math.min(record.hints_used, face.hints.length);
    while (hints.children.length < used) hints.append(h("li", {}, inline(face.hints[hints.children.length])));
    more.hidden = used >= face.hints.length || record.correct === true || record.revealed;
    confidence.hidden = !face.ask_confidence || record.again > 0 || (record.tries > 0 && !record.confidence);
    more.textContent = `Hint ${used + 1} of ${face.hints.length}`;
    for (const box of confidence.querySelectorAll("input")) {
      box.checked = box.value === record.confidence;
      box.disabled = record.tries > 0;
    }
    if (record.answer !== null && record.answer !== undefined) tell(record);
    guide();
  }

  function tell(record) {
    ask.write(record.answer);
    if (!table) return say(h("p", {}, "Handed in. You may change it and hand in again."));
    const found = judge(face, table, record.answer);
    if (!found.answered) return say(h("p", {}, h("strong", {}, "Not an answer yet. "), found.why));
    const all = found.correct || record.revealed;
    const [state, sign, head] = found.correct
      ? ["right", "✓", "Right."]
      : found.score
        ? ["partly", "◐", `Partly right: ${Math.round(found.score * 100)} %.`]
        : ["wrong", "≠", "Not yet."];
    const wrong = ask.again?.(found) ?? [];
    const idea = belief(table, found.idea);
    status.dataset.state = state;
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
      ...(record.revealed && !found.correct ? ask.reveal(table).map((text) => h("p", {}, h("strong", {}, inline(text)))) : []),
    );
    ask.mark(found, table, all);
    foot.textContent = table.sources.length ? `Source: ${table.sources.join("; ")}` : "";
    check.textContent = "Check again";
    show.hidden = all;
  }

  draw();
  guide();
  return { node, draw };
}
