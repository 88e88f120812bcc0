// What every control of ours is made with, in a widget or below a figure: elements, names used once, and keys that stay ours.

/**
 * @typedef {Node | string | number} Child
 * @typedef {string | number | boolean | undefined | ((event: any) => void)} Attribute
 * @typedef {Element & HTMLOrSVGElement & ElementCSSInlineStyle} Found
 */

// A number that nothing else of the page has: each widget of JupyterLab runs its own copy of this script, so the page counts.
export function fresh() {
  globalThis.spineFresh = (globalThis.spineFresh ?? 0) + 1;
  return globalThis.spineFresh;
}

/**
 * An element; what it says is set as text, never as HTML, each number on one line with its percent sign.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} attributes listeners by names such as `onclick`
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.flat().map((child) => (child instanceof Node ? child : `${child}`.replace(/(\d) %/g, "$1\u00a0%"))));
  return node;
}

/**
 * The first element that a selector finds, in a place that always holds one.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {Found}
 */
export function find(place, selector) {
  const found = place.querySelector(selector);
  if (!found) throw new TypeError(`nothing here is ${selector}`);
  return /** @type {Found} */ (found);
}

/**
 * All elements that a selector finds.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {Found[]}
 */
export const findAll = (place, selector) => /** @type {Found[]} */ ([...place.querySelectorAll(selector)]);

/**
 * Give the focus to what takes none by itself, and bring it into view.
 *
 * @param {Found} node
 */
export function focusOn(node) {
  if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
  node.focus();
}

/**
 * Arrow keys and letters are ours; chords, Tab and Escape stay the notebook's.
 *
 * @param {KeyboardEvent} event
 */
const isOurs = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.key === "Escape");

/**
 * JupyterLab would take our keys for its own. Returns whether the key is ours.
 *
 * @param {KeyboardEvent} event
 */
export function keepKey(event) {
  if (isOurs(event)) event.stopPropagation();
  return isOurs(event);
}

/**
 * Notebook 7 acts on a key before any control hears of it, unless the one that has the focus bears this mark. The window hears
 * it first.
 *
 * @param {KeyboardEvent} event
 */
function markOurs(event) {
  const { target } = event;
  if (target instanceof Element && target.closest(".spine-q, .spine-w, .se-turn, .se-driven"))
    target.toggleAttribute("data-lm-suppress-shortcuts", isOurs(event));
}
if (!globalThis.spineKeys) globalThis.addEventListener?.("keydown", markOurs, true);
globalThis.spineKeys = true; // other scripts of the page hold copies of this one
