// The scenes of a deck as they stand in its page, and the path through them.

/**
 * @typedef {object} Scene
 * @property {HTMLElement} node
 * @property {HTMLElement} view the window through which its content is seen
 * @property {HTMLElement} flow its content
 * @property {HTMLElement[]} steps what is revealed, in order
 * @property {string} title
 * @property {string} begins its first words: many scenes share a title
 * @property {number} minutes planned
 * @property {string[]} paths
 * @property {string | undefined} question
 */

const LONG = 80;

/** What fits on a card of a text, in whole words. @param {string} text */
export const firstWords = (text) => (text.length <= LONG ? text : `${text.slice(0, text.lastIndexOf(" ", LONG))} …`);

/**
 * @param {HTMLElement} node
 * @returns {Scene}
 */
function read(node) {
  /** @type {(selector: string) => HTMLElement} */
  const part = (selector) => /** @type {HTMLElement} */ (node.querySelector(selector));
  return {
    node,
    view: part(".scene-view"),
    flow: part(".scene-flow"),
    steps: [.../** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(".scene-part[data-step]"))],
    title: part("h1, h2").textContent ?? "",
    begins: firstWords(node.querySelector(node.dataset.question ? ".scene-flow strong" : ".scene-flow p")?.textContent ?? ""),
    minutes: Number(node.dataset.minutes),
    paths: (node.dataset.paths ?? "").split(" "),
    question: node.dataset.question,
  };
}

export const scenes = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".scene"))].map(read);

export const WHOLE = "whole";
const PATH = "spine-edu path";

export const path = {
  /** The length chosen, in minutes, or the whole lesson. */
  get name() {
    return sessionStorage.getItem(PATH) ?? document.body.dataset.path ?? WHOLE;
  },
  /** @param {string} name */
  set name(name) {
    sessionStorage.setItem(PATH, name);
  },
  /** @param {number} index */
  has(index) {
    return this.name === WHOLE || scenes[index].paths.includes(this.name);
  },
  /** The lengths there are, the shortest first, then the whole. */
  get names() {
    return [...new Set(scenes.flatMap(({ paths }) => paths).filter(Boolean)), WHOLE];
  },
  /** The next scene of the path in a direction; the one given where there is none. @type {(index: number, by: 1 | -1) => number} */
  from(index, by) {
    for (let next = index + by; next >= 0 && next < scenes.length; next += by) if (this.has(next)) return next;
    return index;
  },
  /** The minutes planned for what lies on the path before a scene, and for all of it. @param {number} index */
  planned(index) {
    const on = scenes.map(({ minutes }, n) => (this.has(n) ? minutes : 0));
    const sum = (/** @type {number[]} */ all) => all.reduce((so, much) => so + much, 0);
    return { before: sum(on.slice(0, index)), all: sum(on) };
  },
};
