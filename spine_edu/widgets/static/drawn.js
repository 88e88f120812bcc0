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

/** How far a part can be hit beside what is drawn of it, in pixels on either side, from the widest field to the narrowest. */
const BESIDE = [12, 8, 4];

/**
 * Make each part that can be picked into a button with a name, and let a click on any other fall through to what lies below it.
 * A click beside a part is meant for the nearest one, and of two as near for the thinner.
 *
 * @param {Element} svg
 * @param {string[]} picks
 * @param {string[]} names
 */
export function partButtons(svg, picks, names) {
  const drawn = new Map(findAll(svg, "[data-part]").map((node) => [node.getAttribute("data-part"), node]));
  for (const node of drawn.values()) node.classList.add("unasked");
  const nodes = picks.map((part, n) => {
    const node = /** @type {SVGElement} */ (drawn.get(part));
    node.classList.replace("unasked", "part");
    node.append(...outlinesOf(node, "ring"));
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", names[n]);
    return node;
  });
  const [lowest] = drawn.values();
  const thinLast = [...nodes].sort((one, other) => Number(isThin(one)) - Number(isThin(other)));
  lowest?.before(...BESIDE.flatMap((pixels) => thinLast.map((node) => fieldOf(node, pixels))));
  return nodes;
}

/**
 * Whether a part is drawn with the stroke of a pen, as bands and nerves are.
 *
 * @param {SVGElement} node
 */
const isThin = (node) => node.querySelector("[stroke-width]") !== null;

/**
 * The outlines of what a part is drawn with, in a class of their own.
 *
 * @param {SVGElement} node
 * @param {string} name
 */
function outlinesOf(node, name) {
  const shapes = [...node.children].filter((shape) => shape.localName !== "title" && !shape.classList.contains("ring"));
  return shapes.map((shape) => {
    const outline = /** @type {Element} */ (shape.cloneNode());
    for (const own of ["class", "stroke", "stroke-width", "style"]) outline.removeAttribute(own);
    outline.setAttribute("class", name);
    return outline;
  });
}

/**
 * A field around a part, so wide on either side of its outlines and not seen: a thin structure is as easy to hit as a thick one.
 * It lies below all that is drawn, and hands on what is done to it.
 *
 * @param {SVGElement} node
 * @param {number} pixels
 */
function fieldOf(node, pixels) {
  const field = svgNode("g", { class: "beside-part", "stroke-width": 2 * pixels, "aria-hidden": "true" });
  field.append(...outlinesOf(node, "field"));
  field.addEventListener("click", () => node.dispatchEvent(new MouseEvent("click")));
  field.addEventListener("pointerenter", () => node.classList.add("near"));
  field.addEventListener("pointerleave", () => node.classList.remove("near"));
  return field;
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
