// Many buttons, one stop: Tab leads to one of them, and arrow keys from there to the others.
import { own } from "./page.js";

/**
 * Let one of several buttons be reached by Tab, and the others from there.
 *
 * @param {(HTMLElement | SVGElement)[]} nodes
 * @param {number} n
 * @param {boolean} [focus] whether it takes the focus, too
 */
export function rove(nodes, n, focus = false) {
  nodes.forEach((node, m) => {
    node.setAttribute("tabindex", m === n ? "0" : "-1");
  });
  if (focus) nodes[n].focus();
}

/**
 * What a key does on one of several buttons.
 *
 * @param {KeyboardEvent} event
 * @param {(HTMLElement | SVGElement)[]} nodes
 * @param {object} hands
 * @param {number} [hands.row] how many stand in a row
 * @param {(n: number) => void} hands.press
 * @param {(key: string) => boolean} [hands.other] any other key; returns whether it meant something
 */
export function roveKeys(event, nodes, { row = 1, press, other = () => false }) {
  const n = nodes.indexOf(/** @type {HTMLElement} */ (event.target));
  if (n < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const [first, last] = [0, nodes.length - 1];
  const moves = { ArrowDown: n + row, ArrowUp: n - row, ArrowRight: n + 1, ArrowLeft: n - 1, Home: first, End: last };
  const to = own(moves, event.key);
  if (event.key === "Enter" || event.key === " ") press(n);
  else if (to === undefined && !other(event.key)) return;
  else if (to !== undefined && nodes[to]) rove(nodes, to, true);
  event.preventDefault();
}
