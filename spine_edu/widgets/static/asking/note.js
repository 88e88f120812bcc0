// A note whose clauses are buttons: clicked, swept over with the mouse, or reached by the arrow keys.
import { h } from "../../../browser/elements.js";
import { rove, roveKeys } from "../rove.js";

/**
 * The clauses of a note, each with a place for its chips.
 *
 * @param {string[][][][]} text paragraphs of lines of runs: a heading, or '', and its clauses
 * @param {string} describedBy the id of what says how to mark
 * @param {object} hands
 * @param {(clauses: number[]) => void} hands.toggle these were marked
 * @param {(key: string) => boolean} hands.press any other key was pressed; whether it meant something
 */
export function noteOf(text, describedBy, { toggle, press }) {
  /** @type {{ node: HTMLElement, chips: HTMLElement }[]} */
  const clauses = [];
  const node = h(
    "div",
    { class: "tagged", role: "group", "aria-label": "Operative note, phrase by phrase", "aria-describedby": describedBy },
    text.map((paragraph) => h("p", {}, ...paragraph.flatMap((line, n) => [...(n ? [h("br")] : []), ...line.flatMap(run)]))),
  );
  const nodes = clauses.map((clause) => clause.node);

  /**
   * @param {string[]} texts a heading, or '', and clauses
   * @returns {(Node | string)[]}
   */
  function run([heading, ...texts]) {
    return [...(heading ? [h("strong", {}, heading), " "] : []), ...texts.flatMap((text) => [clause(text), " "])];
  }

  /** @param {string} text */
  function clause(text) {
    const chips = h("span", { class: "chips" });
    const tabindex = clauses.length ? "-1" : "0";
    const node = h("span", { class: "clause", role: "button", tabindex }, h("span", {}, text), chips);
    clauses.push({ node, chips });
    return node;
  }

  /** @param {Event} event */
  const under = ({ target }) => (target instanceof Node ? nodes.findIndex((node) => node.contains(target)) : -1);

  /**
   * Show what lies between two clauses; `to` is -1 for nothing.
   *
   * @param {number} from
   * @param {number} to
   */
  function sweep(from, to) {
    const some = [...nodes.keys()].filter((n) => to >= 0 && n >= Math.min(from, to) && n <= Math.max(from, to));
    nodes.forEach((node, n) => {
      node.classList.toggle("swept", some.length > 1 && some.includes(n));
    });
    return some;
  }

  /**
   * Drag from one clause to another to mark all between; the sweep is shown as it goes.
   *
   * @param {MouseEvent} down
   */
  function drag(down) {
    const from = down.button === 0 ? under(down) : -1;
    let to = from;
    if (from < 0) return;
    /** @param {MouseEvent} event */
    const over = (event) => {
      if (under(event) >= 0) to = under(event);
      if (sweep(from, to).length > 1) document.getSelection()?.removeAllRanges();
    };
    const drop = () => {
      node.removeEventListener("mouseover", over);
      const some = sweep(from, to);
      sweep(from, -1);
      if (some.length > 1) toggle(some);
    };
    node.addEventListener("mouseover", over);
    document.addEventListener("mouseup", drop, { once: true });
  }

  node.addEventListener("keydown", (event) => roveKeys(event, nodes, { press: (n) => toggle([n]), other: press }));
  node.addEventListener("mousedown", drag);
  node.addEventListener("click", (event) => {
    const n = under(event);
    if (n < 0) return;
    rove(nodes, n, true);
    toggle([n]);
  });
  return { node, clauses };
}
