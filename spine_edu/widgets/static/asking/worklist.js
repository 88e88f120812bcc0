// The worklist: a note nobody has shown, an empty claim, and feedback that opens in four steps.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page, which deals from its stock.
import { fresh, h, keepKey } from "../../../browser/elements.js";
import { unpack } from "../pack.js";
import { own } from "../page.js";
import { emptyClaim, isRight, judgeClaim, tallied } from "./claimed.js";
import { codesOf, queryOf, sectionOf, tagOf } from "./entered.js";
import { UNTOUCHED } from "./round.js";
import { patientOf, placesOf, reasonsOf, verdictOf } from "./told.js";
import { reminder, waiting } from "./waiting.js";

/**
 * @import { BuilderTables, Claimed, ClaimRules, Dealt, DrawnCase, QuestionRecord } from "../contract.js"
 * @import { OnTheWay, Screen, Seat } from "../types.js"
 */

/**
 * @typedef {object} Worklist
 * @property {unknown[][]} stock
 * @property {number} at
 * @property {number} asked a number to be opened, -1 for none
 * @property {Record<string, Claimed>} claims
 * @property {unknown[]} rules
 * @property {unknown[]} tables what codes are built by; empty where none are asked for
 */
/** @typedef {Worklist & OnTheWay} WorklistState */

const STEPS = ["Hand in", "Where is it wrong?", "Why?", "Show the patient"];

/** @param {Screen<WorklistState>} screen */
function render({ model, el, signal }) {
  /** @type {ClaimRules} */
  const rules = unpack(model.get("rules"));
  /** @type {BuilderTables | null} */
  const tables = unpack(model.get("tables")) ?? null;
  const place = h("div", {});
  const { bar, number, say } = barOf(next, open);
  /** @returns {DrawnCase} */
  const drawn = () => unpack(model.get("stock")[model.get("at")]);
  const late = reminder(() => onTheWay.isLate());
  const onTheWay = waiting(model, [seatOf(drawn().dealt.skill)], () => late.draw());
  let shown = -1;

  function next() {
    const stock = model.get("stock").length;
    go(model.get("at") + 1 < stock ? model.get("at") + 1 : 0);
  }

  /** @param {number} at */
  function go(at) {
    model.set("at", at);
    model.save_changes();
    show();
  }

  function open() {
    const wanted = Number(number.value.trim());
    if (!/^\d{1,12}$/.test(number.value.trim())) return say("A case has a whole number, such as 4711.");
    const there = model.get("stock").findIndex((packed) => /** @type {DrawnCase} */ (unpack(packed)).dealt.number === wanted);
    if (there >= 0) return go(there);
    say(`Case ${wanted} is being drawn. A page without a kernel has only its stock of ${model.get("stock").length} cases.`);
    model.set("asked", wanted);
    model.save_changes();
  }

  function show() {
    const { dealt, ...pictures } = drawn();
    if (dealt.number === shown) return;
    shown = dealt.number;
    say(model.get("notice"));
    const part = String(dealt.number);
    const claim = { ...emptyClaim(), ...own(model.get("claims"), part) };
    /**
     * @param {Claimed} changed
     * @param {Claimed} before
     */
    const keep = (changed, before) => {
      model.set("claims", { ...model.get("claims"), [part]: changed });
      onTheWay.give([handedIn(part, before)], [handedIn(part, changed)]);
      model.save_changes();
    };
    place.replaceChildren(caseOf(dealt, pictures, claim, { rules, tables }, keep));
  }

  el.classList.add("spine-w", "spine-worklist");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(bar, place, late.node);
  show();
  onTheWay.resume();
  onTheWay.settle();
  for (const name of /** @type {const} */ (["at", "stock"])) model.on(`change:${name}`, show);
  const hear = () => say(model.get("notice"));
  model.on("change:notice", hear);
  return () => {
    onTheWay.end();
    for (const name of /** @type {const} */ (["at", "stock"])) model.off(`change:${name}`, show);
    model.off("change:notice", hear);
  };
}

/**
 * The way to the next case, or to one by its number; `say` tells what became of it.
 *
 * @param {() => void} next
 * @param {() => void} open
 */
function barOf(next, open) {
  const number = h("input", { type: "text", inputmode: "numeric", size: 8, id: `spine-n${fresh()}`, onkeydown: openOnEnter });
  const status = h("p", { role: "status", "aria-live": "polite", class: "soft" });

  /** @param {KeyboardEvent} event */
  function openOnEnter(event) {
    if (event.key === "Enter") open();
  }

  /** @param {string} text */
  function say(text) {
    status.textContent = text;
  }

  const bar = h(
    "div",
    { class: "bar" },
    h("button", { type: "button", onclick: next }, "Next case"),
    h("label", { for: number.id }, "Case number"),
    number,
    h("button", { type: "button", onclick: open }, "Open"),
    status,
  );
  return { bar, number, say };
}

/**
 * What the answers of a worklist wait under until they are kept, whichever its cases are.
 *
 * @param {string} skill
 * @returns {Seat}
 */
const seatOf = (skill) => ({
  face: { id: `practice.${skill}`, kind: "", stem: "", hints: [], objective: "", ask_confidence: false },
  table: null,
});

/**
 * A claim as a record that holds an answer for each time it was handed in: as such it goes into the learner's log.
 *
 * @param {string} part the number of the case
 * @param {Claimed} claim
 * @returns {QuestionRecord}
 */
function handedIn(part, { choices, codes, marks, tries, revealed }) {
  const answers = Array(tries).fill({ choices, codes, marks });
  return { ...UNTOUCHED, parts: { [part]: { ...UNTOUCHED, answers, revealed } } };
}

/**
 * One case: its note, the claim, and what is said of it.
 *
 * @param {Dealt} dealt
 * @param {Omit<DrawnCase, "dealt">} pictures
 * @param {Claimed} kept
 * @param {{ rules: ClaimRules, tables: BuilderTables | null }} means
 * @param {(claim: Claimed, before: Claimed) => void} keep
 */
function caseOf(dealt, pictures, kept, { rules, tables }, keep) {
  const id = `spine-wl${fresh()}`;
  let claim = kept;
  const outcome = h("div", { class: "outcome" });
  const summary = h("div", { role: "status", "aria-live": "polite" });
  const steps = STEPS.map((name, n) =>
    h("button", { type: "button", class: n ? "" : "check", onclick: () => step(n + 1) }, name),
  );

  /** @param {Partial<Claimed>} changes */
  function change(changes) {
    const before = claim;
    claim = { ...claim, ...changes };
    keep(claim, before);
  }

  /** @param {number} to */
  function step(to) {
    change({ stage: to, tries: claim.tries + (to === 1 ? 1 : 0), revealed: claim.revealed || to > 2 });
    tell();
  }

  function tell() {
    steps.forEach((button, n) => {
      button.hidden = n > Math.max(claim.stage, 0);
    });
    const found = judgeClaim(dealt, claim, rules);
    if (found.tag && claim.stage >= 2) tag?.tell(found.tag, claim.stage >= 3);
    const onward = claim.stage === 1 && !isRight(found) ? [h("p", { class: "soft" }, `“${STEPS[1]}” tells which.`)] : [];
    summary.replaceChildren(...(claim.stage ? [verdictOf(found), ...onward] : []));
    outcome.replaceChildren(
      ...(claim.stage >= 2 ? [placesOf(found)] : []),
      ...(claim.stage >= 3 ? [reasonsOf(dealt, found, claim)] : []),
      ...(claim.stage >= 4 ? [patientOf(dealt, pictures)] : []),
    );
  }

  const tag = dealt.tag && tagOf(dealt.tag, dealt.ideas, `${id}-tag`, claim.marks, (marks) => change({ marks }));
  const note = dealt.note.map((lines) => h("p", {}, ...lines.flatMap((line, n) => [...(n ? [h("br")] : []), line])));
  const node = h(
    "section",
    { "aria-label": `Case ${dealt.number}` },
    h(
      "p",
      { class: "head" },
      `Case ${dealt.number} `,
      h("span", { class: "soft" }, `difficulty ${dealt.difficulty} of 5, discharged ${dealt.day}, ${dealt.system}; invented`),
    ),
    tag ? tag.node : h("div", { class: "operative", role: "document", tabindex: 0, "aria-label": "Operative note" }, note),
    dealt.sections.map((section) =>
      sectionOf(section, `${id}-${section.name}`, claim.choices[section.name] ?? [], (chosen) =>
        change({ choices: { ...claim.choices, [section.name]: chosen } }),
      ),
    ),
    dealt.coded ? codesOf(dealt, tables, id, claim.codes, (codes) => change({ codes })) : [],
    dealt.query ? queryOf(id, claim.query, (query) => change({ query })) : [],
    h("div", { class: "bar" }, steps),
    summary,
    outcome,
  );
  tell();
  return node;
}

export { judgeClaim, tallied };
export default { render, keeps: ["at", "claims"] };
