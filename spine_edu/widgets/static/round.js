// Another round of a question: its answer is taken off the table, and all that was ever answered stays on record.
import { own } from "./page.js";

const EMPTY = { answer: null, correct: null, score: null, hints_used: 0, revealed: false };

export const UNTOUCHED = { ...EMPTY, answers: [], first_answer: null, tries: 0, again: 0, confidence: "" };

const sort = (value) => (Array.isArray(value) ? "list" : value === null ? "nothing" : typeof value);

// Whether a value can be read as a record; where an untouched one holds nothing, it may hold anything.
export function isRecord(value) {
  return (
    sort(value) === "object" &&
    Object.values(value.parts ?? {}).every(isRecord) &&
    Object.entries(UNTOUCHED).every(([name, empty]) => empty === null || sort(value[name]) === sort(empty))
  );
}

// What a record changes when its question is asked once more; of a case, every part is.
export function anew(face, record) {
  if (!face.parts) return { ...EMPTY, again: record.answers.length };
  const kept = face.parts.map((part) => ({ ...UNTOUCHED, ...own(record.parts, part.id) }));
  const parts = Object.fromEntries(
    face.parts.map((part, n) => [part.id, { ...kept[n], ...EMPTY, again: kept[n].answers.length }]),
  );
  return { ...EMPTY, parts, again: kept.reduce((sum, part) => sum + part.answers.length, 0) };
}

// The first answer that was given in the present round, or null; of a case, those of its parts.
export function firstOfRound(face, record) {
  if (!face.parts) return record.answers[record.again] ?? null;
  const given = face.parts.flatMap((part) => {
    const kept = { ...UNTOUCHED, ...own(record.parts, part.id) };
    return kept.answers.length > kept.again ? [[part.id, kept.answers[kept.again]]] : [];
  });
  return given.length ? Object.fromEntries(given) : null;
}
