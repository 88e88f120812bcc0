// A deck: the cards of a quiz, one at a time, with a row of dots that says where one stands.
import { focusOn, h, keepKey } from "../../../browser/elements.js";
import { NOT_YET, OPEN, RIGHT, SHOWN, standing } from "./tally.js";
import { reminder } from "./waiting.js";

/**
 * @import { AskedFace, AskedTable } from "../contract.js"
 * @import { Layout, QuizStore, Round, View } from "../types.js"
 */

/** How a dot looks, and its sign, by how its question stands. */
const LOOKS = new Map([
  [RIGHT, ["right", "✓"]],
  [NOT_YET, ["wrong", "≠"]],
  [SHOWN, ["wrong", "≠"]],
]);

/**
 * @param {AskedFace[]} faces
 * @param {(AskedTable | null)[]} tables
 * @param {QuizStore} store
 * @param {object} quiz
 * @param {(n: number) => string} quiz.name
 * @param {(n: number) => View} quiz.view the card of a question, made when it is first asked for
 * @param {(View | null)[]} quiz.views those made so far
 * @param {{ node: HTMLElement }} quiz.result
 * @returns {Layout}
 */
export function deckOf(faces, tables, { read, write, isLate }, { name, view, views, result }) {
  const heading = h("h3", { tabindex: "-1" });
  const cards = h("div", { class: "cards" }, result.node);
  const back = h("button", { type: "button", onclick: () => move(read().at - 1) }, "Previous");
  const next = h("button", { type: "button", onclick: () => move(read().at + 1) });
  const unkept = reminder(isLate);
  const dots = dotsOf(move, "Result", (state) => LOOKS.get(state));
  const legend = h("p", { class: "small" }, "✓ answered right, ≠ not yet right or shown, no sign: open");
  const node = h(
    "section",
    { class: "spine-q deck", "aria-label": `Quiz of ${faces.length} questions`, onkeydown: keepKey },
    heading,
    cards,
    unkept.node,
    h("div", { class: "actions" }, back, next),
    dots.node,
    legend,
  );
  const focus = () => focusOn(heading);

  /** @param {number} at */
  function move(at) {
    write({ at: Math.max(0, Math.min(at, read().shown.length)) });
    focus();
  }

  /** @param {Round} round */
  function draw({ records, shown, at }) {
    const over = at >= shown.length;
    const states = shown.map((n) => standing(tables[n], records[n]));
    heading.replaceChildren(
      over ? "Your result" : name(shown[at]),
      h("span", { class: "soft" }, over ? "" : progress(shown, at, states)),
    );
    result.node.hidden = !over;
    if (!over && !view(shown[at]).node.parentNode) cards.append(view(shown[at]).node);
    views.forEach((made, n) => {
      if (made) made.node.hidden = over || n !== shown[at];
    });
    unkept.draw();
    back.disabled = at === 0;
    next.hidden = over;
    next.textContent = at === shown.length - 1 ? "See the result" : "Next";
    legend.hidden = !states.some((state) => LOOKS.has(state));
    node.dataset.done = String(!over && states[at] !== OPEN);
    dots.draw(shown, at, states);
  }

  /**
   * @param {number[]} shown
   * @param {number} at
   * @param {string[]} states
   */
  function progress(shown, at, states) {
    const again = shown.length < faces.length ? `; once more, ${at + 1} of ${shown.length}` : "";
    return tables.some(Boolean) ? `${again}; ${states.filter((state) => state === RIGHT).length} right` : again;
  }

  return { node, draw, go: (n) => move(read().shown.indexOf(n)), focus };
}

/**
 * The row of dots: one for each question of the round, and one for what comes after the last.
 *
 * @param {(at: number) => void} move
 * @param {string} last what comes after the last
 * @param {(state: string) => string[] | undefined} looks how a dot looks, and its sign, by how its question stands
 */
export function dotsOf(move, last, looks) {
  const node = h("ol", { class: "dots", "aria-label": "Questions" });
  /** @type {HTMLButtonElement[]} */
  const buttons = [];

  /**
   * @param {number} seat
   * @param {string} label
   * @param {string} words
   * @param {string} [state]
   */
  function dot(seat, label, words, state = OPEN) {
    if (!buttons[seat]) {
      buttons[seat] = h("button", { type: "button", onclick: () => move(seat) });
      node.append(h("li", {}, buttons[seat]));
    }
    const [look, sign] = looks(state) ?? ["", ""];
    buttons[seat].replaceChildren(label, sign ? h("span", { class: "sign", "aria-hidden": "true" }, sign) : "");
    buttons[seat].dataset.state = look;
    buttons[seat].setAttribute("aria-label", words);
  }

  /**
   * @param {number[]} shown
   * @param {number} at
   * @param {string[]} states
   */
  function draw(shown, at, states) {
    for (const spare of buttons.splice(shown.length + 1)) spare.parentElement?.remove();
    shown.forEach((n, seat) => {
      dot(seat, String(n + 1), `Question ${n + 1}: ${states[seat]}`, states[seat]);
    });
    dot(shown.length, last, last);
    buttons[shown.length].hidden = at < shown.length && states.every((state) => state === OPEN);
    buttons.forEach((button, seat) => {
      button.setAttribute("aria-current", seat === at ? "step" : "false");
    });
  }

  return { node, draw };
}
