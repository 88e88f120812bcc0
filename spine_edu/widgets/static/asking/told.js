// What is said of a claim, step by step: how much is right, where it is wrong, why, and the patient.
import { h } from "../../../browser/elements.js";
import { draw } from "../pack.js";
import { belief, inline, own } from "../page.js";
import { capital, isRight, tallied } from "./claimed.js";

/**
 * @import { Child } from "../../../browser/elements.js"
 * @import { ClaimCode, Claimed, ClaimRow, Dealt, DrawnCase } from "../contract.js"
 * @import { ClaimFound, CodeFound } from "./claimed.js"
 */

const SIGN = { right: "✓", optional: "✓", near: "≠", extra: "✗", twice: "–", malformed: "✗" };

/** @param {ClaimFound} found */
export function verdictOf(found) {
  const lines = tallied(found).map((line) => h("li", {}, line));
  return h("div", {}, h("p", { class: "head" }, isRight(found) ? "✓ All of it is right." : "≠ Not yet."), h("ul", {}, lines));
}

/** @param {ClaimFound} found what is wrong, and not yet what would be right */
export function placesOf(found) {
  const rows = found.sections.flatMap(({ section, right }) =>
    section.rows.filter((_, n) => !right[n]).map((row) => `${capital(section.name)}: look again at ${row.label}.`),
  );
  const codes = found.codes.filter(({ verdict }) => verdict !== "right").map((one) => `${SIGN[one.verdict]} ${placed(one)}`);
  const points = found.query?.read?.answered
    ? found.query.read.parts.filter((part) => !part.correct).map((part) => `Query: ${part.label}. ${part.why}`)
    : [];
  const marks = found.tag && !found.tag.correct ? ["The note shows beside each mark whether it is right."] : [];
  const lines = [...rows, ...codes, ...points, ...marks].map((line) => h("li", {}, line));
  return lines.length ? h("ul", { class: "places" }, lines) : h("p", {}, "Nothing is wrong.");
}

/** @param {CodeFound} one */
function placed({ given, verdict, meant, places }) {
  if (verdict === "near" && meant) {
    const where = places.map((n) =>
      meant.characters.length === 1 ? "the code itself" : `character ${n + 1}, ${meant.characters[n].axis}`,
    );
    return `${given} is near: look at ${where.join("; ")}.`;
  }
  /** @type {Record<string, string>} */
  const said = {
    extra: "stands for nothing that was done",
    twice: "stands here twice",
    malformed: "has not the form of a code",
    optional: "is reported where the hospital wants it",
  };
  return `${given} ${said[verdict] ?? ""}.`;
}

/**
 * @param {Dealt} dealt
 * @param {ClaimFound} found
 * @param {Claimed} claim
 */
export function reasonsOf(dealt, found, claim) {
  const rows = found.sections.flatMap(({ section, right }) =>
    section.rows.map((row, n) => {
      const chosen = (claim.choices[section.name] ?? [])[n] ?? -1;
      return reasonLine(
        right[n],
        `${row.label}: ${row.right.map((option) => section.options[option]).join(" or ")}`,
        row,
        dealt,
        chosen >= 0,
      );
    }),
  );
  const codes = found.codes.flatMap((one) => (one.meant ? [codeLine(one, one.meant, dealt)] : []));
  const missing = found.missing.map((code) => missingLine(code, dealt));
  const left = dealt.left_out.map((line) => h("li", {}, inline(line)));
  return h(
    "div",
    {},
    h("ul", { class: "reasons" }, ...rows, ...codes, ...missing),
    left.length ? h("details", {}, h("summary", {}, "What is rightly not coded"), h("ul", {}, left)) : [],
  );
}

/**
 * @param {boolean} right
 * @param {string} said
 * @param {ClaimRow} row
 * @param {Dealt} dealt
 * @param {boolean} answered
 */
function reasonLine(right, said, row, dealt, answered) {
  return h(
    "li",
    { "data-state": right ? "right" : "wrong" },
    h("strong", { class: "mark" }, right ? "✓ right" : "≠ not right"),
    ` ${said}. `,
    told(row.why),
    quoted(row.phrase),
    right || !answered ? [] : belief(dealt, row.idea, " "),
  );
}

/**
 * @param {CodeFound} one
 * @param {ClaimCode} meant
 * @param {Dealt} dealt
 */
function codeLine(one, meant, dealt) {
  const right = one.verdict === "right";
  const said = one.places.map((n) => {
    const { axis, why, phrase } = meant.characters[n] ?? meant.characters[0];
    const idea = own(meant.traps, meant.characters.length === 1 ? one.given : `${n + 1}${one.given[n]}`) ?? "";
    return h(
      "li",
      {},
      meant.characters.length === 1 ? "" : `Character ${n + 1}, ${axis}: `,
      told(why),
      quoted(phrase),
      belief(dealt, idea, " "),
    );
  });
  return h(
    "li",
    { "data-state": right ? "right" : "wrong" },
    h("strong", { class: "mark" }, right ? "✓ right" : "≠ near"),
    ` ${one.given}${right ? "" : `, right is ${meant.code}`}: ${meant.title}. `,
    said.length ? h("ul", {}, said) : [],
  );
}

/**
 * @param {ClaimCode} code
 * @param {Dealt} dealt
 */
function missingLine(code, dealt) {
  const phrase = code.characters.find((one) => one.phrase)?.phrase ?? "";
  return h(
    "li",
    { "data-state": "wrong" },
    h("strong", { class: "mark" }, "+ missing"),
    ` ${code.code}: ${code.title}. `,
    told([...new Set(code.characters.map((one) => one.why))].filter(Boolean).join("; ")),
    quoted(phrase),
    belief(dealt, code.idea, " "),
  );
}

/**
 * @param {string} phrase
 * @returns {Child[]}
 */
const quoted = (phrase) => (phrase ? [" The note: ", h("q", {}, phrase.replace(/\.$/, "")), "."] : []);

/**
 * A reason as a sentence of its own.
 *
 * @param {string} why
 */
const told = (why) => inline(why && !/[.?!]$/.test(why) ? `${why}.` : why);

/**
 * @param {Dealt} dealt
 * @param {Omit<DrawnCase, "dealt">} pictures
 */
export function patientOf(dealt, pictures) {
  const [map, line] = [h("div", { class: "drawing" }), h("div", { class: "drawing" })];
  draw(map, pictures.map, `Case ${dealt.number}: the operation`);
  draw(line, pictures.line, `Case ${dealt.number}: the history`);
  return h(
    "div",
    { class: "patient" },
    h("p", {}, h("strong", {}, "What leads astray: "), dealt.astray),
    h("div", { class: "pair" }, map, line),
    h("details", {}, h("summary", {}, "In words"), h("p", {}, pictures.words)),
  );
}
