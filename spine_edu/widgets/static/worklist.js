// The worklist: a note nobody has shown, an empty claim, and feedback that opens in four steps.
// Only get, set, save_changes, on and off of the model are used, so this also runs in a saved page, which deals from its stock.
import { fresh, h, keepKey } from "../../browser/elements.js";
import { capital, emptyClaim, isRight, judgeClaim, tallied } from "./claimed.js";
import { draw, unpack } from "./pack.js";
import { belief, inline, own } from "./page.js";

/**
 * @import { Child } from "../../browser/elements.js"
 * @import { ClaimCode, Claimed, ClaimRow, ClaimRules, ClaimSection, Dealt, DrawnCase } from "./contract.js"
 * @import { ClaimFound, CodeFound } from "./claimed.js"
 * @import { Screen } from "./types.js"
 */

/**
 * @typedef {object} WorklistState
 * @property {unknown[][]} stock
 * @property {number} at
 * @property {number} asked a number to be opened, -1 for none
 * @property {Record<string, Claimed>} claims
 * @property {unknown[]} rules
 * @property {string} notice
 */

const STEPS = ["Hand in", "Where is it wrong?", "Why?", "Show the patient"];
const SIGN = { right: "✓", optional: "✓", near: "≠", extra: "✗", twice: "–", malformed: "✗" };

/** @param {Screen<WorklistState>} screen */
function render({ model, el, signal }) {
  /** @type {ClaimRules} */
  const rules = unpack(model.get("rules"));
  const place = h("div", {});
  const number = h("input", { type: "text", inputmode: "numeric", size: 8, id: `spine-n${fresh()}`, onkeydown: openOnEnter });
  const status = h("p", { role: "status", "aria-live": "polite", class: "soft" });
  const bar = h(
    "div",
    { class: "bar" },
    h("button", { type: "button", onclick: next }, "Next case"),
    h("label", { for: number.id }, "Case number"),
    number,
    h("button", { type: "button", onclick: open }, "Open"),
    status,
  );
  let shown = -1;

  /** @returns {DrawnCase} */
  const drawn = () => unpack(model.get("stock")[model.get("at")]);

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

  /** @param {KeyboardEvent} event */
  function openOnEnter(event) {
    if (event.key === "Enter") open();
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

  /** @param {string} text */
  function say(text) {
    status.textContent = text;
  }

  function show() {
    const { dealt, ...pictures } = drawn();
    if (dealt.number === shown) return;
    shown = dealt.number;
    say(model.get("notice"));
    const claim = own(model.get("claims"), String(dealt.number)) ?? emptyClaim();
    /** @param {Claimed} changed */
    const keep = (changed) => {
      model.set("claims", { ...model.get("claims"), [String(dealt.number)]: changed });
      model.save_changes();
    };
    place.replaceChildren(caseOf(dealt, pictures, claim, rules, keep));
  }

  el.classList.add("spine-w", "spine-worklist");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(bar, place);
  show();
  for (const name of /** @type {const} */ (["at", "stock"])) model.on(`change:${name}`, show);
  const hear = () => say(model.get("notice"));
  model.on("change:notice", hear);
  return () => {
    for (const name of /** @type {const} */ (["at", "stock"])) model.off(`change:${name}`, show);
    model.off("change:notice", hear);
  };
}

/**
 * One case: its note, the claim, and what is said of it.
 *
 * @param {Dealt} dealt
 * @param {Omit<DrawnCase, "dealt">} pictures
 * @param {Claimed} kept
 * @param {ClaimRules} rules
 * @param {(claim: Claimed) => void} keep
 */
function caseOf(dealt, pictures, kept, rules, keep) {
  const id = `spine-wl${fresh()}`;
  let claim = kept;
  const outcome = h("div", { class: "outcome" });
  const summary = h("div", { role: "status", "aria-live": "polite" });
  const steps = STEPS.map((name, n) =>
    h("button", { type: "button", class: n ? "" : "check", onclick: () => step(n + 1) }, name),
  );

  /** @param {Partial<Claimed>} changes */
  function change(changes) {
    claim = { ...claim, ...changes };
    keep(claim);
  }

  /** @param {number} to */
  function step(to) {
    change({ stage: to });
    tell();
  }

  function tell() {
    steps.forEach((button, n) => {
      button.hidden = n > Math.max(claim.stage, 0);
    });
    const found = judgeClaim(dealt, claim, rules);
    summary.replaceChildren(...(claim.stage ? [verdictOf(found)] : []));
    outcome.replaceChildren(
      ...(claim.stage >= 2 ? [placesOf(found)] : []),
      ...(claim.stage >= 3 ? [reasonsOf(dealt, found, claim)] : []),
      ...(claim.stage >= 4 ? [patientOf(dealt, pictures)] : []),
    );
  }

  const node = h(
    "section",
    { "aria-label": `Case ${dealt.number}` },
    h(
      "p",
      { class: "head" },
      `Case ${dealt.number} `,
      h("span", { class: "soft" }, `difficulty ${dealt.difficulty} of 5, discharged ${dealt.day}, ${dealt.system}; invented`),
    ),
    h(
      "div",
      { class: "operative", role: "document", tabindex: 0, "aria-label": "Operative note" },
      dealt.note.map((lines) => h("p", {}, ...lines.flatMap((line, n) => [...(n ? [h("br")] : []), line]))),
    ),
    dealt.sections.map((section) =>
      sectionOf(section, `${id}-${section.name}`, claim.choices[section.name] ?? [], (chosen) =>
        change({ choices: { ...claim.choices, [section.name]: chosen } }),
      ),
    ),
    dealt.coded ? codesOf(dealt, id, claim.codes, (codes) => change({ codes })) : [],
    dealt.query ? queryOf(id, claim.query, (query) => change({ query })) : [],
    h("div", { class: "bar" }, steps),
    summary,
    outcome,
  );
  tell();
  return node;
}

/**
 * @param {ClaimSection} section
 * @param {string} id
 * @param {number[]} kept
 * @param {(chosen: number[]) => void} changed
 */
function sectionOf(section, id, kept, changed) {
  const selects = section.rows.map((_, n) => {
    const select = h(
      "select",
      { id: `${id}-${n}`, onchange: () => changed(selects.map((one) => Number(one.value))) },
      h("option", { value: -1 }, "choose"),
      section.options.map((option, value) => h("option", { value }, option)),
    );
    select.value = String(kept[n] ?? -1);
    return select;
  });
  const rows = section.rows.map((row, n) => h("p", { class: "row" }, h("label", { for: `${id}-${n}` }, row.label), selects[n]));
  return h("fieldset", {}, h("legend", { class: "head" }, section.legend), rows);
}

/**
 * @param {Dealt} dealt
 * @param {string} id
 * @param {string} kept
 * @param {(codes: string) => void} changed
 */
function codesOf(dealt, id, kept, changed) {
  const box = h("textarea", { id: `${id}-codes`, rows: 4, class: "codes", spellcheck: "false", autocapitalize: "characters" });
  box.value = kept;
  box.addEventListener("input", () => changed(box.value));
  const label = h("label", { for: box.id, class: "head" }, `Procedure codes in ${dealt.system}, one a line`);
  return h("div", { class: "field" }, label, box);
}

/**
 * @param {string} id
 * @param {string} kept
 * @param {(query: string) => void} changed
 */
function queryOf(id, kept, changed) {
  const box = h("textarea", { id: `${id}-query`, rows: 3, maxlength: 1200 });
  box.value = kept;
  box.addEventListener("input", () => changed(box.value));
  return h("div", { class: "field" }, h("label", { for: box.id, class: "head" }, "Your query, if one is needed"), box);
}

/** @param {ClaimFound} found */
function verdictOf(found) {
  const lines = tallied(found).map((line) => h("li", {}, line));
  return h("div", {}, h("p", { class: "head" }, isRight(found) ? "✓ All of it is right." : "≠ Not yet."), h("ul", {}, lines));
}

/** @param {ClaimFound} found what is wrong, and not yet what would be right */
function placesOf(found) {
  const rows = found.sections.flatMap(({ section, right }) =>
    section.rows.filter((_, n) => !right[n]).map((row) => `${capital(section.name)}: look again at ${row.label}.`),
  );
  const codes = found.codes.filter(({ verdict }) => verdict !== "right").map((one) => `${SIGN[one.verdict]} ${placed(one)}`);
  const points = found.query?.read?.answered
    ? found.query.read.parts.filter((part) => !part.correct).map((part) => `Query: ${part.label}. ${part.why}`)
    : [];
  const lines = [...rows, ...codes, ...points].map((line) => h("li", {}, line));
  return lines.length ? h("ul", { class: "places" }, lines) : h("p", {}, "Nothing is wrong.");
}

/** @param {CodeFound} one */
function placed({ given, verdict, meant, places }) {
  if (verdict === "near" && meant) {
    const where = places.map((n) =>
      meant.characters.length === 1 ? "the code itself" : `character ${n + 1}, ${meant.characters[n].axis}`,
    );
    return `${given} is near: look at ${where.join("; ")}.`;
  }
  /** @type {Record<string, string>} */
  const said = {
    extra: "stands for nothing that was done",
    twice: "stands here twice",
    malformed: "has not the form of a code",
    optional: "is reported where the hospital wants it",
  };
  return `${given} ${said[verdict] ?? ""}.`;
}

/**
 * @param {Dealt} dealt
 * @param {ClaimFound} found
 * @param {Claimed} claim
 */
function reasonsOf(dealt, found, claim) {
  const rows = found.sections.flatMap(({ section, right }) =>
    section.rows.map((row, n) => {
      const chosen = (claim.choices[section.name] ?? [])[n] ?? -1;
      return reasonLine(
        right[n],
        `${row.label}: ${row.right.map((option) => section.options[option]).join(" or ")}`,
        row,
        dealt,
        chosen >= 0,
      );
    }),
  );
  const codes = found.codes.flatMap((one) => (one.meant ? [codeLine(one, one.meant, dealt)] : []));
  const missing = found.missing.map((code) => missingLine(code, dealt));
  const left = dealt.left_out.map((line) => h("li", {}, inline(line)));
  return h(
    "div",
    {},
    h("ul", { class: "reasons" }, ...rows, ...codes, ...missing),
    left.length ? h("details", {}, h("summary", {}, "What is rightly not coded"), h("ul", {}, left)) : [],
  );
}

/**
 * @param {boolean} right
 * @param {string} said
 * @param {ClaimRow} row
 * @param {Dealt} dealt
 * @param {boolean} answered
 */
function reasonLine(right, said, row, dealt, answered) {
  return h(
    "li",
    { "data-state": right ? "right" : "wrong" },
    h("strong", { class: "mark" }, right ? "✓ right" : "≠ not right"),
    ` ${said}. `,
    told(row.why),
    quoted(row.phrase),
    right || !answered ? [] : belief(dealt, row.idea, " "),
  );
}

/**
 * @param {CodeFound} one
 * @param {ClaimCode} meant
 * @param {Dealt} dealt
 */
function codeLine(one, meant, dealt) {
  const right = one.verdict === "right";
  const said = one.places.map((n) => {
    const { axis, why, phrase } = meant.characters[n] ?? meant.characters[0];
    const idea = own(meant.traps, meant.characters.length === 1 ? one.given : `${n + 1}${one.given[n]}`) ?? "";
    return h(
      "li",
      {},
      meant.characters.length === 1 ? "" : `Character ${n + 1}, ${axis}: `,
      told(why),
      quoted(phrase),
      belief(dealt, idea, " "),
    );
  });
  return h(
    "li",
    { "data-state": right ? "right" : "wrong" },
    h("strong", { class: "mark" }, right ? "✓ right" : "≠ near"),
    ` ${one.given}${right ? "" : `, right is ${meant.code}`}: ${meant.title}. `,
    said.length ? h("ul", {}, said) : [],
  );
}

/**
 * @param {ClaimCode} code
 * @param {Dealt} dealt
 */
function missingLine(code, dealt) {
  const phrase = code.characters.find((one) => one.phrase)?.phrase ?? "";
  return h(
    "li",
    { "data-state": "wrong" },
    h("strong", { class: "mark" }, "+ missing"),
    ` ${code.code}: ${code.title}. `,
    told([...new Set(code.characters.map((one) => one.why))].filter(Boolean).join("; ")),
    quoted(phrase),
    belief(dealt, code.idea, " "),
  );
}

/**
 * @param {string} phrase
 * @returns {Child[]}
 */
const quoted = (phrase) => (phrase ? [" The note: ", h("q", {}, phrase.replace(/\.$/, "")), "."] : []);

/**
 * A reason as a sentence of its own.
 *
 * @param {string} why
 */
const told = (why) => inline(why && !/[.?!]$/.test(why) ? `${why}.` : why);

/**
 * @param {Dealt} dealt
 * @param {Omit<DrawnCase, "dealt">} pictures
 */
function patientOf(dealt, pictures) {
  const [map, line] = [h("div", { class: "drawing" }), h("div", { class: "drawing" })];
  draw(map, pictures.map, `Case ${dealt.number}: the operation`);
  draw(line, pictures.line, `Case ${dealt.number}: the history`);
  return h(
    "div",
    { class: "patient" },
    h("p", {}, h("strong", {}, "What leads astray: "), dealt.astray),
    h("div", { class: "pair" }, map, line),
    h("details", {}, h("summary", {}, "In words"), h("p", {}, pictures.words)),
  );
}

export { judgeClaim, tallied };
export default { render, keeps: ["at", "claims"] };
