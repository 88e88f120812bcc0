// What the cards of a quiz add up to, in words: what is held, what led astray, how well one knows what one knows.
import { h } from "../../../browser/elements.js";
import { inline, lessonLink, own, table } from "../page.js";

/**
 * @import { Belief, Taught } from "../contract.js"
 * @import { Sums } from "./tally.js"
 */

/**
 * @param {Record<string, Taught>} objectives
 * @param {Record<string, Belief>} beliefs
 * @param {boolean} titled
 * @param {{ go: (n: number) => void, again: (places: number[]) => void, all: () => void }} moves
 */
export function summary(objectives, beliefs, titled, { go, again, all }) {
  const node = h("section", { class: "spine-q summary", "aria-label": "Your result" });
  /** @type {(label: string, onclick: () => void, style?: string) => HTMLElement} */
  const button = (label, onclick, style = "") => h("button", { type: "button", class: style, onclick }, label);
  /** @param {number[]} places */
  const jumps = (places) => places.map((n) => button(`Question ${n + 1}`, () => go(n)));
  /** @type {(words: string, places: number[]) => Node[]} */
  const todo = (words, places) =>
    places.length ? [h("div", { class: "jumps" }, h("span", { class: "soft" }, words), jumps(places))] : [];
  let drawn = "";

  /**
   * @param {Sums} sums
   * @param {number[]} round
   */
  function draw(sums, round) {
    const key = JSON.stringify([sums, round]);
    if (key === drawn) return;
    drawn = key;
    const count = sums.missed.length;
    node.classList.toggle("empty", !sums.answered && !sums.begun.length);
    node.replaceChildren(
      ...(titled ? [h("h3", {}, "Your result")] : []),
      h("p", { class: "lead" }, lead(sums)),
      ...todo("Begun, not finished:", sums.begun),
      ...todo("Still open:", sums.answered ? sums.open : []),
      ...(sums.answered ? [byObjective(sums, objectives)] : []),
      ...astray(sums, objectives, beliefs),
      ...certainty(sums.feeling, jumps),
      h(
        "div",
        { class: "actions" },
        count ? button(`Try the missed ${count === 1 ? "one" : count} again`, () => again(sums.missed), "check") : [],
        round.length < sums.of ? button("Show all questions", all) : [],
      ),
    );
  }

  return { node, draw };
}

/** @param {Sums} sums */
function lead({ of, answered, first, now, missed, begun, keyless }) {
  if (!answered && begun.length) return "Nothing is answered to its end yet. What you answer is summed up here.";
  if (!answered) return "Nothing is answered yet. What you answer is summed up here.";
  if (keyless) return `${answered} of ${of} handed in.`;
  const sofar = answered < of ? `So far, ${answered} of ${of} answered: ` : "";
  const mended = now > first ? ` By now ${now} are.` : "";
  const clean =
    answered === of && first === of && !missed.length ? " Nothing to mend. Come back in a few days and see what stayed." : "";
  return `${sofar}${first} of ${answered} right at the first try.${mended}${clean}`;
}

/**
 * @param {Sums} sums
 * @param {Record<string, Taught>} objectives
 */
function byObjective(sums, objectives) {
  /** @param {Pick<Sums, "of" | "answered" | "first" | "now">} sum */
  const cells = (sum) => [`${sum.answered} of ${sum.of}`, ...(sums.keyless ? [] : [sum.first, sum.now])];
  const tried = sums.objectives.filter((row) => row.answered);
  const rows = tried.map((row) => [own(objectives, row.id)?.title ?? row.id, ...cells(row)]);
  return table("By objective", ["Objective", "Answered", ...(sums.keyless ? [] : ["Right at once", "Right now"])], rows, [
    "All",
    ...cells(sums),
  ]);
}

/**
 * Where some objectives are taught, each place once: in what was read already, and in what is still to come.
 *
 * @param {string[]} ids
 * @param {Record<string, Taught>} objectives
 */
function reading(ids, objectives) {
  const found = ids.flatMap((id) => own(objectives, id) ?? []).filter((one) => one.place);
  const again = found.filter((one) => !one.later);
  const later = found.filter((one) => one.later);
  return [...placesOf("Read again: ", again), ...placesOf("Comes in: ", later)];
}

/**
 * @param {string} words
 * @param {Taught[]} some
 */
function placesOf(words, some) {
  const links = new Map(some.map((one) => [one.place, one.link]));
  if (!links.size) return [];
  return [h("p", {}, words, ...[...links].flatMap(([place, link], n) => [n ? "; " : "", lessonLink(link, place)]))];
}

/**
 * The beliefs that led astray, each with where to read; then what was missed for no belief of ours.
 *
 * @param {Sums} sums
 * @param {Record<string, Taught>} objectives
 * @param {Record<string, Belief>} beliefs
 */
function astray(sums, objectives, beliefs) {
  const items = sums.beliefs.map(({ id, places, objectives: ids }) => {
    const { text = id, refutation = "" } = own(beliefs, id) ?? {};
    const numbers = places.map((n) => n + 1).join(", ");
    const often = places.length === 1 ? `in question ${numbers}` : `in ${places.length} questions (${numbers})`;
    return h(
      "li",
      {},
      h("p", {}, h("strong", {}, "“", ...inline(text), "”"), h("span", { class: "soft" }, ` ${often}`)),
      refutation ? h("p", {}, inline(refutation)) : [],
      reading(ids, objectives),
    );
  });
  const told = sums.beliefs.flatMap((belief) => belief.objectives);
  const missed = sums.objectives.filter((row) => row.missed.length && !told.includes(row.id)).map((row) => row.id);
  const rest = reading(missed, objectives);
  return [
    ...(items.length ? [h("h4", {}, "Ideas that led astray"), h("ul", { class: "ideas" }, items)] : []),
    ...(rest.length ? [h("h4", {}, items.length ? "Also missed" : "Missed"), ...rest] : []),
  ];
}

/**
 * How sure the first tries were, and how right.
 *
 * @param {Sums["feeling"]} feeling
 * @param {(places: number[]) => Node[]} jumps
 */
function certainty({ sure, unsure }, jumps) {
  const [ofSure, ofUnsure] = [sure, unsure].map(({ right, wrong }) => right.length + wrong.length);
  if (!ofSure && !ofUnsure) return [];
  const words = [];
  if (ofSure)
    words.push(
      sure.wrong.length
        ? `When you were sure, you were right ${sure.right.length} of ${ofSure} times.`
        : `Whenever you were sure, you were right: ${ofSure} of ${ofSure}.`,
    );
  if (ofUnsure)
    words.push(
      `When you were unsure, you were right ${unsure.right.length} of ${ofUnsure} times` +
        `${unsure.right.length > unsure.wrong.length ? ": you know more than you trust yourself to" : ""}.`,
    );
  if (sure.wrong.length) words.push("What you were sure of and got wrong teaches most. Look at it first:");
  const counted = table(
    "First tries",
    ["You were", "Right", "Not right"],
    [
      ["sure", sure.right.length, sure.wrong.length],
      ["unsure", unsure.right.length, unsure.wrong.length],
    ],
  );
  counted.classList.add("narrow");
  return [
    h("h4", {}, "How well you know what you know"),
    h("p", {}, words.join(" ")),
    ...(sure.wrong.length ? [h("div", { class: "jumps" }, jumps(sure.wrong))] : []),
    counted,
  ];
}
