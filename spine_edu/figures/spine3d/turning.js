// Controls of the browser's own for the figure that turns: plotly draws its buttons as shapes, which no key and no screen reader
// reaches. They stand below the figure, are made from what its layout says (views, switches, moments), and give their orders to
// plotly by way of one of its buttons: inside JupyterLab there is no other door to it. Nothing here needs the kernel. The script
// stands beside the words, in a function of its own.

import { find, findAll, fresh, h, keepKey } from "../../browser/elements.js";
import { apart, fromWhere, moved } from "./camera.js";
import { listOfParts } from "./naming.js";

/**
 * @import { Found } from "../../browser/elements.js"
 * @import { Camera, Chosen, Order, Plot } from "./plotly.js"
 */

/** @type {Map<string, [aside: number, over: number]>} */
const MOVES = new Map([
  ["ArrowLeft", [1, 0]],
  ["ArrowRight", [-1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);
const [NEARER, FARTHER] = [0.85, 1 / 0.85];
const LOWEST = 360; // on a phone the two sides of a still lie too low for one that is to be turned: there it is a square

function hasWebGL() {
  const gl = document.createElement("canvas").getContext("webgl");
  gl?.getExtension("WEBGL_lose_context")?.loseContext(); // a browser has only some sixteen to give
  return gl !== null;
}

/**
 * The figure that these controls belong to: the last one above them under the same cell.
 *
 * @param {Element} root
 */
function figureAbove(root) {
  const plots = findAll(root.closest(".jp-OutputArea") ?? root, ".jp-RenderedPlotly");
  const above = plots.filter((plot) => plot.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING);
  return /** @type {Plot | undefined} */ (above.at(-1));
}

/**
 * Give plotly an order by way of one of its buttons, which is given back what it does.
 *
 * @param {Plot} plot
 * @param {string} method
 * @param {any[]} args
 */
function tell(plot, method, ...args) {
  const button = find(plot, ".updatemenu-button");
  const order = /** @type {{ __data__: Order }} */ (/** @type {unknown} */ (button)).__data__;
  const own = { method: order.method, args: order.args, args2: order.args2 };
  Object.assign(order, { method, args, args2: undefined });
  button.dispatchEvent(new MouseEvent("click", { bubbles: false }));
  Object.assign(order, own);
}

/**
 * A box or a radio button with its label.
 *
 * @param {string} type
 * @param {string | undefined} group
 * @param {string} label
 * @param {boolean} checked
 * @param {(on: boolean) => void} change
 */
function choice(type, group, label, checked, change) {
  const input = h("input", { type, name: group, checked, onchange: () => change(input.checked) });
  return { input, node: h("label", {}, input, label) };
}

/**
 * @param {string} legend
 * @param {{ node: HTMLElement }[]} choices
 */
const fields = (legend, choices) =>
  h(
    "fieldset",
    {},
    h("legend", {}, legend),
    choices.map(({ node }) => node),
  );

/**
 * Switches of the layers and of the X-ray. What is see-through in the X-ray is so only while its layer is on.
 *
 * @param {Plot} plot
 * @param {Chosen} state
 */
function switchesOf(plot, state) {
  const toggles = plot.layout.updatemenus.slice(1).map(({ active, buttons: [order] }) => {
    const label = order.label.replaceAll("\u2007", "");
    return { order, label, on: state.on[label] ?? active !== -1 };
  });
  const xray = toggles.find(({ label }) => label === "X-ray");
  const layers = toggles.filter((toggle) => toggle !== xray);

  /** @param {number[]} which places of meshes */
  function seeThrough(which) {
    if (!xray) return;
    /** @type {any[]} */
    const [{ opacity }, places] = (xray.on ? xray.order.args : xray.order.args2) ?? [];
    const kept = [...places.keys()].filter((n) => which.includes(places[n]));
    if (!kept.length) return;
    const opacities = kept.map((n) => opacity[n]);
    const meshes = kept.map((n) => places[n]);
    tell(plot, "restyle", { opacity: opacities }, meshes);
  }

  return toggles.map((toggle) =>
    choice("checkbox", undefined, toggle.label, toggle.on, (on) => {
      toggle.on = on;
      state.on[toggle.label] = on;
      if (toggle === xray) return seeThrough(layers.filter((layer) => layer.on).flatMap(({ order }) => order.args[2]));
      tell(plot, "update", ...((on ? toggle.order.args : toggle.order.args2) ?? []));
      if (on && xray?.on) seeThrough(toggle.order.args[2]);
    }),
  );
}

/**
 * Buttons for what the arrow keys do.
 *
 * @param {(by: [aside: number, over: number], nearer?: number) => void} move
 * @param {() => void} back
 */
function wheelOf(move, back) {
  /** @type {(sign: string, label: string, press: () => void) => HTMLElement} */
  const button = (sign, label, press) => h("button", { type: "button", "aria-label": label, title: label, onclick: press }, sign);
  /** @type {(sign: string, label: string, key: string) => HTMLElement} */
  const turn = (sign, label, key) => button(sign, label, () => move(MOVES.get(key) ?? [0, 0]));
  return h(
    "div",
    { class: "se-wheel", role: "group", "aria-label": "Turn" },
    turn("←", "turn to the left", "ArrowLeft"),
    turn("→", "turn to the right", "ArrowRight"),
    turn("↑", "tilt up", "ArrowUp"),
    turn("↓", "tilt down", "ArrowDown"),
    button("+", "nearer", () => move([0, 0], NEARER)),
    button("−", "farther", () => move([0, 0], FARTHER)),
    h("button", { type: "button", onclick: back }, "Reset view"),
  );
}

/**
 * Put the controls of a live figure into the bar.
 *
 * @param {Plot} plot
 * @param {HTMLElement} bar
 * @param {Chosen} state
 * @param {string} title
 * @param {() => void} leave
 */
function control(plot, bar, state, title, leave) {
  const [views] = plot.layout.updatemenus;
  const slider = plot.layout.sliders?.[0];
  const name = `turn-${fresh()}`;
  const status = h("p", { role: "status" }, state.told);
  state.view ??= views.active;
  state.moment ??= slider?.active ?? null;
  const sides = views.buttons.map(({ label }, place) =>
    choice("radio", `${name}-view`, label, place === state.view && !state.free, () => show(place)),
  );
  const moments = (slider?.steps ?? []).map((step, place) =>
    choice("radio", `${name}-moment`, step.label, place === state.moment, () => {
      state.moment = place;
      tell(plot, "update", ...step.args);
      say(`${step.args[1]["annotations[0].text"]}.`);
    }),
  );

  /** @param {string} words */
  function say(words) {
    state.told = words;
    status.textContent = words;
  }

  /**
   * @param {number} place
   * @returns {Camera}
   */
  const given = (place) => views.buttons[place].args[0]["scene.camera"];
  const chosen = () => state.view ?? 0;

  function free() {
    state.free = true;
    for (const { input } of sides) input.checked = false;
  }

  /** @param {number} place */
  function show(place) {
    [state.view, state.free] = [place, false];
    const { method, args } = views.buttons[place];
    tell(plot, method, ...args);
    say(fromWhere(given(place)));
  }

  /**
   * @param {[aside: number, over: number]} by
   * @param {number} [nearer]
   */
  function move(by, nearer) {
    const to = moved(plot._fullLayout.scene._scene.getCamera(), by, nearer);
    tell(plot, "relayout", { "scene.camera": to });
    free();
    say(nearer ? `${nearer < 1 ? "Nearer" : "Farther"}.` : fromWhere(to));
  }

  function back() {
    show(chosen());
    sides[chosen()].input.checked = true;
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== plot) return;
    const by = MOVES.get(event.key);
    if (by) move(by);
    else if (event.key === "+" || event.key === "-") move([0, 0], event.key === "+" ? NEARER : FARTHER);
    else if (event.key === "Home") back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  bar.replaceChildren(
    fields("Seen from", sides),
    ...(moments.length ? [fields("When", moments)] : []),
    fields("Shown", switchesOf(plot, state)),
    wheelOf(move, back),
    h("button", { type: "button", onclick: leave }, "Back to the picture"),
    listOfParts(plot, (change, traces) => tell(plot, "restyle", change, traces), say),
    status,
  );
  plot.onkeydown = keys;
  plot.setAttribute("tabindex", "0");
  plot.setAttribute("role", "application");
  const how = "Arrow keys turn it, plus and minus bring it nearer, Home resets the view.";
  plot.setAttribute("aria-label", `${title}. ${how}`);
  // plotly tells of a turn when it is done, of ours too; only a reader who drags leaves the chosen view.
  plot.removeAllListeners("plotly_relayout"); // of controls that stood here before
  plot.on("plotly_relayout", ({ "scene.camera": camera }) => {
    if (camera && apart(camera, given(chosen())) > 0.01) free();
  });
  plot.classList.add("se-driven");
  if (state.height) tell(plot, "relayout", { height: state.height, "margin.b": 0 }); // no room for plotly's own stepper
  const lost = document.activeElement === document.body || bar.contains(document.activeElement);
  if (lost && state.wanted) sides[chosen()].input.focus();
  else if (lost && state.stoodOn !== null) placesIn(bar)[state.stoodOn]?.focus();
}

/** @param {HTMLElement} bar */
const placesIn = (bar) => findAll(bar, "input, button, select");

/**
 * @param {Plot} plot
 * @param {HTMLElement} root
 */
function start(plot, root) {
  const still = /** @type {HTMLImageElement} */ (find(plot, "img"));
  const able = hasWebGL();
  const bar = h("div", { class: "se-turn" });
  root.prepend(bar);
  // JupyterLab may set this script anew, beside the same figure: what the reader chose, was told and stood on is kept there.
  if (!plot.spineTurn) plot.addEventListener("mouseenter", stay, true);
  plot.spineTurn ??= {
    view: null,
    free: false,
    moment: null,
    on: {},
    told: "",
    stoodOn: null,
    wanted: false,
    opening: false,
    height: 0,
  };
  const state = plot.spineTurn;
  state.owner = bar;
  /** @type {boolean | null} */
  let live = null;
  const isLive = () => still.style.display === "none" && plot.querySelector(".plot-container") !== null;

  function offer() {
    for (const name of ["tabindex", "role", "aria-label"]) plot.removeAttribute(name);
    const button = h("button", { type: "button", onclick: open }, "Turn in 3D");
    const no = "This browser cannot draw in three dimensions (WebGL is off), so the picture stays as it is.";
    bar.replaceChildren(able ? button : h("p", {}, no));
    if (state.wanted) button.focus();
    state.wanted = false;
  }

  /**
   * A pointer that comes to lie over the still opens nothing; it may only have been scrolled there.
   *
   * @param {Event} event
   */
  function stay(event) {
    if (event.target === still && !plot.spineTurn?.opening) event.stopPropagation();
  }

  /**
   * Open the figure in the box of the still. What JupyterLab has made it photographs, plotly's own buttons on it, and would store
   * the photograph in place of our still; a figure that seems to have no height it leaves alone.
   */
  function open() {
    const { clientWidth, clientHeight } = still;
    Object.assign(state, { wanted: true, height: Math.max(clientHeight, Math.min(clientWidth, LOWEST)), opening: true });
    plot.style.maxWidth = `${clientWidth}px`;
    Object.defineProperty(plot, "offsetHeight", { value: 0, configurable: true });
    still.dispatchEvent(new MouseEvent("mouseenter"));
    state.opening = false;
  }

  function leave() {
    state.wanted = true;
    find(plot, ".plot-container").style.display = "none";
    plot.style.maxWidth = "";
    still.style.display = "block";
  }

  function follow() {
    if (state.owner !== bar) return observer.disconnect();
    if (live === isLive()) return;
    live = isLive();
    Reflect.deleteProperty(plot, "offsetHeight");
    if (live) control(plot, bar, state, root.dataset.name ?? "", leave);
    else offer();
  }

  if (able) {
    still.onclick = open;
    still.classList.add("se-opens");
  }
  bar.addEventListener("keydown", (event) => {
    state.wanted = false;
    keepKey(event);
  });
  bar.addEventListener("focusin", ({ target }) => {
    state.stoodOn = placesIn(bar).indexOf(/** @type {Found} */ (target));
  });
  bar.addEventListener("focusout", ({ relatedTarget }) => {
    const isOutside = relatedTarget instanceof Node && !bar.contains(relatedTarget);
    if (isOutside) state.stoodOn = null; // gone of its own will, not with the bar it stood in
  });
  const observer = new MutationObserver(follow);
  observer.observe(still, { attributes: true, attributeFilter: ["style"] });
  follow();
}

const script = document.currentScript;
const root = script?.parentElement;
const plot = root && figureAbove(root);
if (plot) start(plot, root);
script?.remove();
