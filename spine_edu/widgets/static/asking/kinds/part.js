// A part of a picture without names: it is clicked there, or chosen by where it lies. Both are the same options, judged as one choice.
import { h } from "../../../../browser/elements.js";
import { listOf, partButtons, pictureOf } from "../../drawn.js";
import { plain } from "../../page.js";
import { rove, roveKeys } from "../../rove.js";
import { kinds } from "../verdict.js";
import { options, readSingle } from "./choice.js";

/**
 * @import { ChoiceTable, DrawnPartFace } from "../../contract.js"
 * @import { Ask } from "../../types.js"
 */

/**
 * @param {DrawnPartFace} face
 * @param {string} id
 * @param {() => void} changed
 * @returns {Ask<ChoiceTable>}
 */
function askPart(face, id, changed) {
  const picture = pictureOf(face.picture, id);
  const nodes = partButtons(picture.svg, face.picks, face.options.map(plain));
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
    todo: "Click a part of the picture, or choose one from the list",
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
