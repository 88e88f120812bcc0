// One question, or a whole quiz, on screen. Python decided what is right and why; here its verdict table is read.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { h } from "../../figures/static/elements.js";
import { cardOf } from "./card.js";
import { quiz } from "./quiz.js";
import { isRecord } from "./round.js";
import { tally } from "./tally.js";
import { judge } from "./verdict.js";
import "./kinds/case.js";
import "./kinds/choice.js";
import "./kinds/code.js";
import "./kinds/match.js";
import "./kinds/number.js";
import "./kinds/order.js";
import "./kinds/place.js";
import "./kinds/tag.js";
import "./kinds/text.js";

const RECORD = ["answer", "answers", "first_answer", "tries", "again", "correct", "score", "confidence", "hints_used", "revealed", "parts"];
const ROUND = ["records", "shown", "at"];

function render({ model, el }) {
  const many = model.get("records") !== undefined;
  const names = many ? ROUND : RECORD;
  const notice = h("p", { class: "spine-notice", role: "status" });
  let writing = false; // several values change as one: nothing is drawn in between
  const write = (changes) => {
    writing = true;
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
    writing = false;
    view.draw();
  };
  const read = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const records = many ? model.get("records") : [read()];
  if (records.length !== (many ? model.get("faces").length : 1) || !records.every(isRecord)) throw new TypeError("what was kept are no answers to these questions");
  const view = many ? quiz(model, read, write) : cardOf(model.get("face"), model.get("table"), { read, write });
  const refresh = () => { if (!writing) view.draw(); };
  const say = () => { notice.textContent = model.get("notice") ?? ""; };
  el.replaceChildren(view.node, notice);
  say();
  for (const name of names) model.on(`change:${name}`, refresh);
  model.on("change:notice", say);
  return () => {
    for (const name of names) model.off(`change:${name}`, refresh);
    model.off("change:notice", say);
  };
}

export { judge, tally };
export default { render, keeps: [...RECORD, ...ROUND] };
