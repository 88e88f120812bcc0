// A part of a picture without names: it is clicked there, or chosen by where it lies. Both are the same options, judged as one choice.
import { findAll, h } from "../../../browser/elements.js";
import { listOf, pictureOf } from "../drawn.js";
import { plain } from "../page.js";
import { rove, roveKeys } from "../rove.js";
import { kinds } from "../verdict.js";
import { options, readSingle } from "./choice.js";

/**
 * @import { ChoiceTable, DrawnPartFace } from "../contract.js"
 * @import { Ask } from "../types.js"
 */

/**
 * Make each part that can be picked into a button, and let a click on any other fall through to what lies below it.
 *
 * @param {Element} svg
 * @param {DrawnPartFace} face
 */
function partButtons(svg, face) {
  const drawn = new Map(findAll(svg, "[data-part]").map((node) => [node.getAttribute("data-part"), node]));
  for (const node of drawn.values()) node.classList.add("unasked");
  return face.picks.map((part, n) => {
    const node = /** @type {SVGElement} */ (drawn.get(part));
    const shapes = [...node.children];
    node.classList.replace("unasked", "part");
    node.append(...shapes.map(ringOf));
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", plain(face.options[n]));
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
 * @param {DrawnPartFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<ChoiceTable>}
 */
function askPart(face, id, changed) {
  const picture = pictureOf(face.picture, id);
  const nodes = partButtons(picture.svg, face);
  const list = options(face, id, () => show(changed), "radio");
  const picked = () => face.options.indexOf(String(list.read()));

  /** @param {number} n */
  const press = (n) => {
    list.write(face.options[n]);
    show(changed);
    rove(nodes, n, true);
  };

  /** @param {() => void} [then] */
  function show(then) {
    for (const [n, node] of nodes.entries()) {
      node.setAttribute("aria-pressed", String(list.ready() && n === picked()));
      node.dataset.state = "";
    }
    then?.();
  }

  for (const [n, node] of nodes.entries()) node.addEventListener("click", () => press(n));
  picture.node.addEventListener("keydown", (event) => roveKeys(event, nodes, { press }));
  show();
  rove(nodes, 0);
  return {
    ...list,
    node: h("div", { class: "place" }, picture.node, listOf(list.node, false)),
    instruction: "Click the part, or choose it from the list by where it lies.",
    todo: "Click a part of the picture, or choose one from the list, then check.",
    write(answer) {
      list.write(answer);
      show();
      rove(nodes, Math.max(0, list.ready() ? picked() : 0));
    },
    mark(found, table, all) {
      list.mark(found, table, all);
      show();
      for (const [n, node] of nodes.entries()) {
        const { correct } = table.options[n];
        if ((list.ready() && n === picked()) || (all && correct)) node.dataset.state = correct ? "right" : "wrong";
      }
    },
    clear() {
      list.clear?.();
      show();
    },
  };
}

kinds.part = { read: readSingle, ask: askPart };
