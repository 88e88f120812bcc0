// What the pages of the widgets have in common. Everything a question says is set as text, never as HTML.
import { h } from "../../browser/elements.js";

/**
 * @import { Child } from "../../browser/elements.js"
 * @import { AskedTable } from "./contract.js"
 * @import { JudgedPart } from "./types.js"
 */

/**
 * What an object holds under a name of its own, and nothing that it inherits.
 *
 * @template Value
 * @param {Record<string, Value> | null | undefined} object
 * @param {string} key
 * @returns {Value | undefined}
 */
export const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

/**
 * *emphasis* and `code`, and nothing else.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function inline(text) {
  return text.split(/(`[^`]+`|\*[^*\s][^*]*\*)/).map((piece, n) => {
    if (n % 2 === 0) return piece;
    return h(piece[0] === "*" ? "em" : "code", {}, piece.slice(1, -1));
  });
}

/**
 * The same text where only words can stand: in the name of a button, or an entry of a list.
 *
 * @param {string} text
 */
export const plain = (text) => text.replace(/`([^`]+)`|\*([^*\s][^*]*)\*/g, "$1$2");

/**
 * @param {Pick<AskedTable, "ideas">} table
 * @param {string} idea
 * @param {string} [before]
 * @returns {(Node | string)[]}
 */
export const belief = (table, idea, before = "") =>
  idea && table.ideas[idea] ? [before, h("span", { class: "belief" }, ...inline(table.ideas[idea]))] : [];

/**
 * One piece of an answer with its verdict, as a line of a list: in words and with a sign, never by colour alone.
 *
 * @param {Pick<AskedTable, "ideas">} table
 * @param {JudgedPart} part
 */
export const reason = (table, { label, correct, why, idea }) =>
  h(
    "li",
    { "data-state": correct ? "right" : "wrong" },
    h("strong", { class: "mark" }, correct ? "✓ right" : "≠ not right"),
    " ",
    `${label}${/[.!?”]$/.test(label) ? "" : "."} `,
    inline(why),
    belief(table, idea, " "),
  );

/**
 * The sources of a verdict, folded: they are for who asks.
 */
export function sourcesOf() {
  const list = h("ul", {});
  const node = h("details", { class: "sources", hidden: true }, h("summary", {}, "Sources"), list);
  /** @param {string[]} sources */
  const tell = (sources) => {
    node.hidden = !sources.length;
    list.replaceChildren(...sources.map((source) => h("li", {}, source)));
  };
  return { node, tell };
}

/**
 * Put a reason under the controls that it speaks of, or take it away (null): it is read with them, and only while it is shown.
 *
 * @param {HTMLElement} note
 * @param {(Node | string)[] | null} said
 * @param {HTMLElement[]} controls
 */
export function annotate(note, said, ...controls) {
  note.hidden = said === null;
  note.replaceChildren(...(said ?? []));
  for (const control of controls) {
    if (said) control.setAttribute("aria-describedby", note.id);
    else control.removeAttribute("aria-describedby");
  }
}

/**
 * A link to a heading of a lesson. In JupyterLab it opens beside the lesson that is open; elsewhere it is a link like any other,
 * and no link at all on a page that has no target for it.
 *
 * @param {string} target
 * @param {string[]} words
 */
export function lessonLink(target, ...words) {
  if (!target) return h("span", {}, ...words);
  const here = document.querySelector("[data-jp-theme-light]")
    ? /(?:\/tree|^.*?\/notebooks)\/(.*)$/.exec(location.pathname)
    : null;
  const link = h("a", { href: target }, ...words);
  if (here) {
    const [file, id] = target.split("#");
    const path = [...decodeURIComponent(here[1]).split("/").slice(0, -1), file].join("/");
    link.dataset.commandlinkerCommand = "rendermime:handle-local-link";
    link.dataset.commandlinkerArgs = JSON.stringify({ path, id: id ? `#${id}` : "" });
  }
  return link;
}

/**
 * A table of texts, numbers and nodes; the first of each row is its header.
 *
 * @param {string} caption
 * @param {string[]} heads
 * @param {Child[][]} rows
 * @param {Child[] | null} [foot]
 */
export function table(caption, heads, rows, foot = null) {
  /** @param {Child[]} row */
  const line = ([first, ...rest]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, first),
      rest.map((text) => h("td", {}, text)),
    );
  return h(
    "table",
    {},
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        heads.map((text) => h("th", { scope: "col" }, text)),
      ),
    ),
    h("tbody", {}, rows.map(line)),
    foot ? h("tfoot", {}, line(foot)) : [],
  );
}
