// Reading the verdict table: the same rules, in the same words, as spine_edu/quiz. The tests compare the two.

/**
 * @import { Face, Table } from "../contract.js"
 * @import { Judged, JudgedPart, Kind } from "../types.js"
 */

/**
 * Every kind of question, by its name. Each file of kinds/ adds its own.
 *
 * @type {Record<string, Kind>}
 */
export const kinds = {};

export class NotAnAnswer extends Error {}

/**
 * Refuse what cannot be judged yet, and say what to do.
 *
 * @param {string} todo
 * @returns {never}
 */
export function no(todo) {
  throw new NotAnAnswer(todo);
}

/**
 * @param {boolean} correct
 * @param {number} score
 * @param {string} why
 * @param {string} [idea]
 * @param {JudgedPart[]} [parts]
 * @returns {Judged}
 */
export const verdict = (correct, score, why, idea = "", parts = []) => ({ answered: true, correct, score, why, idea, parts });

/**
 * What an answer is worth, and why. Any answer is judged: what is none is told what to do.
 *
 * @param {Face} face
 * @param {Table} table
 * @param {unknown} answer
 * @returns {Judged}
 */
export function judge(face, table, answer) {
  try {
    return kinds[face.kind].read(face, table, answer);
  } catch (error) {
    if (error instanceof NotAnAnswer)
      return { answered: false, correct: false, score: 0, why: error.message, idea: "", parts: [] };
    throw error;
  }
}
