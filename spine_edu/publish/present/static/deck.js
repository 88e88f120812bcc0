// A lesson on a stage: what keys, fingers and the speaker's window order is done here; the address keeps the scene.

import { h } from "../../../browser/elements.js";
import { black, enlarge, enlargeOnPress, help, otherPath, overview } from "./boards.js";
import { listen, swipe } from "./keys.js";
import { openSpeaker, receive, send } from "./link.js";
import { path, scenes } from "./scenes.js";
import { speak } from "./speaker.js";
import { back, begin, edge, go, next, onMove, place } from "./stage.js";
import "./turning.js";

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function tellSpeaker() {
  const { index, step } = place();
  send({ at: { index, step, steps: scenes[index].steps.length, path: path.name } });
}

/** @type {Record<string, () => void>} */
const ORDERS = {
  next,
  back,
  first: () => edge(-1),
  last: () => edge(1),
  black,
  overview,
  help,
  enlarge: () => enlarge(),
  full: fullScreen,
  speaker: openSpeaker,
  path: otherPath,
  where: tellSpeaker,
  join: () => document.dispatchEvent(new CustomEvent("se:join")),
};

/** @param {string} order */
function obey(order) {
  if (order !== "black" && order !== "where") document.body.removeAttribute("data-black");
  if (order.startsWith("scene ")) go(Number(order.slice(6)) - 1);
  else ORDERS[order]?.();
  if (order === "path") showPlace();
}

const number = h("p", { class: "scene-number", "aria-hidden": "true" });
const said = h("p", { id: "said", role: "status" });

function showPlace() {
  const { index, step } = place();
  number.textContent = `${index + 1} / ${scenes.length}`;
  scenes[index].node.querySelector("header")?.append(number);
  history.replaceState(null, "", `#${index + 1}${step ? `.${step}` : ""}`);
  tellSpeaker();
}

function fromAddress() {
  const [scene, step] = location.hash.slice(1).split(".").map(Number);
  if (scene) go(scene - 1, step || 0);
  else go(0);
}

if (location.hash === "#speaker") {
  speak();
} else {
  const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
  stage.append(said);
  onMove(showPlace);
  begin();
  fromAddress();
  addEventListener("hashchange", fromAddress);
  listen(obey);
  swipe(stage, obey);
  enlargeOnPress(stage);
  receive(({ order }) => {
    if (order) obey(order);
  });
}
document.body.dataset.deck = "ready";
