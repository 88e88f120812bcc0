// A code in hand: seven lists and a field, or the four questions of ICD-9-CM; what it says is looked up in tables made in Python.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { fresh, h, keepKey } from "../../../browser/elements.js";
import { endingNote } from "../../../browser/ending.js";
import { unpack } from "../pack.js";
import { tidy } from "../typed.js";
import { nineOf } from "./nine.js";
import { readCode } from "./reading.js";
import { readout } from "./readout.js";
import { sevenOf } from "./seven.js";

/**
 * @import { BuilderTables } from "../contract.js"
 * @import { Ending } from "../../../browser/ending.js"
 * @import { Told } from "./readout.js"
 * @import { Screen } from "../types.js"
 */

/**
 * @typedef {object} BuilderState
 * @property {unknown[]} tables
 * @property {string} system
 * @property {string} code as far as it is chosen, with a space for each character still open
 * @property {string} icd9 a code, "none" where four choices lead to none, or ""
 * @property {number} vertebrae
 * @property {string} on
 * @property {Ending} ending
 */

/** @type {("system" | "code" | "icd9" | "vertebrae" | "on")[]} */
const CHOSEN = ["system", "code", "icd9", "vertebrae", "on"];

/** @param {Screen<BuilderState>} screen */
function render({ model, el }) {
  /** @type {BuilderTables} */
  const tables = unpack(model.get("tables"));
  const id = `spine-cb${fresh()}`;

  /** @type {<Name extends keyof BuilderState>(name: Name, value: BuilderState[Name]) => void} */
  const put = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };

  const seven = sevenOf(tables, id, chooseSeven);
  const nine = nineOf(tables.icd9, id, { choose: chooseNine, count: (number) => put("vertebrae", number) });
  /** @type {Record<string, { node: HTMLElement, draw: () => Told }>} */
  const parts = {
    "ICD-10-PCS": { node: seven.node, draw: () => seven.draw(model.get("code"), model.get("on")) },
    "ICD-9-CM": { node: nine.node, draw: () => nine.draw(model.get("icd9"), model.get("vertebrae"), model.get("on")) },
  };
  const systems = Object.keys(parts).map((name) =>
    h("input", { type: "radio", name: `${id}-system`, value: name, onchange: () => put("system", name) }),
  );
  const day = h("input", { type: "date", id: `${id}-on`, onchange: () => put("on", day.value || model.get("on")) });
  const verdict = readout();
  const node = h(
    "section",
    { class: "spine-w spine-cb", "aria-label": "Code builder", onkeydown: keepKey },
    h(
      "div",
      { class: "bar" },
      h(
        "fieldset",
        { class: "systems" },
        h("legend", { class: "hidden" }, "Code system"),
        systems.map((box) => h("label", { class: "tick" }, box, box.value)),
      ),
      h("label", { class: "day", for: `${id}-on` }, h("span", {}, "Discharged"), day),
    ),
    Object.values(parts).map((part) => part.node),
    verdict.node,
  );

  /**
   * A code of ICD-9-CM, known by its point, is read in its own system, wherever it was typed.
   *
   * @param {string} code
   * @param {string} [typed]
   */
  function chooseSeven(code, typed) {
    if (!/^\d\d\.\d/.test(tidy(typed))) return put("code", code);
    put("code", "");
    put("system", "ICD-9-CM");
    chooseNine(tidy(typed));
    nine.field.focus();
  }

  /** @param {string} code the same one, it may be: other answers have other reasons */
  function chooseNine(code) {
    put("icd9", code);
    show();
  }

  function show() {
    const system = model.get("system");
    for (const box of systems) box.checked = box.value === system;
    for (const [name, part] of Object.entries(parts)) part.node.hidden = name !== system;
    if (day.value !== model.get("on")) day.value = model.get("on");
    verdict.tell((parts[system] ?? parts["ICD-9-CM"]).draw());
  }

  el.replaceChildren(...endingNote(model.get("ending")), node);
  show();
  for (const name of CHOSEN) model.on(`change:${name}`, show);
  return () => {
    for (const name of CHOSEN) model.off(`change:${name}`, show);
  };
}

export { readCode, unpack };
export default { render, keeps: CHOSEN };
