// The screw in a pedicle: a choice and two sliders. Measured, drawn and said as in spine_edu/figures/plates/bones/pedicle_screw.py, by test.
import { find, h, keepKey } from "../../../browser/elements.js";
import { drawingOf } from "../pack.js";
import { DEGREES, radians, turn } from "./turn.js";

/**
 * @import { ScrewTable } from "../contract.js"
 * @import { Screen } from "../types.js"
 */

/** @typedef {{ svg: string, table: ScrewTable, pedicle: string, diameter: number, tilt: number }} ScrewState */

const UNITS = {
  diameter: { sign: " mm", name: "millimeters", one: "half a millimeter" },
  tilt: { ...DEGREES, one: "two degrees" },
};

/** @param {number} value */
const tenth = (value) => Math.floor(Number((value * 10).toFixed(6)) + 0.5) / 10 + 0;

/**
 * How much bone is left toward the midline and outside, in millimeters.
 *
 * @param {ScrewTable} table
 * @param {number} width
 * @param {number} diameter
 * @param {number} tilt
 */
export function margins({ lever }, width, diameter, tilt) {
  const [aside, half] = [lever * Math.tan(radians(tilt)), diameter / 2 / Math.cos(radians(tilt))];
  return [tenth(width / 2 - aside - half), tenth(width / 2 + aside - half)];
}

/**
 * @param {ScrewTable} table
 * @param {string} name
 * @param {number} diameter
 * @param {number} tilt
 */
export function words(table, name, diameter, tilt) {
  const { vertebra, width, population, region } = table.pedicles[name];
  const sides = margins(table, width, diameter, tilt);
  const way = tilt === 0 ? "along the axis" : `turned ${Math.abs(tilt)}° ${tilt > 0 ? "toward the midline" : "outward"}`;
  const said = [
    `${vertebra}, pedicle ${width} mm wide on average (${population})`,
    `A screw of ${diameter} mm, ${way}`,
    ...["Toward the midline a medial", "Outside a lateral"].map((side, n) =>
      sides[n] >= 0
        ? `${side.split(" a ")[0]} ${sides[n]} mm of bone are left`
        : `${side} breach of ${-sides[n]} mm, where ${table.beside[region][n]} lies`,
    ),
  ];
  const least = Math.min(...sides);
  if (least >= table.wanted) said.push(`The ${table.wanted} mm that the surgeon wants is kept on both sides`);
  else if (least >= 0) said.push(`Inside the bone, but with less than the ${table.wanted} mm that the surgeon wants`);
  else said.push("A breach under 2 mm is usually accepted as safe; nobody plans one");
  return `${said.join(". ")}. A model: the narrowest place lies ${table.lever} mm in from the entry, and many patients are narrower than the mean.`;
}

/** @param {number} margin */
export const label = (margin) => (margin >= 0 ? `${margin} mm remain` : `✕ ${-margin} mm out`);

/** @param {Screen<ScrewState>} screen */
function render({ model, el, signal }) {
  const table = model.get("table");
  const drawing = drawingOf(model.get("svg"));
  const status = h("p", { role: "status", "aria-live": "polite", class: "said" });
  const choice = h(
    "select",
    { onchange: () => put("pedicle", choice.value) },
    Object.keys(table.pedicles).map((name) => h("option", { value: name }, name)),
  );

  /**
   * @template {"pedicle" | "diameter" | "tilt"} Name
   * @param {Name} name
   * @param {ScrewState[Name]} value
   */
  function put(name, value) {
    model.set(name, value);
    model.save_changes();
  }

  /** @type {(name: "diameter" | "tilt", label: string, hint: string) => ReturnType<typeof turn>} */
  const slider = (name, words, hint) => {
    const [low, high] = table.limits[name];
    const change = (/** @type {number} */ value) => put(name, Math.min(Math.max(value, low), high));
    return turn({ label: h("b", {}, words), name: words, hint, change, step: table.steps[name], unit: UNITS[name] });
  };
  const sliders = {
    diameter: slider("diameter", "Screw", "how thick it is"),
    tilt: slider("tilt", "Direction", "above zero toward the midline, below zero outward"),
  };

  function draw() {
    const [name, diameter, tilt] = [model.get("pedicle"), model.get("diameter"), model.get("tilt")];
    const { width, region } = table.pedicles[name];
    const sides = margins(table, width, diameter, tilt);
    choice.value = name;
    sliders.diameter.show(diameter, ...table.limits.diameter);
    sliders.tilt.show(tilt, ...table.limits.tilt);
    find(drawing, '[data-part="section"]').dataset.region = region;
    for (const [n, key] of /** @type {const} */ ([
      [0, "inner"],
      [1, "outer"],
    ])) {
      const beside = find(drawing, `[data-part="${key}"]`);
      beside.setAttribute("transform", `translate(${((n ? -1 : 1) * width) / 2} 0)`);
      beside.classList.toggle("hit", sides[n] < 0);
      const told = find(drawing, `[data-part="${key}-told"]`);
      told.textContent = label(sides[n]);
      told.classList.toggle("out", sides[n] < 0);
    }
    const shank = find(drawing, '[data-part="shank"]');
    shank.setAttribute("x", String(-diameter / 2));
    shank.setAttribute("width", String(diameter));
    find(drawing, '[data-part="screw"]').setAttribute("transform", `rotate(${tilt})`);
    const said = words(table, name, diameter, tilt);
    find(drawing, "desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  }

  el.classList.add("spine-w", "spine-profile", "spine-screw");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h("div", { class: "drawing" }, drawing),
    h(
      "div",
      { class: "turns", role: "group", "aria-label": "Pedicle and screw" },
      h("label", {}, h("b", {}, "Pedicle"), choice),
      sliders.diameter.node,
      sliders.tilt.node,
      status,
    ),
  );
  const watched = /** @type {const} */ (["pedicle", "diameter", "tilt"]);
  for (const name of watched) model.on(`change:${name}`, draw);
  signal?.addEventListener("abort", () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  });
  draw();
}

export default { render, keeps: ["pedicle", "diameter", "tilt"] };
