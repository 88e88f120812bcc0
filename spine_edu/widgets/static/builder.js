// A code in hand: seven lists and a field, or the four questions of ICD-9-CM; what it says is looked up in tables made in Python.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page without a kernel.
import { unpack } from "./pack.js";
import { fresh, h, keepKey } from "../../browser/elements.js";
import { endingNote } from "../../browser/ending.js";
import { own } from "./page.js";
import { fits, readCode } from "./reading.js";
import { tidy } from "./typed.js";

const WORDS = {
  status: ["Was this joint fused before?", { initial: "no: a first fusion", refusion: "yes: a refusion" }],
  region: ["Which joints?", { "atlas-axis": "occiput to C2", cervical: "C2-C3 to C7-T1", thoracic: "T1-T2 to T12-L1", lumbar: "L1-L2 to L5-S1" }],
  column: ["Which column?", { anterior: "anterior: bodies and disc space", posterior: "posterior: all that lies behind" }],
  direction: ["From where?", { anterior: "from the front or the side", posterior: "from behind" }],
};

function render({ model, el }) {
  const tables = unpack(model.get("tables"));
  const { pcs, icd9, axes, heads } = tables;
  const id = `spine-cb${fresh()}`;
  const put = (name, value) => { model.set(name, value); model.save_changes(); };
  let chosen = {}; // the answers to the four questions of ICD-9-CM

  const systems = ["ICD-10-PCS", "ICD-9-CM"].map((name) => h("label", { class: "tick" },
    h("input", { type: "radio", name: `${id}-system`, value: name, onchange: () => put("system", name) }), name));
  const day = h("input", { type: "date", id: `${id}-on`, onchange: () => put("on", day.value || model.get("on")) });
  const field = h("input", { type: "text", class: "code", id: `${id}-code`, size: 12, maxlength: 40, autocomplete: "off", spellcheck: "false",
    autocapitalize: "characters", "aria-describedby": `${id}-form`, oninput: () => put("code", clean(field.value)) });
  const lists = axes.map((axis, n) => {
    const select = h("select", { id: `${id}-c${n}`, onchange: () => choose(n, select.value) });
    return { select, node: h("div", { class: "character" }, h("label", { for: `${id}-c${n}` }, h("span", { class: "soft" }, `${n + 1}`), " ", axis), select) };
  });
  const nine = h("input", { type: "text", class: "code", id: `${id}-nine`, size: 8, maxlength: 20, autocomplete: "off", spellcheck: "false",
    "aria-describedby": `${id}-nineform`, oninput: () => { chosen = {}; put("icd9", tidy(nine.value)); } });
  const asks = Object.entries(icd9.axes).map(([name, values]) => {
    const [question, words] = WORDS[name];
    const select = h("select", { id: `${id}-${name}`, onchange: () => { chosen = { ...chosen, [name]: select.value }; answer(); } },
      h("option", { value: "" }, "choose"), values.map((value) => h("option", { value }, words[value])));
    return { name, select, node: h("div", { class: "character" }, h("label", { for: `${id}-${name}` }, question), select) };
  });
  const count = h("input", { type: "number", id: `${id}-count`, min: 0, max: 25, step: 1, onchange: () => put("vertebrae", Math.max(0, Math.min(25, Math.round(Number(count.value) || 0)))) });
  const verdict = h("p", { class: "verdict", role: "status", "aria-live": "polite" });
  const more = h("div", { class: "more" });
  const partsOf = {
    "ICD-10-PCS": h("div", {}, h("p", { class: "field" }, h("label", { for: `${id}-code` }, "Type or paste the code"), field,
      h("span", { class: "soft", id: `${id}-form` }, "or choose its seven characters")),
    h("div", { class: "characters" }, lists.map((list) => list.node))),
    "ICD-9-CM": h("div", {}, h("p", { class: "field" }, h("label", { for: `${id}-nine` }, "Type or paste the code"), nine,
      h("span", { class: "soft", id: `${id}-nineform` }, "such as 81.38, or answer what it asks")),
    h("div", { class: "characters" }, asks.map((ask) => ask.node),
      h("div", { class: "character" }, h("label", { for: `${id}-count` }, "Vertebrae fused in all"), count))),
  };
  const node = h("section", { class: "spine-w spine-cb", "aria-label": "Code builder", onkeydown: keepKey },
    h("div", { class: "bar" }, h("fieldset", { class: "systems" }, h("legend", { class: "hidden" }, "Code system"), systems),
      h("label", { class: "day", for: `${id}-on` }, h("span", {}, "Discharged"), day)),
    partsOf["ICD-10-PCS"], partsOf["ICD-9-CM"], h("div", { class: "result" }, verdict, more));

  const clean = (text) => tidy(text).toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, 7);
  const codeNow = () => model.get("code").toUpperCase().replace(/[^0-9A-Z ]/g, "").slice(0, 7).padEnd(7);

  function choose(n, value) {
    let code = codeNow();
    code = code.slice(0, n) + (value || " ") + code.slice(n + 1);
    if (n < 3) { // another table: what it has no name for is open again
      const table = own(pcs.tables, code.slice(0, 3));
      code = [...code].map((one, m) => (m > 2 && one !== " " && table && !own(table.labels[m - 3], one) ? " " : one)).join("");
    }
    put("code", code.trimEnd());
  }

  function optionsOf(n, code) {
    if (n < 3) {
      const known = Object.keys(pcs.tables).filter((name) => [...name.slice(0, n)].every((one, m) => code[m] === " " || code[m] === one));
      return [...new Set(known.map((name) => name[n]))].sort().map((value) => [value, heads[n][n === 1 ? known.find((name) => name[n] === value).slice(0, 2) : value], true]);
    }
    const table = own(pcs.tables, code.slice(0, 3));
    return table ? Object.entries(table.labels[n - 3]).sort().map(([value, label]) => [value, label, fits(table, code, n, value, model.get("on"))]) : [];
  }

  function drawPcs() {
    const code = codeNow();
    const ways = []; // single changes that lead back into a row
    lists.forEach(({ select }, n) => {
      const options = optionsOf(n, code);
      if (code[n] !== " " && !options.some(([value]) => value === code[n])) options.push([code[n], "(no such value here)", true]);
      select.replaceChildren(h("option", { value: "" }, options.length ? "choose" : "first choose characters 1 to 3"),
        ...options.map(([value, label, possible]) => h("option", { value }, `${value}  ${label}${possible || value === code[n] ? "" : " (no row holds this with the rest)"}`)));
      select.value = code[n] === " " ? "" : code[n];
      const picked = options.find(([value]) => value === code[n]);
      const away = n > 2 && picked && !picked[2] ? options.filter((option) => option[2]).map(([value]) => value) : [];
      select.parentElement.dataset.state = away.length ? "change" : "";
      if (away.length) ways.push(`${axes[n].toLowerCase()} ${away.length > 1 ? `${away.slice(0, -1).join(", ")} or ${away.at(-1)}` : away[0]}`);
    });
    if (document.activeElement !== field || clean(field.value) !== code.trimEnd()) field.value = code.trimEnd().replaceAll(" ", "·");
    const left = [...code].filter((one) => one === " ").length;
    if (left === 7) return tell("", "Choose seven characters, or paste a code, and read what operation it would be.");
    if (left) return tell("", `${code.replaceAll(" ", "·")}: ${7 - left} of 7 characters are chosen. Choices that no row holds with the rest say so; choose one to see why.`);
    const found = readCode(pcs, code, model.get("on"));
    const state = found.valid === null ? "open" : found.valid ? "right" : "wrong";
    const said = { right: `is valid on ${found.on}.`, wrong: `is not a valid code on ${found.on}.`, open: `cannot be judged on ${found.on}.` }[state];
    return tell(state, said, found.code, [
      ...(found.valid === false && found.dates ? [h("p", {}, found.dates)] : []),
      ...(found.why ? [h("p", {}, h("strong", {}, "Why: "), found.why, found.source ? h("span", { class: "soft" }, ` [${found.source}]`) : "")] : []),
      ...(found.valid === false && ways.length ? [h("p", {}, h("strong", {}, "One change makes it a code: "), `${ways.join("; or ")}.`)] : []),
      ...(found.words ? [h("p", {}, h("strong", {}, found.valid === false ? "What it said: " : "What operation would that be? "), found.words)] : []),
      ...(found.valid !== false ? [h("p", { class: "soft" }, found.dates)] : []),
    ]);
  }

  // The four answers lead to one code; a code typed leads back to them where only one set of answers has it.
  function answer() {
    const key = Object.keys(icd9.axes).map((name) => chosen[name]).join(" ");
    const found = own(icd9.choices, key);
    put("icd9", found ? found.code || "none" : "");
    show();
  }

  function drawNine() {
    const text = model.get("icd9");
    const code = text === "none" ? "" : text.replace(/^(\d\d)\.?(\d{1,2})$/, "$1.$2");
    const entry = own(icd9.codes, code);
    const keys = Object.keys(icd9.choices).filter((key) => icd9.choices[key].code === code && code);
    if (!Object.keys(chosen).length && keys.length) {
      const names = Object.keys(icd9.axes);
      const same = names.map((_, n) => new Set(keys.map((key) => key.split(" ")[n])));
      chosen = Object.fromEntries(names.flatMap((name, n) => (same[n].size === 1 ? [[name, [...same[n]][0]]] : [])));
    }
    for (const { name, select } of asks) select.value = chosen[name] ?? "";
    if (document.activeElement !== nine) nine.value = code;
    count.value = model.get("vertebrae") || "";
    const key = Object.keys(icd9.axes).map((name) => chosen[name]).join(" ");
    const choice = own(icd9.choices, key);
    const tail = counted();
    if (text === "none" && choice) return tell("wrong", "No code of ICD-9-CM holds this combination.", "", [...choice.why.map((why) => h("p", {}, why)), ...tail]);
    if (!code) return tell("", "Answer the four questions, or paste a code, and read what it says.", "", tail);
    if (!entry) return tell("wrong", "is none of the codes of 81.0, 81.3 and 81.6 in our tables.", code, tail);
    const on = model.get("on");
    const valid = entry.first <= on && on <= entry.last;
    const span = `Valid from ${entry.first} to ${entry.last}.`;
    return tell(valid ? "right" : "wrong", valid ? `is valid on ${on}.` : `is not valid on ${on}.`, code, [
      ...(valid ? [] : [h("p", {}, `${span} ${on < entry.first ? "On that day it did not exist yet." : "On that day it was no longer in use."}`)]),
      h("p", {}, h("strong", {}, "What it says: "), `${entry.title}. ${entry.note}`),
      ...(choice && choice.code === code ? choice.why.map((why) => h("p", {}, `${why[0].toUpperCase()}${why.slice(1)}.`)) : []),
      ...(choice && choice.code === code && choice.contested ? [h("p", {}, h("strong", {}, "Contested: "), choice.contested)] : []),
      ...(valid ? [h("p", { class: "soft" }, span)] : []), ...tail]);
  }

  function counted() {
    const number = model.get("vertebrae");
    if (!number) return [];
    const found = icd9.counts.find((one) => one.least <= number && number <= one.most);
    return [h("p", {}, found ? [`With ${number} vertebrae fused in all, `, h("code", { class: "chip" }, found.code), " is coded beside it: vertebrae are counted, not joints."]
      : "One vertebra alone is no fusion: a joint needs two.")];
  }

  function tell(state, said, code = "", parts = []) {
    const sign = { right: "✓ ", wrong: "≠ ", open: "? " }[state] ?? "";
    if (verdict.dataset.said !== `${code}${said}`) {
      verdict.replaceChildren(...(sign ? [h("span", { class: "sign", "aria-hidden": "true" }, sign)] : []), ...(code ? [h("code", { class: "chip" }, code), " "] : []), said);
      verdict.dataset.said = `${code}${said}`;
    }
    verdict.parentElement.dataset.state = state;
    more.replaceChildren(...parts);
  }

  function show() {
    const system = model.get("system");
    for (const box of node.querySelectorAll(`[name='${id}-system']`)) box.checked = box.value === system;
    for (const [name, part] of Object.entries(partsOf)) part.hidden = name !== system;
    if (day.value !== model.get("on")) day.value = model.get("on");
    if (system === "ICD-10-PCS") drawPcs();
    else drawNine();
  }

  el.replaceChildren(...endingNote(model.get("ending")), node);
  show();
  const names = ["system", "code", "icd9", "vertebrae", "on"];
  for (const name of names) model.on(`change:${name}`, show);
  return () => { for (const name of names) model.off(`change:${name}`, show); };
}

export { readCode, unpack };
export default { render, keeps: ["system", "code", "icd9", "vertebrae", "on"] };
