// The room in the teacher's hand: the question, how many have answered, the bars when they are asked for, and what can be done.
import { find, h } from "../../browser/elements.js";
import { inline } from "../../widgets/static/page.js";
import { barsOf, optionsOf } from "./bars.js";
import { handsOf } from "./hands.js";
import { follow, tellIn } from "./line.js";

/**
 * @import { DeskTold } from "../../widgets/static/contract.js"
 * @typedef {{ do: string, on?: boolean, seconds?: number, question?: string, counts?: number[] }} Deed
 * @typedef {object} Act something that can be done: its key, its name with that key behind `_`, and when it fits
 * @property {string} key
 * @property {string} name
 * @property {(told: DeskTold) => Deed} deed
 * @property {(told: DeskTold) => boolean} fits
 * @property {(told: DeskTold) => boolean} [isOn] of a switch: whether it is on
 */

const TALK = 120; // seconds; pressed again, it begins anew

/** @param {DeskTold} told */
const isOpen = (told) => told.phase === "open";

/** @type {Act[]} */
const ACTS = [
  {
    key: "v",
    name: "_Vote",
    isOn: isOpen,
    deed: (told) => ({ do: isOpen(told) ? "close" : "open" }),
    fits: (told) => told.question !== null && !told.revealed,
  },
  {
    key: "a",
    name: "B_ars",
    isOn: (told) => told.shown,
    deed: (told) => ({ do: "show", on: !told.shown }),
    fits: (told) => told.answered.length > 0 && !told.revealed,
  },
  {
    key: "t",
    name: "_Talk",
    deed: () => ({ do: "talk", seconds: TALK }),
    fits: (told) => told.answered.length === 1 && !told.revealed,
  },
  {
    key: "g",
    name: "A_gain",
    deed: () => ({ do: "second" }),
    fits: (told) => told.answered.length === 1 && !told.revealed,
  },
  { key: "r", name: "_Reveal", deed: () => ({ do: "reveal" }), fits: (told) => told.question !== null && !told.revealed },
  { key: "n", name: "A_new", deed: () => ({ do: "repeat" }), fits: (told) => told.answered.length > 0 },
  {
    key: "l",
    name: "_Lock",
    isOn: (told) => told.locked,
    deed: (told) => ({ do: "lock", on: !told.locked }),
    fits: () => true,
  },
];

/**
 * Sentences for the class about where the room stands.
 *
 * @param {DeskTold} told
 */
function standing(told) {
  const here = `${told.here} ${told.here === 1 ? "phone" : "phones"}`;
  if (!told.answered.length) return here;
  const round = told.answered.length > 1 ? "second vote: " : "";
  return `${round}${told.answered.at(-1)} answered · ${here}`;
}

/** @param {string} name with the letter of its key behind `_` */
function underlined(name) {
  const [before, after] = name.split("_");
  return [before, h("u", {}, after[0]), after.slice(1)];
}

/**
 * The buttons of all that can be done.
 *
 * @param {(deed: Deed) => void} tell
 */
function actsOf(tell) {
  /** @type {DeskTold | null} */
  let now = null;
  const buttons = ACTS.map((act) => {
    const press = () => now && act.fits(now) && tell(act.deed(now));
    const button = h("button", { type: "button", onclick: press, "aria-keyshortcuts": act.key }, underlined(act.name));
    return { act, press, button };
  });
  return {
    nodes: buttons.map(({ button }) => button),
    /** @param {DeskTold} told */
    draw(told) {
      now = told;
      for (const { act, button } of buttons) {
        button.setAttribute("aria-disabled", String(!act.fits(told)));
        if (act.isOn) button.setAttribute("aria-pressed", String(act.isOn(told)));
      }
    },
    /** @param {string} key */
    press: (key) => buttons.find(({ act }) => act.key === key)?.press(),
  };
}

/** How long neighbors may still talk, told every second. */
function clockOf() {
  const node = h("p", { class: "clock", role: "timer", hidden: true });
  let until = 0;
  const tick = () => {
    const left = Math.max(0, Math.ceil(until - Date.now() / 1000));
    node.textContent = `Talk to your neighbor: ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  };
  setInterval(() => until && tick(), 1000);
  return {
    node,
    /** @param {DeskTold} told */
    draw(told) {
      until = told.phase === "talk" ? told.until : 0;
      node.hidden = !until;
      tick();
    },
  };
}

/**
 * What the class looks at.
 *
 * @param {HTMLElement} node
 * @param {DeskTold} told
 */
function drawQuestion(node, told) {
  const { question } = told;
  if (!question) return node.replaceChildren(h("h2", {}, "Choose a question, then open the vote."));
  const picture = h("div", { class: "picture" });
  if (question.picture && !told.shown) {
    const nonce = document.querySelector("script")?.nonce ?? "";
    picture.innerHTML = question.picture.replaceAll("<style>", `<style nonce="${nonce}">`);
  }
  const below = told.bars.length ? barsOf(told) : question.options.length ? optionsOf(question.options) : picture;
  return node.replaceChildren(h("h2", {}, inline(question.stem)), below);
}

/**
 * The panel. `tell` sends a deed; it answers keys that are pressed anywhere on the page where `press` is called.
 *
 * @param {string} base where the desk is asked
 */
export function panel(base) {
  const said = h("p", { class: "said", role: "status" });
  const count = h("p", { class: "standing", role: "status" });
  const shown = h("section", { class: "question", tabindex: "0", "aria-label": "The question" });
  const clock = clockOf();
  /** @param {Deed} deed */
  const tell = async (deed) => {
    const { status, text } = await tellIn(`${base}do`, deed);
    said.textContent = status === 200 ? "" : text || "The room cannot be reached.";
    if (status === 200) drawAll(JSON.parse(text));
    return status === 200;
  };
  const acts = actsOf(tell);
  const hands = handsOf(tell);
  /** @param {DeskTold} told */
  function draw(told) {
    if (told.fault) said.textContent = told.fault;
    count.textContent = standing(told);
    acts.draw(told);
    hands.draw(told);
    clock.draw(told);
    drawQuestion(shown, told);
  }
  /** @type {((told: DeskTold) => void)[]} */
  const drawn = [draw];
  /** @param {DeskTold} told */
  const drawAll = (told) => {
    for (const each of drawn) each(told);
  };
  follow(drawAll, said, base);
  return {
    tell,
    nodes: { said, count, shown, clock: clock.node, acts: acts.nodes, hands },
    /** @param {string} key */
    press(key) {
      if (key === "h") hands.toggle();
      else acts.press(key);
    },
    /** @param {(told: DeskTold) => void} draw what else is drawn of the room */
    also: (draw) => drawn.push(draw),
  };
}

const TYPED = "select, textarea, dialog, input:not([type=radio], [type=checkbox])";

/**
 * Whether a key belongs to what has the focus: a field, a list, or a chord of the browser.
 *
 * @param {KeyboardEvent} event
 */
export const isTaken = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest(TYPED) !== null);

/** @returns {HTMLElement} how phones come in, as the server wrote it */
export const wayIn = () => /** @type {HTMLElement} */ (find(document, ".way-in"));
