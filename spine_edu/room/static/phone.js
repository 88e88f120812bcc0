// The page of a phone: the question on screen, answered by the card that a lesson has too, but without its key.
import { find, h } from "../../browser/elements.js";
import { cardOf } from "../../widgets/static/asking/card.js";
import { UNTOUCHED } from "../../widgets/static/asking/round.js";
import { follow, tellIn } from "./line.js";
import "../../widgets/static/asking/kinds/choice.js";
import "../../widgets/static/asking/kinds/code.js";
import "../../widgets/static/asking/kinds/match.js";
import "../../widgets/static/asking/kinds/number.js";
import "../../widgets/static/asking/kinds/order.js";
import "../../widgets/static/asking/kinds/part.js";
import "../../widgets/static/asking/kinds/place.js";
import "../../widgets/static/asking/kinds/tag.js";
import "../../widgets/static/asking/kinds/text.js";

/**
 * @import { AskedFace, PhoneTold, QuestionRecord } from "../../widgets/static/contract.js"
 * @typedef {{ asking: number, round: number, answer: unknown }} Vote
 */

const UNSENT = "spine-edu vote";
const PAUSE = 1500; // milliseconds until a vote that did not arrive is sent once more
const SAID = {
  none: "Nothing is asked yet. This page changes by itself.",
  ready: "A question comes. Look at the screen.",
  open: "",
  talk: "Talk to your neighbor: what did you answer, and why? Then you vote again.",
  closed: "This vote is closed. Look at the screen.",
};

const stage = find(document, "#place");
const said = find(document, "#said");
const nonce = document.querySelector("script")?.nonce ?? "";
let drawn = "";

/** A vote on its way: it outlives a phone that sleeps, loses the network or loads the page anew. */
const onTheWay = {
  /** @type {Vote | null} */
  vote: JSON.parse(sessionStorage.getItem(UNSENT) ?? "null"),
  sending: false,
  /** @param {Vote | null} vote */
  keep(vote) {
    this.vote = vote;
    if (vote) sessionStorage.setItem(UNSENT, JSON.stringify(vote));
    else sessionStorage.removeItem(UNSENT);
  },
};

/** Send the last vote until the room has it or says no. */
async function send() {
  if (onTheWay.sending) return;
  onTheWay.sending = true;
  while (onTheWay.vote) {
    const vote = onTheWay.vote;
    const { status, text } = await tellIn("vote", vote);
    const over = status === 200 || (status >= 400 && status < 500 && status !== 429);
    said.textContent =
      status === 200 ? "Your answer is counted. You may change it." : over ? text : "Not sent yet: trying again …";
    if (over && onTheWay.vote === vote) onTheWay.keep(null);
    else if (!over) await new Promise((done) => setTimeout(done, PAUSE));
  }
  onTheWay.sending = false;
}

/**
 * The card of a question. It writes what was handed in to the room; after the reveal it judges, and sends nothing.
 *
 * @param {PhoneTold} told
 * @param {AskedFace} face
 */
function cardIn(told, face) {
  /** @type {QuestionRecord} */
  let record = { ...UNTOUCHED };
  const given = onTheWay.vote && onTheWay.vote.asking === told.asking && onTheWay.vote.round === told.round;
  const answer = given ? onTheWay.vote?.answer : told.answer;
  if (answer !== null) record = { ...record, answer, first_answer: answer, answers: [answer], tries: 1 };
  const view = cardOf(withStyle(face), told.table, {
    read: () => record,
    write(changes) {
      record = { ...record, ...changes };
      if (told.phase !== "open" || !("answer" in changes)) return;
      onTheWay.keep({ asking: told.asking, round: told.round, answer: record.answer });
      send();
    },
  });
  view.node.inert = told.phase !== "open" && !told.table;
  view.draw();
  return view.node;
}

/**
 * Let the drawing in a face bring its style sheet past the policy of this page.
 *
 * @param {AskedFace & { picture?: string }} face
 */
const withStyle = (face) =>
  face.picture ? { ...face, picture: face.picture.replaceAll("<style>", `<style nonce="${nonce}">`) } : face;

/** @param {PhoneTold} told */
function draw(told) {
  const state = JSON.stringify([told.asking, told.round, told.phase, Boolean(told.table)]);
  if (state === drawn) return;
  drawn = state;
  said.textContent = told.table ? "" : SAID[told.phase];
  const shown = told.face && !(told.phase === "talk") ? [cardIn(told, told.face)] : [];
  stage.replaceChildren(...(shown.length ? shown : [h("h1", {}, told.phase === "talk" ? "Talk" : "Wait")]));
}

follow(draw, said);
if (onTheWay.vote) send();
