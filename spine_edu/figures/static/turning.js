// Controls of the browser's own for the figure that turns: plotly draws its buttons as shapes, which no key and no screen reader reaches.
// They stand below the figure, are made from what its layout says (views, switches, moments), and give their orders to plotly by way of one
// of its buttons: inside JupyterLab there is no other door to it. Nothing here needs the kernel. The script stands beside
// the words, in a function of its own.
import { fresh, h, keepKey } from "./elements.js";

const script = document.currentScript;
const root = script?.parentElement;
const STEP = Math.PI / 12; // fifteen degrees a key press
const MOVES = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function hasWebGL() {
  const gl = document.createElement("canvas").getContext("webgl");
  gl?.getExtension("WEBGL_lose_context")?.loseContext(); // a browser has only some sixteen to give
  return gl !== null;
}

// The figure that these controls belong to: the last one above them under the same cell.
function figureAbove() {
  const plots = [...(root.closest(".jp-OutputArea")?.querySelectorAll(".jp-RenderedPlotly") ?? [])];
  return plots.filter((plot) => plot.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
}

const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a, by) => a.map((value) => value * by);
const unit = (a) => scaled(a, 1 / Math.hypot(...a));
function turned(v, axis, angle) {
  const c = Math.cos(angle),
    s = Math.sin(angle),
    across = cross(axis, v),
    along = dot(axis, v) * (1 - c);
  return v.map((value, n) => value * c + across[n] * s + axis[n] * along);
}

// Turn a camera about its upright axis and tilt it, short of standing on its head.
function moved(camera, [aside, over], nearer = 1) {
  const at = ({ x, y, z }) => [x, y, z];
  const up = unit(at(camera.up)),
    eye = turned(at(camera.eye), up, aside * STEP);
  const tilt = Math.acos(Math.min(Math.max(dot(unit(eye), up), -1), 1));
  const to = Math.min(Math.max(tilt + over * STEP, 0.15), Math.PI - 0.15);
  const [x, y, z] = scaled(turned(eye, unit(cross(up, eye)), to - tilt), nearer);
  return { ...camera, eye: { x, y, z } };
}

const apart = (one, other) => Math.hypot(one.eye.x - other.eye.x, one.eye.y - other.eye.y, one.eye.z - other.eye.z);

function fromWhere({ eye }) {
  const [x, y, z] = unit([eye.x, eye.y, eye.z]);
  const words = [
    [y, "behind", "the front"],
    [x, "the left", "the right"],
    [z, "above", "below"],
  ];
  const seen = words.filter(([much]) => Math.abs(much) > 0.35).sort((a, b) => Math.abs(b[0]) - Math.abs(a[0]));
  return `Seen from ${seen.map(([much, one, other]) => (much > 0 ? one : other)).join(" and ")}.`;
}

function start(plot) {
  const still = plot.querySelector("img");
  const able = hasWebGL();
  const bar = h("div", { class: "se-turn" });
  root.prepend(bar);
  // JupyterLab may set this script anew, beside the same figure: what the reader chose, was told and stood on is kept on the figure.
  const state = (plot.spineTurn ??= { view: null, free: false, moment: null, on: {}, told: "", stoodOn: null, wanted: false });
  state.owner = bar;
  let live = null;
  const places = () => [...bar.querySelectorAll("input, button")];
  const isLive = () => still.style.display === "none" && plot.querySelector(".plot-container") !== null;
  const camera = () => plot._fullLayout.scene._scene.getCamera();

  function tell(method, ...args) {
    const button = plot.querySelector(".updatemenu-button"),
      order = button.__data__;
    const own = { method: order.method, args: order.args, args2: order.args2 };
    Object.assign(order, { method, args, args2: undefined });
    button.dispatchEvent(new MouseEvent("click", { bubbles: false }));
    Object.assign(order, own);
  }

  function offer() {
    plot.removeAttribute("tabindex");
    const open = () => {
      state.wanted = true;
      still.dispatchEvent(new MouseEvent("mouseenter"));
    };
    const button = h("button", { type: "button", onclick: open }, "Turn in 3D");
    const no = "This browser cannot draw in three dimensions (WebGL is off), so the picture stays as it is.";
    bar.replaceChildren(able ? button : h("p", {}, no));
  }

  function control() {
    const [views, ...switches] = plot.layout.updatemenus,
      slider = plot.layout.sliders?.[0];
    const name = `turn-${fresh()}`;
    const status = h("p", { role: "status" }, state.told);
    const say = (words) => (status.textContent = state.told = words);
    const given = (place) => views.buttons[place].args[0]["scene.camera"];
    const free = () => {
      state.free = true;
      for (const one of radios) one.checked = false;
    };
    const show = (place) => {
      [state.view, state.free] = [place, false];
      const { method, args } = views.buttons[place];
      tell(method, ...args);
      say(fromWhere(given(place)));
    };
    const move = (by, nearer) => {
      const to = moved(camera(), by, nearer);
      tell("relayout", { "scene.camera": to });
      free();
      say(nearer ? `${nearer < 1 ? "Nearer" : "Farther"}.` : fromWhere(to));
    };
    const back = () => {
      show(state.view);
      radios[state.view].checked = true;
    };
    const choice = (type, group, label, checked, change) => {
      const input = h("input", { type, name: group, checked, onchange: () => change(input) });
      return [input, h("label", {}, input, label)];
    };
    const fields = (legend, pairs) =>
      h(
        "fieldset",
        {},
        h("legend", {}, legend),
        pairs.map(([, label]) => label),
      );

    state.view ??= views.active;
    state.moment ??= slider?.active;
    const sides = views.buttons.map(({ label }, place) =>
      choice("radio", `${name}-view`, label, place === state.view && !state.free, () => show(place)),
    );
    const radios = sides.map(([input]) => input);

    // A switch is on or off; what is see-through in the X-ray is so only while its layer is on.
    const toggles = switches.map(({ active, buttons: [order] }) => {
      const label = order.label.replaceAll("\u2007", "");
      return { order, label, on: state.on[label] ?? active !== -1 };
    });
    const xray = toggles.find(({ label }) => label === "X-ray");
    const layers = toggles.filter((toggle) => toggle !== xray);
    const seeThrough = (which) => {
      const [{ opacity }, places] = xray.on ? xray.order.args : xray.order.args2;
      const kept = places.map((place, n) => [place, opacity[n]]).filter(([place]) => which.includes(place));
      if (kept.length)
        tell(
          "restyle",
          { opacity: kept.map(([, value]) => value) },
          kept.map(([place]) => place),
        );
    };
    const flip = (toggle) => (input) => {
      toggle.on = state.on[toggle.label] = input.checked;
      if (toggle === xray) return seeThrough(layers.filter(({ on }) => on).flatMap(({ order }) => order.args[2]));
      tell("update", ...(toggle.on ? toggle.order.args : toggle.order.args2));
      if (toggle.on && xray?.on) seeThrough(toggle.order.args[2]);
    };
    const parts = toggles.map((toggle) => choice("checkbox", undefined, toggle.label, toggle.on, flip(toggle)));

    const moments = (slider?.steps ?? []).map((step, place) =>
      choice("radio", `${name}-moment`, step.label, place === state.moment, () => {
        state.moment = place;
        tell("update", ...step.args);
        say(`${step.args[1]["annotations[0].text"]}.`);
      }),
    );

    const turn = (sign, label, by) =>
      h("button", { type: "button", "aria-label": label, title: label, onclick: () => move(by) }, sign);
    const zoom = (sign, label, by) =>
      h("button", { type: "button", "aria-label": label, title: label, onclick: () => move([0, 0], by) }, sign);
    const wheel = h(
      "div",
      { class: "se-wheel", role: "group", "aria-label": "Turn" },
      turn("←", "turn to the left", MOVES.ArrowLeft),
      turn("→", "turn to the right", MOVES.ArrowRight),
      turn("↑", "tilt up", MOVES.ArrowUp),
      turn("↓", "tilt down", MOVES.ArrowDown),
      zoom("+", "nearer", 0.85),
      zoom("−", "farther", 1 / 0.85),
      h("button", { type: "button", onclick: back }, "Turn back"),
    );

    bar.replaceChildren(
      fields("Seen from", sides),
      ...(moments.length ? [fields("When", moments)] : []),
      fields("Shown", parts),
      wheel,
      status,
    );
    plot.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== plot) return;
      if (MOVES[event.key]) move(MOVES[event.key]);
      else if (event.key === "+" || event.key === "-") move([0, 0], event.key === "+" ? 0.85 : 1 / 0.85);
      else if (event.key === "Home") back();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    Object.entries({
      tabindex: 0,
      role: "application",
      "aria-label": `${root.dataset.name}. Arrow keys turn it, plus and minus bring it nearer, Home turns it back.`,
    }).forEach(([key, value]) => plot.setAttribute(key, value));
    // plotly tells of a turn when it is done, of ours too; only a reader who drags leaves the chosen view.
    plot.on("plotly_relayout", ({ "scene.camera": camera }) => {
      if (camera && apart(camera, given(state.view)) > 0.01) free();
    });
    plot.classList.add("se-driven");
    if (slider) tell("relayout", { height: plot.layout.height - plot.layout.margin.b, "margin.b": 0 }); // the room its own stepper took
    const lost = document.activeElement === document.body || bar.contains(document.activeElement);
    if (lost && state.wanted) radios[state.view].focus();
    else if (lost && state.stoodOn !== null) places()[state.stoodOn]?.focus();
  }

  if (!able)
    plot.addEventListener(
      "mouseenter",
      (event) => {
        if (event.target === still) event.stopPropagation();
      },
      true,
    );
  bar.addEventListener("keydown", (event) => {
    state.wanted = false;
    keepKey(event);
  });
  bar.addEventListener("focusin", ({ target }) => (state.stoodOn = places().indexOf(target)));
  bar.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !bar.contains(relatedTarget)) state.stoodOn = null; // gone of its own will, not with the bar it stood in
  });
  const follow = () => {
    if (state.owner !== bar) observer.disconnect();
    else if (live !== isLive()) (live = isLive()) ? control() : offer();
  };
  const observer = new MutationObserver(follow);
  observer.observe(still, { attributes: true, attributeFilter: ["style"] });
  follow();
}

const plot = root && figureAbove();
if (plot) start(plot);
script?.remove();
