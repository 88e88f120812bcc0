// Building the page. Everything a question says is set as text, never as HTML.

export const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

export const tidy = (text) => (typeof text === "string" ? text.replace(/[ \t\r\n\f\v\u00a0]+/g, " ").replace(/^ | $/g, "") : "");

// A number that no other widget of the page has: in JupyterLab each of them runs its own copy of this script, so the page keeps the count.
export const fresh = () => (globalThis.spineFresh = (globalThis.spineFresh ?? 0) + 1);

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat());
  return node;
}

// *emphasis* and `code`, and nothing else.
export function inline(text) {
  return text.split(/(`[^`]+`|\*[^*\s][^*]*\*)/).map((piece, n) => {
    if (n % 2 === 0) return piece;
    return h(piece[0] === "`" ? "code" : "em", {}, piece.slice(1, -1));
  });
}

// The same text where only words can stand: in the name of a button, or an entry of a list.
export const plain = (text) => text.replace(/`([^`]+)`|\*([^*\s][^*]*)\*/g, "$1$2");

// Arrow keys and letters are ours; chords, Tab and Escape stay the notebook's.
const isOurs = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.key === "Escape");

// JupyterLab would take our keys for its own. Returns whether the key is ours.
export function keepKey(event) {
  if (isOurs(event)) event.stopPropagation();
  return isOurs(event);
}

// Notebook 7 acts on a key before any widget hears of it, unless the control that has the focus bears this mark. The window hears first.
function markOurs(event) {
  if (event.target.closest?.(".spine-q, .spine-w")) event.target.toggleAttribute("data-lm-suppress-shortcuts", isOurs(event));
}
if (!globalThis.spineKeys) globalThis.addEventListener?.("keydown", markOurs, true);
globalThis.spineKeys = true; // other widgets of the page run copies of this script

export const belief = (table, idea, before = "") =>
  (idea && table.ideas[idea] ? [before, h("span", { class: "belief" }, h("strong", {}, "The idea behind it:"), " ", inline(table.ideas[idea]))] : []);

// One piece of an answer with its verdict, as a line of a list: in words and with a sign, never by colour alone.
export const reason = (table, { label, correct, why, idea }) => h("li", { "data-state": correct ? "right" : "wrong" },
  h("strong", { class: "mark" }, correct ? "✓ right" : "≠ not right"), " ", `${label}${/[.!?”]$/.test(label) ? "" : "."} `, inline(why), belief(table, idea, " "));
// A link to a heading of a lesson. In JupyterLab it opens beside the lesson that is open; elsewhere it is a link like any other.
export function lessonLink(target, ...words) {
  const here = document.querySelector("[data-jp-theme-light]") ? /(?:\/tree|^.*?\/notebooks)\/(.*)$/.exec(location.pathname) : null;
  const link = h("a", { href: target }, ...words);
  if (here) {
    const [file, id] = target.split("#");
    const path = [...decodeURIComponent(here[1]).split("/").slice(0, -1), file].join("/");
    link.dataset.commandlinkerCommand = "rendermime:handle-local-link";
    link.dataset.commandlinkerArgs = JSON.stringify({ path, id: id ? `#${id}` : "" });
  }
  return link;
}

// A table of texts, numbers and nodes; the first of each row is its header.
export function table(caption, heads, rows, foot = null) {
  const line = ([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first), rest.map((text) => h("td", {}, text)));
  return h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, rows.map(line)), foot ? h("tfoot", {}, line(foot)) : []);
}
