// Reading the verdict table: the same rules, in the same words, as spine_edu/quiz. The tests compare the two.

// Every kind of question, by its name: { read(face, table, answer), ask(face, id, changed) }, or `card` where it needs more than one card.
// Each file of kinds/ adds its own.
export const kinds = {};

export class NotAnAnswer extends Error {}

export const no = (todo) => {
  throw new NotAnAnswer(todo);
};
export const verdict = (correct, score, why, idea = "", parts = []) => ({ answered: true, correct, score, why, idea, parts });

export function judge(face, table, answer) {
  try {
    return kinds[face.kind].read(face, table, answer);
  } catch (error) {
    if (error instanceof NotAnAnswer)
      return { answered: false, correct: false, score: 0, why: error.message, idea: "", parts: [] };
    throw error;
  }
}
