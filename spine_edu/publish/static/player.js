// Runs the widgets of a saved page without a kernel: the same scripts, on a stand-in for the widget model.
// What the reader answers is kept in this browser, for this page alone, where the browser allows it.

/**
 * @import { Given } from "../../widgets/static/contract.js"
 * @import { Model, Screen } from "../../widgets/static/types.js"
 * @import { Judge } from "../export/scorm/static/platform.js"
 * @typedef {Record<string, any>} State what a widget shares with Python: any of ours
 * @typedef {{ render(screen: Screen<State>): void, keeps?: string[] }} Widget
 * @typedef {{ default: Widget, judge: Judge }} Script a widget, and beside one that asks what judges its answers
 * @typedef {{ states: State[], pool: unknown[], sources: string[], script: number[] }} Data
 */

/** @type {Data} */
const data = JSON.parse(document.getElementById("widgets")?.textContent ?? "");
// The pictures that questions of this page ask about, by their ids: a question takes a copy of its own from its printed form.
const drawings = Object.fromEntries([...document.querySelectorAll("svg[id]")].map((svg) => [svg.id, svg.outerHTML]));

/**
 * @param {any} value
 * @returns {any}
 */
function unfold(value) {
  if (Array.isArray(value)) return value.map(unfold);
  if (value === null || typeof value !== "object") return value;
  if ("$pool" in value) return unfold(data.pool[value.$pool]);
  if ("$drawing" in value) return drawings[value.$drawing];
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unfold(item)]));
}

// A page remembers; what is answered in front of a class is gone with its window; a learning platform remembers for its learner.
const ownMemory = () => (document.body.dataset.keeps === "session" ? sessionStorage : localStorage);
const memory = () => globalThis.spinePlatform ?? ownMemory();

const shelf = {
  /** @param {number} n */
  name: (n) => `spine-edu ${document.body.dataset.lesson} ${n} ${mark(JSON.stringify(data.states[n]))}`,
  /** @param {number} n */
  read(n) {
    try {
      return memory().getItem(this.name(n));
    } catch {
      return null; // not allowed: said when there is something to keep
    }
  },
  /**
   * @param {number} n
   * @param {State} changed
   */
  write(n, changed) {
    try {
      memory().setItem(this.name(n), JSON.stringify(changed));
      return true;
    } catch {
      return false; // no room, or not allowed
    }
  },
  /** @param {number} n */
  forget(n) {
    memory().removeItem(this.name(n));
  },
};

/**
 * A short mark of a text, so that an answer is never shown to another question than it was given to.
 *
 * @param {string} text
 */
function mark(text) {
  let sum = 5381;
  for (let n = 0; n < text.length; n++) sum = (sum * 33 + text.charCodeAt(n)) >>> 0;
  return sum.toString(36);
}

/** @param {unknown} value */
const sort = (value) => (Array.isArray(value) ? "list" : value === null ? "nothing" : typeof value);

/**
 * What was kept for a widget, as a text, of which it takes the names that it keeps itself. Where the page itself holds nothing,
 * a value of any sort may have come.
 *
 * @param {string} text
 * @param {State} state
 * @param {string[]} keeps
 * @returns {State}
 */
function taken(text, state, keeps) {
  const kept = JSON.parse(text);
  const names = keeps.filter((name) => name in state && Object.hasOwn(kept, name));
  if (!names.every((name) => state[name] === null || sort(kept[name]) === sort(state[name])))
    throw new TypeError("not of the sort that is kept here");
  return Object.fromEntries(names.map((name) => [name, kept[name]]));
}

let refused = false; // said once, by the first card that it concerns

/**
 * @param {number} n
 * @param {State} state
 * @param {string[]} keeps
 * @param {Judge} judge
 * @param {State} [changed]
 * @returns {Model<State>}
 */
function stand(n, state, keeps, judge, changed = {}) {
  Object.assign(state, { given: [], kept: [] }, changed); // what a question and its kernel tell each other; here no kernel is
  /** @type {Map<string, (() => void)[]>} */
  const heard = new Map();
  /** @type {Model<State>} */
  const model = {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      if (keeps.includes(name)) changed[name] = value;
      for (const listener of heard.get(`change:${name}`) ?? []) listener();
    },
    // A question hears at once that its answers are taken, and in words where this browser does not keep them.
    save_changes() {
      if (!shelf.write(n, changed) && !refused && "notice" in state) {
        refused = true;
        model.set("notice", "This browser does not keep your answers: they are here until you close the page.");
      }
      /** @type {Given[]} */
      const given = state.given;
      if (!given.length) return;
      globalThis.spinePlatform?.hear(state, given, judge);
      const times = given.map(({ time }) => time);
      model.set("kept", times);
    },
    on(event, listener) {
      heard.set(event, [...(heard.get(event) ?? []), listener]);
    },
    off(event, listener) {
      const others = (heard.get(event) ?? []).filter((other) => other !== listener);
      heard.set(event, others);
    },
  };
  return model;
}

/**
 * A widget as it was left. What was kept for it and cannot be shown is forgotten, this entry alone, and the widget begins anew.
 *
 * @param {number} n
 * @param {Script} script
 */
function show(n, { default: widget, judge }) {
  const keeps = widget.keeps ?? [];
  globalThis.spinePlatform?.meet(unfold(data.states[n]));
  /** @param {State} [changed] */
  const begin = (changed) => {
    const live = document.createElement("div");
    live.className = "live";
    const model = stand(n, unfold(data.states[n]), keeps, judge, changed);
    widget.render({ model, el: live, signal: new AbortController().signal });
    return { live, model };
  };
  const text = shelf.read(n);
  if (text === null) return begin().live;
  try {
    return begin(taken(text, unfold(data.states[n]), keeps)).live;
  } catch {
    shelf.forget(n);
    const { live, model } = begin();
    model.set("notice", "What this browser had kept here could not be read and is forgotten: please answer once more.");
    return live;
  }
}

const modules = await Promise.all(data.sources.map((source) => import(`data:text/javascript;base64,${source}`)));
for (const spot of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-widget]"))) {
  const n = Number(spot.dataset.widget);
  spot.append(show(n, modules[data.script[n]]));
  spot.dataset.live = "true"; // the printed form is still there, for paper alone (page.css)
}

// What is wider than its place can be scrolled by keyboard, too.
function reachable() {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".output, .wide"))) {
    const wide = box.scrollWidth > box.clientWidth;
    box.tabIndex = wide ? 0 : -1;
    if (!wide) continue;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Wide content");
  }
}
addEventListener("resize", reachable);
reachable();
document.body.dataset.ready = "true";
