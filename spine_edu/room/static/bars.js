// What the room answered, as bars: both votes of a question side by side, and behind wrong answers the belief that leads there.
import { h } from "../../browser/elements.js";
import { inline, plain } from "../../widgets/static/page.js";

/** @import { Bar, DeskTold, Moves } from "../../widgets/static/contract.js" */

const ROUNDS = ["first vote", "second vote"];

/** @param {DeskTold} told */
export function barsOf(told) {
  const most = told.answered.map((count) => Math.max(1, count));
  const rest = told.others.some(Boolean)
    ? [row({ letter: "", label: "all other answers", counts: told.others, right: null, belief: "" }, most)]
    : [];
  const two = told.answered.length > 1;
  return h(
    "div",
    { class: "counted" },
    two
      ? h(
          "p",
          { class: "legend" },
          ROUNDS.map((name, n) => h("span", { "data-round": n + 1 }, name)),
        )
      : [],
    worthOf(told),
    h(
      "ul",
      { class: "bars" },
      told.bars.map((bar) => row(bar, most)),
      rest,
    ),
  );
}

/**
 * @param {Bar} bar
 * @param {number[]} most
 */
function row({ letter, label, counts, right, belief }, most) {
  const state = right === null ? "" : right ? "right" : "wrong";
  const sign = right === null ? [] : h("strong", { class: "mark" }, right ? " ✓ right" : " ≠ not right");
  const last = counts.at(-1) ?? 0;
  return h(
    "li",
    { "data-state": state },
    h("span", { class: "letter" }, letter),
    h("div", { class: "words" }, inline(label), sign, belief && last ? believed(last, belief) : []),
    h(
      "div",
      { class: "rounds" },
      counts.map((count, n) => barOf(count, most[n], n, counts.length > 1 ? `${ROUNDS[n]}: ` : "")),
    ),
  );
}

/**
 * @param {number} count
 * @param {string} belief
 */
const believed = (count, belief) =>
  h("p", { class: "belief" }, `${count} of you ${count === 1 ? "thinks" : "think"}: “`, inline(belief.replace(/\.$/, "")), "”");

/**
 * @param {number} count
 * @param {number} of
 * @param {number} n
 * @param {string} name
 */
function barOf(count, of, n, name) {
  const share = Math.round((100 * count) / of);
  const bar = h("span", { class: "bar", "aria-hidden": "true" });
  bar.style.inlineSize = `${share}%`;
  return h(
    "div",
    { class: "round", "data-round": n + 1 },
    h("span", { class: "track" }, bar),
    h("span", { class: "count" }, h("span", { class: "unseen" }, name), `${count} (${share} %)`),
  );
}

/**
 * How many were right, and how minds moved.
 *
 * @param {DeskTold} told
 */
function worthOf(told) {
  if (!told.right.length) return [];
  const shares = told.right.map((count, n) => `${count} of ${told.answered[n]}`);
  const said = shares.length > 1 ? `Right: ${shares[0]}, then ${shares[1]}.` : `Right: ${shares[0]}.`;
  return h("p", { class: "worth" }, said, told.moves ? ` ${movesIn(told.moves)}` : "");
}

/** @param {Moves} moves */
function movesIn({ to_right: gained, to_wrong: lost, stayed_right: kept, stayed_wrong: stuck }) {
  const both = gained + lost + kept + stuck;
  if (!both) return "";
  const each = 100 / both;
  const share = (/** @type {number} */ count) => `${Math.round(count * each)} %`;
  return `Of ${both} who voted twice, ${share(gained)} moved from wrong to right, ${share(lost)} from right to wrong.`;
}

/**
 * The options before anybody sees a bar.
 *
 * @param {string[]} options
 */
export const optionsOf = (options) =>
  h(
    "ol",
    { class: "options" },
    options.map((text, n) =>
      h(
        "li",
        { "aria-label": plain(text) },
        h("span", { class: "letter" }, String.fromCharCode(65 + n)),
        h("span", {}, inline(text)),
      ),
    ),
  );
