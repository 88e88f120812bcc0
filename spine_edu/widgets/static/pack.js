// The twin of pack.py: what was sent in parts, each once, is put together again; drawings get a mark of their own.
import { find, fresh } from "../../browser/elements.js";

/**
 * @param {any[]} nodes
 * @returns {any} what Python packed
 * whoever asks knows its type
 */
export function unpack(nodes) {
  /** @type {any[]} */
  const made = [];
  for (const node of nodes) {
    if (Array.isArray(node)) made.push(node.map((place) => made[place]));
    else if (node && typeof node === "object")
      made.push(Object.fromEntries(Object.entries(node).map(([name, place]) => [name, made[place]])));
    else made.push(node);
  }
  return made.at(-1);
}

/**
 * A drawing of ours that has its own ids already, to be put in place and changed piece by piece.
 *
 * @param {string} svg
 */
export function drawingOf(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

/**
 * Put a drawing of ours into a node. Its words are beside it, so a screen reader gets one name and no more.
 *
 * @param {Element} node
 * @param {string[]} pieces
 * @param {string} name
 */
export function draw(node, pieces, name) {
  node.innerHTML = pieces.join("").replaceAll("§", `spine-d${fresh()}`);
  const svg = find(node, "svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  for (const part of svg.querySelectorAll("[role='group']")) part.removeAttribute("role");
  return svg;
}
