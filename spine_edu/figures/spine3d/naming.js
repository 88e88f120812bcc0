// The parts of a figure by name: a part that is tapped, or chosen from the list, is tinted and said.

import { h } from "../../browser/elements.js";

/** @import { Plot } from "./plotly.js" */

const TINT = [
  [0, "#4a1c00"],
  [1, "#ff9a3c"],
];

/**
 * A list of the parts, most of them once as often as they have pieces; `restyle` gives plotly the order, `say` tells the reader.
 *
 * @param {Plot} plot
 * @param {(change: Record<string, any[]>, traces: number[]) => void} restyle
 * @param {(words: string) => void} say
 */
export function listOfParts(plot, restyle, say) {
  const names = plot.data.map(({ name }) => name);
  const usual = plot.data.map(({ colorscale = null, color = null }) => ({ colorscale, color }));
  const options = [...new Set(names)].map((name) => h("option", {}, name));
  const list = h("select", { onchange: () => point(list.value) }, h("option", { value: "" }, "choose a part"), options);
  /** @type {number[]} */
  let tinted = [];

  /** @param {string} name */
  function point(name) {
    const found = [...names.keys()].filter((n) => names[n] === name);
    if (tinted.length) {
      restyle({ colorscale: tinted.map((n) => usual[n].colorscale), color: tinted.map((n) => usual[n].color) }, tinted);
    }
    if (found.length) restyle({ colorscale: found.map(() => TINT), color: found.map(() => TINT[1][1]) }, found);
    tinted = found;
    list.value = name;
    if (name) say(`${name[0].toUpperCase()}${name.slice(1)}.`);
  }

  plot.removeAllListeners("plotly_click"); // of a list that stood here before
  plot.on("plotly_click", ({ points }) => point(names[points[0].curveNumber]));
  return h("label", {}, "Name a part", list);
}
