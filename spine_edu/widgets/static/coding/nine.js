// A code of ICD-9-CM in hand: four questions that lead to it, or a code that leads back to them; and the vertebrae counted.
import { h } from "../../../browser/elements.js";
import { own } from "../page.js";
import { tidy } from "../typed.js";

/**
 * @import { Told } from "./readout.js"
 * @import { Icd9Choice, Icd9Tables } from "../contract.js"
 */

/** @type {Record<string, { question: string, words: Record<string, string> }>} */
const WORDS = {
  status: {
    question: "Was this joint fused before?",
    words: { initial: "no: a first fusion", refusion: "yes: a refusion" },
  },
  region: {
    question: "Which joints?",
    words: {
      "atlas-axis": "occiput to C2",
      cervical: "C2-C3 to C7-T1",
      thoracic: "T1-T2 to T12-L1",
      lumbar: "L1-L2 to L5-S1",
    },
  },
  column: {
    question: "Which column?",
    words: { anterior: "anterior: bodies and disc space", posterior: "posterior: all that lies behind" },
  },
  direction: {
    question: "From where?",
    words: { anterior: "from the front or the side", posterior: "from behind" },
  },
};

/**
 * @param {Icd9Tables} tables
 * @param {string} id
 * @param {{ choose: (code: string) => void, count: (vertebrae: number) => void }} hands
 */
export function nineOf(tables, id, { choose, count }) {
  const names = Object.keys(tables.axes);
  /** @type {Record<string, string>} the answers to the four questions */
  let chosen = {};
  const field = h("input", {
    type: "text",
    class: "code",
    id: `${id}-nine`,
    size: 8,
    maxlength: 20,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-nineform`,
    oninput() {
      chosen = {};
      choose(tidy(field.value));
    },
  });
  const asks = Object.entries(tables.axes).map(([name, values]) => askOf9(name, values, `${id}-${name}`, answer));
  const number = h("input", {
    type: "number",
    id: `${id}-count`,
    min: 0,
    max: 25,
    step: 1,
    onchange: () => count(Math.max(0, Math.min(25, Math.round(Number(number.value) || 0)))),
  });
  const typed = h("label", { for: `${id}-nine` }, "Type or paste the code");
  const form = h("span", { class: "soft", id: `${id}-nineform` }, "such as 81.38, or answer what it asks");
  const last = h("div", { class: "character" }, h("label", { for: `${id}-count` }, "Vertebrae fused in all"), number);
  const four = asks.map((ask) => ask.node);
  const node = h("div", {}, h("p", { class: "field" }, typed, field, form), h("div", { class: "characters" }, four, last));

  const choiceNow = () => own(tables.choices, names.map((name) => chosen[name]).join(" "));

  /**
   * The four answers lead to one code; a code typed leads back to them where only one set of answers has it.
   *
   * @param {string} name
   * @param {string} value
   */
  function answer(name, value) {
    chosen = { ...chosen, [name]: value };
    const found = choiceNow();
    choose(found ? found.code || "none" : "");
  }

  /** @param {string} code */
  function recall(code) {
    const keys = Object.keys(tables.choices).filter((key) => code && tables.choices[key].code === code);
    if (Object.keys(chosen).length || !keys.length) return;
    const same = names.map((_, n) => [...new Set(keys.map((key) => key.split(" ")[n]))]);
    chosen = Object.fromEntries(names.flatMap((name, n) => (same[n].length === 1 ? [[name, same[n][0]]] : [])));
  }

  /**
   * Show a code and its answers, and say what it is.
   *
   * @param {string} text
   * @param {number} vertebrae
   * @param {string} on
   * @returns {Told}
   */
  function draw(text, vertebrae, on) {
    const code = text === "none" ? "" : text.replace(/^(\d\d)\.?(\d{1,2})$/, "$1.$2");
    recall(code);
    for (const { name, select } of asks) select.value = chosen[name] ?? "";
    if (document.activeElement !== field) field.value = code;
    number.value = String(vertebrae || "");
    const choice = choiceNow();
    const tail = counted(tables, vertebrae);
    if (text === "none" && choice) {
      const why = choice.why.map((one) => h("p", {}, one));
      return { state: "wrong", said: "No code of ICD-9-CM holds this combination.", parts: [...why, ...tail] };
    }
    if (!code) return { state: "", said: "Answer the four questions, or paste a code, and read what it says.", parts: tail };
    const told = toldOf9(tables, code, on, choice?.code === code ? choice : null);
    return { ...told, code, parts: [...(told.parts ?? []), ...tail] };
  }

  return { node, field, draw };
}

/**
 * One of the four questions, with its answers to choose from.
 *
 * @param {string} name
 * @param {string[]} values
 * @param {string} id
 * @param {(name: string, value: string) => void} answer
 */
function askOf9(name, values, id, answer) {
  const { question, words } = WORDS[name];
  const options = values.map((value) => h("option", { value }, words[value]));
  const first = h("option", { value: "" }, "choose");
  const select = h("select", { id, onchange: () => answer(name, select.value) }, first, options);
  return { name, select, node: h("div", { class: "character" }, h("label", { for: id }, question), select) };
}

/**
 * What a code says, and whether it was in use on a day; with the reasons of the choice that led to it.
 *
 * @param {Icd9Tables} tables
 * @param {string} code
 * @param {string} on
 * @param {Icd9Choice | null} choice
 * @returns {Told}
 */
function toldOf9(tables, code, on, choice) {
  const entry = own(tables.codes, code);
  if (!entry) return { state: "wrong", said: "is none of the codes of 81.0, 81.3 and 81.6 in our tables." };
  const valid = entry.first <= on && on <= entry.last;
  const span = `Valid from ${entry.first} to ${entry.last}.`;
  const never = on < entry.first ? "On that day it did not exist yet." : "On that day it was no longer in use.";
  const why = choice?.why.map((one) => h("p", {}, `${one[0].toUpperCase()}${one.slice(1)}.`)) ?? [];
  const parts = [
    ...(valid ? [] : [h("p", {}, `${span} ${never}`)]),
    h("p", {}, h("strong", {}, "What it says: "), `${entry.title}. ${entry.note}`),
    ...why,
    ...(choice?.contested ? [h("p", {}, h("strong", {}, "Contested: "), choice.contested)] : []),
    ...(valid ? [h("p", { class: "soft" }, span)] : []),
  ];
  return { state: valid ? "right" : "wrong", said: valid ? `is valid on ${on}.` : `is not valid on ${on}.`, parts };
}

/**
 * What is coded beside it for the vertebrae fused.
 *
 * @param {Icd9Tables} tables
 * @param {number} number
 */
function counted(tables, number) {
  if (!number) return [];
  const found = tables.counts.find((one) => one.least <= number && number <= one.most);
  if (!found) return [h("p", {}, "One vertebra alone is no fusion: a joint needs two.")];
  const chip = h("code", { class: "chip" }, found.code);
  const beside = " is coded beside it: vertebrae are counted, not joints.";
  return [h("p", {}, `With ${number} vertebrae fused in all, `, chip, beside)];
}
