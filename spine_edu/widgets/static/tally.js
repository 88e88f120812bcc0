// What the answers of a quiz add up to. Nothing is drawn here.
import { firstOfRound } from "./round.js";
import { own } from "./page.js";
import { judge } from "./verdict.js";

export const OPEN = "open",
  RIGHT = "answered right",
  NOT_YET = "not yet right",
  SHOWN = "answer shown",
  HANDED_IN = "handed in";

// How a question stands in the present round.
export function standing(table, record) {
  if (record.answer === null || record.answer === undefined) return OPEN;
  if (!table) return HANDED_IN;
  if (record.correct === null) return OPEN; // a case of which parts are still to do
  if (record.revealed) return SHOWN;
  return record.correct ? RIGHT : NOT_YET;
}

const ideasOf = (found) => [found.idea, ...found.parts.filter((part) => !part.correct).map((part) => part.idea)].filter(Boolean);
const sum = () => ({ of: 0, answered: 0, first: 0, now: 0, missed: [] });

// Whether a case is begun, and parts of it are still to do in the present round.
function begun(face, table, record) {
  if (!face.parts || record.answer === null || record.answer === undefined) return false;
  return table ? record.correct === null : face.parts.some((part) => (own(record.answer, part.id) ?? null) === null);
}

// Counts, and lists of places (counted from 0): `missed` at the first try of the present round, `begun` and `open` in it; by objective,
// missed at the very first try; by belief, wherever any answer betrayed it. A case counts as answered when all its parts were.
export function tally(faces, tables, records) {
  const all = { ...sum(), open: [], begun: [], keyless: !tables.some(Boolean) };
  const [objectives, beliefs] = [new Map(), new Map()];
  const feeling = { sure: { right: [], wrong: [] }, unsure: { right: [], wrong: [] } };
  faces.forEach((face, n) => {
    const [table, record] = [tables[n], records[n]];
    const row = objectives.get(face.objective) ?? { id: face.objective, ...sum() };
    objectives.set(face.objective, row);
    const half = begun(face, table, record);
    const tried = record.tries > 0 && !(half && !record.again);
    const verdicts =
      record.tries > 0 && table
        ? [record.first_answer, ...record.answers, record.answer].map((answer) => judge(face, table, answer))
        : [];
    const first = Boolean(verdicts[0]?.correct);
    const now = first ? record.correct !== false : record.correct === true && !record.revealed;
    for (const counted of [row, all]) {
      counted.of += 1;
      counted.answered += tried;
      counted.first += first;
      counted.now += now;
    }
    if (half) all.begun.push(n);
    else if (standing(table, record) === OPEN) all.open.push(n);
    if (!verdicts.length) return;
    if (!first && tried) row.missed.push(n);
    const again = firstOfRound(face, record);
    const inRound = again === null ? verdicts[0] : judge(face, table, again);
    if (!inRound.correct && tried) all.missed.push(n);
    for (const id of new Set(verdicts.flatMap(ideasOf))) {
      const belief = beliefs.get(id) ?? { id, places: [], objectives: [] };
      belief.places.push(n);
      belief.objectives = [...new Set([...belief.objectives, face.objective])];
      beliefs.set(id, belief);
    }
    if (tried) feeling[record.confidence]?.[first ? "right" : "wrong"].push(n);
  });
  const often = [...beliefs.values()].sort((a, b) => b.places.length - a.places.length);
  return { ...all, objectives: [...objectives.values()], beliefs: often, feeling };
}
