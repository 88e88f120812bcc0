// Another round of a question: its answer is taken off the table, and all that was ever answered stays on record.
import { own } from "../page.js";

/** @import { CaseFace, Face, QuestionRecord } from "../contract.js" */

/** What another round takes off the table. */
const EMPTY = { answer: null, correct: null, score: null, hints_used: 0, revealed: false };

/**
 * The record of a question that nobody has answered.
 *
 * @type {QuestionRecord}
 */
export const UNTOUCHED = { ...EMPTY, answers: [], first_answer: null, tries: 0, again: 0, confidence: "" };

/** @param {unknown} value */
const sort = (value) => (Array.isArray(value) ? "list" : value === null ? "nothing" : typeof value);

/**
 * Whether a value can be read as a record; where an untouched one holds nothing, it may hold anything.
 *
 * @param {unknown} value
 * @returns {value is QuestionRecord}
 */
export function isRecord(value) {
  return (
    sort(value) === "object" &&
    Object.values(/** @type {{ parts?: {} }} */ (value).parts ?? {}).every(isRecord) &&
    Object.entries(UNTOUCHED).every(([name, empty]) => empty === null || sort(Object(value)[name]) === sort(empty))
  );
}

/**
 * The faces of the parts of a case; null for any other question.
 *
 * @param {Face} face
 */
export const partsOf = (face) => (face.kind === "case" ? /** @type {CaseFace} */ (face).parts : null);

/**
 * What one part of a case was answered, by the answer or the record of the case; null where it was not.
 *
 * @param {unknown} answer
 * @param {string} id
 * @returns {unknown}
 */
export const ofPart = (answer, id) => own(/** @type {Record<string, unknown> | null} */ (answer), id) ?? null;

/**
 * What a record changes when its question is asked once more; of a case, every part is.
 *
 * @param {Face} face
 * @param {QuestionRecord} record
 * @returns {Partial<QuestionRecord>}
 */
export function anew(face, record) {
  const faces = partsOf(face);
  if (!faces) return { ...EMPTY, again: record.answers.length };
  const kept = faces.map((part) => ({ ...UNTOUCHED, ...own(record.parts, part.id) }));
  const parts = Object.fromEntries(faces.map((part, n) => [part.id, { ...kept[n], ...EMPTY, again: kept[n].answers.length }]));
  return { ...EMPTY, parts, again: kept.reduce((sum, part) => sum + part.answers.length, 0) };
}

/**
 * The first answer that was given in the present round, or null; of a case, those of its parts.
 *
 * @param {Face} face
 * @param {QuestionRecord} record
 * @returns {unknown}
 */
export function firstOfRound(face, record) {
  const faces = partsOf(face);
  if (!faces) return record.answers[record.again] ?? null;
  const given = faces.flatMap((part) => {
    const kept = { ...UNTOUCHED, ...own(record.parts, part.id) };
    return kept.answers.length > kept.again ? [[part.id, kept.answers[kept.again]]] : [];
  });
  return given.length ? Object.fromEntries(given) : null;
}
