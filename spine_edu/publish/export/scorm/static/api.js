// Where the platform stands that a page was opened by: in a window above it, or in the one that opened it.

/** @import { Api } from "./platform.js" */

const FAR = 10; // frames lie in frames, but not endlessly

/**
 * @param {Window | null} from
 * @param {string} name
 * @returns {Api | null}
 */
function above(from, name) {
  try {
    for (let here = from, n = 0; here && n < FAR; n++) {
      const found = /** @type {any} */ (here)[name];
      if (found) return found;
      here = here.parent === here ? null : here.parent;
    }
  } catch {
    /* a window of somebody else: what stands above it is none of ours */
  }
  return null;
}

/**
 * The object of a platform by its name, or null where the page was opened without one.
 *
 * @param {string} name
 */
export const apiNamed = (name) => above(window, name) ?? above(window.opener, name) ?? above(window.top?.opener ?? null, name);
