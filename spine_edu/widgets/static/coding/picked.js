// What was picked, as cards: a fusion with all that a note may say of it, and what was done beside it.
import { find, findAll, h } from "../../../browser/elements.js";
import { own } from "../page.js";

/** @import { PickedFusion, PickerWords } from "../contract.js" */

/** @type {Record<string, string>} */
const ASKS = { column: "Column fused", status: "Fused before?", direction: "Reached from", approach: "Approach" };
/** @type {Record<string, string>} */
const BESIDE = {
  of: "What",
  joint: "Joint",
  vertebrae: "Vertebrae, such as L4, L5",
  region: "Region",
  extent: "How much of the disc",
  own_objective: "With a goal of its own?",
  reopened: "Old site reopened?",
  from: "Taken from",
  side: "Side",
  approach: "Approach",
};
/** @type {Record<string, string>} */
const SAYS = { initial: "initial: first fusion of this joint", refusion: "refusion: fused before" };
/** @type {Record<string, string>} */
const OTHERS = { anterior: "posterior", posterior: "anterior" };

/**
 * The column of the same joint that is not fused yet, or "" where it is not said which is.
 *
 * @param {PickedFusion} fusion
 */
export const otherColumn = ({ column = "" }) => own(OTHERS, column) ?? "";

/** @param {PickedFusion} fusion */
function anotherColumn(fusion) {
  const other = otherColumn(fusion);
  return other ? `Add the ${other} column` : "Add another column";
}

/**
 * @param {string} label
 * @param {HTMLElement} field
 */
const one = (label, field) => h("div", { class: "one" }, h("label", { for: field.id }, label), field);

/**
 * A fusion, with all that a note may say of it.
 *
 * @param {PickerWords} words
 * @param {PickedFusion} fusion
 * @param {string} id
 * @param {object} hands
 * @param {(changes: Partial<PickedFusion>) => void} hands.edit
 * @param {() => void} hands.another
 * @param {() => void} hands.remove
 * @param {() => PickedFusion | undefined} hands.above the fusion of the card above, if there is one
 */
export function fusionCard(words, fusion, id, { edit, another, remove, above }) {
  const fields = Object.entries(words.fields).map(([field, values]) => {
    const options = values.map((value) => h("option", { value }, SAYS[value] ?? value));
    const select = h(
      "select",
      { id: `${id}-${field}`, "data-field": field, onchange: () => edit({ [field]: select.value }) },
      h("option", { value: "" }, "not in the note"),
      options,
    );
    return one(ASKS[field], select);
  });
  const boxes = words.materials.map((material) =>
    h("input", { type: "checkbox", value: material, onchange: () => edit({ materials: laid() }) }),
  );
  const laid = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const materials = boxes.map((box) => h("label", { class: "tick" }, box, box.value));
  return h(
    "fieldset",
    { class: "card" },
    h("legend", {}, fusion.joint),
    h("details", { class: "form-of", open: true }, h("summary", { class: "noted" }), h("div", { class: "fields" }, fields)),
    h(
      "details",
      {},
      h("summary", {}, "Laid in to make the bone bridge: ", h("span", { class: "laid" })),
      h("div", { class: "materials" }, materials),
    ),
    h(
      "div",
      { class: "bar" },
      ...(above() ? [asAbove(above, edit)] : []),
      h("button", { type: "button", class: "both", onclick: another }, anotherColumn(fusion)),
      h("button", { type: "button", "aria-label": `Remove ${fusion.joint}`, onclick: remove }, "Remove"),
    ),
  );
}

/**
 * A button that takes over what was said of the joint above. Its history is asked of every joint: that one is not taken over.
 *
 * @param {() => PickedFusion | undefined} above
 * @param {(changes: Partial<PickedFusion>) => void} edit
 */
function asAbove(above, edit) {
  const take = () => {
    const { column = "", direction = "", approach = "", materials = [] } = above() ?? {};
    edit({ column, direction, approach, materials });
  };
  return h("button", { type: "button", class: "above", onclick: take }, `Copy ${above()?.joint}, but not its history`);
}

/**
 * What the note says of a fusion so far, in a line, for its form when that is folded.
 *
 * @param {PickedFusion} fusion
 */
function noted({ column, status, direction, approach }) {
  const said = [column && `${column} column`, status, direction && `from ${direction}`, approach].filter(Boolean);
  return said.join(", ") || "nothing told yet";
}

/**
 * @param {Element} card
 * @param {PickedFusion} fusion
 */
export function drawFusion(card, fusion) {
  /** @type {Record<string, unknown>} */
  const said = { ...fusion };
  for (const select of /** @type {HTMLSelectElement[]} */ (findAll(card, "[data-field]"))) {
    select.value = String(said[select.dataset.field ?? ""] ?? "");
  }
  const materials = fusion.materials ?? [];
  for (const box of /** @type {HTMLInputElement[]} */ (findAll(card, "[type='checkbox']"))) {
    box.checked = materials.includes(box.value);
  }
  find(card, ".noted").textContent = noted(fusion);
  find(card, ".laid").textContent = materials.join(", ") || "not in the note";
  find(card, ".both").textContent = anotherColumn(fusion);
}

/**
 * What was done beside the fusions: its fields are those that decide its code.
 *
 * @param {PickerWords} words
 * @param {string} kind
 * @param {string} id
 * @param {{ edit: (changes: Record<string, string>) => void, remove: () => void }} hands
 */
export function procedureCard(words, kind, id, { edit, remove }) {
  const fields = Object.entries(words.procedures[kind]).map(([field, values]) => {
    const at = { id: `${id}-${field}`, "data-field": field, onchange: () => edit({ [field]: box.value }) };
    const options = values.map((value) => h("option", { value }, value));
    const box = values.length
      ? h("select", at, h("option", { value: "" }, "not in the note"), options)
      : h("input", { ...at, type: "text", autocomplete: "off", spellcheck: "false", maxlength: 60 });
    return one(BESIDE[field], box);
  });
  return h(
    "fieldset",
    { class: "card" },
    h("legend", {}, kind),
    h("div", { class: "fields" }, fields),
    h("div", { class: "bar" }, h("button", { type: "button", "aria-label": `Remove this ${kind}`, onclick: remove }, "Remove")),
  );
}

/**
 * @param {Element} card
 * @param {Record<string, string>} procedure
 */
export function drawProcedure(card, procedure) {
  for (const box of /** @type {(HTMLSelectElement | HTMLInputElement)[]} */ (findAll(card, "[data-field]"))) {
    if (box !== document.activeElement) box.value = procedure[box.dataset.field ?? ""] ?? "";
  }
}
