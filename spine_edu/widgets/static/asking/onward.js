// Where a lesson goes on after a card: at the next cell of the notebook, the next section of a page.
import { focusOn } from "../../../browser/elements.js";

/** What stands below the place of a widget: cells of JupyterLab and Notebook 7, sections of a saved page. */
const STEPS = ".jp-Cell, main > section";

/**
 * Bring what follows the place of a widget to the top of the screen and give it the focus: in a notebook, Shift + Enter then runs
 * it. Where nothing follows, the card stays.
 *
 * @param {HTMLElement} el
 */
export function goOn(el) {
  let next = el.closest(STEPS)?.nextElementSibling;
  while (next && !(next.matches(STEPS) && next.getClientRects().length)) next = next.nextElementSibling;
  if (!next) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  focusOn(/** @type {HTMLElement} */ (next));
  next.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}
