// The questions of a page, and each answer to one as an interaction: what was answered, what it is worth, and which belief led there.
import { reply } from "./replies.js";

/**
 * @import { Edition, Judge, Met, Session } from "./platform.js"
 * @import { Given } from "../../../../widgets/static/contract.js"
 * @import { Judged } from "../../../../widgets/static/types.js"
 */

/**
 * The questions in the state of a widget, a case by its parts; one without a table is an exam, of which nothing is told.
 *
 * @param {Record<string, any>} state
 * @param {Pick<Given, "place" | "part">} [only]
 * @returns {Met[]}
 */
export function questionsIn(state, only) {
  const faces = state.faces ?? (state.face ? [state.face] : []);
  const tables = state.tables ?? [state.table];
  return faces.flatMap((/** @type {any} */ face, /** @type {number} */ place) => {
    if (!tables[place] || (only && only.place !== place)) return [];
    if (!face.parts) return [{ face, table: tables[place] }];
    const parts = face.parts.map((/** @type {any} */ part, /** @type {number} */ n) => {
      return { face: { ...part, objective: face.objective }, table: tables[place].parts[n] };
    });
    return only ? parts.filter((/** @type {Met} */ one) => one.face.id === only.part) : parts;
  });
}

/**
 * What an answer is about: the objective of its question, and each belief that it betrays.
 *
 * @param {Met} asked
 * @param {Judged} found
 */
function about({ face }, found) {
  const wrong = found.parts.filter((part) => !part.correct).map((part) => part.idea);
  const beliefs = found.correct ? [] : [found.idea, ...wrong].filter(Boolean).map((idea) => `belief.${idea}`);
  return [...new Set([face.objective ?? "", ...beliefs])].filter(Boolean);
}

/**
 * Tell one answer; return what it is worth, or null for what is no answer yet.
 *
 * @param {Edition} edition
 * @param {Session} session
 * @param {Met} asked
 * @param {Given} given
 * @param {Judge} judge
 * @returns {number | null}
 */
export function tell(edition, session, asked, given, judge) {
  const { names, most } = edition;
  const found = judge(asked.face, asked.table, given.answer);
  if (!found.answered) return null;
  const n = `cmi.interactions.${Number(session.get("cmi.interactions._count"))}`;
  const { type, response, pattern } = reply(edition, asked, given.answer);
  session.set(`${n}.id`, asked.face.id);
  session.set(`${n}.type`, type);
  about(asked, found).forEach((objective, place) => {
    session.set(`${n}.objectives.${place}.id`, objective);
  });
  if (pattern) session.set(`${n}.correct_responses.0.pattern`, pattern);
  session.set(`${n}.${names.response}`, response);
  session.set(`${n}.result`, found.correct ? "correct" : found.score ? found.score.toFixed(2) : edition.wrong);
  session.set(`${n}.weighting`, "1");
  session.set(`${n}.${names.time}`, edition.moment(new Date(`${given.time.slice(0, 23)}Z`)));
  if (names.stem) session.set(`${n}.${names.stem}`, asked.face.stem.trim().slice(0, most.stem));
  return found.score;
}
