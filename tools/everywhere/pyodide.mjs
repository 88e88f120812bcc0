// Run every code cell of the lessons in Pyodide, which is Python in WebAssembly, and compare with what the lessons store (node 20.11 or newer):
//
//     npm install --no-save --prefix FOLDER pyodide@314.0.7
//     node tools/everywhere/pyodide.mjs --pyodide=FOLDER/node_modules/pyodide [--wheels=FOLDER] [NOTEBOOK…]
//
// What the lessons import comes from the environment of the tests (.venv-test, or --environment=FOLDER), since it is pure Python or
// can do without its compiled half. numpy and pandas cannot: Pyodide has builds of its own, which its package on npm does not carry.
// --wheels names the folder where they lie; Pyodide takes from it what its lock knows by hash, and fetches what is missing.
// Without --wheels the cells that need them are counted as not run. Every lesson gets an interpreter of its own.

import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const CLONE = resolve(import.meta.dirname, "../..");
const COMPILED = ["numpy", "pandas"];

const BEGIN = `
import sys

class Hidden:
    """Builds for another processor are no packages here."""

    @staticmethod
    def find_spec(name, *_):
        if name in hidden:
            raise ModuleNotFoundError(f"{name} has no wheel here", name=name)

sys.dont_write_bytecode = True
sys.meta_path.insert(0, Hidden)
sys.path[:0] = ["/clone"]
sys.path.append("/packages")

import json
from dataclasses import asdict
from pathlib import Path
from spine_edu.publish.replay import Replayed, replay, summary
`;
const REPLAY = `
cells = replay(Path(lesson))
print(summary(cells), *(cell for cell in cells if cell.differs), sep="\\n  ")
json.dumps([asdict(cell) for cell in cells])
`;
const TOTAL = `summary([Replayed(**cell) for cell in json.loads(cells)], f"In all, Python {sys.version.split()[0]} on {sys.platform}")`;

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pyodide: { type: "string" },
    wheels: { type: "string" },
    environment: { type: "string", default: join(CLONE, ".venv-test") },
  },
});
if (!given.pyodide) {
  console.error("Name the folder of Pyodide: --pyodide=FOLDER; the first lines of this file say where it comes from.");
  process.exit(2);
}

const { loadPyodide } = await import(pathToFileURL(join(resolve(given.pyodide), "pyodide.mjs")).href);
const packages = readdirSync(given.environment, { recursive: true }).find((name) =>
  /lib.python3\.\d+.site-packages$|^Lib.site-packages$/.test(name),
);
const lessons = positionals.length
  ? positionals.map((path) => relative(CLONE, resolve(path)))
  : readdirSync(join(CLONE, "notebooks"))
      .filter((name) => name.endsWith(".ipynb"))
      .sort()
      .map((name) => `notebooks/${name}`);

/** Return a fresh interpreter that sees the clone, the packages and, if there are any, the builds for WebAssembly. */
async function interpreter() {
  const python = await loadPyodide({ packageCacheDir: given.wheels && resolve(given.wheels) });
  python.mountNodeFS("/clone", CLONE);
  python.mountNodeFS("/packages", join(given.environment, packages));
  if (given.wheels) await python.loadPackage(COMPILED, { messageCallback: () => {} });
  python.globals.set("hidden", python.toPy(given.wheels ? [] : COMPILED));
  python.runPython(BEGIN);
  return python;
}

if (!given.wheels) console.log(`No --wheels were given: what needs ${COMPILED.join(" or ")} is not run.`);
const cells = [];
let python;
for (const lesson of lessons) {
  python = await interpreter();
  python.globals.set("lesson", `/clone/${lesson}`);
  cells.push(...JSON.parse(python.runPython(REPLAY)));
}
python.globals.set("cells", JSON.stringify(cells));
console.log(python.runPython(TOTAL));
process.exitCode = cells.some((cell) => cell.differs || (given.wheels && cell.lacks)) ? 1 : 0;
