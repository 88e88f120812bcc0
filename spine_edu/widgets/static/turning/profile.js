// The sagittal profile: sliders for PI, PT and LL. Drawn as in figures/alignment/sagittal_profile.py, said as in profile_angles.py, by test.
import { find, h, keepKey } from "../../../browser/elements.js";
import { drawingOf } from "../pack.js";
import { matrixOf, place, turn } from "./turn.js";

/**
 * @import { ProfileTable } from "../contract.js"
 * @import { Placed, Spot } from "./turn.js"
 * @import { Screen } from "../types.js"
 */

/**
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {number} degrees
 * @returns {Spot}
 */
const polar = (x, y, r, degrees) => [x + r * Math.cos((degrees * Math.PI) / 180), y + r * Math.sin((degrees * Math.PI) / 180)];

/**
 * @param {ProfileTable} table
 * @param {number} pi
 * @param {number} pt
 * @param {number} ll
 */
export function pose(table, pi, pt, ll) {
  const { hip, disc, body } = table.sizes;
  const [x, y] = polar(0, 0, hip, 90 + pt);
  /** @type {Record<string, Placed>} */
  const places = { S1: place(x, y, pt - pi) };
  let top = places.S1;
  const sum = table.shares.reduce((total, [, share]) => total + share, 0);
  for (const [name, share] of table.shares) {
    const wedge = (ll * share) / sum;
    const bottom = place(...place(top.x, top.y, top.tilt + wedge / 2).at(0, disc), top.tilt + wedge);
    places[name] = place(...bottom.at(0, body / 2), bottom.tilt);
    top = place(...bottom.at(0, body), bottom.tilt);
  }
  return places;
}

/**
 * @param {ProfileTable} table
 * @param {number} pi
 * @param {number} pt
 * @param {number} ll
 */
export function strokes(table, pi, pt, ll) {
  const { scale, origin, sizes } = table;
  /**
   * @param {Spot} spot
   * @returns {Spot}
   */
  const page = ([x, y]) => [origin[0] + x * scale, origin[1] - y * scale];
  /** @param {Spot[]} points */
  const path = (...points) =>
    "M" +
    points
      .map((point) =>
        page(point)
          .map((n) => n.toFixed(1))
          .join(" "),
      )
      .join("L");
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} r
   * @param {number} start
   * @param {number} end
   */
  const wedge = (x, y, r, start, end) =>
    `${path([x, y], ...Array.from({ length: 13 }, (_, k) => polar(x, y, r, start + ((end - start) * k) / 12)))}Z`;
  /** @param {Placed} one */
  const matrix = (one) => matrixOf(one, page([one.x, one.y]));
  const places = pose(table, pi, pt, ll);
  const plate = places.S1,
    top = places.L1,
    half = sizes.plate / 2 - 1,
    rise = sizes.body / 2;
  /** @type {Record<string, string>} */
  const bones = { ilium: matrix(place(0, 0, pt)), sacrum: matrix(plate) };
  /** @type {Record<string, string>} */
  const lines = {
    "hip-line": path([0, 0], [plate.x, plate.y]),
    plumb: path([0, 0], [0, 130]),
    "plate-line": path(plate.at(-24, 0), plate.at(66, 0)),
    level: path([plate.x, plate.y], [plate.x + 66, plate.y]),
    normal: path([plate.x, plate.y], plate.at(0, -92)),
    "top-line": path(top.at(-24, rise), top.at(66, rise)),
    PT: wedge(0, 0, 62, 90, 90 + pt),
    SS: wedge(plate.x, plate.y, 50, plate.tilt, 0),
    PI: wedge(plate.x, plate.y, 46, plate.tilt - 90, pt - 90),
    LL: path(top.at(66, rise), plate.at(66, 0)),
  };
  let below = plate;
  for (const [name] of table.shares) {
    const here = places[name],
      up = below === plate ? 0 : rise;
    bones[name] = matrix(here);
    lines[`disc-${name}`] = `${path(here.at(-half, -rise), here.at(half, -rise), below.at(half, up), below.at(-half, up))}Z`;
    below = here;
  }
  const front = plate.at(66, 0),
    above = top.at(66, rise);
  const spots = {
    PT: page([pt >= 0 ? 28 : -28, 46]),
    SS: page(polar(plate.x, plate.y, 84, plate.tilt / 2)),
    PI: page(polar(plate.x, plate.y, 60, pt - 90 - pi / 2)),
    LL: page([(front[0] + above[0]) / 2 + 26, (front[1] + above[1]) / 2 + 12]),
  };
  return { bones, lines, spots };
}

/**
 * @param {ProfileTable} table
 * @param {number} pi
 * @param {number} pt
 * @param {number} ll
 */
export function words(table, pi, pt, ll) {
  /** @param {number} n */
  const signed = (n) => `${n}°`.replace("-", "minus ");
  const ss = pi - pt,
    off = pi - ll;
  const said = [
    `PI ${pi}° = PT ${signed(pt)} + SS ${ss}°`,
    `LL ${ll}°: PI minus LL is ${signed(off)}, ${Math.abs(off) <= table.target ? "within" : "outside"} ` +
      `a common surgical target of ${table.target}° either way`,
  ];
  for (const [name, value] of Object.entries({ PI: pi, PT: pt, SS: ss })) {
    const [low, high] = table.ranges[name];
    if (value < low || value > high) said.push(`${name} lies ${value < low ? "below" : "above"} the usual ${low}° to ${high}°`);
  }
  said.push("PI is the shape of the pelvis and nearly stays; PT and SS are its position and trade with each other");
  return `${said.join(". ")}.`;
}

/**
 * @typedef {"pi" | "pt" | "ll"} Angle
 * @typedef {{ svg: string, table: ProfileTable } & Record<Angle, number>} ProfileState
 */

/** @type {Angle[]} */
const ANGLES = ["pi", "pt", "ll"];

/**
 * @param {[low: number, high: number]} bounds
 * @param {number} value
 */
const within = ([low, high], value) => Math.min(Math.max(value, low), high);

/** @param {Screen<ProfileState>} screen */
function render({ model, el, signal }) {
  const table = model.get("table");
  const drawing = drawingOf(model.get("svg"));
  const status = h("p", { role: "status", "aria-live": "polite", class: "said" });
  const slope = h("p", { class: "sum" });
  const [pi, pt, ll] = ANGLES.map(control);

  /**
   * @param {Angle} angle
   * @returns {[low: number, high: number]}
   */
  function bounds(angle) {
    const [low, high] = table.limits[angle.toUpperCase()];
    if (angle !== "pt") return [low, high];
    const [flattest, steepest] = table.limits.SS;
    return [Math.max(low, model.get("pi") - steepest), Math.min(high, model.get("pi") - flattest)];
  }

  /**
   * @param {Angle} angle
   * @param {number} value
   */
  function set(angle, value) {
    model.set(angle, within(bounds(angle), Math.round(value)));
    model.set("pt", within(bounds("pt"), model.get("pt")));
    model.save_changes();
  }

  /** @param {Angle} angle */
  function control(angle) {
    const name = angle.toUpperCase();
    const label = [h("b", {}, name), ` ${table.names[name]}`];
    return turn({ label, name: table.names[name], hint: table.hints[name], change: (value) => set(angle, value) });
  }

  function draw() {
    const values = anglesOf(model.get("pi"), model.get("pt"), model.get("ll"));
    pi.show(values.PI, ...bounds("pi"));
    pt.show(values.PT, ...bounds("pt"));
    ll.show(values.LL, ...bounds("ll"));
    slope.replaceChildren(h("b", {}, `PI ${values.PI}° = PT ${values.PT}° + SS ${values.SS}°`));
    redraw(drawing, table, values);
    const said = words(table, values.PI, values.PT, values.LL);
    find(drawing, "desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  }

  el.classList.add("spine-w", "spine-profile");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(
    h("div", { class: "drawing" }, drawing),
    h("div", { class: "turns", role: "group", "aria-label": "Angles" }, pi.node, pt.node, slope, ll.node, status),
  );
  for (const angle of ANGLES) model.on(`change:${angle}`, draw);
  signal?.addEventListener("abort", () => {
    for (const angle of ANGLES) model.off(`change:${angle}`, draw);
  });
  draw();
}

/**
 * All angles by their names, of which SS follows from the others.
 *
 * @param {number} pi
 * @param {number} pt
 * @param {number} ll
 */
const anglesOf = (pi, pt, ll) => ({ PI: pi, PT: pt, SS: pi - pt, LL: ll });

/**
 * Bring the bones, lines and labels of the drawing to where the angles put them.
 *
 * @param {Element} drawing
 * @param {ProfileTable} table
 * @param {ReturnType<typeof anglesOf>} values
 */
function redraw(drawing, table, values) {
  const { bones, lines, spots } = strokes(table, values.PI, values.PT, values.LL);
  for (const [name, matrix] of Object.entries(bones)) find(drawing, `[data-part="${name}"]`).setAttribute("transform", matrix);
  for (const [name, path] of Object.entries(lines)) find(drawing, `[data-line="${name}"]`).setAttribute("d", path);
  for (const [name, [x, y]] of Object.entries(spots)) {
    const value = values[/** @type {keyof typeof values} */ (name)];
    const group = find(drawing, `[data-part="${name}"]`);
    const label = find(group, "text");
    group.setAttribute("aria-label", `${table.names[name]}, ${value} degrees`);
    label.setAttribute("x", x.toFixed(1));
    label.setAttribute("y", y.toFixed(1));
    label.textContent = `${name} ${value}°`;
  }
}

export default { render, keeps: ANGLES };
