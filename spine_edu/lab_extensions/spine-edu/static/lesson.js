// How a lesson looks in JupyterLab and Notebook 7: marked as one, so that lesson.css sets it in one column, and cited by small numbers in brackets.
// A notebook that is no lesson of the course is left as it is.
import { foldLooks } from "./looks.js";
import { beginFromTheTop } from "./new_kernel.js";

/**
 * @import { Actions, App, Cell, Panel, Tracker } from "./jupyter.js"
 * @typedef {Record<string, { title: string, address?: string }>} Sources
 */

const LESSON = "from spine_edu.lesson import";
const CITING = ".jp-RenderedMarkdown, .se-figure figcaption, .se-figure details:not(.se-sources)";
const CITATION = /\s*\[([a-z0-9]+(?:-[a-z0-9]+)*)\]/g;

/**
 * @param {object} jupyter
 * @param {unknown} jupyter.INotebookTracker the token by which Jupyter hands out its notebooks
 * @param {Actions} jupyter.NotebookActions what tells of cells that are run
 */
export const plugin = ({ INotebookTracker, NotebookActions }) => ({
  id: "spine-edu:lesson",
  autoStart: true,
  requires: [INotebookTracker],
  /**
   * @param {App} app
   * @param {Tracker} tracker
   */
  activate(app, tracker) {
    document.head.append(styled());
    /** @param {Panel} panel */
    const open = (panel) => dress(panel, app, NotebookActions);
    tracker.forEach(open);
    tracker.widgetAdded.connect((_, panel) => open(panel));
  },
});

function styled() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("lesson.css", import.meta.url).href;
  return link;
}

/** @type {Promise<Sources> | undefined} */
let known;
const sources = () => {
  known ??= fetch(new URL("sources.json", import.meta.url)).then((answer) => answer.json());
  return known;
};

/**
 * Mark a notebook as a lesson, if it is one, and number what it cites, now and whenever a text is shown anew.
 *
 * @param {Panel} panel
 * @param {App} app
 * @param {Actions} actions
 */
async function dress(panel, app, actions) {
  await panel.context.ready;
  const texts = [...(panel.content.model?.cells ?? [])].filter(isCode).map((cell) => cell.sharedModel.getSource());
  if (!texts.some((text) => text.includes(LESSON))) return;
  panel.addClass("se-lesson");
  foldLooks(panel, actions);
  beginFromTheTop(panel, app, actions);
  const numbers = numbered(texts);
  const cited = await sources();
  /** @param {ParentNode} within */
  const number = (within) => {
    for (const text of within.querySelectorAll(CITING)) cite(text, numbers, cited);
  };
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      const inside = node.parentElement?.closest(CITING);
      if (inside) cite(inside, numbers, cited);
      else if (node instanceof HTMLElement) number(/** @type {ParentNode} */ (node.parentNode ?? node));
    }
  }).observe(panel.node, { childList: true, subtree: true });
  number(panel.node);
}

/** @param {Cell} cell */
const isCode = (cell) => cell.type === "code";

/**
 * The number of each source of a lesson: its place in the list of sources at the end, which stands in the order of the alphabet.
 *
 * @param {string[]} texts the code of the lesson
 * @returns {Map<string, number>}
 */
export function numbered(texts) {
  const list = texts.find((text) => text.trimStart().startsWith("sources(")) ?? "";
  const ids = [...list.matchAll(/"([^"]+)"/g)].map(([, id]) => id).sort();
  return new Map(ids.map((id, n) => [id, n + 1]));
}

/**
 * Put small numbers that open the sources in the place of the citations of a text.
 *
 * @param {Element} text
 * @param {Map<string, number>} numbers
 * @param {Sources} cited
 */
export function cite(text, numbers, cited) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("code, a, .MathJax") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = /** @type {Text[]} */ ([]);
  while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
  for (const node of found) {
    const pieces = parts(node.data, cited);
    if (pieces.length > 1) node.replaceWith(...pieces.map((one) => (one.ids ? references(one.ids, numbers, cited) : one.words)));
  }
}

/**
 * @param {string} words
 * @param {Sources} cited
 * @returns {{ words: string, ids?: string[] }[]} what stands between citations, and the citations, those that stand together as one
 */
export function parts(words, cited) {
  /** @type {{ words: string, ids?: string[] }[]} */
  const pieces = [];
  let at = 0;
  for (const found of words.matchAll(CITATION)) {
    if (!Object.hasOwn(cited, found[1])) continue;
    const together = found.index === at ? pieces.at(-1)?.ids : undefined;
    if (together) together.push(found[1]);
    else pieces.push({ words: words.slice(at, found.index) }, { words: found[0], ids: [found[1]] });
    at = found.index + found[0].length;
  }
  return [...pieces, { words: words.slice(at) }];
}

/**
 * The numbers of sources that stand together, in their order, in one pair of brackets: no exponent, and no second vertebra.
 *
 * @param {string[]} ids
 * @param {Map<string, number>} numbers
 * @param {Sources} cited
 */
function references(ids, numbers, cited) {
  const place = (/** @type {string} */ id) => numbers.get(id) ?? numbers.size + 1;
  const links = ids.toSorted((one, other) => place(one) - place(other)).map((id) => reference(id, numbers, cited));
  const together = document.createElement("sup");
  together.append("[", ...links.flatMap((link, n) => (n ? [", ", link] : [link])), "]");
  return together;
}

/**
 * The number of a source, which opens it; the word for one that the lesson does not list.
 *
 * @param {string} id
 * @param {Map<string, number>} numbers
 * @param {Sources} cited
 */
function reference(id, numbers, cited) {
  const { title, address = "" } = cited[id];
  const said = String(numbers.get(id) ?? "");
  const link = document.createElement(address ? "a" : "span");
  if (link instanceof HTMLAnchorElement) Object.assign(link, { href: address, target: "_blank", rel: "noreferrer" });
  link.className = "se-cite";
  link.title = title;
  link.setAttribute("aria-label", `${`Source ${said}`.trim()}: ${title}`);
  link.textContent = said || "source";
  return link;
}
