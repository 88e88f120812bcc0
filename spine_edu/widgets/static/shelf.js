// What this browser keeps for the scripts of the course: texts by their names, until Python has them or their reader takes them away.

/**
 * Servers of several people can share one address: what waits there belongs to the folder that the page is served from.
 *
 * @returns {string}
 */
export const server = () => JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}").baseUrl ?? "";

// Where this browser may not store anything, or has no room, the open page remembers; each widget runs its own copy of this.
globalThis.spineWaiting ??= new Map();
const unstored = globalThis.spineWaiting;
export const shelf = {
  /**
   * @param {string} name
   * @param {string} text
   */
  put(name, text) {
    try {
      localStorage.setItem(name, text);
    } catch {
      unstored.set(name, text);
    }
  },
  /** @param {string} name */
  drop(name) {
    unstored.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      /* nothing of ours is there */
    }
  },
  /** @returns {[string, string][]} */
  all() {
    try {
      return [...unstored, ...Object.entries(localStorage)];
    } catch {
      return [...unstored];
    }
  },
};

/**
 * A short mark of a text, so that an answer is never handed to another question than it was given to.
 *
 * @param {string} text
 */
export function markOf(text) {
  let sum = 5381;
  for (let n = 0; n < text.length; n++) sum = (sum * 33 + text.charCodeAt(n)) >>> 0;
  return sum.toString(36);
}

// This moment as the log writes it. The last three digits are a lot: an answer is known by its question and its moment.
export const moment = () =>
  new Date().toISOString().replace("Z", `${String(Math.floor(Math.random() * 1000)).padStart(3, "0")}Z`);
