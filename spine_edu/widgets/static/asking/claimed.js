// What a claim is worth: each choice, each code beside the one it meant, the query and the reply. Nothing here touches the page.
import { bareCode, tidy } from "../typed.js";
import { judge } from "./verdict.js";
import "./kinds/query.js";
import "./kinds/tag.js";

/**
 * @import { ClaimCode, Claimed, ClaimRules, ClaimSection, Dealt, QueryFace } from "../contract.js"
 * @import { Judged } from "../types.js"
 */

/** @typedef {"right" | "optional" | "near" | "extra" | "twice" | "malformed"} CodeVerdict */
/** @typedef {{ given: string, verdict: CodeVerdict, meant: ClaimCode | null, places: number[] }} CodeFound places count from 0 */
/** @typedef {{ section: ClaimSection, right: boolean[], open: number, single: boolean }} SectionFound */
/** @typedef {{ read: Judged | null, reply: string, settles: boolean }} QueryFound */
/** @typedef {{ sections: SectionFound[], codes: CodeFound[], missing: ClaimCode[], query: QueryFound | null, tag: Judged | null }} ClaimFound */

const PAIRED_UP_TO = 3;

/** @returns {Claimed} */
export const emptyClaim = () => ({ choices: {}, codes: "", query: "", marks: null, tries: 0, stage: 0, revealed: false });

/**
 * @param {Dealt} dealt
 * @param {Claimed} claim
 * @param {ClaimRules} rules
 * @returns {ClaimFound}
 */
export function judgeClaim(dealt, claim, rules) {
  const { found, missing } = judgeCodes(dealt, claim.codes);
  return {
    sections: dealt.sections.map((section) => judgeSection(section, claim.choices[section.name] ?? [])),
    codes: dealt.coded ? found : [],
    missing: dealt.coded ? missing : [],
    query: judgeQuery(dealt, claim.query, rules),
    tag: dealt.tag && judge(dealt.tag.face, dealt.tag.table, claim.marks),
  };
}

/**
 * @param {ClaimSection} section
 * @param {number[]} chosen
 * @returns {SectionFound}
 */
function judgeSection(section, chosen) {
  const open = section.rows.filter((_, n) => (chosen[n] ?? -1) < 0).length;
  const firsts = chosen.filter((option) => option === section.one).length;
  return {
    section,
    right: section.rows.map((row, n) => row.right.includes(chosen[n] ?? -1)),
    open,
    single: section.one < 0 || firsts === 1,
  };
}

/**
 * Exact codes first, then each other one with the nearest that is left.
 *
 * @param {Dealt} dealt
 * @param {string} typed
 */
function judgeCodes(dealt, typed) {
  const form = dealt.system === "ICD-9-CM" ? /^\d{3,4}$/ : /^[0-9A-HJ-NP-Z]{7}$/;
  const rest = [...dealt.codes];
  /** @type {CodeFound[]} */
  const found = codesIn(typed).map((given) => {
    if (!form.test(given)) return { given, verdict: "malformed", meant: null, places: [] };
    const code = dealt.system === "ICD-9-CM" ? `${given.slice(0, 2)}.${given.slice(2)}` : given;
    return { given: code, verdict: "extra", meant: null, places: [] };
  });
  for (const one of found) {
    const place = rest.findIndex((right) => right.code === one.given || right.accepts.includes(one.given));
    if (place >= 0) Object.assign(one, { verdict: "right", meant: rest.splice(place, 1)[0] });
    else if (dealt.codes.some((right) => right.code === one.given)) one.verdict = "twice";
    else if (dealt.optional.includes(one.given)) one.verdict = "optional";
  }
  for (;;) {
    const pairs = found
      .filter((one) => one.verdict === "extra")
      .flatMap((one) => rest.map((right) => ({ one, right, places: differing(one.given, right.code) })));
    const best = pairs.filter(({ places }) => places.length <= PAIRED_UP_TO).sort((a, b) => a.places.length - b.places.length)[0];
    if (!best) break;
    Object.assign(best.one, { verdict: "near", meant: best.right, places: best.places });
    rest.splice(rest.indexOf(best.right), 1);
  }
  return { found, missing: rest };
}

/**
 * What was typed as codes, however it is parted.
 *
 * @param {string} typed
 */
const codesIn = (typed) =>
  tidy(typed.replace(/[\n,;]+/g, " "))
    .split(" ")
    .map(bareCode)
    .filter(Boolean);

/**
 * The places where two codes differ; all of them where they cannot be compared.
 *
 * @param {string} given
 * @param {string} right
 */
function differing(given, right) {
  if (right.includes(".")) {
    const family = given.slice(0, 4) === right.slice(0, 4) || (/^81\.[03]/.test(given) && /^81\.[03]/.test(right));
    return family ? [0] : [0, 1, 2, 3];
  }
  const places = [...right].flatMap((sign, n) => (given[n] === sign ? [] : [n]));
  const bothFuse = [given, right].every((code) => /^(0RG|0SG|XRG)/.test(code));
  return bothFuse ? places.filter((n) => n > 0 || given[0] !== right[0]) : places;
}

/**
 * @param {Dealt} dealt
 * @param {string} text
 * @param {ClaimRules} rules
 * @returns {QueryFound | null}
 */
function judgeQuery(dealt, text, rules) {
  if (!dealt.query || !tidy(text)) return null;
  const note = dealt.note.map((lines) => lines.join(" "));
  /** @type {QueryFace} */
  const face = { id: "", kind: "query", stem: "", hints: [], note, rules: rules.query };
  const read = judge(face, dealt.query.table, text);
  const pressed = read.answered && read.parts.slice(3).some((part) => !part.correct);
  const settles = read.correct && dealt.query.open;
  const reply = pressed ? dealt.query.pressed : read.correct ? dealt.query.settled : dealt.query.unclear;
  return { read, reply, settles };
}

/**
 * How much of a claim is right, as a line each.
 *
 * @param {ClaimFound} found
 * @returns {string[]}
 */
export function tallied(found) {
  const lines = found.sections.map(({ section, right, open, single }) => {
    const count = right.filter(Boolean).length;
    const more = [open ? `${open} still to choose` : "", single ? "" : "exactly one is to be principal"].filter(Boolean);
    return `${capital(section.name)}: ${count} of ${right.length} right${more.length ? ` (${more.join("; ")})` : ""}.`;
  });
  const all = found.missing.length + found.codes.filter(({ meant }) => meant).length;
  if (all || found.codes.length) {
    const count = (/** @type {CodeVerdict} */ verdict) => found.codes.filter((one) => one.verdict === verdict).length;
    const more = [
      count("near") ? `${count("near")} near` : "",
      found.missing.length ? `${found.missing.length} missing` : "",
      count("extra") ? `${count("extra")} too much` : "",
      count("malformed") ? `${count("malformed")} with the form of no code` : "",
    ].filter(Boolean);
    lines.push(`Codes: ${count("right")} of ${all} right${more.length ? `, ${more.join(", ")}` : ""}.`);
  }
  if (found.tag) lines.push(found.tag.why);
  if (found.query) lines.push(`The surgeon replies: “${found.query.reply}”`);
  return lines;
}

/**
 * Whether nothing is wrong with a claim; a query need not be written.
 *
 * @param {ClaimFound} found
 */
export const isRight = (found) =>
  found.sections.every(({ right, single }) => single && right.every(Boolean)) &&
  !found.missing.length &&
  (found.tag?.correct ?? true) &&
  found.codes.every(({ verdict }) => verdict === "right" || verdict === "optional");

/** @param {string} word */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
