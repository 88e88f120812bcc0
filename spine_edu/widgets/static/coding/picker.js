// Joints picked on the spine, a card for each; the engine answers in Python, and every answer names the turn it answers.
// Only get, set, save_changes, on and off of the model are used; without a kernel the last answer stays and says so.
import { find, findAll, fresh, h, keepKey } from "../../../browser/elements.js";
import { draw } from "../pack.js";
import { answers } from "./answers.js";
import { drawFusion, drawProcedure, fusionCard, otherColumn, procedureCard } from "./picked.js";

/**
 * @import { AnswerFace, Picked, PickedFusion, PickerAnswer, PickerWords } from "../contract.js"
 * @import { Screen } from "../types.js"
 */

const PATIENCE = 1500; // milliseconds for an answer of the kernel
const REST = 120; // and for the hand to come to rest
const REGIONS = ["cervical", "thoracic", "lumbar", "sacral"];

/** @typedef {{ words: PickerWords, asked: Picked, answered: PickerAnswer }} PickerState */

/** @param {Screen<PickerState>} screen */
function render({ model, el }) {
  const words = model.get("words");
  const id = `spine-lp${fresh()}`;
  const map = h("div", { class: "map", onclick: clicked });
  const form = formOf(words, id, { change, addFusion: pick, addProcedure: beside });
  const draft = draftOf(model);
  const answer = answerOf(map);
  const showFusions = fusionsIn(form, words, id, draft, { change, pick });
  const showProcedures = proceduresIn(form, words, id, draft, change);
  const node = h(
    "section",
    { class: "spine-w spine-lp", "aria-label": "Level picker", onkeydown: keepKey },
    h("div", { class: "pick" }, h("div", { class: "spine" }, form.region, map), form.node),
    answer.fault,
    draft.quiet,
    answer.said,
    answer.node,
    answer.text,
  );

  /** @param {Partial<Picked>} changes */
  function change(changes) {
    draft.change(changes);
    show();
    if (changes.region) form.suggest(draft.now());
  }

  /**
   * @param {string} joint
   * @param {string} [column]
   */
  function pick(joint, column = "") {
    const { fusions } = draft.now();
    for (const fold of form.cards.querySelectorAll("details")) fold.open = false;
    change({ fusions: [...fusions, { joint, ...(column ? { column } : {}) }] });
    form.suggest(draft.now());
    focusIn(form.cards.children[fusions.length]);
  }

  /** @param {string} kind */
  function beside(kind) {
    change({ procedures: [...draft.procedures(), { kind }] });
    focusIn(form.extras.lastElementChild);
  }

  /** @param {MouseEvent} event */
  function clicked({ target }) {
    const shape = /** @type {SVGElement} */ (target);
    const joint = /** @type {SVGElement | null} */ (shape.closest("[data-joint]"))?.dataset.joint;
    if (!joint) return;
    const at = draft.now().fusions.findIndex((fusion) => fusion.joint === joint);
    if (at < 0) pick(joint, shape.dataset.column);
    else focusIn(form.cards.children[at]);
  }

  function show() {
    showFusions(draft.now().fusions);
    showProcedures(draft.procedures());
    form.draw(draft.now());
    mark(map, draft.now());
  }

  function tell() {
    draft.hear();
    answer.draw(model.get("answered"));
    mark(map, draft.now());
  }

  function asked() {
    if (draft.asked()) show();
  }

  el.replaceChildren(node);
  form.suggest(draft.now());
  show();
  tell();
  model.on("change:asked", asked);
  model.on("change:answered", tell);
  return () => {
    draft.end();
    model.off("change:asked", asked);
    model.off("change:answered", tell);
  };
}

/**
 * What is picked: changed at once on screen, and handed to the model when the hand has come to rest. `quiet` says so when no
 * kernel answers.
 *
 * @param {Screen<PickerState>["model"]} model
 */
function draftOf(model) {
  const quiet = h(
    "p",
    { class: "quiet", role: "status", hidden: true },
    "The codes need the notebook running. What stands below answers the choices before your last change.",
  );
  let draft = structuredClone(model.get("asked"));
  const handOver = handOverOf(model, quiet, () => draft);
  return {
    quiet,
    now: () => draft,
    procedures: () => draft.procedures ?? [], // who asks from Python may leave them out
    /** @param {Partial<Picked>} changes */
    change(changes) {
      draft = { ...draft, ...changes, turn: draft.turn + 1 };
      handOver.soon();
    },
    /** Take what was set from Python, or by another view of the same picker. Returns whether it is another operation. */
    asked() {
      const now = model.get("asked");
      if (now.turn === draft.turn && JSON.stringify(now) === JSON.stringify(draft)) return false;
      if (now.turn < draft.turn) return false;
      draft = structuredClone(now);
      return true;
    },
    hear() {
      if (model.get("answered").turn >= draft.turn) quiet.hidden = true;
    },
    end: handOver.end,
  };
}

/**
 * The cards of the fusions that are picked.
 *
 * @param {ReturnType<typeof formOf>} form
 * @param {PickerWords} words
 * @param {string} id
 * @param {ReturnType<typeof draftOf>} draft
 * @param {object} hands
 * @param {(changes: Partial<Picked>) => void} hands.change
 * @param {(joint: string, column?: string) => void} hands.pick
 */
function fusionsIn(form, words, id, draft, { change, pick }) {
  /**
   * @param {PickedFusion} fusion
   * @param {number} n
   */
  function card(fusion, n) {
    return fusionCard(words, fusion, `${id}-${n}`, {
      edit: (changes) => change({ fusions: draft.now().fusions.map((one, m) => (m === n ? { ...one, ...changes } : one)) }),
      another: () => pick(fusion.joint, otherColumn(draft.now().fusions[n])),
      above: () => draft.now().fusions[n - 1],
      remove() {
        change({ fusions: draft.now().fusions.filter((_, m) => m !== n) });
        focusIn(form.cards.children[Math.max(0, n - 1)] ?? form.joint);
      },
    });
  }

  return cardsIn(form.cards, ({ joint }) => joint, card, drawFusion);
}

/**
 * The cards of what was done beside the fusions.
 *
 * @param {ReturnType<typeof formOf>} form
 * @param {PickerWords} words
 * @param {string} id
 * @param {ReturnType<typeof draftOf>} draft
 * @param {(changes: Partial<Picked>) => void} change
 */
function proceduresIn(form, words, id, draft, change) {
  /**
   * @param {Record<string, string>} procedure
   * @param {number} n
   */
  function card({ kind }, n) {
    return procedureCard(words, kind, `${id}-also-${n}`, {
      edit: (changes) => change({ procedures: draft.procedures().map((one, m) => (m === n ? { ...one, ...changes } : one)) }),
      remove() {
        change({ procedures: draft.procedures().filter((_, m) => m !== n) });
        focusIn(form.extras.children[Math.max(0, n - 1)] ?? form.kind);
      },
    });
  }

  return cardsIn(form.extras, ({ kind }) => kind, card, drawProcedure);
}

/**
 * Hand the draft to the model when the hand has come to rest, and say so when no kernel has answered it in time.
 *
 * @param {Screen<PickerState>["model"]} model
 * @param {HTMLElement} quiet
 * @param {() => Picked} draft
 */
function handOverOf(model, quiet, draft) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pending;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function give() {
    model.set("asked", structuredClone(draft()));
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      quiet.hidden = model.get("answered").turn >= draft().turn;
    }, PATIENCE);
  }

  return {
    soon() {
      clearTimeout(pending);
      pending = setTimeout(give, REST);
    },
    end() {
      clearTimeout(pending);
      clearTimeout(waiting);
    },
  };
}

/**
 * Keep a card for each of some things: made anew when these are other things, with what was unfolded left so; else filled in.
 * Of several that come at once only the form of the first is unfolded; one that is added is.
 *
 * @template Thing
 * @param {HTMLElement} place
 * @param {(thing: Thing) => string} nameOf
 * @param {(thing: Thing, n: number) => HTMLElement} make
 * @param {(card: Element, thing: Thing) => void} fill
 * @returns {(things: Thing[]) => void}
 */
function cardsIn(place, nameOf, make, fill) {
  let shown = "";
  return (things) => {
    const names = things.map(nameOf).join();
    if (names !== shown) {
      const open = [...place.querySelectorAll("details")].map((fold) => fold.open);
      const isFirst = !open.length;
      place.replaceChildren(...things.map(make));
      place.querySelectorAll("details").forEach((fold, n) => {
        fold.open = open[n] ?? (fold.open && (!isFirst || n === 0));
      });
    }
    shown = names;
    things.forEach((thing, n) => {
      fill(place.children[n], thing);
    });
  };
}

/**
 * Show on the map which joints are picked.
 *
 * @param {HTMLElement} map
 * @param {Picked} draft
 */
function mark(map, { fusions }) {
  const joints = fusions.map((fusion) => fusion.joint);
  for (const group of findAll(map, "[data-joint]")) {
    group.classList.toggle("picked", joints.includes(group.dataset.joint ?? ""));
  }
}

/**
 * Give the focus to the first field of a card, or to the field itself.
 *
 * @param {Element | null} place
 */
function focusIn(place) {
  const fold = place?.querySelector("details.form-of");
  if (fold) /** @type {HTMLDetailsElement} */ (fold).open = true;
  const field = place?.matches("select") ? place : place?.querySelector("select, input");
  /** @type {HTMLElement | null | undefined} */ (field)?.focus();
}

/**
 * What is picked from: the region of the map, the joints, the procedures, the day, the diagnosis; and the places for the cards.
 *
 * @param {PickerWords} words
 * @param {string} id
 * @param {object} hands
 * @param {(changes: Partial<Picked>) => void} hands.change
 * @param {(joint: string) => void} hands.addFusion
 * @param {(kind: string) => void} hands.addProcedure
 */
function formOf(words, id, { change, addFusion, addProcedure }) {
  const regions = words.regions.map((name) => h("option", { value: name }, name === "all" ? "whole spine" : name));
  const region = h("select", { id: `${id}-region`, onchange: () => change({ region: region.value }) }, regions);
  const groups = REGIONS.map((name) => {
    const joints = words.joints.filter((joint) => joint[1] === name);
    return h("optgroup", { label: name }, ...joints.map(([joint]) => h("option", { value: joint }, joint)));
  });
  const joint = h("select", { id: `${id}-joint` }, groups);
  const kinds = Object.keys(words.procedures).map((name) => h("option", { value: name }, name));
  const kind = h("select", { id: `${id}-kind` }, kinds);
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
  const why = h("span", { class: "soft", id: `${id}-principal-why` }, "such as M96.0; only the MS-DRG asks for it");
  const cards = h("div", { class: "cards" });
  const extras = h("div", { class: "cards" });
  const addJoint = h("button", { type: "button", onclick: () => addFusion(joint.value) }, "Add this joint");
  const addKind = h("button", { type: "button", onclick: () => addProcedure(kind.value) }, "Add this procedure");

  /**
   * One line: a label, its field, and what stands beside it.
   *
   * @param {string} label
   * @param {HTMLElement} field
   * @param {HTMLElement[]} more
   */
  const bar = (label, field, ...more) => h("div", { class: "bar" }, h("label", { for: field.id }, label), field, ...more);

  const node = h(
    "div",
    { class: "form" },
    bar("Joint", joint, addJoint),
    cards,
    bar("Also done", kind, addKind),
    extras,
    bar("Discharged", day),
    bar("Principal diagnosis", principal, why),
  );

  /** @param {Picked} draft */
  function suggest(draft) {
    joint.value = nextJoint(words, draft) ?? joint.value;
  }

  /** @param {Picked} draft */
  function drawForm(draft) {
    region.value = draft.region;
    if (day.value !== draft.discharged) day.value = draft.discharged;
    if (document.activeElement !== principal) principal.value = draft.principal;
  }

  return { node, region: bar("Show", region), cards, extras, joint, kind, suggest, draw: drawForm };
}

/**
 * The joint a surgeon would add next: the one below the last that was picked; at first L4-L5, or where else the map is.
 *
 * @param {PickerWords} words
 * @param {Picked} draft
 */
function nextJoint(words, { fusions, region }) {
  /** @param {[joint: string, region: string]} joint */
  const free = ([joint]) => !fusions.some((fusion) => fusion.joint === joint);
  const here = words.joints.filter(([, where]) => region === "all" || where === region);
  const last = words.joints.findIndex(([joint]) => joint === fusions.at(-1)?.joint);
  const below = last < 0 ? undefined : words.joints.slice(last + 1).find(free);
  const usual = here.find((one) => one[0] === "L4-L5" && free(one));
  return ((below && here.includes(below) ? below : undefined) ?? usual ?? here.find(free))?.[0];
}

/**
 * What the engine said: what is wrong, the codes in a sentence, then all of it with reasons, and the operation as text.
 *
 * @param {HTMLElement} map where the level map is drawn
 */
function answerOf(map) {
  const fault = h("p", { class: "fault", role: "alert", hidden: true });
  const said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  const node = h("div", { class: "answers" });
  const yaml = h("pre", { tabindex: 0, "aria-label": "The operation as text" });
  let mapped = "";

  /** @param {PickerAnswer} found */
  function drawAnswer(found) {
    fault.hidden = !found.error;
    fault.textContent = found.error;
    if (!found.face) return;
    if (found.map !== mapped) draw(map, [found.map], "Level map: pick joints here with the mouse, or in the list of joints");
    mapped = found.map;
    const open = new Set(findAll(node, "details[open] > summary").map((summary) => summary.textContent));
    node.replaceChildren(...answers(found.face));
    for (const fold of node.querySelectorAll("details")) fold.open = open.has(find(fold, "summary").textContent);
    yaml.textContent = found.yaml;
    const words = inShort(found.face);
    if (said.textContent !== words) said.textContent = words;
  }

  const text = h("details", {}, h("summary", {}, "This operation as text, to keep or to code with a command"), yaml);
  return { node, fault, said, text, draw: drawAnswer };
}

/**
 * The codes of the system of the day, and how much is open, in a sentence.
 *
 * @param {AnswerFace} face
 */
function inShort(face) {
  const lead = face.systems.find((system) => system.applies);
  const codes = lead?.codes.filter((code) => code.kind !== "optional").map((code) => code.code) ?? [];
  const asks = face.queries.length;
  const open = asks ? ` ${asks} ${asks === 1 ? "question is" : "questions are"} open.` : "";
  return `${lead && codes.length ? `${lead.name}: ${codes.join(", ")}.` : "No code yet."}${open}`;
}

export default { render, keeps: ["asked"] };
