// What a learning platform is told and given to keep: run by test_scorm.py, with the questions of the bank.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const folder = process.env.SPINE_EDU_SAID;
const load = (name) => import(pathToFileURL(join(folder, `${name}.mjs`)));
const said = JSON.parse(readFileSync(join(folder, "said.json"), "utf8"));
const [{ folding, wordsIn }, { reply }, editions, { judge }] = await Promise.all(
  ["folded", "replies", "editions", "question"].map(load),
);

const NAME = "[\\w.:-]{1,250}";
const FORMS = {
  SCORM12: {
    choice: /^[a-z](,[a-z])*$/,
    sequencing: /^[a-z](,[a-z])*$/,
    matching: /^[a-z]\.[a-z](,[a-z]\.[a-z])*$/,
    numeric: /^-?\d+(\.\d+)?$/,
    "fill-in": /^[\s\S]{1,255}$/,
  },
  SCORM2004: {
    choice: new RegExp(`^${NAME}(\\[,\\]${NAME})*$`),
    sequencing: new RegExp(`^${NAME}(\\[,\\]${NAME})*$`),
    matching: new RegExp(`^${NAME}\\[\\.\\]${NAME}(\\[,\\]${NAME}\\[\\.\\]${NAME})*$`),
    numeric: /^-?\d+(\.\d+)?$/,
    "fill-in": /^[\s\S]{1,250}$/,
    "long-fill-in": /^[\s\S]{1,4000}$/,
    other: /^[\s\S]{1,4000}$/,
  },
};
const CLOSED = ["choice", "sequencing", "matching"];

const asked = said.lessons.flatMap(({ faces, tables, solutions }) =>
  faces.flatMap((face, n) =>
    face.parts
      ? face.parts.map((part, at) => [part, tables[n].parts[at], solutions[n][part.id]])
      : [[face, tables[n], solutions[n]]],
  ),
);

for (const [name, forms] of Object.entries(FORMS)) {
  test(`every right answer of the bank is told in a form that ${name} knows, and as the pattern of what is right`, () => {
    for (const [face, table, solution] of asked) {
      const { type, response, pattern } = reply(editions[name], { face, table }, solution);
      assert.match(response, forms[type], face.id);
      if (CLOSED.includes(type)) assert.equal(response, pattern, face.id);
      if (pattern && type === "fill-in") assert.equal(judge(face, table, pattern).correct, true, face.id);
    }
  });
}

test("an option is called by a name that says it, where an edition takes names", () => {
  const face = { kind: "single", options: ["the joint", "the rod, bent"] };
  const table = { options: [{ correct: false }, { correct: true }] };
  assert.equal(reply(editions.SCORM2004, { face, table }, "the rod, bent").response, "b_the_rod_bent");
  assert.equal(reply(editions.SCORM12, { face, table }, "the rod, bent").response, "b");
});

test("what a learner writes is no formula in the platform's spreadsheet, and never longer than the platform takes", () => {
  const face = { kind: "text" };
  for (const typed of ["=cmd()", "+1", "@a", "\t=1"]) {
    assert.equal(reply(editions.SCORM12, { face, table: { answer: "x" } }, typed).response, `'${typed}`);
  }
  assert.equal(reply(editions.SCORM12, { face, table: { answer: "x" } }, "a".repeat(9999)).response.length, 255);
});

test("what was folded unfolds to the same, also where a learner writes what looks folded", () => {
  const { fold, unfold } = folding(["refusion", "~tilde", "answers"]);
  const record = { ...said.fresh, parts: {} };
  const odd = {
    ...record,
    answer: "~0",
    answers: ["~0", "refusion", "~~"],
    first_answer: "~0",
    tries: 3,
    again: 1,
    correct: false,
  };
  for (const value of [
    "~",
    "~~",
    "~0",
    ["refusion"],
    { refusion: "~tilde" },
    { records: [record, odd], at: 1 },
    null,
    0,
    [],
    {},
  ]) {
    assert.deepEqual(unfold(JSON.parse(JSON.stringify(fold(value)))), value);
  }
});

test("a whole lesson, each of its questions answered twice, fits into what SCORM 1.2 keeps", () => {
  for (const { name, faces, tables, solutions } of said.lessons) {
    const { fold } = folding([...wordsIn({ faces, tables, records: [said.fresh] })]);
    const records = solutions.map((answer, n) => {
      const part = (one) => ({
        ...said.fresh,
        answer: one,
        answers: [one, one],
        first_answer: one,
        tries: 2,
        correct: true,
        score: 1,
      });
      if (!faces[n].parts) return part(answer);
      const parts = Object.fromEntries(Object.entries(answer).map(([id, one]) => [id, part(one)]));
      return { ...part(answer), answers: [], parts };
    });
    const kept = JSON.stringify(fold({ records, shown: [...faces.keys()], at: faces.length }));
    assert.ok(kept.length + 5 * faces.length < editions.SCORM12.most.suspended, `${name}: ${kept.length}`);
  }
});
