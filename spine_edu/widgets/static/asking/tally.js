// What the answers of a quiz add up to. Nothing is drawn here.

import { own } from "../page.js";
import { firstOfRound, ofPart, partsOf } from "./round.js";
import { judge } from "./verdict.js";

/**
 * @import { AskedFace, AskedTable, CaseTable, Face, QuestionRecord, Table } from "../contract.js"
 * @import { Judged } from "../types.js"
 */

export const OPEN = "open";
export const RIGHT = "answered right";
export const NOT_YET = "not yet right";
export const SHOWN = "answer shown";
export const HANDED_IN = "handed in";

/**
 * @typedef {{ of: number, answered: number, first: number, now: number, missed: number[] }} Sum
 * @typedef {Sum & { id: string }} ObjectiveSum
 * @typedef {{ id: string, places: number[], objectives: string[] }} BeliefSum
 * @typedef {{ right: number[], wrong: number[] }} Feeling
 * @typedef {ReturnType<typeof tally>} Sums
 */

/**
 * How a question stands in the present round.
 *
 * @param {AskedTable | null} table
 * @param {QuestionRecord} record
 */
export function standing(table, record) {
  if (record.answer === null || record.answer === undefined) return OPEN;
  if (!table) return HANDED_IN;
  if (record.correct === null) return OPEN; // a case of which parts are still to do
  if (record.revealed) return SHOWN;
  return record.correct ? RIGHT : NOT_YET;
}

/** @param {Judged} found */
const ideasOf = (found) => [found.idea, ...found.parts.filter((part) => !part.correct).map((part) => part.idea)].filter(Boolean);
/**
 * The beliefs that an answer betrays; one to a case, those of all its parts.
 *
 * @param {Face} face
 * @param {Table} table
 * @param {unknown} answer
 * @returns {string[]}
 */
function ideasIn(face, table, answer) {
  const parts = partsOf(face);
  if (!parts) return ideasOf(judge(face, table, answer));
  return parts.flatMap((part, n) => {
    const given = ofPart(answer, part.id);
    return given === null ? [] : ideasIn(part, /** @type {CaseTable} */ (table).parts[n], given);
  });
}
/** @returns {Sum} */
const sum = () => ({ of: 0, answered: 0, first: 0, now: 0, missed: [] });

/**
 * Whether a case is begun, and parts of it are still to do in the present round.
 *
 * @param {Face} face
 * @param {AskedTable | null} table
 * @param {QuestionRecord} record
 */
function begun(face, table, record) {
  const parts = partsOf(face);
  if (!parts || record.answer === null || record.answer === undefined) return false;
  return table ? record.correct === null : parts.some((part) => ofPart(record.answer, part.id) === null);
}

/**
 * Counts, and lists of places (counted from 0): `missed` at the first try of the present round, `begun` and `open` in it; by
 * objective, missed at the very first try; by belief, wherever any answer betrayed it. A case counts as answered when all its
 * parts were.
 *
 * @param {AskedFace[]} faces
 * @param {(AskedTable | null)[]} tables
 * @param {QuestionRecord[]} records
 */
export function tally(faces, tables, records) {
  /** @type {Sum & { open: number[]; begun: number[]; keyless: boolean }} */
  const all = { ...sum(), open: [], begun: [], keyless: !tables.some(Boolean) };
  /** @type {Map<string, ObjectiveSum>} */
  const objectives = new Map();
  /** @type {Map<string, BeliefSum>} */
  const beliefs = new Map();
  /** @type {Record<string, Feeling>} */
  const feeling = { sure: { right: [], wrong: [] }, unsure: { right: [], wrong: [] } };
  faces.forEach((face, n) => {
    const [table, record] = [tables[n], records[n]];
    const row = objectives.get(face.objective) ?? { id: face.objective, ...sum() };
    objectives.set(face.objective, row);
    const half = begun(face, table, record);
    const tried = record.tries > 0 && !(half && !record.again);
    const answers = record.tries > 0 && table ? [record.first_answer, ...record.answers, record.answer] : [];
    const verdicts = table ? answers.map((answer) => judge(face, table, answer)) : [];
    const first = Boolean(verdicts[0]?.correct);
    const now = first ? record.correct !== false : record.correct === true && !record.revealed;
    for (const counted of [row, all]) {
      counted.of += 1;
      counted.answered += Number(tried);
      counted.first += Number(first);
      counted.now += Number(now);
    }
    if (half) all.begun.push(n);
    else if (standing(table, record) === OPEN) all.open.push(n);
    if (!table || !verdicts.length) return;
    if (!first && tried) row.missed.push(n);
    const again = firstOfRound(face, record);
    const inRound = again === null ? verdicts[0] : judge(face, table, again);
    if (!inRound.correct && tried) all.missed.push(n);
    for (const id of new Set(answers.flatMap((answer) => ideasIn(face, table, answer)))) {
      const belief = beliefs.get(id) ?? { id, places: [], objectives: [] };
      belief.places.push(n);
      belief.objectives = [...new Set([...belief.objectives, face.objective])];
      beliefs.set(id, belief);
    }
    if (tried) own(feeling, record.confidence)?.[first ? "right" : "wrong"].push(n);
  });
  const often = [...beliefs.values()].sort((a, b) => b.places.length - a.places.length);
  return { ...all, objectives: [...objectives.values()], beliefs: often, feeling };
}
