// Run by tests/js/test_judging.py, which puts the scripts and what Python says of them into the folder that SPINE_EDU_SAID names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const place = (name) => join(process.env.SPINE_EDU_SAID, name);
const script = (name) => import(pathToFileURL(place(name)));
const { judge } = await script("question.mjs");
const { bareCode, tidy } = await script("typed.mjs");
const said = JSON.parse(readFileSync(place("said.json"), "utf-8"));

for (const { id, face, table, judged } of said.questions) {
  test(`${id} is judged as in Python`, () => {
    for (const [answer, verdict] of judged)
      assert.deepEqual(judge(face, table, answer), verdict, `about ${JSON.stringify(answer).slice(0, 80)}`);
  });
}

test("every letter is read as in Python", () => {
  const known = said.letters.filter(([letter]) => !/\p{Cn}/u.test(letter)); // Node may know an earlier Unicode than Python
  assert.ok(known.length > 100_000);
  assert.deepEqual(
    known.filter(([letter, plain]) => tidy(letter) !== plain),
    [],
  );
});

test("letters beside each other are read as in Python", () => {
  for (const [text, plain, code] of said.texts)
    assert.deepEqual([tidy(text), bareCode(text)], [plain, code], `about ${JSON.stringify(text)}`);
});
