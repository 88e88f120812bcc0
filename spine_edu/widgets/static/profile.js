// The sagittal profile: sliders for PI, PT and LL. Geometry and sentences are those of spine_edu/figures/alignment/sagittal_profile.py; tests hold them together.
import { h, keepKey } from "../../browser/elements.js";
import { matrixOf, place, turn } from "./turn.js";

const polar = (x, y, r, degrees) => [x + r * Math.cos((degrees * Math.PI) / 180), y + r * Math.sin((degrees * Math.PI) / 180)];

export function pose(table, pi, pt, ll) {
  const { hip, disc, body } = table.sizes;
  const [x, y] = polar(0, 0, hip, 90 + pt);
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

export function strokes(table, pi, pt, ll) {
  const { scale, origin, sizes } = table;
  const page = ([x, y]) => [origin[0] + x * scale, origin[1] - y * scale];
  const path = (...points) => "M" + points.map((point) => page(point).map((n) => n.toFixed(1)).join(" ")).join("L");
  const wedge = (x, y, r, start, end) =>
    path([x, y], ...Array.from({ length: 13 }, (_, k) => polar(x, y, r, start + ((end - start) * k) / 12))) + "Z";
  const matrix = (one) => matrixOf(one, page([one.x, one.y]));
  const places = pose(table, pi, pt, ll);
  const plate = places.S1, top = places.L1, half = sizes.plate / 2 - 1, rise = sizes.body / 2;
  const bones = { ilium: matrix(place(0, 0, pt)), sacrum: matrix(plate) };
  const lines = {
    "hip-line": path([0, 0], [plate.x, plate.y]),
    "plumb": path([0, 0], [0, 130]),
    "plate-line": path(plate.at(-24, 0), plate.at(66, 0)),
    "level": path([plate.x, plate.y], [plate.x + 66, plate.y]),
    "normal": path([plate.x, plate.y], plate.at(0, -92)),
    "top-line": path(top.at(-24, rise), top.at(66, rise)),
    "PT": wedge(0, 0, 62, 90, 90 + pt),
    "SS": wedge(plate.x, plate.y, 50, plate.tilt, 0),
    "PI": wedge(plate.x, plate.y, 46, plate.tilt - 90, pt - 90),
    "LL": path(top.at(66, rise), plate.at(66, 0)),
  };
  let below = plate;
  for (const [name] of table.shares) {
    const here = places[name], up = below === plate ? 0 : rise;
    bones[name] = matrix(here);
    lines[`disc-${name}`] = path(here.at(-half, -rise), here.at(half, -rise), below.at(half, up), below.at(-half, up)) + "Z";
    below = here;
  }
  const front = plate.at(66, 0), above = top.at(66, rise);
  const spots = {
    PT: page([pt >= 0 ? 28 : -28, 46]),
    SS: page(polar(plate.x, plate.y, 74, plate.tilt / 2)),
    PI: page(polar(plate.x, plate.y, 60, pt - 90 - pi / 2)),
    LL: page([(front[0] + above[0]) / 2 + 26, (front[1] + above[1]) / 2 + 12]),
  };
  return { bones, lines, spots };
}

export function words(table, pi, pt, ll) {
  const signed = (n) => `${n}°`.replace("-", "minus ");
  const ss = pi - pt, off = pi - ll;
  const said = [
    `PI ${pi}° = PT ${signed(pt)} + SS ${ss}°`,
    `LL ${ll}°: PI minus LL is ${signed(off)}, ${Math.abs(off) <= table.target ? "within" : "outside"} a common surgical target of ${table.target}° either way [pill2019]`,
  ];
  for (const [name, value] of [["PI", pi], ["PT", pt], ["SS", ss]]) {
    const [low, high] = table.ranges[name];
    if (value < low || value > high) said.push(`${name} lies ${value < low ? "below" : "above"} the usual ${low}° to ${high}° [macthiong2011]`);
  }
  said.push("PI is the shape of the pelvis and nearly stays; PT and SS are its position and trade with each other [boulay2006]");
  return said.join(". ") + ".";
}

function render({ model, el, signal }) {
  const table = model.get("table");
  const drawing = document.importNode(new DOMParser().parseFromString(model.get("svg"), "image/svg+xml").documentElement, true);
  const status = h("p", { role: "status", "aria-live": "polite", class: "said" });
  const controls = {};
  const bounds = (name) => {
    const [low, high] = table.limits[name];
    return name === "PT" ? [low, Math.min(high, model.get("pi"))] : [low, high];
  };
  const set = (name, value) => {
    const [low, high] = bounds(name);
    model.set(name.toLowerCase(), Math.min(Math.max(Math.round(value), low), high));
    if (name === "PI" && model.get("pt") > model.get("pi")) model.set("pt", model.get("pi"));
    model.save_changes();
  };
  const slider = (name) => {
    const label = [h("b", {}, name), ` ${table.names[name]}`];
    controls[name] = turn({ label, name: table.names[name], hint: table.hints[name], change: (value) => set(name, value) });
    return controls[name].node;
  };
  const slope = h("p", { class: "sum" });
  const draw = () => {
    const [pi, pt, ll] = ["pi", "pt", "ll"].map((name) => model.get(name));
    const { bones, lines, spots } = strokes(table, pi, pt, ll);
    const values = { PI: pi, PT: pt, SS: pi - pt, LL: ll };
    for (const [name, matrix] of Object.entries(bones)) drawing.querySelector(`[data-part="${name}"]`).setAttribute("transform", matrix);
    for (const [name, path] of Object.entries(lines)) drawing.querySelector(`[data-line="${name}"]`).setAttribute("d", path);
    for (const [name, [x, y]] of Object.entries(spots)) {
      const group = drawing.querySelector(`[data-part="${name}"]`), label = group.querySelector("text");
      group.setAttribute("aria-label", `${table.names[name]}, ${values[name]} degrees`);
      label.setAttribute("x", x.toFixed(1));
      label.setAttribute("y", y.toFixed(1));
      label.textContent = `${name} ${values[name]}°`;
    }
    for (const [name, { show }] of Object.entries(controls)) show(values[name], ...bounds(name));
    slope.replaceChildren(h("b", {}, `PI ${pi}° = PT ${pt}° + SS ${pi - pt}°`));
    const said = words(table, pi, pt, ll);
    drawing.querySelector("desc").textContent = said;
    if (status.textContent !== said) status.textContent = said;
  };
  el.classList.add("spine-w", "spine-profile");
  el.addEventListener("keydown", keepKey, { signal });
  el.append(h("div", { class: "drawing" }, drawing), h("div", { class: "turns", role: "group", "aria-label": "Angles" }, slider("PI"), slider("PT"), slope, slider("LL"), status));
  for (const name of ["pi", "pt", "ll"]) model.on(`change:${name}`, draw);
  signal?.addEventListener("abort", () => { for (const name of ["pi", "pt", "ll"]) model.off(`change:${name}`, draw); });
  draw();
}

export default { render, keeps: ["pi", "pt", "ll"] };
