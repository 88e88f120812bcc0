// Run by tests/js/test_ending.py, which puts the script and what Python says on each day into the folder that SPINE_EDU_SAID names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const place = (name) => join(process.env.SPINE_EDU_SAID, name);
const { saidOn } = await import(pathToFileURL(place("ending.mjs")));
const { ending, days } = JSON.parse(readFileSync(place("said.json"), "utf-8"));

test("on every day, from its first minute to its last, the browser tells what Python tells", () => {
  for (const [day, said] of days) {
    const [year, month, date] = day.split("-").map(Number);
    for (const [hour, minute] of [
      [0, 0],
      [23, 59],
    ])
      assert.equal(saidOn(ending, new Date(year, month - 1, date, hour, minute)), said, day);
  }
});
