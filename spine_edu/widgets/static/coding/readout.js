// What the code in hand says: a line that is spoken when it changes, and what follows from it.
import { h } from "../../../browser/elements.js";

/**
 * What there is to say of the code in hand: how it stands ("right", "wrong", "open" or ""), the sentence, the code, what follows.
 *
 * @typedef {{ state: string, said: string, code?: string, parts?: Node[] }} Told
 */

/** Where it is said what the code in hand says; the sentence is spoken again only when it changed. */
export function readout() {
  const line = h("p", { class: "verdict", role: "status", "aria-live": "polite" });
  const more = h("div", { class: "more" });
  const node = h("div", { class: "result" }, line, more);

  /** @param {Told} told */
  function tell({ state, said, code = "", parts = [] }) {
    const sign = new Map([
      ["right", "✓ "],
      ["wrong", "≠ "],
      ["open", "? "],
    ]).get(state);
    if (line.dataset.said !== `${code}${said}`) {
      line.replaceChildren(
        ...(sign ? [h("span", { class: "sign", "aria-hidden": "true" }, sign)] : []),
        ...(code ? [h("code", { class: "chip" }, code), " "] : []),
        said,
      );
      line.dataset.said = `${code}${said}`;
    }
    node.dataset.state = state;
    more.replaceChildren(...parts);
  }

  return { node, tell };
}
