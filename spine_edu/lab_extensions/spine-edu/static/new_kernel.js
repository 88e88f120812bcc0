// A cell that is run before the lesson has begun in its kernel, after a restart say: one sentence and a button, no page of Python's.
// The kernel itself says whether it is new (spine_edu/slips.py); where it cannot, Python's own lines stay.
import { beforeEachRun } from "./jupyter.js";

/** @import { Actions, App, CellWidget, Kernel, Output, Panel } from "./jupyter.js" */

const NEW = "__import__('spine_edu.slips', fromlist=['slips']).new_kernel()";
const TRIES = 20; // a kernel that has just failed turns down what comes in the same moment

/**
 * @param {Panel} panel a lesson
 * @param {App} app
 * @param {Actions} actions
 */
export function beginFromTheTop(panel, app, actions) {
  const watched = new WeakSet();
  beforeEachRun(panel, actions, (cell) => {
    if (watched.has(cell)) return;
    watched.add(cell);
    explain(cell, () => panel.sessionContext.session?.kernel);
  });
  new MutationObserver(() => {
    for (const told of panel.node.querySelectorAll(".se-new-kernel:not(:has(button))")) told.append(button(panel, app));
  }).observe(panel.node, { childList: true, subtree: true });
}

/**
 * Take a NameError of a cell off the screen until the kernel has said whether it is new.
 *
 * @param {CellWidget} cell
 * @param {() => Kernel | null | undefined} kernel
 */
function explain(cell, kernel) {
  const outputs = cell.outputArea?.model;
  let changing = false;
  /** @param {Output[]} shown */
  const show = (shown) => {
    changing = true;
    outputs?.fromJSON(shown);
    changing = false;
  };
  outputs?.changed.connect(async (_, { type, newValues }) => {
    if (type !== "add" || changing) return;
    const error = newValues[0].toJSON();
    if (error.ename !== "NameError" || error.traceback?.length === 1) return; // of one line is what slips say
    await null; // JupyterLab has drawn it by then, and the browser has not
    const before = outputs.toJSON().slice(0, -1);
    show(before);
    const told = await toldBy(kernel()).catch(() => null);
    show([...before, ...(told ? inPlaceOf(error, told) : [error])]);
  });
}

/**
 * What a kernel says if the lesson has not begun in it, in words and as HTML.
 *
 * @param {Kernel | null | undefined} kernel
 * @returns {Promise<Record<string, string> | null>}
 */
async function toldBy(kernel) {
  for (let n = 0; kernel && n < TRIES; n++) {
    const asked = { code: "", silent: true, store_history: false, user_expressions: { told: NEW } };
    const { content } = await kernel.requestExecute(asked).done;
    const data = content.user_expressions?.told?.data;
    if (content.status === "ok") return data?.["text/html"] ? data : null;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}

/**
 * What stands in the place of an error: the sentence; and the error of no more lines than it, for the cell has failed.
 *
 * @param {Output} error
 * @param {Record<string, string>} data
 * @returns {Output[]}
 */
const inPlaceOf = (error, data) => [
  /** @type {Output} */ ({ output_type: "display_data", data, metadata: {} }),
  { ...error, traceback: [data["text/plain"]] },
];

/**
 * @param {Panel} panel
 * @param {App} app
 */
function button({ content }, { commands }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "se-from-the-top";
  made.textContent = "Run all cells down to this one";
  made.addEventListener("click", async () => {
    const at = content.widgets.findIndex((cell) => cell.node.contains(made));
    content.activeCellIndex = at;
    if ((await commands.execute("notebook:run-all-above")) === false) return; // the cell that failed says why
    content.activeCellIndex = at;
    await commands.execute("notebook:run-cell");
  });
  return made;
}
