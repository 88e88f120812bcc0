// What every control of ours is made with, in a widget or below a figure: elements, names that are used once, and keys that stay ours.

// A number that nothing else of the page has: in JupyterLab each widget runs its own copy of this script, so the page keeps the count.
export const fresh = () => (globalThis.spineFresh = (globalThis.spineFresh ?? 0) + 1);

// An element; what it says is set as text, never as HTML.
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

// Arrow keys and letters are ours; chords, Tab and Escape stay the notebook's.
const isOurs = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.key === "Escape");

// JupyterLab would take our keys for its own. Returns whether the key is ours.
export function keepKey(event) {
  if (isOurs(event)) event.stopPropagation();
  return isOurs(event);
}

// Notebook 7 acts on a key before any control hears of it, unless the one that has the focus bears this mark. The window hears first.
function markOurs(event) {
  if (event.target.closest?.(".spine-q, .spine-w, .se-turn, .se-driven"))
    event.target.toggleAttribute("data-lm-suppress-shortcuts", isOurs(event));
}
if (!globalThis.spineKeys) globalThis.addEventListener?.("keydown", markOurs, true);
globalThis.spineKeys = true; // other scripts of the page hold copies of this one
