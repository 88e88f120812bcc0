// One question, or a whole quiz, on screen. Python decided what is right and why; here its verdict table is read.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { card } from "./card.js";
import { summary } from "./summary.js";
import { judge, kinds } from "./verdict.js";
import "./kinds/case.js";
import "./kinds/choice.js";
import "./kinds/code.js";
import "./kinds/match.js";
import "./kinds/number.js";
import "./kinds/order.js";
import "./kinds/place.js";
import "./kinds/tag.js";
import "./kinds/text.js";

const RECORD = ["answer", "first_answer", "tries", "correct", "score", "confidence", "hints_used", "revealed", "parts"];

function render({ model, el }) {
  const many = model.get("records") !== undefined;
  const faces = many ? model.get("faces") : [model.get("face")];
  const tables = many ? model.get("tables") : [model.get("table")];
  const views = [];
  const refresh = () => { if (!writing) views.forEach((view) => view.draw()); };
  let writing = false;
  const read = (n) => (many ? model.get("records")[n] : Object.fromEntries(RECORD.map((name) => [name, model.get(name)])));
  const write = (n, patch) => {
    writing = true;
    if (many) model.set("records", model.get("records").map((record, m) => (m === n ? { ...record, ...patch } : record)));
    else for (const [name, value] of Object.entries(patch)) model.set(name, value);
    model.save_changes();
    writing = false;
    if (many) views.at(-1).draw();
  };
  faces.forEach((face, n) => {
    const store = { read: () => read(n), write: (patch) => write(n, patch) };
    const build = kinds[face.kind].card ?? card;
    views.push(build(face, tables[n], store, many ? `Question ${n + 1} of ${faces.length}` : undefined));
  });
  if (many) views.push(summary(faces, tables, read));
  el.replaceChildren(...views.map((view) => view.node));
  const names = many ? ["records"] : RECORD;
  for (const name of names) model.on(`change:${name}`, refresh);
  return () => { for (const name of names) model.off(`change:${name}`, refresh); };
}

export { judge };
export default { render };
