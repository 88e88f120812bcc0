// Joints picked on the spine, a card for each; the engine answers in Python, and every answer names the turn it answers.
// Only get, set, save_changes, on and off of the model are used; without a kernel the last answer stays and says so.
import { answers } from "./answers.js";
import { draw } from "./pack.js";
import { fresh, h, keepKey } from "../../figures/static/elements.js";

const PATIENCE = 1500; // milliseconds for an answer of the kernel
const ASKS = { column: "Column fused", status: "Fused before?", direction: "Reached from", approach: "Approach" };
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
const SAYS = { initial: "initial: first fusion of this joint", refusion: "refusion: fused before" };

function render({ model, el }) {
  const words = model.get("words");
  const id = `spine-lp${fresh()}`;
  let draft = structuredClone(model.get("asked"));
  let pending = 0;
  let waiting = 0;
  let cardsOf = null; // the fusions whose cards are on screen
  let extrasOf = null; // and the procedures
  let mapOf = null;

  const map = h("div", { class: "map", onclick: clicked });
  const region = h(
    "select",
    {
      id: `${id}-region`,
      onchange: () => {
        change({ region: region.value });
        suggest();
      },
    },
    words.regions.map((name) => h("option", { value: name }, name === "all" ? "whole spine" : name)),
  );
  const choice = h(
    "select",
    { id: `${id}-joint` },
    ["cervical", "thoracic", "lumbar", "sacral"].map((name) =>
      h(
        "optgroup",
        { label: name },
        words.joints.filter((joint) => joint[1] === name).map(([joint]) => h("option", { value: joint }, joint)),
      ),
    ),
  );
  const add = h("button", { type: "button", onclick: () => pick(choice.value) }, "Add this joint");
  const kind = h(
    "select",
    { id: `${id}-kind` },
    Object.keys(words.procedures).map((name) => h("option", { value: name }, name)),
  );
  const also = h("button", { type: "button", onclick: () => beside(kind.value) }, "Add this procedure");
  const extras = h("div", { class: "cards" });
  const day = h("input", { type: "date", id: `${id}-day`, onchange: () => change({ discharged: day.value }) });
  const principal = h("input", {
    type: "text",
    id: `${id}-principal`,
    size: 9,
    maxlength: 12,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-principal-why`,
    onchange: () => change({ principal: principal.value.trim() }),
  });
  const cards = h("div", { class: "cards" });
  const said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  const quiet = h(
    "p",
    { class: "quiet", role: "status", hidden: true },
    "The codes need the notebook running. What stands below answers the choices before your last change.",
  );
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const answer = h("div", { class: "answers" });
  const yaml = h("pre", { tabindex: 0, "aria-label": "The operation as text" });
  const node = h(
    "section",
    { class: "spine-w spine-lp", "aria-label": "Level picker", onkeydown: keepKey },
    h(
      "div",
      { class: "pick" },
      h("div", { class: "spine" }, h("div", { class: "bar" }, h("label", { for: `${id}-region` }, "Show"), region), map),
      h(
        "div",
        { class: "form" },
        h("div", { class: "bar" }, h("label", { for: `${id}-joint` }, "Joint"), choice, add),
        cards,
        h("div", { class: "bar" }, h("label", { for: `${id}-kind` }, "Also done"), kind, also),
        extras,
        h("div", { class: "bar" }, h("label", { for: `${id}-day` }, "Discharged"), day),
        h(
          "div",
          { class: "bar" },
          h("label", { for: `${id}-principal` }, "Principal diagnosis"),
          principal,
          h("span", { class: "soft", id: `${id}-principal-why` }, "such as M96.0; only the MS-DRG asks for it"),
        ),
      ),
    ),
    fault,
    quiet,
    said,
    answer,
    h("details", {}, h("summary", {}, "This operation as text, to keep or to code with a command"), yaml),
  );

  const picked = () => draft.fusions;

  // Keep a change at once on screen, and hand it to the model when the hand has come to rest.
  function change(patch) {
    draft = { ...draft, ...patch, turn: draft.turn + 1 };
    show();
    clearTimeout(pending);
    pending = setTimeout(() => {
      model.set("asked", structuredClone(draft));
      model.save_changes();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        quiet.hidden = model.get("answered").turn >= draft.turn;
      }, PATIENCE);
    }, 120);
  }

  function pick(joint, column = "") {
    const at = picked().length;
    change({ fusions: [...picked(), { joint, ...(column ? { column } : {}) }] });
    suggest();
    cards.children[at]?.querySelector("select").focus();
  }

  const done = () => draft.procedures ?? [];

  function beside(name) {
    change({ procedures: [...done(), { kind: name }] });
    extras.lastChild.querySelector("select, input").focus();
  }

  const tellMore = (n, field, value) =>
    change({ procedures: done().map((one, m) => (m === n ? { ...one, [field]: value } : one)) });

  function undo(n) {
    change({ procedures: done().filter((_, m) => m !== n) });
    (extras.children[Math.max(0, n - 1)]?.querySelector("select, input") ?? kind).focus();
  }

  // What was done beside the fusions: its fields are those that decide its code.
  function extra({ kind: name }, n) {
    const fields = Object.entries(words.procedures[name]).map(([field, values]) => {
      const at = { id: `${id}-also-${n}-${field}`, "data-field": field };
      const box = values.length
        ? h(
            "select",
            { ...at, onchange: () => tellMore(n, field, box.value) },
            h("option", { value: "" }, "not in the note"),
            values.map((value) => h("option", { value }, value)),
          )
        : h("input", {
            ...at,
            type: "text",
            autocomplete: "off",
            spellcheck: "false",
            maxlength: 60,
            onchange: () => tellMore(n, field, box.value),
          });
      return h("div", { class: "one" }, h("label", { for: at.id }, BESIDE[field]), box);
    });
    return h(
      "fieldset",
      { class: "card" },
      h("legend", {}, name),
      h("div", { class: "fields" }, fields),
      h(
        "div",
        { class: "bar" },
        h("button", { type: "button", "aria-label": `Remove this ${name}`, onclick: () => undo(n) }, "Remove"),
      ),
    );
  }

  const edit = (n, field, value) =>
    change({ fusions: picked().map((fusion, m) => (m === n ? { ...fusion, [field]: value } : fusion)) });

  function drop(n) {
    change({ fusions: picked().filter((_, m) => m !== n) });
    (cards.children[Math.max(0, n - 1)]?.querySelector("select") ?? choice).focus();
  }

  function clicked(event) {
    const joint = event.target.closest("[data-joint]")?.dataset.joint;
    if (!joint) return;
    const at = picked().findIndex((fusion) => fusion.joint === joint);
    if (at < 0) pick(joint, event.target.dataset.column);
    else cards.children[at].querySelector("select").focus();
  }

  function card(fusion, n) {
    const name = (field) => `${id}-${n}-${field}`;
    const fields = Object.entries(words.fields).map(([field, values]) => {
      const select = h(
        "select",
        { id: name(field), "data-field": field, onchange: () => edit(n, field, select.value) },
        h("option", { value: "" }, "not in the note"),
        values.map((value) => h("option", { value }, SAYS[value] ?? value)),
      );
      return h("div", { class: "one" }, h("label", { for: name(field) }, ASKS[field]), select);
    });
    const boxes = words.materials.map((material) =>
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          value: material,
          onchange: () =>
            edit(
              n,
              "materials",
              words.materials.filter((one) => boxes.some((box) => box.firstChild.checked && box.firstChild.value === one)),
            ),
        }),
        material,
      ),
    );
    const other = { anterior: "posterior", posterior: "anterior" }[fusion.column];
    return h(
      "fieldset",
      { class: "card" },
      h("legend", {}, fusion.joint),
      h("div", { class: "fields" }, fields),
      h(
        "details",
        {},
        h("summary", {}, "Laid in to make the bone bridge: ", h("span", { class: "laid" })),
        h("div", { class: "materials" }, boxes),
      ),
      h(
        "div",
        { class: "bar" },
        h(
          "button",
          {
            type: "button",
            class: "both",
            onclick: () => pick(fusion.joint, { anterior: "posterior", posterior: "anterior" }[picked()[n].column] ?? ""),
          },
          other ? `Add the ${other} column` : "Add another column",
        ),
        h("button", { type: "button", "aria-label": `Remove ${fusion.joint}`, onclick: () => drop(n) }, "Remove"),
      ),
    );
  }

  function show() {
    const key = picked()
      .map((fusion) => fusion.joint)
      .join();
    if (key !== cardsOf) {
      const open = [...cards.querySelectorAll("details")].map((fold) => fold.open);
      cards.replaceChildren(...picked().map(card));
      cards.querySelectorAll("details").forEach((fold, n) => {
        fold.open = open[n] ?? false;
      });
      cardsOf = key;
    }
    picked().forEach((fusion, n) => {
      const node = cards.children[n];
      for (const select of node.querySelectorAll("[data-field]")) select.value = fusion[select.dataset.field] ?? "";
      const materials = fusion.materials ?? [];
      for (const box of node.querySelectorAll("[type='checkbox']")) box.checked = materials.includes(box.value);
      node.querySelector(".laid").textContent = materials.join(", ") || "not in the note";
      const other = { anterior: "posterior", posterior: "anterior" }[fusion.column];
      node.querySelector(".both").textContent = other ? `Add the ${other} column` : "Add another column";
    });
    const kinds = done()
      .map((one) => one.kind)
      .join();
    if (kinds !== extrasOf) {
      extras.replaceChildren(...done().map(extra));
      extrasOf = kinds;
    }
    done().forEach((one, n) => {
      for (const box of extras.children[n].querySelectorAll("[data-field]"))
        if (box !== document.activeElement) box.value = one[box.dataset.field] ?? "";
    });
    region.value = draft.region;
    if (day.value !== draft.discharged) day.value = draft.discharged;
    if (document.activeElement !== principal) principal.value = draft.principal;
    mark();
  }

  function mark() {
    for (const group of map.querySelectorAll("[data-joint]"))
      group.classList.toggle(
        "picked",
        picked().some((fusion) => fusion.joint === group.dataset.joint),
      );
  }

  function tell() {
    const found = model.get("answered");
    if (found.turn >= draft.turn) quiet.hidden = true;
    fault.hidden = !found.error;
    fault.textContent = found.error;
    if (!found.face) return;
    if (found.map !== mapOf) draw(map, [found.map], "Level map: pick joints here with the mouse, or in the list of joints");
    mapOf = found.map;
    const open = new Set([...answer.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
    answer.replaceChildren(...answers(found.face));
    for (const fold of answer.querySelectorAll("details")) fold.open = open.has(fold.firstChild.textContent);
    yaml.textContent = found.yaml;
    const lead = found.face.systems.find((system) => system.applies);
    const codes = lead ? lead.codes.filter((code) => code.kind !== "optional").map((code) => code.code) : [];
    const asks = found.face.queries.length;
    const words = `${codes.length ? `${lead.name}: ${codes.join(", ")}.` : "No code yet."}${asks ? ` ${asks} ${asks === 1 ? "question is" : "questions are"} open.` : ""}`;
    if (said.textContent !== words) said.textContent = words;
    mark();
  }

  function asked() {
    // set from Python, or by another view of the same picker
    const now = model.get("asked");
    if (now.turn === draft.turn && JSON.stringify(now) === JSON.stringify(draft)) return;
    if (now.turn < draft.turn) return;
    draft = structuredClone(now);
    show();
  }

  // The joint a surgeon would add next: the one below the last that was picked; at first L4-L5, or where else the map is.
  function suggest() {
    const free = ([joint]) => !picked().some((fusion) => fusion.joint === joint);
    const here = words.joints.filter(([, where]) => draft.region === "all" || where === draft.region);
    const last = words.joints.findIndex(([joint]) => joint === picked().at(-1)?.joint);
    const below = last < 0 ? null : words.joints.slice(last + 1).find(free);
    const next =
      (below && here.includes(below) ? below : null) ??
      here.find((joint) => joint[0] === "L4-L5" && free(joint)) ??
      here.find(free);
    if (next) choice.value = next[0];
  }

  el.replaceChildren(node);
  suggest();
  show();
  tell();
  model.on("change:asked", asked);
  model.on("change:answered", tell);
  return () => {
    clearTimeout(pending);
    clearTimeout(waiting);
    model.off("change:asked", asked);
    model.off("change:answered", tell);
  };
}

export default { render, keeps: ["asked"] };
