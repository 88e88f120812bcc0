// A body on which a root is chosen: by its skin or by its movement, with a click, with keys, or from a list. Python says what it serves.
import { fresh, h, keepKey } from "../../../browser/elements.js";
import { partButtons, pictureOf } from "../drawn.js";
import { rove, roveKeys } from "../rove.js";

/**
 * @import { BodySheet, RootTold } from "../contract.js"
 * @import { Screen } from "../types.js"
 */

/** @typedef {{ root: string, sheet: string, sheets: BodySheet[], roots: RootTold[] }} BodyState */

/**
 * One sheet: its picture, whose parts are buttons that each stand for a root.
 *
 * @param {BodySheet} sheet
 * @param {(root: string) => void} choose
 */
function drawnSheet({ svg, parts }, choose) {
  const picture = pictureOf(svg, `body-${fresh()}`);
  const roots = parts.map(({ root }) => root);
  const nodes = partButtons(
    picture.svg,
    parts.map(({ part }) => part),
    parts.map(({ name }) => name),
  );
  /** @param {number} n */
  const press = (n) => {
    rove(nodes, n, true);
    choose(roots[n]);
  };
  for (const [n, node] of nodes.entries()) node.addEventListener("click", () => press(n));
  picture.node.addEventListener("keydown", (event) => roveKeys(event, nodes, { press }));
  rove(nodes, 0);
  /** @param {string} root */
  const show = (root) => {
    for (const [n, node] of nodes.entries()) node.setAttribute("aria-pressed", String(roots[n] === root));
    if (roots.includes(root)) rove(nodes, roots.indexOf(root));
  };
  return { node: picture.node, show };
}

/** @param {Screen<BodyState>} screen */
function render({ model, el, signal }) {
  const [sheets, roots] = [model.get("sheets"), model.get("roots")];
  /**
   * @param {"root" | "sheet"} name
   * @param {string} value
   */
  const put = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const drawn = sheets.map((sheet) => drawnSheet(sheet, (root) => put("root", root)));
  const row = `sheet-${fresh()}`;
  const buttons = sheets.map(({ name }) =>
    h("input", { type: "radio", name: row, value: name, onchange: () => put("sheet", name) }),
  );
  const ticks = buttons.map((button, n) => h("label", { class: "tick" }, button, sheets[n].name));
  const list = h(
    "select",
    { onchange: () => put("root", list.value) },
    h("option", { value: "" }, "none yet"),
    roots.map(({ root }) => h("option", { value: root }, root)),
  );
  const told = h("div", { role: "status", "aria-live": "polite" });

  function draw() {
    const [root, sheet] = [model.get("root"), model.get("sheet")];
    for (const [n, { name }] of sheets.entries()) {
      buttons[n].checked = name === sheet;
      drawn[n].node.hidden = name !== sheet;
      drawn[n].show(root);
    }
    list.value = root;
    const lines = roots.find((one) => one.root === root)?.lines ?? [];
    told.replaceChildren(
      h("p", { class: "head" }, root ? `Root ${root}` : "Click a place on the body, or choose a root."),
      h(
        "dl",
        {},
        lines.flatMap(([what, says]) => [h("dt", {}, what), h("dd", {}, says)]),
      ),
    );
  }

  el.classList.add("spine-w", "spine-body");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h("fieldset", {}, h("legend", { class: "head" }, "Find a root by"), h("div", { class: "bar" }, ticks)),
    h(
      "div",
      { class: "sides" },
      drawn.map(({ node }) => node),
      h("div", { class: "told" }, h("label", {}, "Root", list), told),
    ),
  );
  const watched = /** @type {const} */ (["root", "sheet"]);
  for (const name of watched) model.on(`change:${name}`, draw);
  signal?.addEventListener("abort", () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  });
  draw();
}

export default { render, keeps: ["root", "sheet"] };
