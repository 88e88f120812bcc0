// The room on the scenes of a deck: a strip at the foot of a scene whose question it can be asked, the votes in the place of its
// options, and how phones come in. In the speaker's window, which steers the same room, the strip alone.
import { find, h } from "../../browser/elements.js";
import { isTaken, panel } from "./panel.js";

/** @import { DeskTold } from "../../widgets/static/contract.js" */

const template = /** @type {HTMLTemplateElement} */ (find(document, "#room"));
const asks = new Set(template.dataset.asks?.split(" "));
const speaker = document.querySelector(".deck-speaker");
const { nodes, tell, press, also } = panel("/desk/");
const join = h("button", { type: "button", onclick: toggleJoin, "aria-keyshortcuts": "j" }, h("u", {}, "J"), "oin");
const strip = h(
  "aside",
  { class: "se-room se-strip", "aria-label": "Ask the room", hidden: true },
  nodes.hands.form,
  nodes.said,
  h("nav", { "aria-label": "What can be done" }, nodes.acts, nodes.hands.button, speaker ? [] : join),
  nodes.clock,
  nodes.count,
);
const aloud = h(
  "aside",
  { class: "se-room se-aloud", "aria-label": "Not asked by phone", hidden: true },
  "No phone can answer this one. Let neighbors talk, then have two of them read theirs aloud.",
);
const votes = h("div", { class: "scene-part se-room se-votes", hidden: true }, nodes.shown);
const dialog = h(
  "dialog",
  { class: "deck-board se-room se-join", onkeydown: keysOfJoin },
  template.content.cloneNode(true),
  h("p", { class: "here", role: "status" }),
  nodes.acts.filter((act) => act.getAttribute("aria-keyshortcuts") === "l"), // who is let in is decided here
  h("button", { type: "button", onclick: closeJoin }, "Close"),
);

/** @type {DeskTold | null} */
let now = null;
let asked = ""; // by the scene on screen, of what the room can be asked
let isNew = false; // the room was not yet told of this scene

function toggleJoin() {
  if (dialog.open) closeJoin();
  else dialog.showModal();
}

function closeJoin() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // the next key is the deck's at once
  dialog.close();
}

/** @param {KeyboardEvent} event */
function keysOfJoin(event) {
  if (event.key.toLowerCase() === "j") closeJoin();
  else if (event.key.toLowerCase() === "l") press("l");
}

/** A scene came on screen, or its answer did: then no vote on it is taken any more. */
async function onScene() {
  const scene = /** @type {HTMLElement | null} */ (document.querySelector(".scene:not([hidden])"));
  const question = scene?.dataset.question ?? "";
  const before = asked;
  asked = asks.has(question) ? question : "";
  aloud.hidden = question === asked;
  isNew ||= asked !== before;
  if (!now) return;
  const goes = asked && isNew && now.question?.id !== asked;
  isNew = false;
  if (goes) await tell({ do: "go", question: asked });
  const answered = scene?.querySelector(".scene-key:not([hidden])");
  if (asked && answered && (now.phase === "open" || now.phase === "talk")) await tell({ do: "close" });
  draw(now);
}

/** @param {DeskTold} told */
function draw(told) {
  const isFirst = !now;
  now = told;
  if (isFirst && !speaker) return void onScene();
  const isAsked = told.question !== null && (speaker !== null || told.question.id === asked);
  strip.hidden = !isAsked;
  find(dialog, ".here").textContent = `${told.here} ${told.here === 1 ? "phone" : "phones"} here`;
  if (speaker) return;
  const wasHidden = votes.hidden;
  votes.hidden = !(isAsked && told.bars.length);
  if (votes.hidden) return;
  const flow = find(document, `.scene[data-question="${asked}"] .scene-flow`);
  if (votes.parentElement === flow && !wasHidden) return;
  flow.prepend(votes);
  votes.dispatchEvent(new CustomEvent("se:look", { bubbles: true }));
}

/** @param {KeyboardEvent} event */
function keys(event) {
  const key = event.key.toLowerCase();
  if ((!strip.hidden || key === "l") && !isTaken(event)) press(key);
}

nodes.shown.removeAttribute("tabindex"); // the stage turns its pages
also(draw);
if (speaker) find(speaker, ".bar").after(strip);
else find(document, "#stage").append(strip, aloud);
document.body.append(dialog);
document.addEventListener("keydown", keys);
document.addEventListener("se:scene", onScene);
document.addEventListener("se:join", toggleJoin);
