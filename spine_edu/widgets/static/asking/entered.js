// What a learner puts into a claim: choices, codes typed or built, a query, and labels for the phrases of the note.
import { h } from "../../../browser/elements.js";
import { nineOf } from "../coding/nine.js";
import { readout } from "../coding/readout.js";
import { sevenOf } from "../coding/seven.js";
import { bareCode } from "../typed.js";
import { kinds } from "./verdict.js";
import "./kinds/tag.js";

/**
 * @import { BuilderTables, ClaimSection, ClaimTag, Dealt, TagTable } from "../contract.js"
 * @import { Ask, Judged } from "../types.js"
 */

/**
 * @param {ClaimSection} section
 * @param {string} id
 * @param {number[]} kept
 * @param {(chosen: number[]) => void} changed
 */
export function sectionOf(section, id, kept, changed) {
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
 * The codes, typed; or built character by character and put among those typed.
 *
 * @param {Dealt} dealt
 * @param {BuilderTables | null} tables
 * @param {string} id
 * @param {string} kept
 * @param {(codes: string) => void} changed
 */
export function codesOf(dealt, tables, id, kept, changed) {
  const box = h("textarea", { id: `${id}-codes`, rows: 4, class: "codes", spellcheck: "false", autocapitalize: "characters" });
  box.value = kept;
  box.addEventListener("input", () => changed(box.value));
  const label = h("label", { for: box.id, class: "head" }, `Procedure codes in ${dealt.system}, one a line`);

  /** @param {string} code */
  function add(code) {
    box.value = [box.value.trimEnd(), code].filter(Boolean).join("\n");
    changed(box.value);
  }

  return h("div", { class: "field" }, label, box, tables ? workbenchOf(dealt, tables, id, add) : []);
}

/**
 * A code in hand: the lists of the code builder on the day of this case. Here they say what a code is, not whether it is right.
 *
 * @param {Dealt} dealt
 * @param {BuilderTables} tables
 * @param {string} id
 * @param {(code: string) => void} add
 */
function workbenchOf(dealt, tables, id, add) {
  const verdict = readout();
  let code = "";
  let vertebrae = 0;
  const put = h("button", { type: "button", onclick: () => add(whole()) }, "Put it into the claim");
  const pcs = dealt.system === "ICD-10-PCS";
  const seven = pcs ? sevenOf(tables, `${id}-build`, take) : null;
  const nine = pcs ? null : nineOf(tables.icd9, `${id}-build`, { choose: take, count });
  const whole = () => bareCode(code);

  /** @param {string} chosen */
  function take(chosen) {
    code = chosen;
    show();
  }

  /** @param {number} number */
  function count(number) {
    vertebrae = number;
    show();
  }

  function show() {
    verdict.tell(
      seven ? seven.draw(code, dealt.day) : /** @type {NonNullable<typeof nine>} */ (nine).draw(code, vertebrae, dealt.day),
    );
    put.hidden = !(pcs ? /^[0-9A-Z]{7}$/ : /^\d{3,4}$/).test(whole());
  }

  show();
  const how = pcs ? "Build a code character by character" : "Find a code by four questions";
  return h(
    "details",
    { class: "spine-cb" },
    h("summary", {}, how),
    (seven ?? nine)?.node ?? [],
    verdict.node,
    h("div", { class: "bar" }, put),
  );
}

/**
 * @param {string} id
 * @param {string} kept
 * @param {(query: string) => void} changed
 */
export function queryOf(id, kept, changed) {
  const box = h("textarea", { id: `${id}-query`, rows: 3, maxlength: 1200 });
  box.value = kept;
  box.addEventListener("input", () => changed(box.value));
  return h("div", { class: "field" }, h("label", { for: box.id, class: "head" }, "Your query, if one is needed"), box);
}

/**
 * The note as what is to be marked, with the marks that were kept; `tell` shows how they are judged, `all` also those that miss.
 *
 * @param {ClaimTag} tag
 * @param {Dealt["ideas"]} ideas
 * @param {string} id
 * @param {unknown} kept
 * @param {(marks: unknown) => void} changed
 */
export function tagOf(tag, ideas, id, kept, changed) {
  const ask = /** @type {Ask<TagTable>} */ (/** @type {NonNullable<typeof kinds.tag.ask>} */ (kinds.tag.ask)(tag.face, id, take));
  const table = { ...tag.table, ideas, sources: [] };

  function take() {
    changed(ask.read());
    ask.clear?.();
  }

  ask.write(kept);
  return {
    node: h("div", { class: "spine-q" }, h("p", { class: "head" }, tag.face.stem), ask.node),
    /**
     * @param {Judged} found
     * @param {boolean} all
     */
    tell: (found, all) => ask.mark(found, table, all),
  };
}
