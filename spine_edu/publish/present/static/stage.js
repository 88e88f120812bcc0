// The stage: one scene at a time, its parts revealed step by step, what is too high for it cut into pages.

import { cuts, isBeside } from "./cuts.js";
import { path, scenes } from "./scenes.js";

/** @typedef {{ index: number, step: number, page: number, pages: number }} Place */

const [WIDTH, HEIGHT] = [731, 411]; // 1280 x 720 at 1.75: letters of 16 are then 28 pixels high
const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
let zoom = 1;
let tops = [0];
let room = 0; // how high a page may be
/** @type {Place} */
const here = { index: -1, step: 0, page: 0, pages: 1 };
/** @type {((place: Place) => void)[]} */
const heard = [];

/** @param {(place: Place) => void} listener called whenever another scene, step or page is seen */
export const onMove = (listener) => heard.push(listener);
export const place = () => ({ ...here });

function tell() {
  document.body.dataset.more = String(here.page < here.pages - 1 || here.step < scenes[here.index].steps.length);
  for (const listener of heard) listener(place());
}

const LARGER = [1.4, 1.2]; // a scene of few words is written larger, what has controls as its makers set it

/** Write a scene as large as all of it, also what is still hidden, fits on one page. @param {import("./scenes.js").Scene} scene */
function write({ view, flow, steps }) {
  view.style.maxHeight = "";
  room = view.clientHeight;
  view.style.setProperty("--room", `${room}px`); // a drawing among words gets the height of a page
  const hidden = steps.map((part) => part.hidden);
  for (const part of steps) part.hidden = true;
  const before = aboveFigure(flow, steps);
  // of the page on which a figure begins
  view.style.setProperty("--left", `${room - (before < room / 2 ? before : 0)}px`);
  for (const part of steps) part.hidden = false;
  const fits = (flow.querySelector("[data-widget]") ? [] : LARGER).find((times) => {
    flow.style.setProperty("--larger", String(times));
    return flow.getBoundingClientRect().height <= room * zoom + 1;
  });
  flow.style.setProperty("--larger", String(fits ?? 1));
  for (const [n, part] of steps.entries()) part.hidden = hidden[n];
}

/**
 * How high stands what comes before a figure with controls, once that is revealed; nothing where there is none.
 *
 * @param {HTMLElement} flow
 * @param {HTMLElement[]} steps
 */
function aboveFigure(flow, steps) {
  const figure = flow.querySelector("[data-widget]");
  if (!figure) return 0;
  for (const part of steps) {
    if (figure.checkVisibility()) break;
    part.hidden = false;
  }
  return (figure.getBoundingClientRect().top - flow.getBoundingClientRect().top) / zoom;
}

function measure() {
  const { flow, view } = scenes[here.index];
  flow.style.marginTop = "";
  view.style.maxHeight = "";
  room = view.clientHeight; // a title beside a drawing is higher than one above a table
  tops = cuts(flow, room, zoom);
  here.pages = tops.length;
  turnTo(Math.min(here.page, here.pages - 1));
}

/** @param {number} page */
function turnTo(page) {
  const { view, flow } = scenes[here.index];
  here.page = page;
  const next = tops[page + 1];
  flow.style.marginTop = `${-tops[page]}px`; // what stands beside the flow stays
  view.style.maxHeight = next === undefined ? "" : `${Math.min(room, next - tops[page])}px`;
}

/** @param {HTMLElement} node */
function pageOf(node) {
  const { flow } = scenes[here.index];
  if (isBeside(node, flow)) return here.page;
  const from = (node.getBoundingClientRect().top - flow.getBoundingClientRect().top) / zoom;
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= from + 1),
  );
}

/**
 * Show a scene, so many of its steps revealed.
 *
 * @param {number} index
 * @param {number} [step]
 * @param {number} [page] Infinity for the last; the one where the last of these steps begins unless given
 */
export function go(index, step = 0, page = undefined) {
  const to = Math.min(Math.max(index, 0), scenes.length - 1);
  const scene = scenes[to];
  const isNew = to !== here.index;
  const before = here.step;
  for (const { node } of scenes) node.hidden = node !== scene.node;
  Object.assign(here, { index: to, step: Math.min(Math.max(step, 0), scene.steps.length), page: page ?? 0 });
  for (const [n, part] of scene.steps.entries()) part.hidden = n >= here.step;
  if (isNew) write(scene);
  measure();
  if (page === undefined && here.step) turnTo(pageOf(scene.steps[here.step - 1]));
  if (isNew || here.step !== before) {
    document.dispatchEvent(new CustomEvent("se:scene", { detail: { index: to, step: here.step, question: scene.question } }));
  }
  tell();
}

export function next() {
  const { index, step, page, pages } = here;
  const { steps } = scenes[index];
  if (page < pages - 1) {
    go(index, step, page + 1);
  } else if (step < steps.length) {
    go(index, step + 1);
  } else if (path.from(index, 1) !== index) {
    go(path.from(index, 1));
  }
}

export function back() {
  const { index, step, page } = here;
  if (page > 0) go(index, step, page - 1);
  else if (step > 0) go(index, step - 1, Number.POSITIVE_INFINITY);
  else if (path.from(index, -1) !== index) go(path.from(index, -1), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
}

/** To the first scene, or to the last of the path. @type {(by: 1 | -1) => void} */
export const edge = (by) => go(path.from(by > 0 ? scenes.length : -1, by > 0 ? -1 : 1));

/** @param {Event} event of which the target is to be seen */
function look({ target }) {
  if (target instanceof HTMLElement && scenes[here.index].flow.contains(target)) {
    measure(); // it may just have come
    turnTo(pageOf(target));
  }
  tell();
}

function fit() {
  zoom = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
  stage.style.setProperty("zoom", String(zoom));
  // an old beamer's is higher
  stage.style.setProperty("--stage", `${Math.max(HEIGHT, innerHeight / zoom)}px`);
  if (here.index < 0) return;
  write(scenes[here.index]);
  go(here.index, here.step, here.page);
}

/** Begin: the stage fills the window, and follows what grows in it, where the focus goes, and what asks to be looked at. */
export function begin() {
  addEventListener("resize", fit);
  fit();
  const grown = new ResizeObserver(() => {
    const before = [here.page, here.pages];
    measure();
    if (String(before) !== String([here.page, here.pages])) tell();
  });
  for (const { flow } of scenes) grown.observe(flow);
  for (const asks of ["focusin", "se:look"]) stage.addEventListener(asks, look);
}
