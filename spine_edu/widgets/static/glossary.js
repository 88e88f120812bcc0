// The glossary: a list that narrows as you type. What is typed is compared as spine_edu/glossary.py does it.
import { fresh, h, keepKey } from "../../browser/elements.js";
import { tidy } from "./typed.js";

/**
 * @import { TermRow } from "./contract.js"
 * @import { Screen } from "./types.js"
 */

const AMERICAN = [
  ["aemat", "emat"],
  ["aesth", "esth"],
  ["oedem", "edem"],
  ["oesoph", "esoph"],
  ["paed", "ped"],
  ["our", "or"],
  ["disk", "disc"],
  ["isation", "ization"],
  ["centre", "center"],
  ["fibre", "fiber"],
  ["grey", "gray"],
  ["mould", "mold"],
];
const SINGULAR = [
  ["vertebrae", "vertebra"],
  ["omies", "omy"],
  ["ies", "y"],
  ["oses", "osis"],
];

/** @param {string} text */
export function spelling(text) {
  let found = tidy(text)
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, "");
  for (const [british, american] of AMERICAN) found = found.replaceAll(british, american);
  const ending = SINGULAR.find(([many]) => found.endsWith(many));
  if (ending) return found.slice(0, -ending[0].length) + ending[1];
  return /[^siu]s$/.test(found) && found.length > 4 ? found.slice(0, -1) : found;
}

/** @param {Screen<{ terms: TermRow[] }>} screen */
function render({ model, el }) {
  const id = `spine-g${fresh()}`;
  const rows = model.get("terms").map((term) => {
    const also = term.also.length ? [" ", h("small", {}, `Also: ${term.also.join(", ")}.`)] : [];
    return { keys: term.keys, node: h("div", {}, h("dt", {}, term.name), h("dd", {}, term.says, also)) };
  });
  const told = h("p", { class: "told", role: "status", "aria-live": "polite" });
  const list = h(
    "dl",
    {},
    rows.map((row) => row.node),
  );
  const window = h("div", { class: "window", id: `${id}-list`, tabindex: "0", role: "region", "aria-label": "Terms" }, list);
  const input = h("input", { id, type: "search", autocomplete: "off", "aria-controls": `${id}-list`, oninput: narrow });
  function narrow() {
    const asked = spelling(input.value);
    const hits = rows.filter((row) => row.keys.some((key) => key.includes(asked)));
    for (const row of rows) row.node.hidden = !hits.includes(row);
    /** @param {{ keys: string[] }} row */
    const begins = (row) => row.keys.some((key) => key.startsWith(asked));
    list.replaceChildren(...[...rows].sort((a, b) => (asked ? Number(begins(b)) - Number(begins(a)) : 0)).map((row) => row.node));
    told.textContent = asked ? `${hits.length} of ${rows.length} terms` : `${rows.length} terms`;
  }
  narrow();
  el.replaceChildren(
    h(
      "section",
      { class: "spine-w glossary", "aria-label": "Glossary", onkeydown: keepKey },
      h("p", { class: "search" }, h("label", { for: id }, "Find a word"), input, told),
      window,
    ),
  );
}

export default { render };
