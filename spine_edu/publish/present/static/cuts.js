// Where content that is higher than its window is cut into pages: between lines, rows, controls and figures, never through one.

const UNCUT = "tr, label, button, svg, img, canvas, summary, select, input, textarea, .js-plotly-plot";
const TOGETHER = ".scene-part, figure, blockquote, li, p, table, fieldset, dl > div";
const FULL_ENOUGH = 0.5; // a page may end so early for the sake of what belongs together

/** @typedef {{ top: number, bottom: number }} Span */

/**
 * Whether something stands beside a content, as a high drawing does: it is not cut with it.
 *
 * @param {Element} node
 * @param {HTMLElement} flow
 */
export const isBeside = (node, flow) => node.getBoundingClientRect().left > flow.getBoundingClientRect().right;

/**
 * What no line may go through: lines of text, and boxes.
 *
 * @param {HTMLElement} flow
 */
function atoms(flow) {
  const range = document.createRange();
  const words = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
  /** @type {Span[]} */
  const found = [];
  while (words.nextNode()) {
    const place = words.currentNode.parentElement;
    if (!place?.checkVisibility() || place.matches("details:not([open])") || isBeside(place, flow)) continue; // folded, but measured
    range.selectNodeContents(words.currentNode);
    found.push(...range.getClientRects());
  }
  return [...found, ...boxes(flow, UNCUT)].filter(({ top, bottom }) => bottom > top);
}

/**
 * @param {HTMLElement} flow
 * @param {string} selector
 * @returns {Span[]}
 */
const boxes = (flow, selector) =>
  [...flow.querySelectorAll(selector)]
    .filter((box) => box.checkVisibility() && !isBeside(box, flow))
    .map((box) => box.getBoundingClientRect());

/**
 * The lowest line up to a limit that goes through none of the spans; undefined where there is none below `from`.
 *
 * @param {Span[]} spans
 * @param {number} from
 * @param {number} limit
 */
function clear(spans, from, limit) {
  const lines = spans.map(({ top }) => top - 0.5).filter((line) => line > from + 1 && line <= limit);
  return lines.sort((a, b) => b - a).find((line) => !spans.some(({ top, bottom }) => top < line && bottom > line + 1));
}

/**
 * Where the pages of a content begin, from its top, in its own units.
 *
 * @param {HTMLElement} flow
 * @param {number} room how high a page may be
 * @param {number} zoom by which the screen enlarges those units
 */
export function cuts(flow, room, zoom) {
  const { top, height } = flow.getBoundingClientRect();
  const tops = [0];
  if (height / zoom <= room + 1) return tops;
  const fine = atoms(flow);
  const coarse = [...fine, ...boxes(flow, TOGETHER).filter((box) => box.bottom - box.top <= room * zoom)];
  const end = Math.min(top + height, Math.max(...fine.map(({ bottom }) => bottom))); // a list that scrolls is longer inside
  for (let from = top; end - from > room * zoom + 1 && tops.length < 40; ) {
    const limit = from + room * zoom;
    const kind = clear(coarse, from + FULL_ENOUGH * room * zoom, limit);
    from = kind ?? clear(fine, from, limit) ?? limit;
    tops.push((from - top) / zoom);
  }
  return tops;
}
