// The neck counter: a box for each joint. Sums and sentences are those of spine_edu/figures/alignment/neck_nod.py, by test.
import { find, findAll, h, keepKey } from "../../../browser/elements.js";
import { drawingOf } from "../pack.js";

/**
 * @import { NeckTable } from "../contract.js"
 * @import { Screen } from "../types.js"
 */

/** @param {number} number */
const tenths = (number) => String(Math.round(number * 10) / 10);

/**
 * @param {NeckTable} table
 * @param {string[]} fused
 */
export function left(table, fused) {
  return Object.entries(table.degrees).reduce((sum, [joint, value]) => sum + (fused.includes(joint) ? 0 : value), 0);
}

/**
 * @param {NeckTable} table
 * @param {string[]} fused
 */
export function words(table, fused) {
  const [whole, rest] = [left(table, []), left(table, fused)];
  const [turned, after] = table.turned;
  const said = [fused.length ? `Fused: ${fused.map((joint) => table.called[joint]).join(", ")}` : "No joint is fused"];
  said.push(
    fused.length
      ? `Of ${tenths(whole)} degrees forward and back, ${tenths(rest)} are left: ${Math.round((100 * rest) / whole)} of 100, ` +
          "if the other joints give no more than before (means of a series of 1975)"
      : `The measured joints bend forward and back by ${tenths(whole)} degrees in all (means of a series of 1975)`,
  );
  said.push("C1-C2 was not measured there");
  if (fused.includes("C1-C2"))
    said.push(
      `It is the joint that turns: when it was fixed, ${after} of ${turned} degrees of turning were left ` +
        "in 19 patients with rheumatoid arthritis",
    );
  return `${said.join(". ")}. Sums of means, and no patient's neck.`;
}

/** @param {Screen<{ svg: string, table: NeckTable, fused: string[] }>} screen */
function render({ model, el, signal }) {
  const table = model.get("table");
  const drawing = drawingOf(model.get("svg"));
  const status = h("p", { role: "status", "aria-live": "polite" });
  /**
   * @param {string} joint
   * @param {boolean} on
   */
  const choose = (joint, on) => {
    model.set(
      "fused",
      table.joints.filter((one) => (one === joint ? on : model.get("fused").includes(one))),
    );
    model.save_changes();
  };
  const boxes = table.joints.map((joint) => {
    const box = h("input", { type: "checkbox", value: joint, onchange: () => choose(joint, box.checked) });
    return box;
  });
  const draw = () => {
    const fused = model.get("fused");
    const [whole, rest] = [left(table, []), left(table, fused)];
    boxes.forEach((box) => {
      box.checked = fused.includes(box.value);
    });
    for (const row of findAll(drawing, "[data-joint]")) row.dataset.fused = String(fused.includes(row.dataset.joint ?? ""));
    find(drawing, '[data-part="left"]').setAttribute("width", ((table.bar * rest) / whole).toFixed(1));
    find(drawing, '[data-part="sum"]').textContent = `${tenths(rest)} of ${tenths(whole)} degrees left`;
    const said = words(table, fused);
    find(drawing, "desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  };
  el.classList.add("spine-w", "spine-nod");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h(
      "fieldset",
      {},
      h("legend", { class: "head" }, "Which joints are fused?"),
      h(
        "div",
        { class: "bar" },
        boxes.map((box) => h("label", { class: "tick" }, box, table.called[box.value])),
      ),
    ),
    h("div", { class: "drawing" }, drawing),
    status,
  );
  model.on("change:fused", draw);
  signal?.addEventListener("abort", () => model.off("change:fused", draw));
  draw();
}

export default { render, keeps: ["fused"] };
