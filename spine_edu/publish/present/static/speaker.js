// The speaker's window: notes, what comes next, clock and plan, the beliefs to expect. It knows the scenes, and asks the stage where it is.

import { h } from "../../../browser/elements.js";
import { listen } from "./keys.js";
import { receive, send } from "./link.js";
import { path, scenes } from "./scenes.js";

const BEGUN = "spine-edu begun";

/** @param {number} minutes */
const clock = (minutes) => `${Math.floor(minutes)}:${String(Math.floor((minutes * 60) % 60)).padStart(2, "0")}`;

export function speak() {
  document.body.dataset.view = "speaker";
  const title = h("h1", {});
  const step = h("p", { class: "step" });
  const notes = h("div", { class: "notes-here" });
  const next = h("p", { class: "next" });
  const time = h("p", { class: "time", role: "timer" });
  /** @type {(order: string, words: string) => HTMLElement} */
  const button = (order, words) => h("button", { type: "button", onclick: () => send({ order }) }, words);
  const again = h(
    "button",
    { type: "button", onclick: () => sessionStorage.setItem(BEGUN, String(Date.now())) },
    "Clock to 0:00",
  );
  const bar = h("p", { class: "bar" }, button("back", "Back"), button("next", "On"), button("black", "Black"), again);
  document.body.append(h("div", { class: "deck-speaker" }, time, bar, title, step, next, notes));
  if (!sessionStorage.getItem(BEGUN)) sessionStorage.setItem(BEGUN, String(Date.now()));
  let index = -1;

  function tick() {
    const minutes = (Date.now() - Number(sessionStorage.getItem(BEGUN))) / 60000;
    const { before, all } = path.planned(Math.max(index, 0));
    const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    time.textContent = `${now} · ${clock(minutes)} gone · planned up to here ${clock(before)} of ${clock(all)}`;
    send({ order: "where" });
  }

  receive(({ at }) => {
    if (!at) return;
    path.name = at.path;
    step.textContent = at.steps ? `Revealed: ${at.step} of ${at.steps}` : "";
    if (at.index === index) return;
    index = at.index;
    const scene = scenes[index];
    title.textContent = `${index + 1}. ${scene.title}`;
    const after = path.from(index, 1);
    next.textContent =
      after === index ? "This is the last scene." : `Next: ${after + 1}. ${scenes[after].title} · ${scenes[after].begins}`;
    notes.replaceChildren(
      ...[...(scene.node.querySelector(".scene-notes")?.childNodes ?? [])].map((note) => note.cloneNode(true)),
    );
  });
  listen((order) => send({ order }));
  setInterval(tick, 1000);
  tick();
}
