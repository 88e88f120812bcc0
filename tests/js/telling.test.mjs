// What the tools of the browser work out and say, tried without a browser, against what Python says.
// Run by tests/js/test_telling.py, which puts the scripts and what Python says of them into the folder that SPINE_EDU_SAID names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const place = (name) => join(process.env.SPINE_EDU_SAID, name);
const script = (name) => import(pathToFileURL(place(name)));
const said = JSON.parse(readFileSync(place("said.json"), "utf-8"));
const [builder, column, glossary, nod, profile, question, screw] = await Promise.all(
  ["builder", "column", "glossary", "nod", "profile", "question", "screw"].map((name) => script(`${name}.mjs`)),
);

const TOLD = {
  "a code in words": ([tables, code, on]) => builder.readCode(said.tables[tables], code, on),
  "a column that is bent": ([angles]) => column.words(said.tables.column, angles, column.stand(said.tables.column, angles)),
  "a neck that is fused": ([fused]) => nod.words(said.tables.neck, fused),
  "a pelvis that is turned": ([pi, pt, ll]) => profile.words(said.tables.pelvis, pi, pt, ll),
  "what is left beside a screw": ([margin]) => screw.label(margin),
  "a screw in a pedicle": ([name, diameter, tilt]) => screw.words(said.tables.screw, name, diameter, tilt),
  "a word that is looked up": ([text]) => glossary.spelling(text),
  "what was sent in parts": ([nodes]) => builder.unpack(nodes),
};

for (const [what, pairs] of Object.entries(said.pairs)) {
  test(`${what} is as in Python`, () => {
    assert.ok(pairs.length > 0);
    for (const [given, told] of pairs) assert.deepEqual(TOLD[what](given), told, `about ${JSON.stringify(given).slice(0, 80)}`);
  });
}

test("a quiz adds up its first tries, and what is open", () => {
  const { faces, tables, records, sums } = said.quiz;
  const found = question.tally(faces, tables, records);
  assert.deepEqual(Object.fromEntries(Object.keys(sums).map((name) => [name, found[name]])), sums);
});
