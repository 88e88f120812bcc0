// The picture that a question asks about: Python drew it from checked names; it holds nobody's text.
import { find, findAll, h } from "../../browser/elements.js";

/**
 * A picture with ids of its own: the same may stand twice on a page.
 *
 * @param {string} picture
 * @param {string} id
 */
export function pictureOf(picture, id) {
  const [mark] = /\bse[0-9a-f]{8}\b/.exec(picture) ?? [""];
  const node = h("div", { class: "map" });
  node.innerHTML = picture.replaceAll(mark, `${id}-map`);
  const svg = find(node, "svg");
  svg.setAttribute("role", "group");
  return { node, svg };
}

/**
 * Make each part that can be picked into a button with a name, and let a click on any other fall through to what lies below it.
 *
 * @param {Element} svg
 * @param {string[]} picks
 * @param {string[]} names
 */
export function partButtons(svg, picks, names) {
  const drawn = new Map(findAll(svg, "[data-part]").map((node) => [node.getAttribute("data-part"), node]));
  for (const node of drawn.values()) node.classList.add("unasked");
  return picks.map((part, n) => {
    const node = /** @type {SVGElement} */ (drawn.get(part));
    const shapes = [...node.children].filter((shape) => shape.localName !== "title");
    node.classList.replace("unasked", "part");
    node.append(...shapes.map(ringOf));
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", names[n]);
    return node;
  });
}

/**
 * The outline of a shape as a ring around it: a thin structure is as easy to hit as a thick one.
 *
 * @param {Element} shape
 */
function ringOf(shape) {
  const ring = /** @type {Element} */ (shape.cloneNode());
  for (const name of ["class", "stroke", "stroke-width", "style"]) ring.removeAttribute(name);
  ring.setAttribute("class", "ring");
  return ring;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/**
 * What the picture offers, once more as a list.
 *
 * @param {Node} content
 * @param {boolean} open
 */
export const listOf = (content, open) => h("details", { open }, h("summary", {}, "The same as a list"), content);

/** Whether there is room for a list beside a picture. */
export const isWide = () => typeof matchMedia === "function" && matchMedia("(min-width: 48rem)").matches;
