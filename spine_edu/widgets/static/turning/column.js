// The column to bend: sliders for its three curves. Drawn and said as in spine_edu/figures/alignment/column_bend.py, by test.
import { find, h, keepKey } from "../../../browser/elements.js";
import { drawingOf } from "../pack.js";
import { matrixOf, place, turn } from "./turn.js";

/**
 * @import { BendTable } from "../contract.js"
 * @import { Placed, Spot } from "./turn.js"
 * @import { Screen } from "../types.js"
 */

/**
 * @typedef {"neck" | "chest" | "low_back"} Curve
 * @typedef {{ svg: string, table: BendTable } & Record<Curve, number>} BendState
 */

/**
 * Stack the bones from the sacrum up, each leaning back from the one below by its share of the curve it belongs to.
 *
 * @param {BendTable} table
 * @param {Record<string, number>} angles
 */
export function stand(table, angles) {
  let here = place(0, 0, -table.slope);
  /** @type {Record<string, Placed>} */
  const places = { S1: here };
  for (const { bone, up, gap, half, curve, share, fixed } of table.steps) {
    const lean = (curve ? angles[curve] * share : 0) + fixed;
    const edge = place(...here.at(0, up + gap / 2), here.tilt + lean / 2);
    const floor = place(...edge.at(0, gap / 2), here.tilt + lean);
    here = places[bone] = place(...floor.at(0, half), floor.tilt);
  }
  return places;
}

/**
 * @param {BendTable} table
 * @param {Record<string, number>} angles
 * @param {Record<string, Placed>} places
 */
export function words(table, angles, places) {
  const ahead = Math.round((places.C7.x - places.S1.x) / 10);
  const where =
    ahead === 0 ? "straight above the sacrum" : `${Math.abs(ahead)} cm ${ahead > 0 ? "in front of" : "behind"} the sacrum`;
  const [low, high] = table.usual;
  const off = angles.chest < low ? "below" : angles.chest > high ? "above" : "within";
  return (
    `Neck ${angles.neck}°, chest ${angles.chest}°, low back ${angles.low_back}°: C7 stands ${where}. ` +
    `The curve of the chest is ${off} the usual ${low}° to ${high}°.`
  );
}

/** @param {Screen<BendState>} screen */
function render({ model, el, signal }) {
  const table = model.get("table");
  const names = /** @type {Curve[]} */ (table.order);
  const drawing = drawingOf(model.get("svg"));
  const status = h("p", { role: "status", "aria-live": "polite", class: "said" });
  /**
   * @param {Spot} spot
   * @returns {Spot}
   */
  const page = ([x, y]) => [table.origin[0] + x * table.scale, table.origin[1] - y * table.scale];
  /** @type {(name: Curve) => (value: number) => void} */
  const change = (name) => (value) => {
    const [low, high] = table.limits[name];
    model.set(name, Math.min(Math.max(Math.round(value), low), high));
    model.save_changes();
  };
  const controls = Object.fromEntries(
    names.map((name) => [
      name,
      turn({ label: h("b", {}, table.names[name]), name: table.names[name], hint: table.hints[name], change: change(name) }),
    ]),
  );
  const draw = () => {
    const angles = Object.fromEntries(names.map((name) => [name, model.get(name)]));
    const places = stand(table, angles);
    for (const [bone, one] of Object.entries(places))
      find(drawing, `[data-part="${bone}"]`).setAttribute("transform", matrixOf(one, page([one.x, one.y])));
    const [x, y] = page([places.C7.x, places.C7.y]);
    find(drawing, '[data-line="plumb"]').setAttribute("d", `M${x.toFixed(1)} ${y.toFixed(1)}V${table.floor}`);
    for (const name of names) controls[name].show(angles[name], ...table.limits[name]);
    const said = words(table, angles, places);
    find(drawing, "desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  };
  el.classList.add("spine-w", "spine-profile", "spine-column");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h("div", { class: "drawing" }, drawing),
    h(
      "div",
      { class: "turns", role: "group", "aria-label": "Curves" },
      names.map((name) => controls[name].node),
      status,
    ),
  );
  for (const name of names) model.on(`change:${name}`, draw);
  signal?.addEventListener("abort", () => {
    for (const name of names) model.off(`change:${name}`, draw);
  });
  draw();
}

export default { render, keeps: ["neck", "chest", "low_back"] };
