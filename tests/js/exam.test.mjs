// The clock of an exam and the file that is handed in, tried without a browser.
// Run by tests/js/test_exam.py, which puts the scripts and what Python says of them into the folder that SPINE_EDU_SAID names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const place = (name) => join(process.env.SPINE_EDU_SAID, name);
const said = JSON.parse(readFileSync(place("said.json"), "utf-8"));
const [clock, handing, question] = await Promise.all(
  ["clock", "handing", "question"].map((name) => import(pathToFileURL(place(`${name}.mjs`)))),
);

const MINUTE = 60_000;

test("time is told in minutes, and in the last two of them in seconds", () => {
  const told = [45 * MINUTE, 44.2 * MINUTE, 2 * MINUTE, 61_000, 9_100, 0, Number.POSITIVE_INFINITY].map(clock.leftInWords);
  assert.deepEqual(told, ["45 min left", "45 min left", "2:00 left", "1:01 left", "0:10 left", "0:00 left", "no clock"]);
});

test("an exam ends so many minutes after it was begun, and never without a clock", () => {
  assert.equal(clock.endOf("2026-12-03T08:00:00.250123Z", 45), Date.parse("2026-12-03T08:45:00.250Z"));
  assert.equal(clock.endOf("2026-12-03T08:00:00.250123Z", null), Number.POSITIVE_INFINITY);
});

test("time is told aloud at half of it, at five minutes and at one, and at no other second", () => {
  const heard = [];
  for (let left = 45 * 60; left > -5; left--) heard.push(clock.toldAloud((left + 1) * 1000, left * 1000, 45));
  assert.deepEqual(heard.filter(Boolean), [
    "Half of the time is over. 23 minutes are left.",
    "5 minutes are left.",
    "One minute is left.",
  ]);
});

test("a page that slept through several moments tells the last of them alone", () => {
  assert.equal(clock.toldAloud(40 * MINUTE, 0.9 * MINUTE, 45), "One minute is left.");
  assert.equal(clock.toldAloud(40 * MINUTE, -MINUTE, 45), "");
});

test("without a clock nothing is told", () => {
  assert.equal(clock.toldAloud(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, null), "");
});

test("whoever needs more time can take it, and an exam without end offers no time", () => {
  assert.deepEqual(
    clock.timesOf(45).map(([minutes]) => minutes),
    [45, 56, 68, 90, null],
  );
  assert.deepEqual(clock.timesOf(0), [[null, "no end of time"]]);
});

test("the file that is handed in is the one that Python grades", () => {
  assert.deepEqual(handing.handedIn(said.sheet, said.state), said.file);
});

test("the file has a name that every disk takes", () => {
  assert.equal(handing.fileName("form 3", 'Zoë "../=1+1'), "exam-form-3-zoe-1-1.json");
  assert.equal(handing.fileName("form 3", ""), "exam-form-3.json");
  assert.ok(handing.fileName("form 3", "x".repeat(500)).length < 90);
});

test("a belief in a part of a case is told in the result, as in Python", () => {
  const { face, table, record, ideas } = said.fallen;
  const { beliefs } = question.tally([face], [table], [record]);
  assert.deepEqual(beliefs.map(({ id }) => id).sort(), ideas);
});
